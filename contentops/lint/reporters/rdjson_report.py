"""Findings as reviewdog's diagnostic format (rdjson): one `DiagnosticResult`.

See https://github.com/reviewdog/reviewdog/tree/master/proto/rdf. There a line ends at a line feed, and a
column counts bytes of UTF-8 from 1, so both are counted anew from the text.
"""

from __future__ import annotations

from collections.abc import Iterator

from contentops.lint.finding import Finding
from contentops.lint.reporters.json_text import dump_rows
from contentops.lint.reporters.message import by_file, finding_details, finding_message, rule_name
from contentops.lint.reporters.offered_fixes import offered_fix
from contentops.lint.reporters.report import Report

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "note": "INFO"}
SOURCE = {"name": "contentops"}


def render(report: Report) -> str:
    """See `REPORTERS`."""
    return dump_rows({"source": SOURCE, "diagnostics": []}, "diagnostics", diagnostics(report))


def diagnostics(report: Report) -> Iterator[dict[str, object]]:
    """Each finding as a `Diagnostic`."""
    for path, findings in by_file(report.findings).items():
        text = report.sources.get(path, "")
        positions = _Positions(text)
        for finding in findings:
            yield _diagnostic(finding, text, positions)


def _diagnostic(finding: Finding, text: str, positions: _Positions) -> dict[str, object]:
    where = {"start": positions.at(finding.start), "end": positions.at(finding.end)}
    diagnostic: dict[str, object] = {
        "message": "\n".join([finding_message(finding), *finding_details(finding)]),
        "location": {"path": finding.path, "range": where},
        "severity": _SEVERITIES[finding.severity],
        "source": SOURCE,
        "code": {"value": rule_name(finding)},
    }
    fix = offered_fix(finding, text)
    if fix is not None:
        there = {"start": positions.at(fix.start), "end": positions.at(fix.end)}
        diagnostic["suggestions"] = [{"range": there, "text": fix.text}]
    return diagnostic


class _Positions:
    """Lines and byte columns of a text, asked for in any order and cheap in ascending order, even on one long line."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._offset, self._line, self._column = 0, 1, 1

    def at(self, offset: int) -> dict[str, int]:
        if offset < self._offset:
            self._step_back(offset)
        lines = self._text.count("\n", self._offset, offset)
        if lines:
            self._line += lines
            self._column = 1
            self._offset = self._text.rfind("\n", self._offset, offset) + 1
        self._column += _byte_count(self._text[self._offset : offset])
        self._offset = offset
        return {"line": self._line, "column": self._column}

    def _step_back(self, offset: int) -> None:
        passed = self._text[offset : self._offset]
        if "\n" in passed:
            self._offset, self._line, self._column = 0, 1, 1
        else:
            self._offset, self._column = offset, self._column - _byte_count(passed)


def _byte_count(text: str) -> int:
    return len(text.encode("utf-8", "replace"))
