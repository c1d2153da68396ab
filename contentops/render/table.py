"""Tables for the terminal: columns that share a width, cells that wrap, colour that takes no columns.

Our own lines rather than rich: they import several times faster, break Chinese by its own rules
(no line begins with a comma), and give the same bytes whatever version of another library is there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from contentops.text_width import ELLIPSIS, display_width, pad, truncate, wrap

GAP = "  "
Style = Literal["", "bold", "dim", "red", "green", "yellow", "blue", "magenta", "cyan"]
_CODES: dict[str, str] = {
    "bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "blue": "34", "magenta": "35",
    "cyan": "36",
}  # fmt: skip


@dataclass(frozen=True)
class Column:
    """A column: as wide as its longest cell when there is room, narrower down to `least` when not.

    `lines` is how many lines a cell may take before it is cut; a column of one line keeps its natural
    width unless it `shrinks`. A terminal that cannot give every column `wish` loses columns, the highest
    `drop` first; 0 stays.
    """

    head: str
    least: int
    wish: int
    lines: int = 1
    shrinks: bool = False
    drop: int = 0


@dataclass(frozen=True)
class Cell:
    """One cell: its text on one line, or `parts` that are better not broken inside, and its style."""

    text: str
    style: Style = ""
    parts: tuple[str, ...] = ()
    separator: str = ""


def paint(text: str, style: Style, colour: bool) -> str:
    """`text` in a style when `colour`; otherwise as it is."""
    return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if colour and style and text else text


class Layout:
    """The widths of `columns` for `rows` in a terminal of `width` columns."""

    def __init__(self, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], width: int) -> None:
        shown = list(range(len(columns)))
        while _total([columns[n].wish for n in shown]) > width:
            last = max(shown, key=lambda n: columns[n].drop)
            if not columns[last].drop:
                break
            shown.remove(last)
        natural = [
            max(display_width(text) for text in (columns[n].head, *(row[n].text for row in rows)))
            for n in shown
        ]
        least = [
            wide if columns[n].lines == 1 and not columns[n].shrinks else min(wide, columns[n].least)
            for n, wide in zip(shown, natural, strict=True)
        ]
        self.columns = [columns[n] for n in shown]
        self._shown = shown
        self.widths = _shrink(natural, least, width)

    @property
    def width(self) -> int:
        """The columns that a whole line takes."""
        return _total(self.widths)

    def shows(self, column: int) -> bool:
        """Whether there is room for the `column`-th column."""
        return column in self._shown

    def head(self, colour: bool) -> list[str]:
        """The heads and a rule below them."""
        heads = GAP.join(
            pad(truncate(column.head, width), width)
            for column, width in zip(self.columns, self.widths, strict=True)
        )
        return [paint(heads.rstrip(), "bold", colour), paint("─" * self.width, "dim", colour)]

    def row(self, cells: Sequence[Cell], colour: bool) -> list[str]:
        """One row in as many lines as its longest cell needs."""
        shown = [cells[n] for n in self._shown]
        columns = [
            _lines(cell, width, column.lines)
            for cell, column, width in zip(shown, self.columns, self.widths, strict=True)
        ]
        lines = []
        for n in range(max(map(len, columns))):
            line, owed = "", 0
            for cell, texts, width in zip(shown, columns, self.widths, strict=True):
                text = texts[n] if n < len(texts) else ""
                if text:
                    line += " " * owed + paint(text, cell.style, colour)
                    owed = 0
                owed += width - display_width(text) + len(GAP)
            lines.append(line)
        return lines


def _lines(cell: Cell, width: int, limit: int) -> list[str]:
    if width < 2:
        return [truncate(cell.text, width)]
    if cell.parts:
        return _pack(cell.parts, cell.separator, width, limit)
    lines = wrap(cell.text, width)
    if len(lines) <= limit:
        return lines
    return [*lines[: limit - 1], _ending(lines[limit - 1], width)]


def _pack(parts: Sequence[str], separator: str, width: int, limit: int) -> list[str]:
    """`parts` in lines, whole as long as they fit; those beyond `limit` lines are counted (`+2`)."""
    lines: list[str] = []
    for n, part in enumerate(parts):
        last = n == len(parts) - 1
        text = part if last else part + separator.rstrip(" ")
        joined = f"{lines[-1]}{' ' * separator.endswith(' ')}{text}" if lines else text
        more = "" if last else f" +{len(parts) - n - 1}"
        reserve = display_width(more) if len(lines) == limit else 0
        if lines and display_width(joined) + reserve <= width:
            lines[-1] = joined
        elif len(lines) < limit:
            lines.append(truncate(text, width))
        else:
            lines[-1] = _ending_with(lines[-1].rstrip(separator), f" +{len(parts) - n}", width)
            break
    return lines


def _ending_with(line: str, mark: str, width: int) -> str:
    return truncate(line, max(1, width - display_width(mark))) + mark if len(mark) < width else ELLIPSIS


def _ending(line: str, width: int) -> str:
    """The last line shown of a text that goes on."""
    return truncate(line + " " * width, width - 1, ellipsis="").rstrip() + ELLIPSIS


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + len(GAP) * (len(widths) - 1)


def _shrink(natural: list[int], least: list[int], width: int) -> list[int]:
    """Take columns from the widest until the line fits; no column goes below its least width for that."""
    widths = list(natural)
    excess = _total(widths) - width
    while excess > 0:
        able = [n for n in range(len(widths)) if widths[n] > least[n]]
        if not able:
            able = [n for n in range(len(widths)) if widths[n] > 1]
            if not able:
                break
        widest = max(able, key=lambda n: (widths[n] - least[n], -n))
        widths[widest] -= 1
        excess -= 1
    return widths
