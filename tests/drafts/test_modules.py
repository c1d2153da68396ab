"""The modules of a hook: each for its owner, then joined, edited and joined again without a loss."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from contentops.drafts.modules import joined_template, module_template
from tests.conftest import Build, Outcome, settings
from tests.drafts.test_draft_command import calendar, entry

Run = Callable[..., Outcome]

FACTS = {
    "zh": {"reader": "业务经理", "question": "哪些事先定下来？", "thesis": "先定字段，再谈模型。"},
    "en": {"reader": "risk officers", "question": "Which matters come first?", "thesis": "Fields first."},
}
POINTS = {"zh": ("先对口径。", "返工都在这里。"), "en": ("Definitions first.", "All rework was here.")}


def make(build: Build, language: str = "en", **changes: Any) -> Path:
    """A white paper of two modules, the first with its facts."""
    first, second = POINTS[language]
    paper = {
        "id": "paper",
        "title": "White paper",
        "pool": "hook",
        "format": "white_paper",
        "template": "white_paper_framework",
        "role": "decider",
        "stage": "acquire",
        "owner": "ann",
        "integrator": "ann",
        "channels": ["blog"],
        "modules": [
            {
                "title": "Part one", "owner": "ben", "effort": 8,
                "facts": {"question": "Q1?", "points": [{"title": "A", "text": first}, {"text": second}]},
            },
            {"title": "Part two", "owner": "ann", "effort": 4},
        ],
        "facts": FACTS[language],
        **changes,
    }  # fmt: skip
    waves = [{"channel": "blog", "date": "2027-03-10"}]
    tasks = [{"stage": "module:1", "person": "ben", "start": "2027-02-01", "end": "2027-02-12", "hours": 8}]
    planned = entry("paper", "2027-03-10", channels=waves, pool="hook", tasks=tasks)
    return build(
        {
            "contentops.yaml": settings(language=language),
            "pools/basic/items.yaml": None,
            "pools/hook/items.yaml": {"items": [paper]},
            "calendars/2027-Q1.yaml": calendar(planned),
        }
    )


def path(root: Path, module: int | None = None) -> Path:
    return root / "drafts/2027-Q1" / ("paper.md" if module is None else f"paper.module-{module}.md")


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def write_second(root: Path, contentops: Run) -> None:
    """Module two as its owner leaves it."""
    contentops("draft", "paper", "--module", "2", "--allow-missing", "-C", root)
    file = path(root, 2)
    text = re.sub(r"【待补：[^】]*】|\[TO FILL: [^\]]*\]", "Written", file.read_text(encoding="utf-8"))
    file.write_text(text, encoding="utf-8")


def test_a_module_is_drafted_from_its_own_facts_for_its_owner(build: Build, contentops: Run) -> None:
    root = make(build)
    done = contentops("draft", "paper", "--module", "1", "-C", root)
    assert done.code == 0, done.err
    text = path(root, 1).read_text(encoding="utf-8")
    assert text.startswith("---\ntitle: Part one\nitem: paper\nmodule: 1\ntemplate: white_paper_module\n")
    assert "owner: ben\ndue: 2027-02-12\nstatus: draft\n" in text
    assert "Definitions first." in text and "Which matters" not in text
    lacking = contentops("draft", "paper", "--modules", "-C", root)
    assert lacking.code == 1 and "unchanged" in lacking.out
    assert "needs modules[1].facts.question" in lacking.err
    assert re.search(r"pools/hook/items\.yaml:\d+:\d+: error", lacking.err)
    assert not path(root, 2).exists()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_modules_are_joined_in_order_and_stay_joined(language: str, build: Build, contentops: Run) -> None:
    root = make(build, language)
    assert contentops("draft", "paper", "-C", root).code == 0
    contentops("draft", "paper", "--module", "1", "-C", root)
    write_second(root, contentops)
    done = contentops("draft", "paper", "--integrate", "-C", root)
    assert done.code == 0, done.err
    assert "2 of 2 modules joined; Ann integrates them" in done.err
    text = path(root).read_text(encoding="utf-8")
    assert "template: white_paper\n" in text and "\nintegrator: ann\n" in text
    assert 0 < text.index("## Part one") < text.index("### A") < text.index("## Part two")
    assert all(words in text for words in POINTS[language])
    again = contentops("draft", "paper", "-C", root)
    assert again.code == 0 and "unchanged" in again.out
    assert path(root).read_text(encoding="utf-8") == text


def test_edits_of_the_whole_survive_and_a_module_edited_later_is_merged(
    build: Build, contentops: Run
) -> None:
    root = make(build)
    contentops("draft", "paper", "-C", root)
    change(path(root), "Fields first.", "Fields first, always.")
    contentops("draft", "paper", "--module", "1", "-C", root)
    write_second(root, contentops)
    assert contentops("draft", "paper", "--integrate", "-C", root).code == 0
    change(path(root), "All rework was here.", "Nearly all rework was here.")
    change(path(root, 1), "Definitions first.", "Agreed definitions first.")
    merged = contentops("draft", "paper", "--integrate", "-C", root)
    assert merged.code == 0 and "merged" in merged.out
    text = path(root).read_text(encoding="utf-8")
    assert "Fields first, always." in text
    assert "Nearly all rework was here." in text and "Agreed definitions first." in text
    change(path(root, 1), "All rework was here.", "Most rework was here.")
    clash = contentops("draft", "paper", "--integrate", "-C", root)
    assert clash.code == 1 and "conflict" in clash.out
    text = path(root).read_text(encoding="utf-8")
    assert "Nearly all rework was here." in text and "Most rework was here." in text


def test_what_is_missing_or_unfinished_is_named_and_nothing_is_joined(build: Build, contentops: Run) -> None:
    root = make(build)
    contentops("draft", "paper", "-C", root)
    before = path(root).read_text(encoding="utf-8")
    failed = contentops("draft", "paper", "--integrate", "-C", root)
    assert failed.code == 1
    assert (
        "module 1, Part one (Ben) has no draft; begin it: `contentops draft paper --module 1`" in failed.err
    )
    contentops("draft", "paper", "--module", "1", "-C", root)
    contentops("draft", "paper", "--module", "2", "--allow-missing", "-C", root)
    failed = contentops("draft", "paper", "--integrate", "-C", root)
    assert failed.code == 1
    assert re.search(
        r"paper\.module-2\.md:\d+:\d+: error: paper: module 2, Part two \(Ann\) is not finished", failed.err
    )
    assert path(root).read_text(encoding="utf-8") == before


def test_open_modules_may_stay_open_until_they_are_there(build: Build, contentops: Run) -> None:
    root = make(build)
    contentops("draft", "paper", "-C", root)
    contentops("draft", "paper", "--module", "1", "-C", root)
    partly = contentops("draft", "paper", "--integrate", "--allow-missing", "-C", root)
    assert partly.code == 0, partly.err
    assert "1 of 2 modules joined" in partly.err
    assert "[TO FILL: module-2]" in path(root).read_text(encoding="utf-8")
    write_second(root, contentops)
    assert contentops("draft", "paper", "-C", root).code == 0
    text = path(root).read_text(encoding="utf-8")
    assert "[TO FILL" not in text and "Written" in text


def test_a_module_whose_file_is_gone_takes_nothing_out_of_the_whole(build: Build, contentops: Run) -> None:
    root = make(build)
    contentops("draft", "paper", "-C", root)
    contentops("draft", "paper", "--module", "1", "-C", root)
    write_second(root, contentops)
    contentops("draft", "paper", "--integrate", "-C", root)
    before = path(root).read_text(encoding="utf-8")
    path(root, 1).unlink()
    for options in ((), ("--integrate",), ("--integrate", "--allow-missing")):
        failed = contentops("draft", "paper", *options, "-C", root)
        assert failed.code == 1 and "has no draft" in failed.err
        assert path(root).read_text(encoding="utf-8") == before


def test_items_without_modules_and_options_that_do_not_go_together(build: Build, contentops: Run) -> None:
    root = build()
    failed = contentops("draft", "intro", "--modules", "--json", "-C", root)
    assert failed.code == 1 and "intro has no modules" in failed.err
    assert json.loads(failed.out)["drafts"][0]["state"] == "failed"
    assert contentops("draft", "intro", "--integrate", "-C", root).code == 1
    assert contentops("draft", "intro", "--integrate", "--modules", "-C", root).code == 2
    root = make(build)
    unknown = contentops("draft", "paper", "--module", "3", "-C", root)
    assert unknown.code == 1 and "its modules are 1 to 2" in unknown.err


def test_modules_of_other_hooks_are_added_below_their_draft(build: Build, contentops: Run) -> None:
    root = make(build, template="course_outline", format="course", facts={
        "audience": "engineers", "outcomes": ["train a model"], "lessons": [{"title": "One", "content": ["a"]}],
    })  # fmt: skip
    assert contentops("draft", "paper", "-C", root).code == 0
    contentops("draft", "paper", "--module", "1", "-C", root)
    write_second(root, contentops)
    assert contentops("draft", "paper", "--integrate", "-C", root).code == 0
    text = path(root).read_text(encoding="utf-8")
    assert text.index("engineers") < text.index("## Part one") < text.index("## Part two")
    assert "template: course_outline\n" in text


def test_the_templates_of_modules_stand_beside_their_framework() -> None:
    assert (
        module_template("white_paper_framework") == module_template("course_outline") == "white_paper_module"
    )
    assert module_template("report_framework") == "report_module"
    assert joined_template("report_framework") == "report"
