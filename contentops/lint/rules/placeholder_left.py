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

from contentops.lint.document import Document
from contentops.lint.finding import Finding

NAME = "placeholder-left"

_NOT_IN_WORD = r"(?<![A-Za-z0-9_/.-])"
_END_OF_WORD = r"(?![A-Za-z0-9_/-])"

# Each expression with literals of which one must stand in the text, so that a clean text costs little.
_FORMS: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = (
    (
        ("待补", "待补充", "待填", "待确认", "待定"),
        re.compile(r"[【\[（(]\s?(?:待补|待填|待确认|待定)[^】\]）)\n]{0,80}[】\]）)]"),
    ),
    (("待定", "待补"), re.compile(r"(?<=[:：])\s?(?:待定|待补充?)(?=\s*(?:[。，,;；\n]|\Z))")),
    (("TO FILL", "to fill"), re.compile(r"\[\s?to fill\b[^\]\n]{0,80}\]", re.IGNORECASE)),
    (("{{",), re.compile(r"\{\{[^{}\n]{0,200}\}\}")),
    (("{%",), re.compile(r"\{%[^{}\n]{0,200}%\}")),
    (("TODO",), re.compile(f"{_NOT_IN_WORD}TODO{_END_OF_WORD}")),
    (("FIXME",), re.compile(f"{_NOT_IN_WORD}FIXME{_END_OF_WORD}")),
    (("TBD", "TBC"), re.compile(f"{_NOT_IN_WORD}TB[DC]{_END_OF_WORD}")),
    (
        ("XX", "xx"),
        re.compile(f"{_NOT_IN_WORD}(?:XXX+|xxx+|[Xx]{{2,6}}(?=[年月日时人万元家个公司市]){_END_OF_WORD})"),
    ),
    (("××",), re.compile("×{2,}")),
    (("orem ipsum",), re.compile(r"\blorem ipsum(?: dolor)?(?: sit)?(?: amet)?", re.IGNORECASE)),
)

_FACT_KEY = re.compile(r"[:：]\s*(facts\.[\w.\-]+)")


def find(document: Document) -> Iterator[Finding]:
    """The placeholders in the document, each once."""
    text = document.visible.text
    spans: list[tuple[int, int]] = []
    for literals, form in _FORMS:
        if any(literal in text for literal in literals):
            spans.extend(match.span() for match in form.finditer(text))
    last = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start < last:
            continue
        last = end
        yield _finding(document, start, end)


def _finding(document: Document, start: int, end: int) -> Finding:
    key = _FACT_KEY.search(document.visible.text, start, end)
    message = "a placeholder was left in the text"
    if key is not None:
        message += f": {key.group(1)} is missing"
    return document.finding(NAME, "error", start, end, message, category="placeholder")
