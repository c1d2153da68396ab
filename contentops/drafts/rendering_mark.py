"""The key `rendering` in a draft's front matter: which rendering the draft was last brought up to date with.

It is the fingerprint of that rendering. By it a draft that nobody edited is known even when
`.contentops/` is gone, and the right base is found when there are several.
"""

from __future__ import annotations

import re
from hashlib import sha256

KEY = "rendering"
_DIGITS = 12

_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n(?:(?!(?:---|\.\.\.)[ \t]*\r?$)[^\n]*\n)*", re.MULTILINE)
_LINE = re.compile(
    rf"^{KEY}[ \t]*:[ \t]*[\"']?([0-9a-f]{{{_DIGITS}}})[\"']?([ \t]+#[^\n]*?)?[ \t]*\r?\n", re.MULTILINE
)


def fingerprint(text: str) -> str:
    """The fingerprint of a rendering: of its text without the mark, whatever its line ends."""
    plain = strip_mark(text).removeprefix("\ufeff").replace("\r\n", "\n")
    return sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def read_mark(text: str) -> str | None:
    """The fingerprint that a draft carries, or None."""
    match = _find(text)
    return match[1] if match else None


def is_unedited(text: str) -> bool:
    """Whether a draft is, but for its line ends, the rendering whose fingerprint it carries."""
    return read_mark(text) == fingerprint(text)


def strip_mark(text: str) -> str:
    """A draft without the mark."""
    match = _find(text)
    return text[: match.start()] + text[match.end() :] if match else text


def set_mark(text: str, mark: str) -> str:
    """A draft that carries `mark`: in place of the one it has, otherwise as the last key of its front matter.

    A text without front matter stays as it is.
    """
    match = _find(text)
    if match is not None:
        return text[: match.start(1)] + mark + text[match.end(1) :]
    front = _FRONT.match(text)
    if front is None or not re.match(r"(?:---|\.\.\.)[ \t]*\r?(?:\n|\Z)", text[front.end() :]):
        return text
    end = "\r\n" if front[0].endswith("\r\n") else "\n"
    return f"{front[0]}{KEY}: {mark}{end}{text[front.end() :]}"


def _find(text: str) -> re.Match[str] | None:
    front = _FRONT.match(text)
    return _LINE.search(text, 0, front.end()) if front else None
