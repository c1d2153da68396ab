"""Findings as JSON, version 1: a document with `version`, `summary` and `findings`.

`start` and `end` are code-point offsets into the decoded file, so that `text == file[start:end]`.
"""

from __future__ import annotations

from collections.abc import Sequence

from contentops.lint.finding import Finding
from contentops.lint.reporters.json_text import dump_json
from contentops.lint.reporters.report import Report
from contentops.lint.reporters.summary import Summary

VERSION = 1


def render(report: Report) -> str:
    """See `REPORTERS`."""
    return render_json(report.findings, report.summary)


def render_json(findings: Sequence[Finding], summary: Summary) -> str:
    """The report as one JSON document that ends with a line break."""
    document = {
        "version": VERSION,
        "summary": summary._asdict(),
        "findings": [finding_fields(finding) for finding in findings],
    }
    return dump_json(document, indent=2)


def finding_fields(finding: Finding) -> dict[str, object]:
    """A finding as JSON has it: `place` only where lines say nothing."""
    fields = finding._asdict()
    if not finding.place:
        del fields["place"]
    return fields
