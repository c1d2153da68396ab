"""What a template leaves behind, set in order: line ends, blank lines, blanks beside full-width marks.

Templates break their lines where it helps to read the template. A paragraph of a draft is one line,
because a line end inside Chinese text shows as a blank in a browser.
"""

from __future__ import annotations

import re

from contentops.drafts.text import is_wide
from contentops.models.base import Language

_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_OWN_LINE = re.compile(r"[ \t]|#{1,6}(?:\s|\Z)|>|[-*+](?:\s|\Z)|\d{1,9}[.)](?:\s|\Z)|\||<|[-*_]{3,}\s*\Z|={2,}\s*\Z")
_HARD_BREAK = re.compile(r"(?: {2,}|\\)\Z")
_BLANK_BESIDE_MARK = re.compile(r"(?<=[，。；：！？、（）「」『』《》【】…])[ \t]+(?=\S)|(?<=\S)[ \t]+(?=[，。；：！？、）」』》】])")
_UNTOUCHED = re.compile(r"https?://[^\s<>“”‘’（）【】《》，。；：、]+|`+[^`]*`+|<[^>\n]*>|\]\([^)\n]*\)", re.IGNORECASE)
_APOSTROPHE = re.compile(r"(?<=[^\W_])'(?=[^\W_])|(?<=s)'(?=\s)")
_STRAIGHT = re.compile(r'"([^"\n]*)"')


def tidy(text: str, language: Language) -> str:
    """`text` with one line a paragraph, one blank line between blocks and one newline at the end."""
    lines: list[str] = []
    fence = ""
    joinable = False
    for line in text.replace("\r\n", "\n").split("\n"):
        opening = _FENCE.match(line)
        if fence or opening:
            lines.append(line)
            fence = _fence_after(fence, opening)
            joinable = False
        elif not line.strip():
            if lines and lines[-1]:
                lines.append("")
            joinable = False
        elif joinable and not _OWN_LINE.match(line):
            lines[-1] = _joined(lines[-1], line)
            joinable = not _HARD_BREAK.search(line)
        else:
            lines.append(line)
            joinable = not _OWN_LINE.match(line) and not _HARD_BREAK.search(line)
    return "\n".join(_set_marks(lines, language)).strip("\n") + "\n"


def _fence_after(fence: str, match: re.Match[str] | None) -> str:
    if match is None:
        return fence
    if not fence:
        return match[1]
    return "" if match[1].startswith(fence) else fence


def _joined(first: str, second: str) -> str:
    blank = "" if is_wide(first[-1]) or is_wide(second[0]) or first[-1].isspace() else " "
    return first + blank + second


def _set_marks(lines: list[str], language: Language) -> list[str]:
    fence = ""
    result: list[str] = []
    for line in lines:
        opening = _FENCE.match(line)
        if fence or opening:
            fence = _fence_after(fence, opening)
            result.append(line)
        else:
            result.append(_outside_code(line, language))
    return result


def _outside_code(line: str, language: Language) -> str:
    parts: list[str] = []
    cursor = 0
    for match in _UNTOUCHED.finditer(line):
        parts += [_marks(line[cursor : match.start()], language), match.group()]
        cursor = match.end()
    return "".join([*parts, _marks(line[cursor:], language)])


def _marks(text: str, language: Language) -> str:
    text = _STRAIGHT.sub(r"“\1”", text)
    if language == "zh":
        return _BLANK_BESIDE_MARK.sub("", text)
    return _APOSTROPHE.sub("’", text)
