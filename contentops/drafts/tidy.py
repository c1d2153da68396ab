"""What a template leaves behind, set in order: line ends, blank lines, blanks beside full-width marks.

Templates break their lines where it helps to read the template. A paragraph of a draft is one line,
because a line end inside Chinese text shows as a blank in a browser.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from contentops.markdown_text import blank_between
from contentops.models.base import Language

_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_OWN_LINE = re.compile(
    r"[ \t]|#{1,6}(?:\s|\Z)|>|[-*+](?:\s|\Z)|\d{1,9}[.)](?:\s|\Z)|\||<|[-*_]{3,}\s*\Z|={2,}\s*\Z"
)
_HARD_BREAK = re.compile(r"(?: {2,}|\\)\Z")
_BLANK_BESIDE_MARK = re.compile(
    r"(?<=[，。；：！？、（）「」『』《》【】…])[ \t]+(?=\S)|(?<=\S)[ \t]+(?=[，。；：！？、）」』》】])"
)
_UNTOUCHED = re.compile(
    r"https?://[^\s<>“”‘’（）【】《》，。；：、]+|`+[^`]*`+|<[^>\n]*>|\]\([^)\n]*\)", re.IGNORECASE
)
_APOSTROPHE = re.compile(r"(?<=[^\W_])'(?=[^\W_])")
_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
# A date is set without blanks (GB/T 15835 shows it so), whatever the style around it.
_DAY = r"\d{1,2} ?日"
_MONTH = rf"(?<![\d.,])(?:1[0-2]|0?[1-9]) ?月(?: ?{_DAY})?"
_YEAR = rf"(?<![\d.,])(?:19|20)\d\d ?年(?: ?{_MONTH})?"
_DATE = re.compile(rf"(?:{_YEAR}|{_MONTH})(?: ?[至到—-]+ ?(?:{_YEAR}|{_MONTH}|{_DAY}))?")
_DATE_IN_TEXT = re.compile(rf"(?:(?<=[{_HAN}]) )?({_DATE.pattern})(?: (?=[{_HAN}]))?")
_TIGHT = re.compile(f"(?<=[{_HAN}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%])(?=[{_HAN}])")
_LOOSE = re.compile(f"(?<=[{_HAN}]) (?=[A-Za-z0-9])|(?<=[A-Za-z0-9%]) (?=[{_HAN}])")
_STRAIGHT = re.compile(r'"([^"\n]*)"')


def tidy(text: str, language: Language) -> str:
    """`text` with one line a paragraph, one blank line between blocks and one newline at the end, typeset."""
    lines = _join_paragraphs(text, language)
    if language == "zh":
        lines = _mapped(lines, _tighten_dates)
        if _sets_blanks("\n".join(lines)):
            lines = _mapped(lines, _set_blanks)
    return _ended(_mapped(lines, lambda words: _marks(words, language)))


def set_lines(text: str, language: Language) -> str:
    """The same, and every word as it stands: for words that somebody has read and agreed to."""
    return _ended(_join_paragraphs(text, language))


def _ended(lines: list[str]) -> str:
    return "\n".join(lines).strip("\n") + "\n"


def _join_paragraphs(text: str, language: Language) -> list[str]:
    lines: list[str] = []
    fence = ""
    joinable = False
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
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
            lines[-1] += blank_between(lines[-1], line, chinese=language == "zh") + line
            joinable = not _HARD_BREAK.search(line)
        else:
            lines.append(line)
            joinable = not _OWN_LINE.match(line) and not _HARD_BREAK.search(line)
    return lines


def _fence_after(fence: str, match: re.Match[str] | None) -> str:
    if match is None:
        return fence
    if not fence:
        return match[1]
    return "" if match[1].startswith(fence) else fence


def _mapped(lines: list[str], change: Callable[[str], str]) -> list[str]:
    """`lines` with `change` applied to the words, not to code, addresses and HTML."""
    fence = ""
    result: list[str] = []
    for line in lines:
        opening = _FENCE.match(line)
        if fence or opening:
            fence = _fence_after(fence, opening)
            result.append(line)
            continue
        parts: list[str] = []
        cursor = 0
        for match in _UNTOUCHED.finditer(line):
            parts += [change(line[cursor : match.start()]), match.group()]
            cursor = match.end()
        result.append("".join([*parts, change(line[cursor:])]))
    return result


def _tighten_dates(text: str) -> str:
    """`自 2025 年 3 月起` as `自2025年3月起`: the plan's dates are set so, and a page has one style."""
    return _DATE_IN_TEXT.sub(lambda match: match[1].replace(" ", ""), text)


def _sets_blanks(text: str) -> bool:
    """Whether the facts put a blank between Chinese and Latin or figures: the draft then does throughout."""
    rest = _DATE.sub("", text)
    loose = len(_LOOSE.findall(rest))
    return loose > 0 and loose >= len(_TIGHT.findall(rest))


def _set_blanks(text: str) -> str:
    parts: list[str] = []
    cursor = 0
    for match in _DATE.finditer(text):
        parts += [_TIGHT.sub(" ", text[cursor : match.start()]), match.group()]
        cursor = match.end()
    return "".join([*parts, _TIGHT.sub(" ", text[cursor:])])


def _marks(text: str, language: Language) -> str:
    text = _STRAIGHT.sub(r"“\1”", text)
    if language == "zh":
        return _BLANK_BESIDE_MARK.sub("", text)
    return _APOSTROPHE.sub("’", text)
