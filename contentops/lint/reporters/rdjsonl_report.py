"""Findings as reviewdog's rdjsonl: a `Diagnostic` a line."""

from __future__ import annotations

from contentops.lint.reporters.json_text import dump_json
from contentops.lint.reporters.rdjson_report import diagnostics
from contentops.lint.reporters.report import Report


def render(report: Report) -> str:
    """See `REPORTERS`."""
    return "".join(map(dump_json, diagnostics(report)))
