"""The report on supply and coverage as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from contentops.models.coverage import CoverageReport
from contentops.models.workspace import Workspace
from contentops.render.coverage_report import CoverageText, Section, Table
from contentops.render.markdown import Ready, bold, escape, row, rule


def render_coverage_markdown(report: CoverageReport, workspace: Workspace) -> str:
    """The report as a page, ending in a newline."""
    text = CoverageText(report, workspace)
    return "".join(f"{line}\n" for line in _lines(text))


def _lines(text: CoverageText) -> Iterator[str]:
    yield f"# {escape(text.title)}"
    for line in text.about:
        yield ""
        yield escape(line)
    for section in text.sections():
        yield from _section(section, text)


def _section(section: Section, text: CoverageText) -> Iterator[str]:
    yield ""
    yield f"## {escape(section.title)}"
    for note in section.notes:
        yield ""
        yield escape(note)
    if section.lines:
        yield ""
    for line in section.lines:
        yield f"- {escape(line.sentence)}" if section.is_alarm else escape(line.sentence)
        for what, action in line.proposals:
            yield f"  - {escape(what)}" + (f" → {escape(action)}" if action else "")
    for table in section.tables:
        yield ""
        yield from _table(table, text)


def _table(table: Table, text: CoverageText) -> Iterator[str]:
    figures = sum(1 for column in table.figures if column)
    yield row(table.heads)
    # Figures stand together, after the names; what follows them is text again.
    yield rule(1, figures) if len(table.heads) == 1 + figures else _mixed_rule(table)
    for number, cells in enumerate(table.rows):
        shown: list[str | Ready] = list(cells)
        if number in table.alarms:
            shown[0] = bold(cells[0])
        yield row([bold(cell) if cell == text.nothing and not table.figures else cell for cell in shown])


def _mixed_rule(table: Table) -> Ready:
    marks = ["---:" if column in table.figures else "---" for column in range(len(table.heads))]
    return Ready("| " + " | ".join(marks) + " |")
