"""A draft taken apart into the pieces it is written in: headings, paragraphs, lists, quotations, tables.

Nothing is lost: the white space before, and each piece with the white space behind it, give the text again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "heading", "paragraph", "list", "quotation", "table", "code", "comment", "mark", "rule", "reference"
]


@dataclass(frozen=True)
class Piece:
    """One block of Markdown as it is written. `level` is 1 to 6 for a heading, else 0."""

    kind: Kind
    text: str
    gap: str
    """The line ends and blank lines behind it."""
    level: int = 0

    @property
    def words(self) -> str:
        """A heading without its marks; anything else as it is."""
        if self.kind != "heading":
            return self.text
        if _ATX.match(self.text):
            return re.sub(r"[ \t]+#+[ \t]*\Z", "", self.text.lstrip(" ").lstrip("#")).strip()
        return self.text.rpartition("\n")[0].strip()


_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_ATX = re.compile(r" {0,3}(#{1,6})(?=[ \t]|\Z)")
_MARK = re.compile(r"[ \t]*#{3}[ \t]*\Z")
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})[ \t]*\Z")
_RULE = re.compile(r" {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}\Z")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]|\Z)")
_FORMS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("mark", _MARK),
    ("heading", _ATX),
    ("code", _FENCE),
    ("rule", _RULE),
    ("comment", re.compile(r"[ \t]*<!--")),
    ("quotation", re.compile(r"[ \t]*>")),
    ("table", re.compile(r"[ \t]*\|")),
    ("list", _ITEM),
    ("reference", re.compile(r" {0,3}\[[^\]\n]+\]:[ \t]*\S")),
)
"""How the first line of each kind begins, the first that fits counts; any other line is of a paragraph."""


def split_pieces(text: str) -> tuple[str, tuple[Piece, ...]]:
    """The white space that `text` (with `\\n` as line ends) begins with, and its pieces."""
    splitter = _Splitter()
    for line in re.findall(r"[^\n]*\n|[^\n]+\Z", text):
        splitter.take(line)
    splitter.close()
    return splitter.lead, tuple(splitter.pieces)


def join_pieces(lead: str, pieces: tuple[Piece, ...]) -> str:
    """The text that `split_pieces` took apart."""
    return lead + "".join(piece.text + piece.gap for piece in pieces)


class _Splitter:
    def __init__(self) -> None:
        self.lead = ""
        self.pieces: list[Piece] = []
        self.kind: Kind | None = None
        self.lines: list[str] = []
        self.gap = ""
        self.until = ""  # what ends the fence or comment that is open

    def take(self, line: str) -> None:
        if self.until:
            self.lines.append(line)
            if self._ends(line):
                self.until = ""
            return
        if not line.strip():
            if self.kind is None:
                self.lead += line
            else:
                self.gap += line
            return
        kind = self._kind(line)
        if kind == "underline":
            self.lines.append(line)
            self.kind = "heading"
            return
        if self._begins(kind):
            self.close()
            self.kind = kind
        self.lines.append(line)
        self._open(line, kind)

    def _open(self, line: str, kind: Kind) -> None:
        """A fence or a comment goes on until its end, whatever stands between."""
        fence = _FENCE.match(line)
        if kind == "code" and fence:
            self.until = fence[1]
        elif kind == "comment" and "-->" not in line:
            self.until = "-->"

    def _ends(self, line: str) -> bool:
        if self.until == "-->":
            return "-->" in line
        fence = _FENCE.match(line)
        return bool(fence and fence[1].startswith(self.until) and not line.strip().strip(self.until[0]))

    def _begins(self, kind: Kind) -> bool:
        """Whether a line of `kind` begins a piece; otherwise it belongs to the one that is open."""
        if self.kind is None or self.gap or self.kind in ("heading", "mark", "rule", "code", "comment"):
            return True
        if kind == "paragraph":
            return self.kind in ("table", "reference")
        return kind != self.kind or kind == "reference"

    def _kind(self, line: str) -> Kind | Literal["underline"]:
        plain = line.rstrip("\n")
        if self.kind == "list" and plain[:1] in " \t" and not _ATX.match(plain.strip()):
            return "list"
        if self.kind == "paragraph" and not self.gap and len(self.lines) == 1 and _UNDERLINE.match(plain):
            return "underline"
        return next((kind for kind, form in _FORMS if form.match(plain)), "paragraph")

    def close(self) -> None:
        if self.kind is None:
            return
        whole = "".join(self.lines)
        text = whole.rstrip("\n")
        self.pieces.append(
            Piece(
                self.kind,
                text,
                whole[len(text) :] + self.gap,
                self._level(text) if self.kind == "heading" else 0,
            )
        )
        self.kind, self.lines, self.gap = None, [], ""

    @staticmethod
    def _level(text: str) -> int:
        marks = _ATX.match(text)
        return len(marks[1]) if marks else 1 if text.rstrip().endswith("=") else 2
