"""Chinese words for the values of our keys: one meaning each, and none that our models do not have."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from contentops.importing.targets import find_target
from contentops.importing.words import COMMON_WORDS, common_meaning
from contentops.models.mapping import Into
from contentops.render.words import words_in
from contentops.yaml_writer import dump
from tests.conftest import Build, Outcome

Run = Callable[..., Outcome]

KEYS: dict[str, tuple[tuple[Into, str], ...]] = {
    "format": (("basic", "format"),),
    "role": (("basic", "role"),),
    "stage": (("basic", "stage"),),
    "means": (("basic", "means"),),
    "source": (("basic", "source"),),
    "kind": (("events", "kind"), ("nodes", "kind")),
    "status": (("basic", "status"), ("events", "status")),
    "phase": (("basic", "anchor.phase"),),
}


def choices(key: str) -> set[str]:
    targets = [find_target(into, name) for into, name in KEYS[key]]
    return {choice for target in targets if target is not None for choice in target.choices}


@pytest.mark.parametrize("key", COMMON_WORDS)
def test_every_value_has_a_word_and_every_word_one_value(key: str) -> None:
    assert set(COMMON_WORDS[key]) == choices(key)
    words = [word for listed in COMMON_WORDS[key].values() for word in listed.split()]
    assert len(words) == len(set(words))


@pytest.mark.parametrize("key", ["role", "stage", "means"])
def test_the_words_we_print_are_understood(key: str) -> None:
    for value, word in words_in("zh").names[key].items():
        assert common_meaning(key, word, choices(key)) == value


@pytest.mark.parametrize(
    ("key", "word", "value"),
    [
        ("role", " 决策人 ", "decider"),
        ("stage", "续约／推荐", "renew"),
        ("role", "文章", None),
        ("colour", "文章", None),
    ],
)
def test_a_word_is_read_as_people_write_it(key: str, word: str, value: str | None) -> None:
    known = choices(key) if key in KEYS else set()
    assert common_meaning(key, word, known) == value


def test_a_word_of_another_record_means_nothing() -> None:
    assert common_meaning("kind", "沙龙", {"release", "meeting"}) is None
    assert common_meaning("status", "已发布", {"planned", "done"}) is None


def test_the_report_says_how_words_were_taken(build: Build, contentops: Run, tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text(
        "title,format,role,stage,owner\n一,文章,决策人,拉新,ann\n二,文章,用户,留存,ann\n", "utf-8"
    )
    result = contentops("import", file, "-C", build(), "--into", "periodic")
    assert result.code == 0
    for line in ("文章 is article", "决策人 is decider", "拉新 is acquire", "用户 is user", "留存 is retain"):
        assert result.out.count(f"  {line}\n") == 1


def test_an_explicit_value_wins(build: Build, contentops: Run, tmp_path: Path) -> None:
    file, mapping = tmp_path / "t.csv", tmp_path / "m.yaml"
    file.write_text("title,format,role,owner\n一,文章,用户,ann\n二,案例,决策人,ann\n", "utf-8")
    mapping.write_text(
        dump({"into": "basic", "value": {"format": {"文章": "post"}, "role": {"*": "evaluator"}}}), "utf-8"
    )
    options = ("--mapping", mapping, "--set", "stage=激活")
    result = contentops("import", file, "-C", build(), *options)
    assert result.code == 0
    assert "  stage   set to activate\n" in result.out
    assert "format: post" in result.out
    assert result.out.count("role: evaluator") == 2
    assert "  案例 is case\n" in result.out
    assert "文章 is" not in result.out
    assert "决策人 is" not in result.out
