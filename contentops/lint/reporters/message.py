"""One finding as one or a few sentences, for formats that have a single field for them."""

from __future__ import annotations

from collections.abc import Sequence

from contentops.lint.finding import Finding
from contentops.text_width import clean_line, truncate

_SHOWN = 40
# Zero width: it would stand unseen in a message, and part words where the message is searched.
_UNSEEN = dict.fromkeys((0x200B, 0x200E, 0x200F, *range(0x2060, 0x2065)))


def finding_message(finding: Finding) -> str:
    """What was found and why it must not stand, on one line."""
    text, message = found_text(finding), clean_line(finding.message)
    return f"{text}: {message}" if text else message


def found_text(finding: Finding) -> str:
    """The text found, on one line and cut when long; "" where something is missing."""
    text = finding.text[: 4 * _SHOWN].translate(_UNSEEN)
    if "\n" in text or "\r" in text:
        text = _join_lines(text)
    return truncate(clean_line(text), _SHOWN)


def _join_lines(text: str) -> str:
    """`text` on one line; between Chinese characters a line end is nothing, elsewhere a blank."""
    lines = [line.strip(" \t") for line in text.replace("\r", "\n").split("\n")]
    joined = ""
    for line in filter(None, lines):
        chinese = "\u2e80" <= joined[-1:] <= "\u9fff" and "\u2e80" <= line[0] <= "\u9fff"
        joined += line if chinese or not joined else f" {line}"
    return joined


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
