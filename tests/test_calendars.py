"""The committed calendars are what the program makes of the demo workspaces today."""

from __future__ import annotations

import io
import runpy
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

ROOT = Path(__file__).resolve().parent.parent


def content_of(name: str, data: bytes) -> Any:
    """What a file holds: of a workbook the cells, since its bytes also depend on the library that packs it."""
    if not name.endswith(".xlsx"):
        return data
    sheets = load_workbook(io.BytesIO(data)).worksheets
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in sheets}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_committed_calendars_are_up_to_date(language: str) -> None:
    built = runpy.run_path(str(ROOT / "tools" / "build_calendars.py"))["render_calendars"](language)
    for name, data in built.items():
        committed = (ROOT / "calendars" / name).read_bytes()
        assert content_of(name, data) == content_of(name, committed), name
