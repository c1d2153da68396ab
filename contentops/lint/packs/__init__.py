"""The shipped packs: taboo lists in YAML, and the same compiled to JSON, which is what is loaded.

`tools/build_packs.py` compiles them; a test holds the two in step.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from contentops.lint.lists.codec import decode_lists
from contentops.lint.taboo import TabooList


class Pack(NamedTuple):
    """A shipped pack: the language of the texts it is for, and whether it must be asked for by name.

    Where `replacements` is True the one suggestion of an entry can stand in the text as it is. In the other
    packs suggestions are advice to a writer, which no program puts in.
    """

    language: str
    opt_in: bool = False
    replacements: bool = False


PACKS: dict[str, Pack] = {
    "zh-advertising-law-article-9": Pack("zh"),
    "zh-claims": Pack("zh"),
    "zh-press-style": Pack("zh"),
    "zh-inclusive": Pack("zh", opt_in=True),
    "zh-channel-bans": Pack("zh", opt_in=True),
    "en-unsupported-claims": Pack("en"),
    "en-environmental-claims": Pack("en"),
    "en-press-style": Pack("en"),
    "en-inclusive": Pack("en", opt_in=True, replacements=True),
}
"""Every shipped pack by its name."""

ADVICE = frozenset(name for name, pack in PACKS.items() if not pack.replacements)
"""The packs whose suggestions are advice."""

DEFAULT = "default"
"""In the setting `packs`: all packs that need not be asked for."""

_DIRECTORY = Path(__file__).parent


def choose_packs(wanted: Iterable[str] | None = None) -> tuple[str, ...]:
    """The names of the packs to use; None, or `default` among the names, stands for all but the opt-in ones."""
    names = [DEFAULT] if wanted is None else list(wanted)
    usual = [name for name, pack in PACKS.items() if not pack.opt_in]
    return tuple(dict.fromkeys(one for name in names for one in (usual if name == DEFAULT else [name])))


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
