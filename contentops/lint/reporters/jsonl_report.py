"""Findings as JSON Lines: a line for each finding, with the fields that JSON has, and nothing else."""

from __future__ import annotations

from contentops.lint.reporters.json_report import finding_fields
from contentops.lint.reporters.json_text import dump_json
from contentops.lint.reporters.report import Report


def render(report: Report) -> str:
    """See `REPORTERS`."""
    return "".join(dump_json(finding_fields(finding)) for finding in report.findings)
