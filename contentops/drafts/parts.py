"""What the pieces of a draft are: its title, its lead, its sections, quotes, figures, boilerplates, contact.

A version for a channel is put together from these parts, so every piece belongs to exactly one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from contentops.drafts.merge_front import split_front_matter
from contentops.drafts.pieces import Piece, split_pieces
from contentops.markdown_text import join_lines
from contentops.models.base import Language

Role = Literal[
    "release_line", "title", "subheadline", "digest", "lead", "heading", "body", "quote", "figure", "call",
    "boilerplate", "contact", "end", "hidden",
]  # fmt: skip


@dataclass(frozen=True)
class Part:
    """A piece of a draft and what it is there for.

    `background`: it tells how things came about.
    """

    piece: Piece
    role: Role
    background: bool = False

    @property
    def text(self) -> str:
        """As it is written."""
        return self.piece.text


@dataclass(frozen=True)
class Section:
    """A heading and what stands below it; the text before the first heading has none."""

    heading: str
    level: int
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class DraftParts:
    """A draft taken apart: `front` is its front matter as it stands, `lead_gap` the white space below it."""

    front: str
    lead_gap: str
    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        """The whole draft again."""
        pieces = "".join(part.piece.text + part.piece.gap for part in self.parts)
        return self.front + self.lead_gap + pieces

    def of(self, *roles: Role) -> tuple[Part, ...]:
        """The parts of these roles, in order."""
        return tuple(part for part in self.parts if part.role in roles)

    @property
    def title(self) -> str:
        """The words of the title; "" without one."""
        return next((join_lines(part.piece.words) for part in self.of("title")), "")

    def sections(self) -> tuple[Section, ...]:
        """The body below the lead, by its headings."""
        found: list[Section] = [Section("", 0, ())]
        for part in self.parts:
            if part.role == "heading":
                found.append(Section(join_lines(part.piece.words), part.piece.level, ()))
            elif part.role in ("body", "quote", "figure"):
                found[-1] = replace(found[-1], parts=(*found[-1].parts, part))
        return tuple(found) if found[0].parts else tuple(found[1:])

    def boilerplates(self) -> tuple[Section, ...]:
        """What is said about companies, each with its heading."""
        return _sections_of(self.of("boilerplate"))

    def contacts(self) -> tuple[Section, ...]:
        """How the press reaches us."""
        return _sections_of(self.of("contact"))


def read_parts(text: str, language: Language, background: Sequence[str] = (), call: str = "") -> DraftParts:
    """Take a draft apart.

    `background` are the paragraphs known to tell how things came about, `call` what the reader is asked to do.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    front, body = split_front_matter(text)
    lead_gap, pieces = split_pieces(body)
    return DraftParts(front, lead_gap, tuple(_Reader(language, background, call).read(pieces)))


_RELEASE = re.compile(
    r"(?i)\W*(?:for immediate (?:release|distribution|publication)\b|for release\b"
    r"|\W*hold (?:for release )?(?:until|till)\b"
    r"|\W*(?:under )?embargo|\W*not for (?:release|publication))"
    r"|\W*(?:供?(?:即时|立即|即刻)发布|[（(]?本稿禁发|禁发)"
)
_DIGEST = re.compile(r">\s*(?:摘要|Summary|Digest)\s*[：:]", re.IGNORECASE)
_ABOUT = re.compile(
    r"(?:About (?!(?:this|these|those|the|it|what|why|how|you|your)\b)[\w'’&.,()/+ -]{2,70}"
    r"|Company (?:profile|background)|Boilerplate)\Z"
    r"|关于(?!本次|此次|这|该|活动|大会|本文|本报告|作者|如何|怎|为)[^，。！？；：:“”]{2,30}\Z"
    r"|(?:公司|企业|集团|品牌|机构|单位|主办方|合作伙伴)(?:简介|介绍|概况|概述)\Z"
)
_CONTACT = re.compile(
    r"(?i:(?:(?:media|press|pr|news|editorial|company) )?(?:contacts?(?: us)?|enquiries|inquiries)"
    r"(?:(?::| at| for| [–—-]) .{1,60})?)\Z"
    r"|[^，。！？；：:“”]{0,20}(?:媒体|新闻|公关|商务|市场|品牌|活动)(?:联系人|联系方式|联系|联络人|咨询)(?:信息|方式)?(?:[：:（(].{1,40})?\Z"
    r"|(?:联系人|联系方式|联络人)(?:[：:（(].{1,40})?\Z|联系我们\Z"
)
_BACKGROUND = re.compile(
    r"(?i:(?:the )?background|context|how (?:it|this) came about|history|notes?(?: (?:to|for) editors)?)\Z"
    r"|(?:项目|合作|事件|行业|活动)?背景(?:介绍|资料|信息)?\Z|(?:相关)?背景.{0,4}\Z|来龙去脉\Z|编者(?:按|注)\Z|相关链接\Z|延伸阅读\Z"
)
_SPEECH = re.compile(
    r"表示|说[：:，,]|谈到|指出|介绍|认为|[。”]——|\b(?:said|says|adds?|added|explains?|explained|notes|noted)\b"
)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|「[^」]*」")
_FIGURE = re.compile(
    r"\A据[^，。]{2,60}，(?=.*\d)|[（(](?:数据)?来源[：:]|\((?:[^()]*[;,] )?source: ", re.DOTALL
)
_SUBHEADLINE = re.compile(r"(?s)\*(?!\*)(?![ ])[^*\n]+\*\Z|_(?!_)[^_\n]+_\Z")
_DIRECTIVE = re.compile(r"<!--\s*contentops-")


class _Reader:
    """Goes through the pieces once; what a piece is hangs on those before it."""

    def __init__(self, language: Language, background: Sequence[str], call: str) -> None:
        self.language = language
        self.call = _bare(call).rstrip("。.！!")
        self.background = {_bare(text) for text in background if _bare(text)}
        self.standing: Role | None = None
        self.standing_level = 0
        self.in_background = 0  # the level of the heading that opened it
        self.has_title = False
        self.has_lead = False

    def read(self, pieces: Iterable[Piece]) -> Iterable[Part]:
        for piece in pieces:
            yield self._part(piece)

    def _part(self, piece: Piece) -> Part:
        if piece.kind in ("comment", "reference"):
            directive = self.standing is None and _DIRECTIVE.match(piece.text) is not None
            return Part(piece, "body" if directive else "hidden")
        if piece.kind == "mark":
            return Part(piece, "end")
        if piece.kind == "heading":
            return self._heading(piece)
        if self.standing is not None:
            return Part(piece, self.standing)
        if not self.has_lead and self._stands_before_lead(piece):
            return self._before_lead(piece)
        return self._below_title(piece)

    def _below_title(self, piece: Piece) -> Part:
        if not self.has_lead and piece.kind == "paragraph":
            self.has_lead = True
            return Part(piece, "lead")
        self.has_lead = self.has_lead or piece.kind != "rule"
        return Part(piece, self._body_role(piece), self._is_background(piece))

    def _heading(self, piece: Piece) -> Part:
        words = piece.words
        if not self.has_title and piece.level == 1:
            self.has_title = True
            return Part(piece, "title")
        if self.standing is not None and piece.level > self.standing_level:
            return Part(piece, self.standing)
        bare = words.strip("*_ ：:")
        self.standing = "boilerplate" if _ABOUT.match(bare) else "contact" if _CONTACT.match(bare) else None
        self.standing_level = piece.level
        if self.standing is not None:
            return Part(piece, self.standing)
        self.has_lead = True  # a text that goes straight to its first section has none
        if self.in_background and piece.level <= self.in_background:
            self.in_background = 0
        if _BACKGROUND.match(bare):
            self.in_background = self.in_background or piece.level
        return Part(piece, "heading", self.in_background > 0)

    def _stands_before_lead(self, piece: Piece) -> bool:
        return (
            not self.has_title
            or bool(_RELEASE.match(piece.text))
            or bool(_DIGEST.match(piece.text))
            or (piece.kind == "paragraph" and bool(_SUBHEADLINE.match(piece.text)))
        )

    def _before_lead(self, piece: Piece) -> Part:
        if _RELEASE.match(piece.text):
            return Part(piece, "release_line")
        if not self.has_title:
            return Part(piece, "body")
        return Part(piece, "digest" if _DIGEST.match(piece.text) else "subheadline")

    def _body_role(self, piece: Piece) -> Role:
        if piece.kind == "quotation":
            return "quote"
        if piece.kind not in ("paragraph", "list"):
            return "body"
        text = piece.text
        if self.call and _bare(text).rstrip("。.！!") == self.call:
            return "call"
        quoted = sum(len(found) for found in _QUOTED.findall(text))
        if piece.kind == "paragraph" and quoted * 5 >= len(text) * 2 and _SPEECH.search(text):
            return "quote"
        return "figure" if _FIGURE.search(text) else "body"

    def _is_background(self, piece: Piece) -> bool:
        return self.in_background > 0 or _bare(piece.text) in self.background


def _sections_of(parts: Sequence[Part]) -> tuple[Section, ...]:
    found: list[Section] = []
    first_level = 0
    for part in parts:
        piece = part.piece
        if piece.kind == "heading" and (not found or piece.level <= first_level):
            first_level = piece.level
            found.append(Section(join_lines(piece.words), piece.level, ()))
        elif found:
            found[-1] = replace(found[-1], parts=(*found[-1].parts, part))
    return tuple(found)


def _bare(text: str) -> str:
    """Words alone: what escaping, line ends and blanks add does not count."""
    return re.sub(r"[\s\\*_“”\"'‘’]+", "", text)
