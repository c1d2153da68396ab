"""What a version for a channel is made of: the parts of the draft as a template sees them, within limits.

The words are those that were reviewed: parts are passed on whole or left out whole, and what is left out is
told. Optional parts go in a fixed order, the least missed first; see `find_cuts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from markupsafe import Markup

from contentops.drafts.parts import DraftParts, Part, Section
from contentops.drafts.plain_links import write_out_links
from contentops.drafts.sandbox import FactList, Fields
from contentops.drafts.text import FactText, clean_text
from contentops.markdown_text import join_lines
from contentops.models.base import Language, text_in
from contentops.models.settings import Channel
from contentops.text_length import count_characters, count_words

TIER_TEMPLATES = {"portal": "portal_version", "vertical": "vertical_version", "owned": "owned_version"}
"""The template that adapts a text to a channel that names none, by the channel's tier."""


NOT_FOR_READERS = frozenset(("internal_brief", "slide_script"))
"""The templates of working papers: what their item brings to a channel is another thing (a film, slides)."""


@dataclass(frozen=True)
class Cut:
    """Something a version can do without: which parts, and what people call it."""

    parts: tuple[Part, ...]
    kind: str


CUT_NAMES = {
    "other_boilerplate": {"zh": "合作方简介", "en": "the partner's boilerplate"},
    "further_quote": {"zh": "第二段及以后的引语", "en": "a further quote"},
    "background": {"zh": "背景", "en": "background"},
    "boilerplate": {"zh": "公司简介", "en": "the boilerplate"},
    "contact": {"zh": "联系方式", "en": "the contact"},
}
"""The kinds of cuts in the order they are made."""


def find_cuts(parts: DraftParts, brand_names: Sequence[str]) -> tuple[Cut, ...]:
    """What goes when a text is too long, in order, one thing at a time.

    Boilerplates of others (the last first), quotes after the first (the last first), background (the
    last first), the own boilerplate, the contact. `brand_names` tell whose boilerplate is the own one.
    """
    own, others = _boilerplates(parts, brand_names)
    cuts = [Cut(one, "other_boilerplate") for one in reversed(others)]
    cuts += [Cut((part,), "further_quote") for part in reversed(parts.of("quote")[1:])]
    background = [part for part in parts.of("body", "quote", "figure") if part.background]
    cuts += [
        Cut((part,), "background")
        for part in reversed(background)
        if not any(part is one for cut in cuts for one in cut.parts)
    ]
    cuts += [Cut(own, "boilerplate")] if own else []
    contact = parts.of("contact")
    return (*cuts, *([Cut(contact, "contact")] if contact else ()))


def _boilerplates(
    parts: DraftParts, brand_names: Sequence[str]
) -> tuple[tuple[Part, ...], list[tuple[Part, ...]]]:
    """The own boilerplate, and those of others."""
    groups: list[list[Part]] = []
    level = 0
    for part in parts.of("boilerplate"):
        if part.piece.kind == "heading" and (not groups or part.piece.level <= level):
            level = part.piece.level
            groups.append([])
        if groups:
            groups[-1].append(part)
    if not groups:
        return (), []
    named = [
        number
        for number, group in enumerate(groups)
        if any(name and name in group[0].text for name in brand_names)
    ]
    own = named[0] if named else 0
    return tuple(groups[own]), [tuple(group) for number, group in enumerate(groups) if number != own]


def without(parts: DraftParts, cuts: Iterable[Cut]) -> DraftParts:
    """The draft without what the cuts name."""
    gone = {id(part) for cut in cuts for part in cut.parts}
    return replace(parts, parts=tuple(part for part in parts.parts if id(part) not in gone))


@dataclass(frozen=True)
class WayOn:
    """What the item asks its reader to do, and the steps from there."""

    call: str = ""
    steps: tuple[str, ...] = ()


def draft_fields(
    parts: DraftParts, title: str | None, *, links: bool, brand_names: Sequence[str], way_on: WayOn
) -> Fields:
    """What a template sees as `draft`. `title` replaces the draft's; without `links` they become words.

    Of `way_on` it sees what the draft does not say itself.
    """
    said = _letters("".join(part.text for part in parts.parts))
    told = parts.of("lead", "body", "quote", "figure", "call")
    view = _View(links)
    own, others = _boilerplates(parts, brand_names)
    abouts = parts.boilerplates()
    mine = next(
        (n for n, one in enumerate(abouts) if own and one.heading == join_lines(own[0].piece.words)), 0
    )
    lead = parts.of("lead")
    opening = lead[0].text if lead else ""
    dateline = _DATELINE.match(opening)
    return Fields(
        "draft",
        {
            "title": FactText(title) if title is not None else view.mark(parts.title),
            "release_line": view.joined(parts.of("release_line")),
            "subheadline": view.joined(parts.of("subheadline")),
            "digest": view.joined(parts.of("digest")),
            "lead": view.mark(opening),
            "dateline": view.mark(dateline[0].strip() if dateline else ""),
            "news": view.mark(opening[dateline.end() :].lstrip() if dateline else opening),
            "told_by_day": any(_BY_DAY.search(part.text) for part in told),
            "sections": view.sections(parts.sections()),
            "quotes": view.blocks(parts.of("quote")),
            "figures": view.blocks(parts.of("figure")),
            "boilerplate": view.sections(abouts[mine : mine + 1]) if abouts else FactList(),
            "partners": view.sections(one for n, one in enumerate(abouts) if n != mine)
            if others
            else FactList(),
            "contact": view.sections(parts.contacts()),
            "call": view.joined(parts.of("call")),
            "asked": FactText("" if _letters(way_on.call) in said else way_on.call),
            "steps": FactList()
            if all(_letters(step) in said for step in way_on.steps)
            else FactList(FactText(step) for step in way_on.steps),
        },
    )


_DATELINE = re.compile(
    r"(?:\d{4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日)?[，,]? ?[^，。——\n]{0,12}——(?=\S)"
    r"|[（(][^（）()\n]{0,40}\d{1,2} ?月 ?\d{1,2} ?日[^（）()\n]{0,20}[）)]"
    r"|[A-Z][A-Z .’'&/-]{1,40}(?:, [A-Z][\w. ]{1,20})?, (?:\d{1,2} )?[A-Z][a-z]{2,8}\.?(?: \d{1,2})?,? \d{4} ?[–—-]+ "
)
_BY_DAY = re.compile(r"今[日天]|昨[日天]|明[日天]|本周|即日|(?i:\b(?:today|yesterday|tomorrow|this week)\b)")


class _View:
    """Parts of a draft as Markdown that a template prints as it is."""

    def __init__(self, links: bool) -> None:
        self.links = links

    def mark(self, text: str) -> Markup:
        """Markdown of the draft; without links their words."""
        plain = text if self.links else write_out_links(text).text
        return Markup(plain)  # noqa: S704  Markdown of the draft, passed on as it stands there

    def joined(self, parts: Sequence[Part]) -> Markup:
        """Several pieces, one below the other."""
        return self.mark("\n\n".join(part.text for part in parts))

    def blocks(self, parts: Iterable[Part]) -> FactList:
        """The pieces one by one."""
        kept = (part for part in parts if self.links or not is_pointer(part.text))
        return FactList(self.mark(part.text) for part in kept)

    def sections(self, sections: Iterable[Section]) -> FactList:
        """Headings with what stands below; one with nothing below goes, unless a part of it has something."""
        given = list(sections)
        return FactList(
            self.section(one)
            for n, one in enumerate(given)
            if one.parts or (n + 1 < len(given) and given[n + 1].level > one.level)
        )

    def section(self, section: Section) -> Fields:
        """One heading with its pieces; `marks` are the heading's own, `paragraphs` the pieces."""
        return Fields(
            "section",
            {
                "heading": self.mark(section.heading),
                "marks": self.mark("#" * max(section.level, 2)),
                "paragraphs": self.blocks(section.parts),
            },
        )


_POINTER = re.compile(r"\A[^。！？!?.\n]{0,48}\Z")


def is_pointer(text: str) -> bool:
    """Whether a line only points to a web page: `公司网址：https://…`, `For more information, visit …`."""
    plain = write_out_links(text)
    rest = text
    for address in plain.addresses:
        rest = rest.replace(address, "")
    rest = re.sub(r"[<>\[\]()]", "", rest).strip(" .")
    return (
        len(plain.addresses) == 1
        and text.rstrip(". 。").endswith((plain.addresses[0], plain.addresses[0] + ">"))
        and bool(_POINTER.match(rest))
        and not text.lstrip().startswith(("-", "*", "+"))
        and "\n" not in text
    )


def channel_fields(channel: Channel, section: str, day: date | None, language: Language) -> Fields:
    """What a template sees as `channel`."""
    return Fields(
        "channel",
        {
            "id": FactText(channel.id),
            "name": FactText(join_lines(clean_text(text_in(channel.name, language)))),
            "tier": FactText(channel.tier),
            "private": channel.private_domain,
            "section": FactText(join_lines(clean_text(section))),
            "date": day,
            "title_limit": channel.title_limit,
            "length_limit": channel.length_limit,
            "links": channel.links,
            "languages": FactList(FactText(one) for one in channel.languages),
            "url": FactText(clean_text(channel.url or "")),
        },
    )


def plain_words(text: str) -> str:
    """Markdown of a line or paragraph as readers see it: emphasis, code marks, links and escapes are not shown."""
    plain = write_out_links(join_lines(text)).text
    return re.sub(r"\\([!-/:-@\[-`{-~])|[*`]|(?<![^\W_])_|_(?![^\W_])", r"\1", plain)


def list_points(text: str) -> list[str]:
    """The items of a list as plain words."""
    items = re.split(r"(?m)^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+", text)
    return [words for one in items if (words := plain_words(one.strip()))]


_MARKS = re.compile(
    r"(?m)^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+)|[*`\\|]|<!--.*?-->|(?<=\])\([^)\n]*\)|!(?=\[)|^[ \t|:-]+$",
    re.DOTALL,
)


def body_length(text: str, language: Language) -> int:
    """The length of a version below its front matter and title: characters of Chinese, words of English."""
    body = re.sub(r"(?m)^# [^\n]*\n", "", text, count=1)
    plain = _MARKS.sub("", body)
    return count_characters(plain) if language == "zh" else count_words(plain)


def find_left_out(parts: DraftParts, version: str) -> list[tuple[Part, ...]]:
    """The parts of a draft whose words a version does not have, runs of the same role together."""
    words = _letters(version)
    groups: list[list[Part]] = []
    for part in parts.parts:
        if part.role in ("title", "hidden") or part.piece.kind in ("mark", "rule"):
            continue
        text = _letters(part.piece.words)
        if not text or text in words or _news_in(part, words):
            continue
        if groups and groups[-1][-1].role == part.role and not _opens(part):
            groups[-1].append(part)
        else:
            groups.append([part])
    return [tuple(group) for group in groups]


def _news_in(part: Part, words: str) -> bool:
    """Whether a lead stands there without its dateline."""
    match = _DATELINE.match(part.text) if part.role == "lead" else None
    return match is not None and _letters(part.text[match.end() :]) in words


def _opens(part: Part) -> bool:
    return part.role in ("boilerplate", "contact") and part.piece.kind == "heading"


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", write_out_links(text).text)
