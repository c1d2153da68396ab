"""Usage: what is defined and never used, and what asks for more than its channel gives."""

from __future__ import annotations

from collections.abc import Iterator

from contentops.checks.context import Context
from contentops.models.base import LANGUAGES, text_in
from contentops.models.review import chains_of
from contentops.problem import Problem


def check_orphans(context: Context) -> Iterator[Problem]:
    """People, channels, personas, chains, events and nodes that nothing refers to."""
    if "item" in context.incomplete or context.broken.get("item"):
        return  # the items that could not be read may use what seems unused
    settings = context.workspace.settings
    used = _used(context)
    lists = (
        ("team", "person", [person.id for person in settings.team]),
        ("channels", "channel", [channel.id for channel in settings.channels]),
        ("personas", "persona", [persona.id for persona in settings.personas]),
        ("review_chains", "review chain", [chain.id for chain in settings.review_chains]),
    )
    for key, kind, ids in lists:
        for index, record_id in enumerate(ids):
            if record_id not in used[kind]:
                yield context.problem(
                    "settings", "", key, index, "id", rule="never-used", severity="warning", got=record_id,
                    message=f"no item uses this {kind}", hint=f"use it, or take it out of {key}",
                )  # fmt: skip
    for kind, records in (("event", context.workspace.events), ("node", context.workspace.nodes)):
        for record_id in records:
            if record_id not in used[kind]:
                yield context.problem(
                    kind, record_id, "id", rule="never-used", severity="note", got=record_id,
                    message=f"no item hangs on this {kind}", hint="plan content for it, or take it out",
                )  # fmt: skip


def _used(context: Context) -> dict[str, set[str]]:
    settings = context.workspace.settings
    used: dict[str, set[str]] = {
        kind: set() for kind in ("person", "channel", "persona", "review chain", "event", "node")
    }
    for item in context.items:
        used["person"].update([item.owner, item.watcher or "", item.integrator or "", *item.assign.values()])
        used["person"].update(module.owner for module in item.modules)
        used["channel"].update(use.channel for use in item.channels)
        used["channel"].add((item.gate.via if item.gate else None) or "")
        used["channel"].add((item.conversion_path.into if item.conversion_path else None) or "")
        used["persona"].add(item.persona or "")
        used["review chain"].update(chain.id for chain in chains_of(item, settings.review_chains))
        if item.anchor is not None:
            used["event"].add(item.anchor.event or "")
            used["node"].add(item.anchor.node or "")
    needed = {skill for item in context.items for skill in item.effort}
    for person in settings.team:
        if needed.intersection(person.skills):
            used["person"].add(person.id)
    for chain in settings.review_chains:
        for step in chain.steps:
            used["person"].update(step.reviewers)
    for person in settings.team:
        used["person"].update(stay.substitute or "" for stay in person.leave)
        used["person"].add(person.substitute or "")
    used["person"].update(event.owner or "" for event in context.workspace.events.values())
    return used


def check_channel_limits(context: Context) -> Iterator[Problem]:
    """Titles too long for a channel, and a cadence above the channel's quota."""
    channels = context.workspace.channels
    for item in context.items:
        longest = max(len(text_in(item.title, language)) for language in LANGUAGES)
        for index, use in enumerate(item.channels):
            channel = channels.get(use.channel)
            if channel is None or channel.title_limit is None or longest <= channel.title_limit:
                continue
            yield context.problem(
                "item", item.id, "channels", index, rule="title-too-long", severity="warning",
                message=f"the title of {item.id} has {longest} characters, {channel.id} takes "
                f"{channel.title_limit}",
                hint="shorten the title",
            )  # fmt: skip
    for channel_id, wanted in context.workspace.settings.cadence.channels.items():
        channel = channels.get(channel_id)
        if channel is None:
            continue
        quota = channel.quota
        limits = [limit for limit in (quota.per_week, _weekly(quota.per_month)) if limit is not None]
        if limits and wanted > min(limits):
            yield context.problem(
                "settings", "", "cadence", "channels", channel_id, rule="cadence-above-quota",
                severity="warning", got=f"{wanted:g} a week",
                message=f"{channel_id} takes at most {min(limits):g} a week", hint="lower the cadence",
            )  # fmt: skip


def _weekly(per_month: int | None) -> float | None:
    # The longest month has 31 days: the most that a monthly quota can give a week on average is over 28.
    return None if per_month is None else per_month * 7 / 28
