"""Markdown as people write it: joining wrapped lines, and escaping words that Markdown would obey."""

from __future__ import annotations

import re

PLACEHOLDER = re.compile(r"【待补：[\w.@\[\]-]+】|\[TO FILL: [\w.@\[\]-]+\]")
"""What stands in a draft for a fact that is missing."""

# Not every special character everywhere: a lone `<` before a number or an underscore inside a word
# means nothing to Markdown, and a backslash there only disturbs the person who edits the draft.
_SPECIAL = re.compile(r"[\\`*\[\]|]|<(?=[A-Za-z/!?])|&(?=#?\w+;)|(?<![^\W_])_|_(?![^\W_])|\$(?=\$)|(?<=\$)\$")
_BLOCK_START = re.compile(r"(?:#{1,6}|[-+=]+|~~~+|:)(?=\s|\Z)|>|[-=]{2,}|~~~|:(?=[-:])|#{1,6}(?=\s|\Z)")
_NUMBERED = re.compile(r"(\d{1,9})([.)])(?=\s|\Z)")
_LINE_END = re.compile(r"[ \t]*(?:\r\n|[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029])[ \t]*")
_WIDE = (
    "\u2e80-\u2fdf\u3000-\u303f\u3040-\u30ff\u3100-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
)
_SHARED_MARKS = "“”‘’…—·"
_WIDE_MARK = re.compile(f"[{_WIDE}]")


def is_wide(mark: str) -> bool:
    """Whether no blank belongs beside `mark` when lines are joined: Chinese characters and punctuation."""
    return bool(_WIDE_MARK.match(mark))


def blank_between(first: str, second: str, *, chinese: bool = False) -> str:
    """What stands between two lines that become one: nothing beside Chinese, a blank elsewhere.

    Quotation marks and dashes belong to both languages; `chinese` says that the text is Chinese.
    """
    if is_wide(first[-1]) or is_wide(second[0]) or first[-1].isspace():
        return ""
    return "" if chinese and (first[-1] in _SHARED_MARKS or second[0] in _SHARED_MARKS) else " "


def join_lines(text: str) -> str:
    """`text` on one line: no blank where a line of Chinese ends, one blank elsewhere."""
    parts = [part for part in _LINE_END.split(text.strip()) if part]
    joined = ""
    for part in parts:
        joined += (blank_between(joined, part) if joined else "") + part
    return joined.replace("\t", " ")


def escape_words(text: str, *, at_start: bool) -> str:
    """`text` as Markdown that shows exactly these characters; `at_start` of a block more of them are marks."""
    escaped = _SPECIAL.sub(r"\\\g<0>", text)
    if text.count("~") > 1:  # a pair strikes out what stands between; a lone one means "about"
        escaped = escaped.replace("~", r"\~")
    if at_start and text:
        if _BLOCK_START.match(text):
            escaped = "\\" + escaped if not escaped.startswith("\\") else escaped
        else:
            escaped = _NUMBERED.sub(r"\1\\\2", escaped, count=1) if _NUMBERED.match(text) else escaped
    return escaped
