"""Findings for people: where, what and why, the line itself with the term underlined, what to do.

On a terminal (`width` columns) the findings are grouped by file, and nothing is wider than the screen.
Elsewhere (`width` 0: a pipe, a file) each finding begins with `path:line:column`, which editors and other
programs read, and only its line of source is cut.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from contentops.lint.finding import Finding
from contentops.lint.reporters.excerpt import MAX_LINES, excerpts, printable_path
from contentops.lint.reporters.message import by_file, finding_details, finding_message, rule_name
from contentops.lint.reporters.report import Report
from contentops.lint.reporters.summary import summarize, summary_counts
from contentops.text_width import clean_line, display_width, pad, wrap

_SEVERITY = {"error": "31", "warning": "33", "note": "36"}
_BOLD, _DIM, _GREEN = "1", "2", "32"
_INDENT = "    "
_WIDTH = 96
_NARROWEST = 40
_NARROW = 60
_SEVERITY_COLUMN = len("warning")


def render(report: Report) -> str:
    """See `REPORTERS`."""
    if report.width:
        return render_screen(report.findings, report.sources, width=report.width, colour=report.colour)
    text = render_text(report.findings, report.sources, colour=report.colour)
    return f"{text}\n" if text else ""


def render_text(findings: Sequence[Finding], sources: Mapping[str, str], *, colour: bool) -> str:
    """The findings, a block each; `sources` has the text of each path. `colour` adds ANSI colours."""
    return "\n\n".join(_block(finding, sources.get(finding.path, ""), colour=colour) for finding in findings)


def _block(finding: Finding, source: str, *, colour: bool) -> str:
    severity = _paint(finding.severity, _SEVERITY[finding.severity], colour=colour)
    place = f"{printable_path(finding.path)}:{finding.line}:{finding.column}"
    origin = clean_line(f"{finding.rule}, {finding.list}" if finding.list else finding.rule)
    [excerpt] = excerpts(finding, source, room=_WIDTH, lines=1)
    marks = _paint("^" * excerpt.marked, _SEVERITY[finding.severity], colour=colour)
    lines = [
        f"{place}: {severity}: {finding_message(finding)} [{origin}]",
        f"{_INDENT}{excerpt.shown}".rstrip(),
        f"{_INDENT}{' ' * excerpt.indent}{marks}",
        *(f"{_INDENT}{line}" for line in finding_details(finding)),
    ]
    return "\n".join(lines)


def render_screen(
    findings: Sequence[Finding], sources: Mapping[str, str], *, width: int, colour: bool
) -> str:
    """The findings grouped by file, no line wider than `width` columns (at least 40)."""
    width = max(width, _NARROWEST)
    parts = []
    for path, found in by_file(findings).items():
        blocks = [_heading(path, found, width, colour=colour)]
        places = max(len(f"{finding.line}:{finding.column}") for finding in found)
        for finding in found:
            blocks.append(_screen_block(finding, sources.get(path, ""), places, width, colour=colour))
        parts.append("\n\n".join(blocks))
    return "\n\n\n".join(parts) + "\n" if parts else ""


def _heading(path: str, findings: Sequence[Finding], width: int, *, colour: bool) -> str:
    counts = summary_counts(summarize(findings, 1))
    name = printable_path(path)
    gap = width - display_width(name) - display_width(counts)
    painted = _paint(name, _BOLD, colour=colour)
    if gap >= 2:
        return f"{painted}{' ' * gap}{_paint(counts, _DIM, colour=colour)}"
    cut = [_paint(line, _BOLD, colour=colour) for line in wrap(name, width)]
    return "\n".join([*cut, _paint(counts, _DIM, colour=colour)])


def _screen_block(finding: Finding, source: str, places: int, width: int, *, colour: bool) -> str:
    tint = _SEVERITY[finding.severity]
    place = f"{finding.line}:{finding.column}".rjust(places)
    indent = places + 1 + _SEVERITY_COLUMN + 2
    narrow = width < _NARROW
    if narrow:
        indent = 4
    what = wrap(finding_message(finding), width - indent)
    head = f"{place} {_paint(pad(finding.severity, _SEVERITY_COLUMN), tint, colour=colour)}"
    lines = [f"{head}  {what[0]}", *(f"{' ' * indent}{line}" for line in what[1:])]
    if narrow:
        lines = [head, *(f"{' ' * indent}{line}" for line in what)]
    name = f"[{clean_line(rule_name(finding))}]"
    if not narrow and len(what) == 1 and indent + display_width(what[0]) + 1 + display_width(name) <= width:
        lines[0] += f" {_paint(name, _DIM, colour=colour)}"
    else:
        lines += [" " * indent + _paint(line, _DIM, colour=colour) for line in wrap(name, width - indent)]
    lines += _screen_excerpt(finding, source, places, width, colour=colour)
    gutter = " " * (places + 3)
    for detail in finding_details(finding):
        shade = _GREEN if detail.startswith("instead: ") else _DIM
        label, _, rest = detail.partition(" ")
        first, *more = wrap(rest, width - len(gutter) - len(label) - 1)
        lines.append(gutter + _paint(f"{label} {first}", shade, colour=colour))
        lines += [gutter + " " * (len(label) + 1) + _paint(line, shade, colour=colour) for line in more]
    return "\n".join(lines)


def _screen_excerpt(finding: Finding, source: str, places: int, width: int, *, colour: bool) -> list[str]:
    tint = _SEVERITY[finding.severity]
    bar = _paint("|", _DIM, colour=colour)
    lines = []
    for number, excerpt in enumerate(excerpts(finding, source, room=width - places - 3, lines=MAX_LINES)):
        line = _paint(str(finding.line + number).rjust(places), _DIM, colour=colour)
        marked = _paint(excerpt.found, tint, colour=colour)
        marks = _paint("^" * excerpt.marked, tint, colour=colour)
        lines += [
            f"{line} {bar} {excerpt.before}{marked}{excerpt.after}".rstrip(),
            f"{' ' * places} {bar} {' ' * excerpt.indent}{marks}",
        ]
    hidden = finding.end_line - finding.line + 1 - MAX_LINES
    if hidden > 0:
        lines.append(f"{' ' * places} {bar} ... to {finding.end_line}:{finding.end_column}")
    return lines


def _paint(text: str, code: str, *, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour and text else text
