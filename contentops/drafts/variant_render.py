"""From the draft of an item to its version for a channel. Pure; what the channel does not take is a problem."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from contentops.drafts.facts import pick_language
from contentops.drafts.merge_front import split_front_matter
from contentops.drafts.orders import DraftOrder
from contentops.drafts.parts import DraftParts, Part, read_parts
from contentops.drafts.plain_links import write_out_links
from contentops.drafts.render import Draft, DraftRenderer, front_matter_block
from contentops.drafts.text import clean_text, split_paragraphs
from contentops.drafts.titles import SHORT_TITLE, short_titles
from contentops.drafts.variants import (
    CUT_NAMES,
    TIER_TEMPLATES,
    Cut,
    WayOn,
    body_length,
    channel_fields,
    draft_fields,
    find_cuts,
    find_left_out,
    list_points,
    plain_words,
    without,
)
from contentops.markdown_text import join_lines
from contentops.models.base import text_in
from contentops.models.item import ItemChannel
from contentops.models.settings import Channel
from contentops.problem import Problem, suggest


@dataclass(frozen=True)
class MasterText:
    """The draft a version is made from: where it stands, its text, what tells whether it changed."""

    path: str
    text: str
    mark: str


@dataclass(frozen=True)
class _Title:
    """The title of a version (None: the draft's own), or why there is none."""

    text: str | None
    problems: tuple[Problem, ...] = ()


class VersionRenderer:
    """Makes versions with the templates and facts of `renderer`."""

    def __init__(self, renderer: DraftRenderer) -> None:
        self.renderer = renderer
        self.language = renderer.language
        brand = renderer.workspace.settings.brand
        names = [text_in(brand.name, self.language), text_in(brand.full_name, self.language)]
        self.brand_names = [name for name in names if name]

    def render(
        self, order: DraftOrder, channel: Channel, master: MasterText, *, allow_missing: bool = False
    ) -> Draft:
        """The version of `order` for `channel`, from the words of `master`."""
        use = self._use(order, channel)
        way_on = self._way_on(order)
        parts = read_parts(master.text, self.language, self._background(order), way_on.call)
        fields = self._fields(parts)
        section, problems = self._section(order, channel, use)
        problems += self._refused_language(channel, master)
        title = self._title(order, channel, parts, fields, master)
        problems += title.problems
        template = channel.template or TIER_TEMPLATES[channel.tier]
        if any(problem.severity == "error" for problem in problems):
            return Draft(order, template, None, tuple(problems))
        day = next((wave.date for wave in order.waves if wave.channel == channel.id), None)
        job = _Job(replace(order, channels=(channel.id,)), channel, section, day, template, parts, title.text)
        return self._fit(job, master, problems, allow_missing)

    def _fit(self, job: _Job, master: MasterText, problems: list[Problem], allow_missing: bool) -> Draft:
        """The version with as few cuts as its channel's length needs."""
        limit = job.channel.length_limit
        made: list[Cut] = []
        draft = self._render(job, job.parts, allow_missing)
        length = self._length(draft.text)
        for cut in find_cuts(job.parts, self.brand_names) if limit else ():
            if draft.text is None or length <= (limit or 0):
                break
            shorter = self._render(job, without(job.parts, [*made, cut]), allow_missing)
            if self._length(shorter.text) < length:  # what the template leaves out anyway is no cut
                made, draft, length = [*made, cut], shorter, self._length(shorter.text)
        if draft.text is None:
            return replace(draft, problems=(*problems, *draft.problems))
        front = self._front(job, master)
        problems += self._told(job, made, draft.text, master)
        if limit and length > limit:
            problems.append(self._too_long(job, length, limit, bool(made)))
        return replace(draft, text=front + "\n" + draft.text, problems=(*problems, *draft.problems))

    def _render(self, job: _Job, parts: DraftParts, allow_missing: bool) -> Draft:
        fields = draft_fields(
            parts,
            job.title,
            links=job.channel.links,
            brand_names=self.brand_names,
            way_on=self._way_on(job.order),
        )
        seen = {"draft": fields, "channel": channel_fields(job.channel, job.section, job.day, self.language)}
        item = job.order.item
        order = replace(job.order, item=item.model_copy(update={"facts": {**_facts_of(parts), **item.facts}}))
        body = self.renderer.render_body(order, job.template, seen, allow_missing=allow_missing)
        undated = ("publish-unknown", "embargo-early")  # said of the draft itself
        problems = tuple(one for one in body.problems if one.rule not in undated)
        return Draft(job.order, job.template, body.text, problems, body.missing)

    def _length(self, text: str | None) -> int:
        return body_length(text or "", self.language)

    def _front(self, job: _Job, master: MasterText) -> str:
        item = job.order.item
        title = job.title if job.title is not None else plain_words(job.parts.title)
        keywords = [join_lines(clean_text(text_in(one, self.language))) for one in item.keywords]
        return front_matter_block(
            {
                "title": title or join_lines(clean_text(text_in(job.order.title, self.language))),
                "item": job.order.name,
                "channel": job.channel.id,
                "section": job.section,
                "template": job.template,
                "language": self.language,
                "period": job.order.period,
                "publish": job.day,
                "embargo": item.embargo,
                "keywords": keywords,
                "owner": item.owner,
                "status": "draft",
                "master": master.mark,
            }
        )

    # What the channel takes.

    def _use(self, order: DraftOrder, channel: Channel) -> tuple[int, ItemChannel | None]:
        uses = enumerate(order.item.channels)
        return next(((n, use) for n, use in uses if use.channel == channel.id), (0, None))

    def _section(
        self, order: DraftOrder, channel: Channel, found: tuple[int, ItemChannel | None]
    ) -> tuple[str, list[Problem]]:
        """The section of the channel that the item goes to."""
        number, use = found
        known = [text_in(section, self.language) for section in channel.sections]
        wanted = text_in(use.section, self.language) if use is not None else ""
        both = {name for one in channel.sections for name in (text_in(one, "zh"), text_in(one, "en"))}
        if not wanted and not known:
            return "", []
        path, line, column = self.renderer.locate("item", order.item.id, "channels", number, "section")
        if wanted and wanted not in both:
            hint = suggest(wanted, known, noun="sections") if known else "it has no sections: leave it out"
            message = f"{order.name}: {channel.id} has no such section"
            return wanted, [
                Problem(path, line, column, "error", "channel-section", message, wanted, hint),
            ]
        if not wanted and channel.tier != "owned":
            message = f"{order.name}: {channel.id} has sections, and the item names none"
            hint = f"write {{channel: {channel.id}, section: ...}}: {', '.join(known)}"
            return "", [Problem(path, line, column, "warning", "channel-section", message, None, hint)]
        return wanted, []

    def _refused_language(self, channel: Channel, master: MasterText) -> list[Problem]:
        if not channel.languages or self.language in channel.languages:
            return []
        takes = ", ".join(channel.languages)
        message = f"{channel.id} takes {takes}; this draft is in {self.language}"
        hint = f"take {channel.id} off the item's channels, or write a draft of its own in {takes}"
        return [Problem(master.path, 1, 1, "error", "channel-language", message, self.language, hint)]

    def _title(
        self,
        order: DraftOrder,
        channel: Channel,
        parts: DraftParts,
        fields: Mapping[str, Any],
        master: MasterText,
    ) -> _Title:
        """The draft's title where it fits, otherwise the first of the shorter ones that does."""
        own = plain_words(parts.title) or join_lines(text_in(order.title, self.language))
        limit = channel.title_limit
        if not limit or len(own) <= limit:
            return _Title(None if parts.title else own)
        path, line, column = self.renderer.locate("item", order.item.id, "facts", SHORT_TITLE)
        given = [*short_titles(fields.get(SHORT_TITLE), self.language)]
        given += short_titles(order.facts.get(SHORT_TITLE), self.language)
        given += short_titles(order.item.facts.get(SHORT_TITLE), self.language)
        fitting = next((one for one in given if len(one) <= limit), None)
        if fitting is not None:
            return _Title(fitting)
        if given:
            long = len(given[0])
            message = (
                f"{order.name}: {channel.id} takes titles of {limit} characters; the short title has {long}"
            )
            hint = f"shorten it to {limit}, or give several: the first that fits is taken"
            return _Title(
                None, (Problem(path, line, column, "error", "channel-title", message, given[0], hint),)
            )
        at = _line_of_title(master.text, parts)
        message = f"{order.name}: {channel.id} takes titles of {limit} characters; this one has {len(own)}"
        hint = f"give facts.short_title at {path}:{line}, or short_title in the front matter here"
        return _Title(None, (Problem(master.path, at, 1, "error", "channel-title", message, own, hint),))

    def _way_on(self, order: DraftOrder) -> WayOn:
        path = order.item.conversion_path
        call, *steps = (
            join_lines(clean_text(text_in(one, self.language)))
            for one in (order.item.cta, *(path.steps if path else ()))
        )
        return WayOn(call, tuple(steps))

    def _background(self, order: DraftOrder) -> list[str]:
        """The paragraphs that the item's facts call background."""
        value = order.facts.get("background", order.item.facts.get("background"))
        text = pick_language(value, self.language) if value is not None else None
        return split_paragraphs(clean_text(text)) if isinstance(text, str) else []

    def _fields(self, parts: DraftParts) -> Mapping[str, Any]:
        lines = parts.front.split("\n")[1:]
        inner = [line for line in lines if line.rstrip() not in ("---", "...")]
        data = self.renderer.read_yaml("\n".join(inner), "").data
        return data if isinstance(data, dict) else {}

    # What is told.

    def _told(self, job: _Job, cuts: Sequence[Cut], body: str, master: MasterText) -> list[Problem]:
        """What of the draft this version does not say, and which links became words."""
        told: list[Problem] = []
        where = f"{job.order.name}.{job.channel.id}"
        cut_parts = [part for cut in cuts for part in cut.parts]
        if cuts:
            names = ", ".join(f"{CUT_NAMES[cut.kind][self.language]} ({_named(cut.parts)})" for cut in cuts)
            limit = job.channel.length_limit
            told.append(
                _note(master, "left-out", f"{where}: left out to fit {limit} {self._unit()}: {names}")
            )
        others = [
            group
            for group in find_left_out(job.parts, body)
            if not any(part is one for part in group for one in cut_parts)
        ]
        if others:
            names = ", ".join(_named(group) for group in others)
            told.append(_note(master, "left-out", f"{where}: {job.template} leaves out: {names}"))
        if not job.channel.links:
            addresses = [
                address
                for part in job.parts.parts
                if not any(part is one for one in cut_parts) and part.role not in ("title", "hidden")
                for address in write_out_links(part.text).addresses
            ]
            if addresses:
                listed = ", ".join(dict.fromkeys(addresses))
                message = f"{where}: {job.channel.id} takes no links; as words or without: {listed}"
                told.append(_note(master, "links-as-words", message))
        return told

    def _too_long(self, job: _Job, length: int, limit: int, cut: bool) -> Problem:
        where = f"{job.order.name}.{job.channel.id}"
        message = f"{where}: {job.channel.id} takes {limit} {self._unit()}; this text has {length}"
        message += f", {length - limit} too many"
        hint = "shorten it by hand: nothing else in it is optional" + (" any more" if cut else "")
        number = self.renderer.workspace.settings.channels.index(job.channel)
        path, line, column = self.renderer.locate("settings", "", "channels", number, "length_limit")
        return Problem(path, line, column, "warning", "channel-length", message, None, hint)

    def _unit(self) -> str:
        return "characters" if self.language == "zh" else "words"


@dataclass(frozen=True)
class _Job:
    """One version to be made."""

    order: DraftOrder
    channel: Channel
    section: str
    day: date | None
    template: str
    parts: DraftParts
    title: str | None


def _facts_of(parts: DraftParts) -> dict[str, Any]:
    """What a template with facts of its own (`official_account_post`) takes from the draft as plain words,
    unless the item says it otherwise."""
    opening = [plain_words(part.text) for part in parts.of("lead")]
    sections = []
    for one in parts.sections():
        text = [plain_words(part.text) for part in one.parts if part.piece.kind == "paragraph"]
        points = [
            point for part in one.parts if part.piece.kind == "list" for point in list_points(part.text)
        ]
        if one.heading:
            sections.append({"title": plain_words(one.heading), "text": "\n\n".join(text), "points": points})
        else:
            opening += text + points
    given = {"opening": "\n\n".join(opening), "sections": sections}
    return {key: value for key, value in given.items() if value}


def _line_of_title(text: str, parts: DraftParts) -> int:
    titles = parts.of("title")
    if not titles:
        return 1
    front, _ = split_front_matter(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    before = parts.parts[: next(n for n, part in enumerate(parts.parts) if part is titles[0])]
    above = parts.lead_gap + "".join(part.piece.text + part.piece.gap for part in before)
    return front.count("\n") + above.count("\n") + 1


_SHOWN = 24


def _named(parts: Sequence[Part]) -> str:
    """The first words of what is left out, so that people find it."""
    words = join_lines(parts[0].piece.words)
    return words if len(words) <= _SHOWN else words[:_SHOWN].rstrip() + "…"


def _note(master: MasterText, rule: str, message: str) -> Problem:
    return Problem(master.path, 1, 1, "note", rule, message)
