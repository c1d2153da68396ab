"""References: every id that one record names must be the id of another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from contentops.checks.context import Context
from contentops.models.item import Item
from contentops.problem import Problem, suggest

Reference = tuple[str, str | None, tuple[str | int, ...]]
"""The kind that is named, the id, and the keys that lead to it."""


def check_references(context: Context) -> Iterator[Problem]:
    """Unknown people, channels, personas, events, nodes, items, chains and templates."""
    known: dict[str, set[str]] = {}
    for item in context.items:
        yield from _check(context, known, "item", item.id, f"item {item.id}", _of_item(context, item))
    for event in context.workspace.events.values():
        references: list[Reference] = [("person", event.owner, ("owner",))]
        yield from _check(context, known, "event", event.id, f"event {event.id}", references)
    yield from _check(context, known, "settings", "", "contentops.yaml", list(_of_settings(context)))


def _check(
    context: Context,
    known: dict[str, set[str]],
    kind: str,
    record_id: str,
    name: str,
    references: Sequence[Reference],
) -> Iterator[Problem]:
    for target, wanted, keys in references:
        if wanted is None or target in context.incomplete:
            continue
        if target not in known:
            known[target] = context.known(target)
        if wanted not in known[target]:
            plural = "people" if target == "person" else f"{target}s"
            yield context.problem(
                kind,
                record_id,
                *keys,
                rule=f"unknown-{target.replace(' ', '-')}",
                message=f"{name} names {'an' if target[0] in 'aeiou' else 'a'} {target} that does not exist",
                got=wanted,
                hint=suggest(wanted, known[target], noun=plural),
            )


def _of_item(context: Context, item: Item) -> list[Reference]:
    found: list[Reference] = [
        ("person", item.owner, ("owner",)),
        ("person", item.watcher, ("watcher",)),
        ("persona", item.persona, ("persona",)),
        ("review chain", item.review_chain, ("review_chain",)),
        ("person", item.integrator, ("integrator",)),
    ]
    if context.templates is not None:
        found.append(("template", item.template, ("template",)))
    if item.anchor is not None:
        found.append(("event", item.anchor.event, ("anchor", "event")))
        found.append(("node", item.anchor.node, ("anchor", "node")))
    if item.gate is not None:
        found.append(("channel", item.gate.via, ("gate", "via")))
    if item.conversion_path is not None:
        found.append(("channel", item.conversion_path.into, ("conversion_path", "into")))
    found += [("person", who, ("assign", skill)) for skill, who in item.assign.items()]
    found += [
        ("channel", use.channel, ("channels", index, "channel")) for index, use in enumerate(item.channels)
    ]
    found += [("item", other, ("depends_on", index)) for index, other in enumerate(item.depends_on)]
    found += [("person", module.owner, ("modules", i, "owner")) for i, module in enumerate(item.modules)]
    found += [("item", form.item, ("repackages", i, "item")) for i, form in enumerate(item.repackages)]
    product = item.facts.get("product")
    if isinstance(product, str) and context.workspace.settings.brand.products:
        found.append(("product", product, ("facts", "product")))
    return found


def _of_settings(context: Context) -> Iterator[Reference]:
    settings = context.workspace.settings
    for index, chain in enumerate(settings.review_chains):
        for number, step in enumerate(chain.steps):
            for place, person in enumerate(step.reviewers):
                yield ("person", person, ("review_chains", index, "steps", number, "reviewers", place))
        for number, channel in enumerate(chain.channels):
            yield ("channel", channel, ("review_chains", index, "channels", number))
    for index, colleague in enumerate(settings.team):
        yield ("person", colleague.substitute, ("team", index, "substitute"))
        for number, stay in enumerate(colleague.leave):
            yield ("person", stay.substitute, ("team", index, "leave", number, "substitute"))
    for channel in settings.cadence.channels:
        yield ("channel", channel, ("cadence", "channels", channel))


_NOT_ON_WINDOWS = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)))
)


def check_unique(context: Context) -> Iterator[Problem]:
    """Ids that stand twice in a list of the settings, and ids that differ only in case."""
    settings = context.workspace.settings
    lists = {
        "team": [person.id for person in settings.team],
        "channels": [channel.id for channel in settings.channels],
        "personas": [persona.id for persona in settings.personas],
        "review_chains": [chain.id for chain in settings.review_chains],
        "work_stages": [stage.skill for stage in settings.work_stages],
    }
    for key, ids in lists.items():
        seen: set[str] = set()
        for index, record_id in enumerate(ids):
            if record_id in seen:
                last = "skill" if key == "work_stages" else "id"
                yield context.problem(
                    "settings", "", key, index, last, rule="duplicate-id",
                    message=f"{key} has this id twice", got=record_id, hint="give one of them another id",
                )  # fmt: skip
            seen.add(record_id)
    folded = Counter(item.id.casefold() for item in context.items)
    for item in context.items:
        if folded[item.id.casefold()] > 1:
            yield context.problem(
                "item", item.id, "id", rule="ids-differ-in-case", severity="warning", got=item.id,
                message="another item's id differs from this one only in upper and lower case",
                hint="their drafts are one file on Windows and macOS: rename one",
            )  # fmt: skip
        if item.id.endswith(".") or item.id.split(".")[0].casefold() in _NOT_ON_WINDOWS:
            yield context.problem(
                "item", item.id, "id", rule="id-not-on-windows", severity="warning", got=item.id,
                message="Windows cannot keep a file of this name",
                hint="choose another id: the draft is named after it",
            )  # fmt: skip


def check_cycles(context: Context) -> Iterator[Problem]:
    """Items that wait for each other in a circle: none of them can ever be published."""
    items = context.workspace.items
    state: dict[str, int] = {}
    for start in items:
        if start in state:
            continue
        path: list[str] = []
        stack: list[tuple[str, int]] = [(start, 0)]
        while stack:
            current, index = stack.pop()
            if index == 0:
                state[current] = 1
                path.append(current)
            waits = items[current].depends_on
            if index < len(waits):
                stack.append((current, index + 1))
                following = waits[index]
                if state.get(following) == 1:
                    circle = [*path[path.index(following) :], following]
                    yield context.problem(
                        "item", current, "depends_on", index, rule="dependency-cycle",
                        message="items wait for each other in a circle: " + " -> ".join(circle),
                        got=following, hint="take one depends_on away",
                    )  # fmt: skip
                elif following in items and following not in state:
                    stack.append((following, 0))
            else:
                state[current] = 2
                path.pop()
