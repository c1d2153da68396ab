"""The committed calendars are what the program makes of the demo workspaces today."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize("language", ["zh", "en"])
def test_committed_calendars_are_up_to_date(language: str) -> None:
    built = runpy.run_path(str(ROOT / "tools" / "build_calendars.py"))["render_calendars"](language)
    committed = {name: (ROOT / "calendars" / name).read_bytes() for name in built}
    assert built == committed
