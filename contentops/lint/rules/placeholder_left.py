"""placeholder-left: a placeholder was left in the text.

Drafts written while facts are missing carry visible placeholders, and people leave marks of their own.
None of them may be printed, so each is an error. Code is not looked at, so that a page that explains
templates may show `{{ name }}` in a code span.

Found:

    会议将于【待补：facts.date】在【待补：facts.city】举行。
    The release is planned for TBD.
    Dear {{ customer }},

Not found:

    时间待定的环节不计入总时长。
    我们把待办事项称为 to-do。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ahocorasick_rs import AhoCorasick

from contentops.lint.document import Document
from contentops.lint.finding import Finding

NAME = "placeholder-left"

_NOT_IN_WORD = r"(?<![A-Za-z0-9_/.-])"
_END_OF_WORD = r"(?![A-Za-z0-9_/-])"

# Each expression with literals of which one must stand in the text: a clean text then costs little, and
# the expression need not even be compiled.
_FORMS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("待补", "待填", "待确认", "待定"), r"[【\[（(]\s?(?:待补|待填|待确认|待定)[^】\]）)\n]{0,80}[】\]）)]"),
    (("待定", "待补"), r"(?<=[:：])\s?(?:待定|待补充?)(?=\s*(?:[。，,;；\n]|\Z))"),
    (("TO FILL", "to fill"), r"\[\s?(?i:to fill)\b[^\]\n]{0,80}\]"),
    (("{{",), r"\{\{[^{}\n]{0,200}\}\}"),
    (("{%",), r"\{%[^{}\n]{0,200}%\}"),
    (("TODO", "FIXME", "TBD", "TBC"), f"{_NOT_IN_WORD}(?:TODO|FIXME|TBD|TBC){_END_OF_WORD}"),
    (("XXX", "xxx"), f"{_NOT_IN_WORD}(?:XXX+|xxx+){_END_OF_WORD}"),
    (("XX", "xx"), f"{_NOT_IN_WORD}[Xx]{{2,6}}(?=[年月日时人万元家个公司市])"),
    (("××",), "×{2,}"),
    (("orem ipsum",), r"\b[Ll]orem ipsum(?: dolor)?(?: sit)?(?: amet)?"),
)

_FACT_KEY = r"[:：]\s*([A-Za-z][\w.\-]*)\s*[】\]]\Z"


@cache
def _literal_search() -> AhoCorasick:
    return AhoCorasick([literal for literals, _ in _FORMS for literal in literals])


def _forms_in(text: str) -> Iterator[str]:
    """The expressions that can match: one of their literals stands in the text."""
    owners = [form for literals, form in _FORMS for _ in literals]
    hits = _literal_search().find_matches_as_indexes(text, overlapping=True)
    found = {owners[literal] for literal, _, _ in hits}
    return (form for _, form in _FORMS if form in found)


def find(document: Document) -> Iterator[Finding]:
    """The placeholders in the document, each once."""
    text = document.visible.text
    spans = [match.span() for form in _forms_in(text) for match in re.finditer(form, text)]
    last = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start < last:
            continue
        last = end
        yield _finding(document, start, end)


def _finding(document: Document, start: int, end: int) -> Finding:
    key = re.search(_FACT_KEY, document.visible.text[start:end])
    message = "a placeholder was left in the text"
    if key is not None:
        message += f": {key.group(1)} is missing"
    return document.finding(NAME, "error", start, end, message, category="placeholder")
