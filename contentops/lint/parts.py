"""The parts of a draft: release line, headline, dateline, lead, body, boilerplate, contact, end mark.

Found by form, not by template, in Markdown as in plain text: a heading or a line of its own may say
`About X`, `关于X` or `媒体联系`, and a contact may stand above the headline as well as at the end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from contentops.lint import labels
from contentops.lint.counts import is_chinese
from contentops.lint.outline import LONGEST, Block, Outline


class Section(NamedTuple):
    """A standing part: the block that announces it, what follows the label there, the blocks after it."""

    head: Block
    inline: str
    blocks: tuple[Block, ...]

    @property
    def first(self) -> int:
        """Where it begins in the source."""
        return self.head.first

    @property
    def last(self) -> int:
        """Where it ends in the source."""
        return self.blocks[-1].last if self.blocks else self.head.last

    @property
    def text(self) -> str:
        """What it says, label and markup apart."""
        return " ".join(text for text in (self.inline, *(block.text for block in self.blocks)) if text)


class Headline(NamedTuple):
    """The headline and where it begins in the visible text."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """The offset in the visible text just after it."""
        return self.start + len(self.text)


class Parts(NamedTuple):
    """What was recognised; None and () stand for what is missing.

    `body` begins with the lead and holds everything up to the standing parts at the end. `opening` is
    what stands above the lead. A `salutation` makes it a letter and no report.
    """

    chinese: bool
    opening: tuple[Block, ...] = ()
    release_line: Block | None = None
    headline: Headline | None = None
    salutation: Block | None = None
    lead: Block | None = None
    body: tuple[Block, ...] = ()
    about: tuple[Section, ...] = ()
    contact: tuple[Section, ...] = ()
    end_mark: Block | None = None


_MARKS_END = re.compile(r"[。.!！?？;；…:：”’」）)]\s*\Z")
_MAX_OPENING = 12
_FULL_STOP = re.compile(r"[。.；;，,]\s*\Z")
_DATE_ONLY = re.compile(r"[\W\d]*(?:年|月|日|[A-Za-z]{3,9})?[\W\d]*(?:年|月|日)?[\W\d]*\Z")


def find_parts(source: str, outline: Outline, visible: str) -> Parts:
    """The parts of one draft. `visible` is the text that the blocks' offsets belong to."""
    language = outline.fields.get("language") or outline.fields.get("lang") or ""
    blocks = outline.blocks
    if isinstance(language, str) and language[:2].lower() in ("zh", "en"):
        chinese = language[:2].lower() == "zh"
    else:
        chinese = is_chinese(" ".join(block.text for block in blocks[:60]))
    return _Reader(source, outline, visible, chinese).read()


class _Reader:
    def __init__(self, source: str, outline: Outline, visible: str, chinese: bool) -> None:
        self.source = source
        self.fields = outline.fields
        self.visible = visible
        self.blocks = outline.blocks
        self.chinese = chinese
        self.labels = [self._label(block) for block in self.blocks]
        self.covered: set[int] = set()
        self.above = self._contacts_above()

    def read(self) -> Parts:
        headline, first = self._find_headline()
        above = [section for number, section in self.above if number < first]
        lead = self._find_lead(first)
        end = self._end_of_body(first)
        about, contact = self._sections_from(first)
        release = next((b for b in self.blocks[:_MAX_OPENING] if labels.RELEASE_LINE.match(b.text)), None)
        if release is None:
            release = next((b for b in self.blocks[:first] if labels.HOLD_LINE.search(b.text)), None)
        marks = [b for b, (name, _) in zip(self.blocks, self.labels, strict=True) if name == "end"]
        begin = first if lead is None else lead
        opening = tuple(b for n, b in enumerate(self.blocks[:begin]) if n not in self.covered)
        return Parts(
            chinese=self.chinese,
            opening=opening,
            release_line=release,
            headline=headline,
            salutation=next((b for b in opening if labels.SALUTATION.match(b.text)), None),
            lead=None if lead is None else self.blocks[lead],
            body=tuple(b for b in self.blocks[begin:end] if b.text and b.kind != "break"),
            about=about,
            contact=(*above, *contact),
            end_mark=marks[-1] if marks else None,
        )

    def _label(self, block: Block) -> tuple[str, str]:
        if block.kind == "table":
            return "", ""
        return labels.label_of(self._first_line(block))

    def _first_line(self, block: Block) -> str:
        """The block's first line in the source, where a soft line end still ends a line."""
        return self.source[block.first : min(block.last, block.first + LONGEST)].partition("\n")[0]

    def _find_headline(self) -> tuple[Headline | None, int]:
        """The headline, and the number of the block after it."""
        for number, block in enumerate(self.blocks[:_MAX_OPENING]):
            if block.kind == "heading" and block.text and not self.labels[number][0]:
                return Headline(block.text, block.start), number + 1
            if len(block.text) > 300:
                break
        title = self.fields.get("title") or self.fields.get("headline")
        if isinstance(title, str) and title:
            start = self.visible.find(title)
            if start >= 0:
                return Headline(title, start), self._after_opening(title)
        for number, block in enumerate(self.blocks[:_MAX_OPENING]):
            if self._may_be_headline(number):
                return Headline(block.text, block.start), number + 1
            if len(block.text) > (120 if self.chinese else 300):
                break
        return None, self._after_opening("")

    def _after_opening(self, title: str) -> int:
        """The first block that is neither a release line nor the title once more."""
        for number, block in enumerate(self.blocks[:_MAX_OPENING]):
            if not labels.RELEASE_LINE.match(block.text) and block.text != title:
                return number
        return 0

    def _may_be_headline(self, number: int) -> bool:
        block = self.blocks[number]
        text = block.text
        if (
            block.kind != "paragraph"
            or self.labels[number][0]
            or not 0 < len(text) <= (60 if self.chinese else 200)
        ):
            return False
        if labels.RELEASE_LINE.match(text) or labels.HOLD_LINE.search(text) or labels.SALUTATION.match(text):
            return False
        if _FULL_STOP.search(text) or _DATE_ONLY.match(text) or number in self.covered:
            return False
        return number + 1 < len(self.blocks)

    def _contacts_above(self) -> list[tuple[int, Section]]:
        """Contacts near the top, up to an empty line each; the numbers of their blocks are `covered`."""
        sections = []
        end = min(len(self.blocks), _MAX_OPENING)
        for number in range(end):
            if number in self.covered or self.labels[number][0] != "contact":
                continue
            stop = number + 1
            while stop < end and not self._empty_line_before(stop) and not self._ends_contact(stop):
                stop += 1
            self.covered.update(range(number, stop))
            sections.append((number, self._section(number, stop)))
        return sections

    def _ends_contact(self, number: int) -> bool:
        return bool(self.labels[number][0]) or self.blocks[number].kind == "heading"

    def _empty_line_before(self, number: int) -> bool:
        between = self.source[self.blocks[number - 1].last : self.blocks[number].first]
        return between.count("\n") + between.count("\r") - between.count("\r\n") > 1

    def _section(self, number: int, stop: int) -> Section:
        head = self.blocks[number]
        inline = self.labels[number][1]
        rest = self.source[head.first : min(head.last, head.first + LONGEST)].partition("\n")[2]
        inline = " ".join(part for part in (inline, rest.strip()) if part)
        return Section(head, inline, tuple(block for block in self.blocks[number + 1 : stop] if block.text))

    def _find_lead(self, first: int) -> int | None:
        """The first paragraph that reports something: no subtitle, date, greeting or picture alone."""
        for number in range(first, len(self.blocks)):
            block = self.blocks[number]
            name = self.labels[number][0]
            if name in ("about", "contact", "notes"):
                return None
            if name or block.kind not in ("paragraph", "quotation") or not block.text:
                continue
            text = block.text
            if labels.RELEASE_LINE.match(text) or labels.SALUTATION.match(text):
                continue
            if labels.HOLD_LINE.search(text) and len(text) < 80:
                continue
            long_enough = len(text) >= (25 if self.chinese else 100)
            if long_enough or _MARKS_END.search(text):
                return number
        return None

    def _end_of_body(self, first: int) -> int:
        """The block at which the standing parts begin, after which no other heading follows.

        In a case, `About the bank` may open the body, so a boilerplate counts from where only its like
        follow.
        """
        end = len(self.blocks)
        for number in range(len(self.blocks) - 1, first - 1, -1):
            name = self.labels[number][0]
            if name:
                end = number
            elif self.blocks[number].kind == "heading" and self.blocks[number].text:
                break
        return end

    def _sections_from(self, first: int) -> tuple[tuple[Section, ...], tuple[Section, ...]]:
        found: dict[str, list[Section]] = {"about": [], "contact": []}
        ends = [
            n for n in range(first, len(self.blocks)) if self.labels[n][0] or self.blocks[n].kind == "heading"
        ]
        for start, stop in pairwise([*ends, len(self.blocks)]):
            name = self.labels[start][0]
            if name not in found:
                continue
            section = self._section(start, stop)
            last = found[name][-1] if found[name] else None
            if name == "contact" and last is not None and last.last == last.head.last and not last.inline:
                # `媒体联系`, and under it `联系人：…`: one contact
                section = Section(last.head, "", (section.head, *section.blocks))
                found[name].pop()
            found[name].append(section)
        return tuple(found["about"]), tuple(found["contact"])


def paragraphs(blocks: Sequence[Block]) -> list[Block]:
    """The blocks that are running text."""
    return [block for block in blocks if block.kind in ("paragraph", "quotation")]
