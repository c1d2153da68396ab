"""One finding as one or a few sentences, for formats that have a single field for them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from contentops.lint.finding import Finding
from contentops.text_width import clean_line, truncate

_SHOWN = 40
# Zero width: it would stand unseen in a message, and part words where the message is searched.
_UNSEEN = re.compile("[\u200b\u200e\u200f\u2060-\u2064]")
_HAN_LINE_END = re.compile("(?<=[\u2e80-\u9fff])[ \t]*(?:\r\n?|\n)[ \t]*(?=[\u2e80-\u9fff])")


def finding_message(finding: Finding) -> str:
    """What was found and why it must not stand, on one line."""
    text, message = found_text(finding), clean_line(finding.message)
    return f"{text}: {message}" if text else message


def found_text(finding: Finding) -> str:
    """The text found, on one line and cut when long; "" where something is missing."""
    text = clean_line(_HAN_LINE_END.sub("", _UNSEEN.sub("", finding.text[: 4 * _SHOWN])))
    return truncate(text, _SHOWN)


def finding_details(finding: Finding) -> list[str]:
    """The source and the suggestions, a line each, where there are any."""
    lines = []
    if finding.place:
        lines.append(f"place: {clean_line(finding.place)}")
    if finding.source:
        lines.append(f"source: {clean_line(finding.source)}")
    if finding.suggestions:
        lines.append(f"instead: {' | '.join(map(clean_line, finding.suggestions))}")
    return lines


def rule_name(finding: Finding) -> str:
    """The rule, and the list behind it where there is one: `taboo-word/house`."""
    return f"{finding.rule}/{finding.list}" if finding.list else finding.rule


def by_file(findings: Sequence[Finding]) -> dict[str, list[Finding]]:
    """The findings of each file, in the order files and findings come."""
    files: dict[str, list[Finding]] = {}
    for finding in findings:
        files.setdefault(finding.path, []).append(finding)
    return files
