"""placeholder-left: a placeholder was left in the text.

Drafts written while facts are missing carry visible placeholders, and people leave marks of their own.
None of them may be printed, so each is an error. Code is not looked at, so that a page that explains
templates may show `{{ name }}` in a code span, and braces are let be in the source of a generated site, which
shows itself by short codes such as `{{< ref "x" >}}`, `{% include x %}` or `{{ site.name }}`.

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

_VARIABLE = r"\{\{[^{}\n]{0,200}\}\}"
_TAG = r"\{%[^{}\n]{0,200}%\}"
_BRACES = {_VARIABLE, _TAG}

# Each expression with literals of which one must stand in the text: a clean text then costs little, and
# the expression need not even be compiled.
_FORMS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("待补", "待填", "待确认", "待定"), r"[【\[（(]\s?(?:待补|待填|待确认|待定)[^】\]）)\n]{0,80}[】\]）)]"),
    (("待定", "待补"), r"(?<=[:：])\s?(?:待定|待补充?)(?=\s*(?:[。，,;；\n]|\Z))"),
    (("TO FILL", "to fill"), r"\[\s?(?i:to fill)\b[^\]\n]{0,80}\]"),
    (("{{",), _VARIABLE),
    (("{%",), _TAG),
    (
        ("TODO", "FIXME", "TBD", "TBC"),
        f"{_NOT_IN_WORD}(?:TODO(?!\\s(?:[Ll]ist|[Aa]pp|[Cc]omment|[Ii]tem))|FIXME|TBD|TBC){_END_OF_WORD}",
    ),
    (("XXX",), f"{_NOT_IN_WORD}XXX+{_END_OF_WORD}"),
    # In lower case it stands for some name or other in technical prose, and for a gap only after a colon.
    (("xxx",), r"(?<=[:：])\s?xxx+(?=\s*(?:[。，,;；\n]|\Z))"),
    (("XX", "xx"), f"{_NOT_IN_WORD}[Xx]{{2,6}}(?=[年月日时人万元家个公司市])"),
    (("××",), "×{2,}"),
    (("orem ipsum",), r"\b[Ll]orem ipsum(?: dolor)?(?: sit)?(?: amet)?"),
)

# Short codes of Hugo, tags of Jekyll and variables of both: their files are filled in when the site is built.
_GENERATED_SITE = re.compile(
    r"\{\{[<%]|\{%-?\s*(?:link|include|include_cached|raw|capture|assign|highlight|comment|post_url)\s"
    r"|\{\{-?\s*(?:site|page|layout|var)?\.\w"
)

_FACT_KEY = r"[:：]\s*([A-Za-z][\w.\-]*)\s*[】\]]\Z"


_CHUNK = 1 << 16
_DENSE = 2_000


@cache
def _literal_search() -> AhoCorasick:
    return AhoCorasick([literal for literals, _ in _FORMS for literal in literals])


def _forms_in(text: str) -> Iterator[str]:
    """The expressions that can match: one of their literals stands in the text."""
    owners = [form for literals, form in _FORMS for _ in literals]
    found: set[str] = set()
    for start in range(0, len(text), _CHUNK):
        hits = _literal_search().find_matches_as_indexes(text[start : start + _CHUNK + 16], overlapping=True)
        found.update(owners[literal] for literal, _, _ in hits)
        if len(hits) > _DENSE:  # a line of nothing but x would give millions of hits
            found.update(form for literals, form in _FORMS if any(literal in text for literal in literals))
            break
    return (form for _, form in _FORMS if form in found)


def find(document: Document) -> Iterator[Finding]:
    """The placeholders in the document, each once."""
    text = document.visible.text
    forms = list(_forms_in(text))
    if _BRACES & set(forms) and _GENERATED_SITE.search(text):
        forms = [form for form in forms if form not in _BRACES]
    spans = [match.span() for form in forms for match in re.finditer(form, text)]
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
