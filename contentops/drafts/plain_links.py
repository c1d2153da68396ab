"""Links as words, for channels that take none: the words stay, the address goes or is written out."""

from __future__ import annotations

import re
from dataclasses import dataclass

_INLINE = re.compile(
    r"(?<!!)(?<!\\)\[(?P<text>(?:[^\[\]\\]|\\.|!\[[^\]]*\]\([^)]*\))*)\]"
    r"(?:\((?P<target><[^>\n]*>|(?:[^()\s]|\([^()\s]*\))*)(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^)]*\)))?\s*\)|\[(?P<ref>[^\]\n]*)\])"
)
_AUTOLINK = re.compile(r"<(https?://[^<>\s]+)>", re.IGNORECASE)
_ANCHOR = re.compile(r"<a\b[^>]*?href\s*=\s*[\"']?([^\"'>\s]+)[^>]*>(.*?)</a\s*>", re.IGNORECASE | re.DOTALL)
_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
_BARE = re.compile(r"https?://[^\s<>\"'“”‘’（）()\[\]【】《》「」，。；：、！？*`|]+", re.IGNORECASE)
_SCHEME = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True)
class PlainText:
    """Markdown without links, and the addresses that stood in them, in order."""

    text: str
    addresses: tuple[str, ...]


def write_out_links(text: str) -> PlainText:
    """`text` with every link turned into its words.

    A link whose words are its address, and an address that stands alone, are written as people type them:
    without `https://`. Code stays as it is, and so do images and mail addresses.
    """
    addresses: list[str] = []
    parts: list[str] = []
    cursor = 0
    for code in _CODE.finditer(text):
        parts += [_plain(text[cursor : code.start()], addresses), code[0]]
        cursor = code.end()
    parts.append(_plain(text[cursor:], addresses))
    return PlainText("".join(parts), tuple(addresses))


def _plain(text: str, addresses: list[str]) -> str:
    def inline(match: re.Match[str]) -> str:
        target = (match["target"] or match["ref"] or "").strip("<>")
        words = match["text"]
        if _SCHEME.match(words.strip()):
            return words  # written out below
        if target and not target.lower().startswith("mailto:"):
            addresses.append(target)
        return words or _typed(target)

    def anchor(match: re.Match[str]) -> str:
        addresses.append(match[1])
        return match[2]

    def bare(match: re.Match[str]) -> str:
        addresses.append(match[0].rstrip(".,;:!?"))
        return _typed(match[0])

    for _ in range(8):  # a link may stand around an image, and words may look like a link once one is gone
        changed = _ANCHOR.sub(anchor, _AUTOLINK.sub(r"\1", _INLINE.sub(inline, text)))
        if changed == text:
            break
        text = changed
    return _BARE.sub(bare, text)


def _typed(address: str) -> str:
    return re.sub(r"/\Z", "", _SCHEME.sub("", address))
