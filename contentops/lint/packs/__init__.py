"""The shipped packs: taboo lists in YAML, and the same compiled to JSON, which is what is loaded.

`tools/build_packs.py` compiles them; a test holds the two in step.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from contentops.lint.lists.codec import decode_lists
from contentops.lint.taboo import TabooList

PACKS: dict[str, str] = {
    "zh-advertising-law-article-9": "zh",
    "en-unsupported-claims": "en",
}
"""Name of each shipped pack -> the language of the texts it is for."""

_DIRECTORY = Path(__file__).parent


def pack_source(name: str) -> Path:
    """The YAML that people read and change."""
    return _DIRECTORY / f"{name}.yaml"


def pack_compiled(name: str) -> Path:
    """The JSON compiled from it."""
    return _DIRECTORY / f"{name}.json"


@cache
def load_pack(name: str) -> TabooList:
    """A shipped pack by its name in `PACKS`; the same object each time."""
    [pack] = decode_lists(pack_compiled(name).read_text(encoding="utf-8"))
    return pack
