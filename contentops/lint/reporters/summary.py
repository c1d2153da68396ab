"""The figures every report ends with."""

from collections.abc import Sequence
from typing import NamedTuple

from contentops.lint.finding import Finding


class Summary(NamedTuple):
    """How many texts were linted and what was found, by severity."""

    files: int
    errors: int
    warnings: int
    notes: int


def summarize(findings: Sequence[Finding], files: int) -> Summary:
    """Count the findings of `files` texts."""
    severities = [finding.severity for finding in findings]
    return Summary(files, *(severities.count(name) for name in ("error", "warning", "note")))


def render_summary(summary: Summary) -> str:
    """One line: how many files, errors, warnings and notes."""
    return f"{_count(summary.files, 'file')}: {summary_counts(summary)}"


def summary_counts(summary: Summary) -> str:
    """How many errors, warnings and notes: `2 errors, 1 note`."""
    counts = ((summary.errors, "error"), (summary.warnings, "warning"), (summary.notes, "note"))
    return ", ".join(_count(number, noun) for number, noun in counts if number) or "nothing found"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
