"""What the terminal can show: read here once, passed on as arguments."""

from __future__ import annotations

import os
import shutil
import sys


def screen_width() -> int:
    """The columns of the terminal (`COLUMNS` first); 80 where there is none."""
    return shutil.get_terminal_size((80, 24)).columns


def wants_colour() -> bool:
    """Whether stdout is a terminal that shows colour and `NO_COLOR` does not forbid it."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
