"""What a sign-off binds to: the words that go out, and nothing about how their lines are broken.

The hash covers a draft's text and front matter, those of its channel versions, and the bytes of the
item's assets. It does not change with blanks, tabs, ideographic spaces, line ends, the width that lines are
wrapped to, or the way accents are composed (NFC). Everything else changes it, invisible characters too. Where
Markdown gives the beginning of a line a meaning (headings, lists, quotes, tables, hidden link targets), a line
that begins there is something else than the same words further right.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from contentops.problem import Problem, has_errors

BOOKKEEPING = frozenset(("status", "rendering", "publish", "period"))
"""Keys of a draft's front matter that say how far it is, or what the calendar says anyway: nothing that is printed.

A plan that moves a day moves `publish`; where the day is printed, the text changes as well, and that counts.
"""

MASTER = ""
"""The label of an item's draft itself; a version of it for a channel is `channel:ID`."""

_VERSION = 1
# 1: first version. Another one would make every approval stale.

_BLANKS = " \t\n\r\u3000"
_BLANK_RUN = re.compile(f"[{_BLANKS}]+")
_FENCE = re.compile(r"(?:---|\.\.\.)[ \t]*\Z")
_STARTS = re.compile(
    r"#{1,6}(?=[ \t]|\Z)|[-*+](?=[ \t]|\Z)|>|```|~~~|\||\+{3}|(?:=+|-{2,}|(?:[*_-][ \t]*){3,})\Z|1[.)](?=[ \t])"
)
_NUMBERED = re.compile(r"\d{1,9}[.)](?=[ \t])")
_TARGET = re.compile(r"\[[^\]]*\]:")
_COMMENT = re.compile(r"(?:^|[ \t])#.*")
_MARKUP = "*_~"


class ParsedYaml(Protocol):
    """What reading YAML gives: see `contentops.workspace.yaml_reader`."""

    data: Any
    problems: list[Problem]


ParseYaml = Callable[[str, str], ParsedYaml]


@dataclass(frozen=True)
class Part:
    """One text that goes out: `label` is `MASTER` or `channel:ID`."""

    label: str
    text: str


@dataclass(frozen=True)
class AssetDigest:
    """A file that goes out with the item; `digest` is None when there is none, or nothing in it."""

    path: str
    digest: str | None


@dataclass(frozen=True)
class Content:
    """Everything of an item that goes out."""

    parts: tuple[Part, ...]
    assets: tuple[AssetDigest, ...] = ()

    @property
    def text(self) -> str:
        """The item's own draft."""
        return next((part.text for part in self.parts if part.label == MASTER), "")


def digest(content: bytes) -> str:
    """The SHA-256 of an asset's bytes, as hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def hash_content(content: Content, parse: ParseYaml) -> str:
    """The hash of what goes out: 64 hexadecimal digits."""
    document = {
        "version": _VERSION,
        "parts": [
            [part.label, *_normalise_draft(part.text, parse)]
            for part in sorted(content.parts, key=lambda part: (part.label, part.text))
        ],
        "assets": sorted([asset.path, asset.digest or ""] for asset in content.assets),
    }
    return hashlib.sha256(canonical_json(document)).hexdigest()


def canonical_json(document: Any) -> bytes:
    """The one way to write a document as bytes that are hashed or signed."""
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def split_front_matter(text: str) -> tuple[str | None, str]:
    """The YAML between the fences that open a draft, and the rest; None where there is none."""
    lines = _unify(text).split("\n")
    if lines[0].rstrip(" \t") != "---":
        return None, "\n".join(lines)
    for number, line in enumerate(lines[1:], 1):
        if _FENCE.match(line):
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :])
    return None, "\n".join(lines)


def normalise_text(text: str) -> str:
    """Markdown as it is compared: see the module."""
    pieces: list[str] = []
    blank_before, numbered_before = True, False
    for line in _unify(text).split("\n"):
        bare = line.strip(_BLANKS)
        indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip(" "))
        numbered = bool(_NUMBERED.match(bare))
        if _TARGET.match(bare):
            # A link's target is shown nowhere; the same words within a paragraph or indented are.
            hidden = blank_before and indent < 4
            pieces.append(("\n\n" if hidden else "\n") + _collapse(bare))
        elif _STARTS.match(bare) or (numbered and (blank_before or numbered_before)):
            pieces.append(f"\n{_collapse(bare)}")
        elif bare:
            pieces.append(f" {bare}")
        blank_before = not bare
        numbered_before = numbered or (numbered_before and bool(bare))
    return _join(pieces)


def _unify(text: str) -> str:
    text = unicodedata.normalize("NFC", text.removeprefix("\ufeff"))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _join(pieces: Iterable[str]) -> str:
    """Blocks by their beginnings, each a line; what continues one follows it as if on the same line."""
    blocks: list[list[str]] = [[]]
    for piece in pieces:
        if piece.startswith("\n"):
            blocks.append([piece[1:]])
        else:
            blocks[-1].append(piece)
    return "\n".join(_collapse("".join(block)) if block else "" for block in blocks)


def _collapse(text: str) -> str:
    """Runs of blanks as one blank, none beside Chinese, where a line may break without one."""
    target = "\n" if text.startswith("\n") else ""
    text = text.strip(_BLANKS)
    kept: list[str] = []
    cursor = 0
    for run in _BLANK_RUN.finditer(text):
        kept.append(text[cursor : run.start()])
        cursor = run.end()
        if not (_is_wide(text, run.start() - 1, -1) or _is_wide(text, run.end(), 1)):
            kept.append(" ")
    kept.append(text[cursor:])
    return target + "".join(kept)


def _is_wide(text: str, index: int, step: int) -> bool:
    """Whether the letter at `index`, or behind the markup that stands there, takes two columns."""
    while 0 <= index < len(text) and text[index] in _MARKUP:
        index += step
    return 0 <= index < len(text) and unicodedata.east_asian_width(text[index]) in ("W", "F")


def _normalise_draft(text: str, parse: ParseYaml) -> list[Any]:
    front, body = split_front_matter(text)
    if front is None:
        return [None, [], normalise_text(body)]
    comments = [_collapse(found) for line in front.split("\n") for found in _COMMENT.findall(line)]
    parsed = parse(front + "\n", "")
    if has_errors(parsed.problems) or not isinstance(parsed.data, dict):
        return [
            [line.rstrip(_BLANKS) for line in front.split("\n") if line.strip(_BLANKS)],
            [],
            normalise_text(body),
        ]
    fields = {key: value for key, value in parsed.data.items() if key not in BOOKKEEPING}
    return [_canonical(fields), comments, normalise_text(body)]


def _canonical(value: Any) -> Any:
    if isinstance(value, dict):
        return {"keys": sorted([str(key), _canonical(part)] for key, part in value.items())}
    if isinstance(value, list):
        return [_canonical(part) for part in value]
    if isinstance(value, str):
        return _collapse(_unify(value))
    source = getattr(value, "source", None)  # 1.10 is not 1.1
    return {"scalar": source if isinstance(source, str) else json.dumps(value)}
