"""What a template sees of the workspace: plain named values, never a model, a path or a function."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from contentops.drafts.fact_types import FactSpec
from contentops.drafts.facts import (
    FactIssue,
    FactLayer,
    FactOrigin,
    is_missing,
    pick_language,
    resolve_facts,
)
from contentops.drafts.orders import DraftOrder
from contentops.drafts.sandbox import FactList, Fields
from contentops.drafts.template import TemplateHeader
from contentops.drafts.text import FactText, clean_text, placeholder
from contentops.markdown_text import join_lines
from contentops.models.announcements import anchor_example
from contentops.models.base import Language, LocalizedText, text_in
from contentops.models.calendar import Task
from contentops.models.event import Event
from contentops.models.item import Asset, Item, Module
from contentops.models.settings import Contact, Product
from contentops.models.workspace import Workspace

# An event held online has a place, but no press release is issued from there.
_NO_CITY = frozenset(("线上", "网络", "云端", "online", "virtual", "remote", "web"))

_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".tif", ".tiff", ".heic", ".eps")


def is_online(city: str) -> bool:
    """Whether `city` says that an event is held nowhere but on screens."""
    return city.casefold() in _NO_CITY


@dataclass(frozen=True)
class DraftContext:
    """The values for a template, and what of them is missing."""

    values: Mapping[str, Any]
    issues: tuple[FactIssue, ...]
    event: Event | None
    layers: tuple[FactLayer, ...]
    """Where facts are looked for, the nearest first."""
    origins: Mapping[str, FactOrigin]
    """Where each fact that is given comes from, by key."""


def event_of(item: Item, workspace: Workspace) -> Event | None:
    """The event that `item` is anchored to."""
    return workspace.events.get(item.anchor.event or "") if item.anchor else None


def product_of(order: DraftOrder, workspace: Workspace) -> Product | None:
    """The product that the facts of a draft name; without a name the only one there is."""
    named = {**order.item.facts, **order.facts}.get("product")
    products = workspace.settings.brand.products
    if is_missing(named):
        return products[0] if len(products) == 1 else None
    return next((product for product in products if product.id == named), None)


def find_layers(order: DraftOrder, workspace: Workspace) -> tuple[FactLayer, ...]:
    """The records that facts of a draft are looked for in, the nearest first."""
    item, brand, occurrence = order.item, workspace.settings.brand, order.occurrence
    layers = [FactLayer("item", item.id, ("facts",), "facts", item.facts)]
    if order.module is not None:  # the item's facts are about the whole
        number = order.module - 1
        name = f"modules[{number}].facts"
        layers = [FactLayer("item", item.id, ("modules", number, "facts"), name, item.modules[number].facts)]
    if order.facts and occurrence is not None:
        keys: tuple[str | int, ...] = ("recurrence", "overrides", occurrence.isoformat(), "facts")
        name = f"recurrence.overrides.{occurrence}.facts"
        layers.insert(0, FactLayer("item", item.id, keys, name, order.facts, fills=False))
    event, product = event_of(item, workspace), product_of(order, workspace)
    if event is not None:
        layers.append(FactLayer("event", event.id, ("facts",), f"{event.id}: facts", event.facts))
    if product is not None:
        index = next(n for n, one in enumerate(brand.products) if one is product)
        keys = ("brand", "products", index, "facts")
        layers.append(FactLayer("settings", "", keys, f"brand.products[{index}].facts", product.facts))
    layers.append(FactLayer("settings", "", ("brand", "facts"), "brand.facts", brand.facts))
    return tuple(layers)


def build_context(
    order: DraftOrder, workspace: Workspace, header: TemplateHeader, language: Language
) -> DraftContext:
    """Everything a template of `header` sees for one draft; missing values stand as placeholders."""
    return _Builder(order, workspace, header, language).build()


class _Builder:
    def __init__(
        self, order: DraftOrder, workspace: Workspace, header: TemplateHeader, language: Language
    ) -> None:
        self.order = order
        self.item = order.item
        self.workspace = workspace
        self.brand = workspace.settings.brand
        self.header = header
        self.language = language
        self.issues: list[FactIssue] = []
        self.item_layer = FactLayer(
            "item", self.item.id, ("facts",), "facts", {**self.item.facts, **order.facts}
        )

    def build(self) -> DraftContext:
        event, product = self.find_event(), self.find_product()
        layers = find_layers(self.order, self.workspace)
        facts = resolve_facts(self.header.facts, layers, self.language, self.workspace.snippets)
        publish = self.order.publish
        values: dict[str, Any] = {
            "title": FactText(join_lines(self.text(self.order.title))),
            "language": FactText(self.language),
            "period": FactText(self.order.period),
            "publish": publish if publish is not None else placeholder("publish", self.language),
            "embargo": self.item.embargo,
            "city": self.city(event),
            "facts": facts.values,
            "brand": self.brand_fields(),
            "product": self.product_fields(product),
            "event": self.event_fields(event),
            "item": self.item_fields(),
            "plan": self.plan_fields(),
        }
        return DraftContext(values, (*self.issues, *facts.issues), event, layers, facts.origins)

    def text(self, value: str | LocalizedText | None) -> FactText:
        return FactText(clean_text(text_in(value, self.language)))

    def find_event(self) -> Event | None:
        event = event_of(self.item, self.workspace)
        if event is None and "event" in self.header.needs:
            layer = FactLayer("item", self.item.id, (), "", {})
            example = anchor_example(self.item.template or "")
            spec = FactSpec("event", True, description="the event it is about", example=example)
            self.issues.append(FactIssue("anchor", spec, layer, ("anchor", "event")))
        return event

    def find_product(self) -> Product | None:
        named = self.item_layer.values.get("product")
        products = self.brand.products
        product = product_of(self.order, self.workspace)
        if product is not None:
            return product
        if "product" in self.header.needs or not is_missing(named):
            known = ", ".join(product.id for product in products)
            spec = FactSpec(
                "product", True, description="the id of a product in contentops.yaml", example=known
            )
            trouble = "" if is_missing(named) else "there is no such product in contentops.yaml"
            got = None if is_missing(named) else str(named)
            self.issues.append(FactIssue("facts.product", spec, self.item_layer, ("product",), trouble, got))
        return None

    def city(self, event: Event | None) -> FactText:
        """The city of the dateline: the item's own, else the event's or the company's."""
        own = self.item_layer.values.get("city")
        if not is_missing(own):
            return self.localized(own)
        held_in = self.text(event.city) if event is not None and event.city is not None else FactText("")
        if is_online(held_in):
            held_in = FactText("")
        home = self.text(self.brand.city) or self.localized(self.brand.facts.get("city"))
        choices = (held_in, home) if self.header.dateline == "event" else (home, held_in)
        found = next((choice for choice in choices if choice), None)
        if found is not None:
            return found
        if self.header.dateline == "none":
            return FactText("")
        spec = FactSpec("city", True, description="the city the release is issued from", example="Bristol")
        self.issues.append(FactIssue("facts.city", spec, self.item_layer, ("city",)))
        return placeholder("facts.city", self.language)

    def localized(self, value: Any) -> FactText:
        chosen = pick_language(value, self.language)
        return FactText("" if is_missing(chosen) or isinstance(chosen, list | dict) else clean_text(chosen))

    def brand_fields(self) -> Fields:
        brand = self.brand
        chosen = self.contact_index()
        contacts = [self.contact_fields(n, one, n == chosen) for n, one in enumerate(brand.contacts)]
        return Fields(
            "brand",
            {
                "name": self.text(brand.name),
                "full_name": self.text(brand.full_name or brand.name),
                "one_liner": self.text(brand.one_liner),
                "boilerplate": self.text(brand.boilerplate),
                "city": self.text(brand.city),
                "website": FactText(clean_text(brand.website or "")),
                "contact": contacts[chosen],
                "contacts": FactList(contacts),
            },
        )

    def contact_index(self) -> int:
        """The contact that `facts.contact` names, or the first."""
        named = self.localized(self.item_layer.values.get("contact"))
        names = [self.text(contact.name) for contact in self.brand.contacts]
        return names.index(named) if named in names else 0

    def contact_fields(self, index: int, contact: Contact, chosen: bool) -> Fields:
        values = {"name": self.text(contact.name), "title": self.text(contact.title)}
        for key in ("email", "phone", "wechat"):
            value = FactText(clean_text(getattr(contact, key) or ""))
            if not value and chosen and key != "wechat" and "contact" in self.header.needs:
                path = f"brand.contacts[{index}].{key}"
                layer = FactLayer("settings", "", ("brand", "contacts", index), "", {})
                example = "press@example.com" if key == "email" else "+44 20 7946 0142"
                spec = FactSpec(key, True, description="how the press reaches us", example=example)
                self.issues.append(FactIssue(path, spec, layer, (key,)))
                value = placeholder(path, self.language)
            values[key] = value
        return Fields(f"brand.contacts[{index}]", values)

    def product_fields(self, product: Product | None) -> Fields:
        absent = (
            placeholder("facts.product", self.language) if "product" in self.header.needs else FactText("")
        )
        if product is None:
            return Fields("product", {"id": FactText(""), "name": absent, "one_liner": FactText("")})
        return Fields(
            "product",
            {
                "id": FactText(product.id),
                "name": self.text(product.name),
                "one_liner": self.text(product.one_liner),
            },
        )

    def event_fields(self, event: Event | None) -> Fields:
        if event is None:
            needed = "event" in self.header.needs
            absent: Any = placeholder("anchor.event", self.language) if needed else FactText("")
            names = ("id", "kind", "city", "venue", "goal", "registration")
            empty: dict[str, Any] = dict.fromkeys(names, FactText(""))
            return Fields(
                "event",
                {
                    **empty,
                    "title": absent,
                    "start": absent,
                    "end": absent,
                    "online": False,
                    "partners": FactList(),
                },
            )
        return Fields(
            "event",
            {
                "id": FactText(event.id),
                "kind": FactText(event.kind),
                "title": self.text(event.title),
                "start": event.start,
                "end": event.last,
                "city": self.text(event.city),
                "online": is_online(self.text(event.city)),
                "venue": self.text(event.venue),
                "goal": self.text(event.goal),
                "partners": FactList(self.text(partner) for partner in event.partners),
                "registration": FactText(clean_text(event.registration or "")),
            },
        )

    def item_fields(self) -> Fields:
        item = self.item
        persona = self.workspace.personas.get(item.persona or "")
        return Fields(
            "item",
            {
                "id": FactText(item.id),
                "pool": FactText(item.pool),
                "format": FactText(item.format),
                "role": FactText(item.role),
                "stage": FactText(item.stage),
                "tone": self.text(item.tone),
                "cta": self.text(item.cta),
                "industry": self.text(item.industry),
                "persona": self.text(persona.name) if persona else FactText(""),
                "cares_about": FactList(self.text(one) for one in persona.cares_about)
                if persona
                else FactList(),
                "owner": self.person_fields(item.owner),
                "watcher": self.person_fields(item.watcher),
                "integrator": self.person_fields(item.integrator),
                "modules": FactList(self.module_fields(one) for one in item.modules),
                "asks": FactList(FactText(one) for one in item.gate.asks) if item.gate else FactList(),
                "path": self.path_steps(),
                "assets": FactList(self.asset_fields(one) for one in item.assets),
                "keywords": FactList(self.text(keyword) for keyword in item.keywords),
            },
        )

    def person_fields(self, person_id: str | None) -> Fields:
        """A colleague by id, as readers know them; empty for nobody."""
        person = self.workspace.people.get(person_id or "")
        if person is None:
            return Fields("person", dict.fromkeys(("id", "name", "title", "email"), FactText("")))
        return Fields(
            "person",
            {
                "id": FactText(person.id),
                "name": self.text(person.name),
                "title": self.text(person.title),
                "email": FactText(clean_text(person.email or "")),
            },
        )

    def module_fields(self, module: Module) -> Fields:
        """A part of a hook: its title, who writes it, the hours it takes."""
        hours = FactText(f"{module.effort:g}")
        title, owner = self.text(module.title), self.person_fields(module.owner)
        return Fields("module", {"title": title, "owner": owner, "hours": hours})

    def asset_fields(self, asset: Asset) -> Fields:
        """A file that goes out with the item; `picture` when readers look at it."""
        path = FactText(clean_text(asset.path))
        shown = asset.path.lower().endswith(_PICTURES)
        return Fields("asset", {"path": path, "note": self.text(asset.note), "picture": shown})

    def path_steps(self) -> FactList:
        """What a reader does, step by step, to come into the private domain."""
        path = self.item.conversion_path
        return FactList(self.text(step) for step in path.steps) if path else FactList()

    def plan_fields(self) -> Fields:
        """What the calendar says: the day of each channel, and the work with its people and days."""
        channels = []
        for wave in self.order.waves:
            channel = self.workspace.channels.get(wave.channel)
            name = self.text(channel.name) if channel else FactText(wave.channel)
            channels.append(
                Fields("channel", {"id": FactText(wave.channel), "name": name, "date": wave.date})
            )
        tasks = [self.task_fields(task) for task in self.order.tasks]
        return Fields("plan", {"channels": FactList(channels), "tasks": FactList(tasks)})

    def task_fields(self, task: Task) -> Fields:
        """One piece of work of the plan, `stage` in the workspace's own words."""
        kind, _, rest = task.stage.partition(":")
        named: str | LocalizedText | None = None
        if kind == "review":
            chain = self.workspace.chain_of(self.item)
            named = next((step.name for step in chain.steps if step.role == rest), None) if chain else None
        elif kind == "module" and rest.isdecimal() and 0 < int(rest) <= len(self.item.modules):
            named = self.item.modules[int(rest) - 1].title
        else:
            stages = self.workspace.settings.work_stages
            named = next((stage.name for stage in stages if stage.skill == task.stage), None)
        return Fields(
            "task",
            {
                "kind": FactText(kind),
                "stage": self.text(named) if named is not None else FactText(rest or kind),
                "person": self.person_fields(task.person),
                "start": task.start,
                "end": task.end,
                "hours": FactText(f"{task.hours:g}" if task.hours else ""),
            },
        )
