"""Generate `sounds.txt`, how Chinese characters are read (a development-time script).

    pip install pypinyin && python tools/build_sound_table.py

The characters that words of the table `words.txt` begin with, by the syllable (without tone) of their most usual
reading in pypinyin: one line a syllable, the most common character first, which stands for all of its line.
"""

from __future__ import annotations

import sys
from pathlib import Path

TABLES = Path(__file__).resolve().parent.parent / "contentops" / "lint" / "tables"


def main() -> int:
    """Write the table."""
    try:
        from pypinyin import Style, pinyin
    except ImportError:
        print("pip install pypinyin", file=sys.stderr)
        return 2
    lines: dict[str, list[tuple[str, str]]] = {}
    for line in (TABLES / "words.txt").read_text(encoding="utf-8").split("\n"):
        if line:
            char, commonness = line[0], line[1]
            [[syllable]] = pinyin(char, style=Style.NORMAL, errors="ignore") or [[""]]
            if syllable:
                lines.setdefault(syllable, []).append((commonness, char))
    rows = []
    for _, found in sorted(lines.items()):
        rows.append("".join(char for _, char in sorted(found, key=lambda pair: (-ord(pair[0]), pair[1]))))
    (TABLES / "sounds.txt").write_text("\n".join(rows) + "\n", encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
