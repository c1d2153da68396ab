"""Findings as Checkstyle XML, which many CI servers and editors read. A note is an `info`."""

from __future__ import annotations

from contentops.lint.finding import Finding
from contentops.lint.reporters.message import by_file, finding_details, finding_message, rule_name
from contentops.lint.reporters.report import Report
from contentops.lint.reporters.xml_text import DECLARATION, xml_attributes

_SEVERITIES = {"error": "error", "warning": "warning", "note": "info"}


def render(report: Report) -> str:
    """See `REPORTERS`."""
    lines = ['<checkstyle version="4.3">']
    for path, findings in by_file(report.findings).items():
        lines.append(f"  <file{xml_attributes(name=path)}>")
        lines += [f"    {_error(finding)}" for finding in findings]
        lines.append("  </file>")
    return DECLARATION + "".join(f"{line}\n" for line in [*lines, "</checkstyle>"])


def _error(finding: Finding) -> str:
    attributes = xml_attributes(
        line=finding.line,
        column=finding.column,
        severity=_SEVERITIES[finding.severity],
        message="; ".join([finding_message(finding), *finding_details(finding)]),
        source=f"contentops.{rule_name(finding)}",
    )
    return f"<error{attributes}/>"
