"""Ids that a row keeps: made from the row alone, so that rows around it may come and go."""

from __future__ import annotations

import hashlib
import re
import unicodedata

MAX_ID = 60  # the model allows 80; ids are typed and become file names
_MAX_BYTES = 200  # an id becomes a file name, and names end at 255 bytes
_HASH = 6

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_NO_DOT = re.compile(r"(?<![0-9])\.|\.(?![0-9])")  # a dot stays inside a version number only


def slugify(text: str) -> str:
    """`FATE v1.6.0 发布` becomes `fate-v1.6.0-发布`: letters and digits of any script, joined by `-`.

    What is longer than 60 characters is cut and ends in a hash of the whole.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    folded = folded.replace("'", "").replace("’", "")
    folded = _NO_DOT.sub("-", folded)
    slug = re.sub(r"[^\w.]+|_", "-", folded)
    return shorten(re.sub(r"-{2,}", "-", slug).strip("-."))


def shorten(slug: str) -> str:
    """`slug` when it is short enough, otherwise its beginning and a hash of all of it."""
    if len(slug) <= MAX_ID and len(slug.encode()) <= _MAX_BYTES:
        return slug
    digest = hashlib.sha256(slug.encode()).hexdigest()[:_HASH]
    room = slug[: MAX_ID - _HASH - 1]
    while len(room.encode()) > _MAX_BYTES - _HASH - 1:
        room = room[:-1]
    at_word = room.rfind("-")
    if at_word > len(room) // 2:
        room = room[:at_word]
    return f"{room.rstrip('-.')}-{digest}"


def placeholders(pattern: str) -> list[str]:
    """The names in braces of an id pattern such as `post-{date}-{title}`."""
    return [name.strip() for name in _PLACEHOLDER.findall(pattern)]


def fill_pattern(pattern: str, values: dict[str, str]) -> str:
    """The id that a pattern gives for one row; `values` holds the text of each placeholder."""
    parts = _PLACEHOLDER.sub(lambda match: slugify(values[match[1].strip()]), pattern)
    return shorten(re.sub(r"-{2,}", "-", parts).strip("-."))
