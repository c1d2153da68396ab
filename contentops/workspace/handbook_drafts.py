"""The templates of drafts for the handbook, each with a worked example of this workspace or of its own examples."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from contentops.documents.blocks import Block as DocumentBlock
from contentops.documents.blocks import Runs
from contentops.documents.markdown_reader import read_markdown
from contentops.drafts.context import build_context
from contentops.drafts.fact_types import FactSpec
from contentops.drafts.orders import DraftOrder, order_items
from contentops.drafts.render import DraftRenderer, Locate
from contentops.drafts.template import DraftTemplate, find_template
from contentops.drafts.variant_render import MasterText, VersionRenderer
from contentops.drafts.variants import TIER_TEMPLATES
from contentops.lint.kinds import kind_of_fields
from contentops.manual.blocks import Line, Span, Spans
from contentops.manual.handbook import DraftKind, FactLine, WorkedExample
from contentops.models.base import Language
from contentops.models.calendar import Calendar
from contentops.models.event import Event
from contentops.models.item import Item, Module
from contentops.models.settings import Product
from contentops.models.workspace import Workspace
from contentops.workspace.calendars import list_calendars, load_calendar_or_none
from contentops.workspace.draft_files import TemplateFolders
from contentops.workspace.yaml_reader import read_yaml

_LEFT_OUT = frozenset(("consent", "valid_until"))
"""Parts of quotes and figures that no draft prints."""
_HEADLINES = ("headline", "lead_summary", "subject")
_MADE_UP = "example"
_MADE_UP_DAY = date(2027, 3, 9)
"""The day of made-up drafts: the handbook must not change because a day went by."""
_PARTS: Mapping[Language, tuple[str, str]] = {"zh": ("第一部分", "第二部分"), "en": ("Part one", "Part two")}


def gather_drafts(
    root: Path, workspace: Workspace, locate: Locate, language: Language, today: date
) -> Iterator[DraftKind]:
    """Every template of `language`, like beside like. Raises `InvalidInput` for a broken header."""
    folders = TemplateFolders(root)
    calendars = [
        calendar
        for name in list_calendars(root)
        if (calendar := load_calendar_or_none(root, name)) is not None
    ]
    examples = _Examples(workspace, language, folders, locate, calendars, today)
    kinds = []
    for name in folders.names(language):
        template = find_template(name, language, folders, read_yaml)
        if template is not None:
            kinds.append(_describe(template, workspace, examples))
    yield from sorted(kinds, key=lambda kind: (_family(kind), kind.name))


def _family(kind: DraftKind) -> int:
    """Releases, then events, then everything else: like stands beside like."""
    if "draft" in kind.needs:
        return 3
    return 0 if kind.kind.endswith("_release") else 1 if kind.kind.startswith("event_") else 2


def _describe(template: DraftTemplate, workspace: Workspace, examples: _Examples) -> DraftKind:
    header = template.header
    items = [
        item
        for item in workspace.items.values()
        if item.template == template.name and not examples.is_secret(item)
    ]
    return DraftKind(
        name=template.name,
        summary=header.summary,
        kind=kind_of_fields({"template": template.name, "item": _MADE_UP}),
        formats=header.formats,
        needs=header.needs,
        facts=tuple(line for spec in header.facts.values() for line in _lines(spec, (), 0)),
        own=not template.source.shipped,
        path=template.source.path,
        items=tuple(item.id for item in items),
        example=examples.find(template, items),
        channels=_channels_of(template, workspace) if "draft" in header.needs else (),
    )


def _lines(spec: FactSpec, parents: tuple[str, ...], depth: int) -> Iterator[FactLine]:
    if spec.key in _LEFT_OUT and parents:
        return
    keys = (*parents, spec.key)
    kind = spec.type or ("mapping" if spec.fields else "text")
    shaped = spec.type in ("figure", "quote", "person")
    example = _flow(spec) if shaped else "" if spec.fields else spec.sample
    yield FactLine(".".join(keys), kind, spec.many, spec.required, spec.description, example, depth)
    for one in () if shaped else spec.fields.values():
        yield from _lines(one, keys, depth + 1)


def _flow(spec: FactSpec) -> str:
    """A figure, quote or person as one writes it on a line."""
    parts = [
        f"{key}: {_quoted(one.example)}"
        for key, one in spec.fields.items()
        if one.example and key not in _LEFT_OUT
    ]
    return f"{{{', '.join(parts)}}}" if parts else spec.sample


def _quoted(text: str) -> str:
    """A text as it stands within braces in YAML."""
    return f'"{text}"' if re.search(r"[,{}\[\]]|: | #|^[\"'&*!|>%@`]", text) and '"' not in text else text


class _Examples:
    """Finds the example of a template."""

    def __init__(
        self,
        workspace: Workspace,
        language: Language,
        folders: TemplateFolders,
        locate: Locate,
        calendars: Sequence[Calendar],
        today: date,
    ) -> None:
        self.workspace = workspace
        self.language: Language = language
        self.folders = folders
        self.locate = locate
        self.calendars = calendars
        self.today = today
        self.renderer = self._renderer(workspace)

    def find(self, template: DraftTemplate, items: Sequence[Item]) -> WorkedExample | None:
        """The draft of the item that gives the most facts, else one of the template's own examples."""
        if "draft" in template.header.needs:
            return self._version(template)
        if "modules" in template.header.needs:
            return None  # joined from drafts of parts, which only their owners can write
        orders = [order for item in items if not item.is_held_back for order in self._orders(item)]
        ranked = sorted(orders, key=lambda order: (-self._filled(template, order), order.name))
        for order in ranked:
            draft = self.renderer.render(order)
            if draft.text is not None and not draft.missing:
                return WorkedExample(_read(draft.text), order.item.id)
        return self._made_up(template)

    def is_secret(self, item: Item) -> bool:
        """Whether an embargo still holds: a handbook is read by many."""
        return item.embargo is not None and item.embargo > self.today

    def _version(self, template: DraftTemplate) -> WorkedExample | None:
        """A version for a channel, of the first item that goes there and has all its facts."""
        versions = VersionRenderer(self.renderer)
        channels = _channels_of(template, self.workspace)
        for item in self.workspace.items.values():
            goes_to = [use.channel for use in item.channels if use.channel in channels]
            if not goes_to or item.template is None or item.is_held_back or self.is_secret(item):
                continue
            for order in self._orders(item):
                draft = self.renderer.render(order)
                if draft.text is None or draft.missing:
                    continue
                channel = self.workspace.channels[goes_to[0]]
                version = versions.render(order, channel, MasterText("", draft.text, ""))
                if version.text is not None:
                    return WorkedExample(_read(version.text), item.id, channel.id)
        return None

    def _renderer(self, workspace: Workspace) -> DraftRenderer:
        return DraftRenderer(workspace, self.language, self.folders, read_yaml, self.locate)

    def _orders(self, item: Item) -> list[DraftOrder]:
        return order_items([item.id], self.calendars, self.workspace, self.today)[:1]

    def _filled(self, template: DraftTemplate, order: DraftOrder) -> int:
        context = build_context(order, self.workspace, template.header, self.language)
        return sum(key in context.origins for key in template.header.facts) - len(context.issues)

    def _made_up(self, template: DraftTemplate) -> WorkedExample | None:
        workspace, item = _make_up(template, self.workspace, self.language)
        order = DraftOrder(item.id, item, item.title, "", _MADE_UP_DAY, ())
        draft = self._renderer(workspace).render(order, allow_missing=True)
        return None if draft.text is None else WorkedExample(_read(draft.text))


def _channels_of(template: DraftTemplate, workspace: Workspace) -> tuple[str, ...]:
    """The channels whose versions `template` makes."""
    return tuple(
        channel.id
        for channel in workspace.settings.channels
        if (channel.template or TIER_TEMPLATES[channel.tier]) == template.name
    )


def _make_up(template: DraftTemplate, workspace: Workspace, language: Language) -> tuple[Workspace, Item]:
    """An item that gives the facts of a template's own examples, and the workspace with what it needs."""
    header = template.header
    facts: dict[str, Any] = {key: _sample(spec) for key, spec in header.facts.items()}
    facts = {key: value for key, value in facts.items() if value not in ("", [], {})}
    title = next((facts[key] for key in _HEADLINES if isinstance(facts.get(key), str)), "")
    name = header.summary.partition("：" if "：" in header.summary else ":")[0]
    settings, events = workspace.settings, dict(workspace.events)
    values: dict[str, Any] = {}
    if "event" in header.needs:
        if not events:
            events[_MADE_UP] = Event(id=_MADE_UP, title=title or name, kind="salon", start=_MADE_UP_DAY)
        values["anchor"] = {"event": next(iter(events)), "phase": "day"}
    if "product" in header.needs:
        if not settings.brand.products:
            product = Product(id=_MADE_UP, name=settings.brand.name)
            brand = settings.brand.model_copy(update={"products": [product]})
            settings = settings.model_copy(update={"brand": brand})
        facts.setdefault("product", settings.brand.products[0].id)
    owner = settings.team[0].id
    if template.name.startswith("white_paper"):
        parts = [Module(title=part, owner=owner, effort=8) for part in _PARTS[language]]
        values |= {"pool": "hook", "modules": parts, "integrator": owner}
    item = Item.model_validate(
        {
            "id": _MADE_UP, "title": title.rstrip("。.") or name or template.name, "pool": "periodic",
            "format": header.formats[0] if header.formats else "article", "template": template.name,
            "role": "evaluator", "stage": "acquire", "owner": owner, "facts": facts, **values,
        }
    )  # fmt: skip
    return replace(workspace, settings=settings, events=events), item


def _sample(spec: FactSpec) -> Any:
    """A fact as its declaration shows it; what has no example is described instead when it must be there."""
    if spec.fields:
        value: Any = {
            key: sample
            for key, one in spec.fields.items()
            if key not in _LEFT_OUT and (sample := _sample(one)) not in ("", [], {})
        }
    else:
        value = spec.sample or (spec.description or spec.key if spec.required else "")
    return ([value] if value else []) if spec.many else value


def _read(text: str) -> tuple[Line, ...]:
    """A draft, without its front matter, as lines."""
    return tuple(line for block in read_markdown(text).blocks for line in _line(block))


def _line(block: DocumentBlock) -> Iterator[Line]:
    if block.kind == "table":
        for number, row in enumerate(block.rows):
            yield Line("head" if number == 0 else "cells", cells=tuple(_spans(cell) for cell in row))
    elif block.kind == "mark":
        yield Line("p", (Span("###"),))
    elif block.kind == "heading":
        yield Line("h1" if block.level == 1 else "h2" if block.level == 2 else "h3", _spans(block.runs))
    elif block.kind == "item":
        number = block.number if block.ordered else 0
        yield Line("li" if block.number else "p", _spans(block.runs), depth=block.level, number=number)
    else:
        yield Line("quote" if block.kind == "quote" else "code" if block.kind == "code" else
                   "rule" if block.kind == "rule" else "p", _spans(block.runs))  # fmt: skip


def _spans(runs: Runs) -> Spans:
    return tuple(
        Span(run.text or run.image, "code" if run.code else "strong" if run.bold else "") for run in runs
    )
