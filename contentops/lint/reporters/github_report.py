"""Findings as annotations of a GitHub Actions run: workflow commands that the runner reads from the log.

See https://docs.github.com/actions/reference/workflow-commands-for-github-actions. A column is only
given for findings on one line: GitHub refuses it otherwise.
"""

from __future__ import annotations

import re

from contentops.lint.finding import Finding
from contentops.lint.reporters.message import finding_details, finding_message, rule_name
from contentops.lint.reporters.report import Report

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}
# A percent sign, what ends a line of the log (for any reader of it), and controls that terminals obey.
_IN_MESSAGE = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTY = {**_IN_MESSAGE, ":": "%3A", ",": "%2C"}
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def render(report: Report) -> str:
    """See `REPORTERS`."""
    return "".join(f"{_annotation(finding)}\n" for finding in report.findings)


def _annotation(finding: Finding) -> str:
    properties: dict[str, object] = {"file": finding.path, "line": finding.line}
    if finding.line == finding.end_line:
        properties |= {"col": finding.column, "endColumn": finding.end_column}
    else:
        properties |= {"endLine": finding.end_line}
    properties["title"] = rule_name(finding)
    shown = ",".join(f"{name}={_escape(str(value), _IN_PROPERTY)}" for name, value in properties.items())
    message = "\n".join([finding_message(finding), *finding_details(finding)])
    return f"::{_COMMANDS[finding.severity]} {shown}::{_escape(message, _IN_MESSAGE)}"


def _escape(text: str, escapes: dict[str, str]) -> str:
    cleaned = _CONTROL.sub("\ufffd", text)
    return "".join(escapes.get(char, char) for char in cleaned)
