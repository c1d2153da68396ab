"""The page on importing shows what the program really prints."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Build, Outcome

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = (DOCS / "import.md").read_text(encoding="utf-8")
EXAMPLES = DOCS / "examples" / "import"


def test_the_commands_of_the_page_print_what_it_shows(
    build: Build, contentops: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = build()
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
