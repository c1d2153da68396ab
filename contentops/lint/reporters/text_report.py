"""Findings for people: where, what and why, the line itself with the term underlined, what to do."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from contentops.lint.finding import Finding
from contentops.lint.reporters.report import Report
from contentops.text_width import clean_line, clusters, display_width

_COLOURS = {"error": "31", "warning": "33", "note": "36"}
_INDENT = "    "
_WIDTH = 96
_BEFORE = 40
_TERM_WIDTH = 40
_LINE_END = re.compile("[\r\n]")
_BLANK = re.compile("[\x00-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def render(report: Report) -> str:
    """See `REPORTERS`."""
    text = render_text(report.findings, report.sources, colour=report.colour)
    return f"{text}\n" if text else ""


def render_text(findings: Sequence[Finding], sources: Mapping[str, str], *, colour: bool) -> str:
    """The findings, a block each; `sources` has the text of each path. `colour` adds ANSI colours."""
    return "\n\n".join(_block(finding, sources.get(finding.path, ""), colour=colour) for finding in findings)


def _block(finding: Finding, source: str, *, colour: bool) -> str:
    severity = _paint(finding.severity, _COLOURS[finding.severity], colour=colour)
    place = f"{finding.path}:{finding.line}:{finding.column}"
    found = _fit_start(clean_line(_printable(finding.text)), _TERM_WIDTH)
    origin = f"{finding.rule}, {finding.list}" if finding.list else finding.rule
    lines = [
        f"{place}: {severity}: {found}: {clean_line(finding.message)} [{origin}]",
        *_excerpt(finding, source, colour=colour),
    ]
    if finding.source:
        lines.append(f"{_INDENT}source: {clean_line(finding.source)}")
    if finding.suggestions:
        lines.append(f"{_INDENT}instead: {' | '.join(map(clean_line, finding.suggestions))}")
    return "\n".join(lines)


def _excerpt(finding: Finding, source: str, *, colour: bool) -> list[str]:
    """The line of the finding, cut to fit, and marks under what was found on it."""
    first = max(finding.start - _WIDTH, 0)
    before = _LINE_END.split(source[first : finding.start])[-1]
    cut = first > 0 and len(before) == finding.start - first
    before = _fit_end(_printable(before), _BEFORE, cut=cut)
    found = _printable(_LINE_END.split(finding.text)[0])
    rest = _LINE_END.split(source[finding.start : finding.start + 2 * _WIDTH])[0]
    after = _printable(rest[len(_LINE_END.split(finding.text)[0]) :])
    room = max(_WIDTH - display_width(before) - display_width(found), 0)
    lead = len(before) - len(before.lstrip(" "))
    before = before[lead:]
    shown = _fit_start(found, _WIDTH) + _fit_start(after, room)
    marks = " " * display_width(before) + _paint(
        "^" * max(display_width(_fit_start(found, _WIDTH)), 1), _COLOURS[finding.severity], colour=colour
    )
    return [f"{_INDENT}{before}{shown}".rstrip(), f"{_INDENT}{marks}"]


def _printable(text: str) -> str:
    """What would move the cursor becomes a blank; what has no width goes, so that the marks fit."""
    return _BLANK.sub(lambda match: " " if match.group() == "\t" else "", text)


def _fit_start(text: str, width: int) -> str:
    kept, used = "", 0
    for cluster, size in clusters(text):
        if used + size > width:
            return kept + "…"
        kept, used = kept + cluster, used + size
    return kept


def _fit_end(text: str, width: int, *, cut: bool) -> str:
    if display_width(text) <= width and not cut:
        return text
    kept, used = "", 0
    for cluster, size in reversed(list(clusters(text))):
        if used + size > width:
            break
        kept, used = cluster + kept, used + size
    return "…" + kept


def _paint(text: str, code: str, *, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text
