"""What channels do not take: more in a day, week or month than their quota, and too much too close together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from contentops.models.base import text_in
from contentops.models.period import monday_of, week_name
from contentops.models.settings import Channel
from contentops.schedule.conflict_facts import Fact, Limit, Part
from contentops.schedule.conflict_ground import DAY, Ground, wave_fact


def channel_limits(ground: Ground) -> Iterator[Limit]:
    """Quotas and gaps of every channel."""
    for index, channel in enumerate(ground.workspace.settings.channels):
        name = text_in(channel.name, ground.language)
        parts = sorted(
            (
                (
                    wave.date,
                    kept.period,
                    kept.entry.item,
                    number,
                    Part(kept, 1, wave_fact(kept, number, name)),
                )
                for kept in ground.kept
                if kept.entry.state != "cancelled"
                for number, wave in enumerate(kept.entry.channels)
                if wave.channel == channel.id
            ),
            key=lambda row: row[:4],
        )
        yield from _quotas(ground, channel, index, [(row[0], row[4]) for row in parts])
        yield from _gaps(ground, channel, index, [(row[0], row[4]) for row in parts])


def _quotas(
    ground: Ground, channel: Channel, index: int, waves: Sequence[tuple[date, Part]]
) -> Iterator[Limit]:
    spans: dict[str, Callable[[date], tuple[date, str]]] = {
        "day": lambda day: (day, day.isoformat()),
        "week": lambda day: (monday_of(day) + 6 * DAY, week_name(day)),
        "month": lambda day: ((day.replace(day=28) + 4 * DAY).replace(day=1) - DAY, f"{day:%Y-%m}"),
    }
    for kind, span_of in spans.items():
        limit = getattr(channel.quota, f"per_{kind}")
        if limit is None:
            continue
        groups: dict[tuple[date, str], list[Part]] = defaultdict(list)
        for day, part in waves:
            groups[span_of(day)].append(part)
        name = text_in(channel.name, ground.language)
        fact = Fact("quota", "settings", "", ("channels", index, "quota", f"per_{kind}"),
                    {"channel": name, "limit": (kind, limit)})  # fmt: skip
        for (last, label), parts in sorted(groups.items()):
            if last >= ground.today:
                figures = {"channel": name, "limit": (kind, limit), "span": label}
                yield Limit("channel-limit", limit, tuple(parts), (fact,), figures)


def _gaps(
    ground: Ground, channel: Channel, index: int, waves: Sequence[tuple[date, Part]]
) -> Iterator[Limit]:
    name, gap = text_in(channel.name, ground.language), channel.min_gap
    fact = Fact(
        "gap", "settings", "", ("channels", index, "min_gap"), {"channel": name, "limit": ("gap", gap)}
    )
    figures = {"channel": name, "limit": ("gap", gap)}
    near: list[tuple[date, Part]] = []
    for day, part in waves:
        near = [(other, its) for other, its in near if (day - other).days < gap]
        if day >= ground.today:
            for _, other_part in near:
                if other_part.kept is not part.kept:
                    yield Limit("channel-gap", 1, (other_part, part), (fact,), figures)
        near.append((day, part))
