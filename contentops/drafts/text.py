"""Text from a workspace on its way into Markdown: shown as it was written, never obeyed as markup.

A fact is somebody's words, not Markdown: `*`, `<script>` or a line that starts with `#` must reach the
reader as those characters. `FactText` carries the words unchanged through a template's filters and is
escaped once, when it is printed.
"""

from __future__ import annotations

import re
from typing import Any

from markupsafe import Markup

from contentops.markdown_text import PLACEHOLDER, escape_words, join_lines
from contentops.models.base import Language

_URL = re.compile(r"https?://[^\s<>\"'“”‘’（）【】《》「」，。；：、！？]+", re.IGNORECASE)
_KEPT = re.compile(f"(?P<placeholder>{PLACEHOLDER.pattern})|(?P<url>{_URL.pattern})", re.IGNORECASE)

_URL_UNSAFE = {mark: f"%{ord(mark):02X}" for mark in "\\`*[]|~$"}
_URL_ENTITY = re.compile(r"&(#?\w+);")
_BLANK_LINE = re.compile(r"(?:[ \t]*(?:\r\n|[\r\n\x85\u2028\u2029])){2,}[ \t]*")
# Control characters and the ones that reorder text on screen: nothing a fact needs.
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
_BLANKS = re.compile(r"[ \t]{2,}")
_SURROGATE = re.compile("[\ud800-\udfff]")


class FactText(str):
    """Words of a workspace. Printing them in a template escapes what Markdown would obey."""

    __slots__ = ()

    def __html__(self) -> str:
        return escape_markdown(self)


def clean_text(value: object) -> str:
    """`value` as text without invisible controls; a number as it was written in the file (`1.10`)."""
    source = getattr(value, "source", None)
    text = source if isinstance(source, str) else str(value)
    text = _SURROGATE.sub("\ufffd", text)
    return _BLANKS.sub(" ", _INVISIBLE.sub("", text)).strip()


def split_paragraphs(text: str) -> list[str]:
    """The paragraphs of `text` (blank lines part them), each on one line."""
    return [line for part in _BLANK_LINE.split(text) if (line := join_lines(part))]


def escape_markdown(text: str) -> Markup:
    """`text` on one line, as Markdown that shows exactly these characters.

    Web addresses stay whole (their special characters are percent-encoded), and so do the visible
    placeholders of missing facts.
    """
    line = join_lines(_SURROGATE.sub("\ufffd", _INVISIBLE.sub("", str(text))))
    if not line:
        return Markup("")
    # A blank at either end belongs to the sentence that a template puts together from pieces.
    opening, closing = (" " if text[end : end + 1 or None].isspace() else "" for end in (0, -1))
    parts: list[str] = [opening]
    cursor = 0
    for match in _KEPT.finditer(line):
        parts.append(escape_words(line[cursor : match.start()], at_start=cursor == 0))
        parts.append(match.group() if match["placeholder"] else _escape_url(match.group()))
        cursor = match.end()
    parts.append(escape_words(line[cursor:], at_start=cursor == 0))
    return Markup("".join([*parts, closing]))  # noqa: S704  every character in it was escaped just above


def to_markdown(value: Any) -> Markup:
    """`value` for output: Markdown made by a template or macro as it is, everything else escaped."""
    return value if isinstance(value, Markup) else escape_markdown(str(value))


def like(original: str, text: str) -> str:
    """`text`, of the same kind as the `original` it was made from: Markdown, or words to be escaped."""
    return Markup(text) if isinstance(original, Markup) else FactText(text)  # noqa: S704  was Markup before


def placeholder(key: str, language: Language) -> FactText:
    """What stands in a draft for a fact that is missing; `lint` reports it as an error."""
    safe = re.sub(r"[^\w.@\[\]-]", "_", key)
    return FactText(f"【待补：{safe}】" if language == "zh" else f"[TO FILL: {safe}]")


def is_placeholder(text: str) -> bool:
    """Whether `text` is nothing but a placeholder."""
    return bool(PLACEHOLDER.fullmatch(text))


def _escape_url(url: str) -> str:
    marked = "".join(_URL_UNSAFE.get(mark, mark) for mark in url)
    marked = re.sub(r"(?<![^\W_])_|_(?![^\W_])", "%5F", marked)
    return _URL_ENTITY.sub(r"&\1%3B", marked)
