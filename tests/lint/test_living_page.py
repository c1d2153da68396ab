"""docs/lint-living.md shows what the program really prints: its files are written, its commands run in order."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

PAGE = Path(__file__).resolve().parents[2] / "docs" / "lint-living.md"
BLOCK = re.compile(r"<!-- (file|output|errors|content): (.*?) -->\n```\w*\n(.*?)```\n", re.DOTALL)


def run_page(contentops: Callable[..., Any], folder: Path, page: str) -> str:
    """The page with the real output in it."""

    def run_block(match: re.Match[str]) -> str:
        kind, name, content = match.groups()
        if kind == "file":
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(content, encoding="utf-8")
            return match.group()
        if kind == "content":
            real = (folder / name).read_text(encoding="utf-8")
        else:
            result = contentops(*shlex.split(name)[1:])
            real = result.err if kind == "errors" else result.out or result.err
        start, end = match.start(3) - match.start(), match.end(3) - match.start()
        return match.group()[:start] + real + match.group()[end:]

    return BLOCK.sub(run_block, page)


def test_the_page_shows_real_output(
    contentops: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "contentops.yaml").write_text("language: en\n", encoding="utf-8")
    page = PAGE.read_text(encoding="utf-8")
    assert run_page(contentops, tmp_path, page) == page
    assert page.count("<!-- output: ") == 6


def test_every_option_of_the_command_is_on_a_page(contentops: Callable[..., Any]) -> None:
    pages = "".join(path.read_text(encoding="utf-8") for path in PAGE.parent.glob("lint*.md"))
    options = set(re.findall(r"--[a-z-]+", contentops("lint", "--help").out)) - {"--help", "--directory"}
    assert {option for option in options if option not in pages} == set()
