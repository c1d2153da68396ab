"""The page on importing shows what the program really prints."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from contentops.importing.words import COMMON_WORDS
from tests.conftest import SETTINGS, Build, Outcome, settings

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = (DOCS / "import.md").read_text(encoding="utf-8")
EXAMPLES = DOCS / "examples" / "import"


def test_the_commands_of_the_page_print_what_it_shows(
    build: Build, contentops: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    team = [{**SETTINGS["team"][0], "name": {"zh": "安雅", "en": "Ann"}}]
    team += [{**SETTINGS["team"][1], "name": {"zh": "李本", "en": "Ben"}}, SETTINGS["team"][2]]
    channels = [{**SETTINGS["channels"][0], "name": {"zh": "官网博客", "en": "Blog"}}]
    root = build({"contentops.yaml": settings(team=team, channels=channels)})
    for file in EXAMPLES.iterdir():
        shutil.copy(file, root)
    monkeypatch.chdir(root)
    shown = re.findall(r"```console\n\$ contentops (.+?)\n(.*?)```", PAGE, re.DOTALL)
    assert len(shown) == 4
    for words, output in shown:
        result = contentops(*shlex.split(words))
        assert result.out + result.err == output


def test_the_files_on_the_page_are_the_files_beside_it() -> None:
    for name in ("milestones.csv", "topics-mapping.yaml"):
        assert (EXAMPLES / name).read_text(encoding="utf-8") in PAGE


def test_the_words_on_the_page_are_the_words_that_are_known() -> None:
    for key, meanings in COMMON_WORDS.items():
        name = "anchor.phase" if key == "phase" else key
        shown = "; ".join(f"{'、'.join(words.split())} `{value}`" for value, words in meanings.items())
        assert f"| `{name}` | {shown} |\n" in PAGE
