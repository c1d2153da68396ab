"""The report on supply and coverage in a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from contentops.models.coverage import CoverageReport
from contentops.models.workspace import Workspace
from contentops.render.coverage_report import CoverageText, Section, Table
from contentops.render.table import GAP, Cell, Column, Layout, Style, paint
from contentops.render.terminal import NARROWEST
from contentops.text_width import clean_line, display_width, pad, wrap

_INDENT = "  "
_NAME, _FIGURE, _TEXT = 12, 6, 10
"""The least width of the first column, of figures, and of other texts."""


def render_coverage(report: CoverageReport, workspace: Workspace, width: int, colour: bool) -> str:
    """The report for a terminal of `width` columns (at least `NARROWEST`), ending in a newline."""
    screen = _Screen(CoverageText(report, workspace), max(width, NARROWEST), colour)
    return "".join(f"{line.rstrip()}\n" for line in screen.lines())


class _Screen:
    def __init__(self, text: CoverageText, width: int, colour: bool) -> None:
        self.text, self.width, self.colour = text, width, colour

    def lines(self) -> Iterator[str]:
        yield from self._paragraph(self.text.title, "", "bold")
        for line in self.text.about:
            yield from self._paragraph(line, "")
        for section in self.text.sections():
            yield ""
            yield from self._section(section)

    def _section(self, section: Section) -> Iterator[str]:
        count = f" ({len(section.lines)})" if section.is_alarm else ""
        yield from self._paragraph(section.title + count, "", "bold")
        for note in section.notes:
            yield from self._paragraph(note, "", "dim")
        for line in section.lines:
            yield from self._paragraph(
                clean_line(line.sentence), _INDENT, "yellow" if section.is_alarm else ""
            )
            for text, action in line.proposals:
                yield from self._paragraph(f"→ {clean_line(text)}", _INDENT * 2)
                yield from self._paragraph(clean_line(action), _INDENT * 3, "dim")
        for table in section.tables:
            for part in self._parts(table):
                yield ""
                yield from self._table(part)

    def _parts(self, table: Table) -> Iterator[Table]:
        """A table by weeks in as many pieces as the width asks for."""
        if not table.is_weekly:
            yield table
            return
        name = max(display_width(row[0]) for row in (table.heads, *table.rows))
        cell = max(display_width(text) for row in (table.heads, *table.rows) for text in row[1:]) + len(GAP)
        count = max(1, (self.width - min(name, self.width // 3)) // cell)
        for start in range(1, len(table.heads), count):
            part = slice(start, start + count)
            rows = tuple((row[0], *row[part]) for row in table.rows)
            heads = (table.heads[0], *table.heads[part])
            yield Table(heads, rows, frozenset(range(1, len(heads))), (), table.alarms)

    def _table(self, table: Table) -> Iterator[str]:
        widths = [
            max(display_width(row[n]) for row in (table.heads, *table.rows)) for n in range(len(table.heads))
        ]
        drops = table.drops or (0,) * len(table.heads)
        columns = []
        for n, head in enumerate(table.heads):
            if n in table.figures:
                columns.append(
                    Column(pad(head, widths[n], "right"), least=_FIGURE, wish=widths[n], drop=drops[n])
                )
            else:
                least = _NAME if n == 0 else _TEXT
                wish = min(widths[n], 28 if n == 0 else 16)
                columns.append(Column(head, least=least, wish=wish, lines=4, drop=drops[n]))
        rows = [
            [
                Cell(
                    pad(text, widths[n], "right") if n in table.figures else text,
                    self._style(table, number, n),
                )
                for n, text in enumerate(row)
            ]
            for number, row in enumerate(table.rows)
        ]
        layout = Layout(columns, rows, self.width)
        yield from layout.head(self.colour)
        for row in rows:
            yield from layout.row(row, self.colour)

    def _style(self, table: Table, row: int, column: int) -> Style:
        if row in table.alarms:
            return "yellow"
        return "dim" if table.rows[row][column] == self.text.nothing else ""

    def _paragraph(self, text: str, indent: str, style: Style = "") -> Iterator[str]:
        for line in wrap(text, self.width - len(indent)):
            yield indent + paint(line, style, self.colour)
