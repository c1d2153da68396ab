"""Whether a file is a report of the linter: only such a file is replaced by a new one."""

from __future__ import annotations

import re

MARK = b"contentops lint report"
"""The comment of a Word report's package. Word drops it when it saves, so that answers are never replaced."""

_BEGINNINGS = {
    "text": re.compile(rb"[^\r\n]+:[0-9]+:[0-9]+: (?:error|warning|note): [^\r\n]*\["),
    "json": re.compile(rb'\{\s*"version": [0-9]+,\s*"summary": \{\s*"files"'),
    "jsonl": re.compile(rb'\{"path":[^\r\n]*"rule":[^\r\n]*"severity":'),
    "sarif": re.compile(rb'\{\s*"\$schema": "[^"]*sarif[^"]*".{0,200}"name": "contentops"', re.DOTALL),
    "github": re.compile(rb"::(?:error|warning|notice) file="),
    "junit": re.compile(rb'(?:<\?xml[^>]*>\s*)?<testsuites name="contentops lint"'),
    "checkstyle": re.compile(rb"(?:<\?xml[^>]*>\s*)?<checkstyle version="),
    "rdjson": re.compile(rb'\{\s*"source": \{\s*"name": "contentops"'),
    "rdjsonl": re.compile(rb'\{"message":[^\r\n]*"location":\{"path":'),
    "html": re.compile(
        "<!DOCTYPE html>.{0,900}<meta name=\"generator\" content=\"contentops [^>]*>\\s*"
        "<title>(?:Lint report|文稿审查报告)</title>".encode(),
        re.DOTALL,
    ),
}  # fmt: skip
"""How a report in each format begins; those of nothing found may be empty."""


def is_report(content: bytes, format_name: str) -> bool:
    """Whether `content` is a report in the format of this name (a key of `REPORTERS`), or nothing at all."""
    if not content:
        return True
    if format_name == "docx":
        return content.startswith(b"PK") and content.endswith(MARK)
    return _BEGINNINGS[format_name].match(content) is not None
