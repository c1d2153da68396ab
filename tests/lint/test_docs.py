"""docs/lint.md shows what the program really prints: its files are written, its commands run."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs" / "lint.md"
BLOCK = re.compile(r"<!-- (file|output): (.*?) -->\n```\w*\n(.*?)```\n", re.DOTALL)


def test_the_page_shows_real_output(
    contentops: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "contentops.yaml").write_text("language: en\n", encoding="utf-8")
    shown = 0
    for kind, name, content in BLOCK.findall(DOCS.read_text(encoding="utf-8")):
        path = tmp_path / name
        if kind == "file":
            path.parent.mkdir(exist_ok=True)
            path.write_text(content, encoding="utf-8")
            continue
        result = contentops(*shlex.split(name)[1:])
        assert (result.out or result.err) == content, name
        shown += 1
        if result.code == 2:
            (tmp_path / "taboo" / "broken.yaml").unlink()
    assert shown == 4
