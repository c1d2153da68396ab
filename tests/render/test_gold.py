"""What the example looks like, byte for byte, in both languages: look at the diff when this fails.

After a wanted change: `python -m tests.render.test_gold` writes the files anew; read them before you commit.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from contentops.render.edition import Edition
from contentops.render.formats import FORMATS, render_text
from contentops.render.terminal import render_table
from tests.render.example import build_calendar, build_workspace

GOLD = Path(__file__).parent / "gold"
ELSEWHERE = ("xlsx", "html")
"""Formats whose bytes a library decides on, or that are mostly style and script; their own tests look into them."""
TEXT = [name for name in FORMATS if name not in ELSEWHERE]
NAMES = [f"{language}.{kind}" for language in ("zh", "en") for kind in (*TEXT, "80.txt", "140.txt")]


def render_example(name: str) -> str:
    language, kind = name.split(".", 1)
    calendar, workspace = build_calendar(language), build_workspace(language)
    if kind in FORMATS:
        return render_text(Edition(calendar, workspace), kind)
    return render_table(calendar, workspace, int(kind.removesuffix(".txt")), False)


@pytest.mark.parametrize("name", NAMES)
def test_the_example_looks_as_it_was_approved(name: str) -> None:
    assert render_example(name).encode("utf-8") == (GOLD / name).read_bytes()


if __name__ == "__main__":
    for name in NAMES:
        (GOLD / name).write_bytes(render_example(name).encode("utf-8"))
