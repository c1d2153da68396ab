"""Places of a channel: never more than its limits leave, in any arrangement."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contentops.models.calendar import Entry
from contentops.models.settings import Channel
from contentops.models.workspace import Workspace
from contentops.render.channel_slots import ChannelSlots
from contentops.render.overview import Overview
from tests.render.example import build_calendar, build_workspace

MONDAY = date(2027, 3, 8)
BASE = build_workspace("en")


def slots(days: list[date], **limits: Any) -> ChannelSlots:
    channel = Channel.model_validate({"id": "c", "name": "C", "tier": "owned", **limits})
    changed = BASE.settings.model_copy(update={"channels": [channel]})
    overview = Overview(build_calendar("en"), Workspace(changed, {}, {}, {}))
    entries = [
        Entry.model_validate(
            {"item": f"i{n}", "title": "T", "pool": "basic", "publish": day,
             "channels": [{"channel": "c", "date": day}]}
        )
        for n, day in enumerate(days)
    ]  # fmt: skip
    return ChannelSlots(overview, "c", entries)


@pytest.mark.parametrize(
    ("limits", "days", "expected"),
    [
        ({}, [], (0, None, False)),
        ({"quota": {"per_day": 1}}, [], (0, 5, False)),
        ({"quota": {"per_day": 2}}, [0, 0], (2, 8, False)),
        ({"quota": {"per_day": 1}}, [0, 0], (2, 4, True)),
        ({"quota": {"per_week": 3}}, [0, 1], (2, 1, False)),
        ({"quota": {"per_week": 1}}, [0, 1], (2, 0, True)),
        ({"quota": {"per_month": 2}}, [0], (1, 1, False)),
        ({"quota": {"per_month": 2, "per_day": 1}}, [-5, 0], (1, 0, False)),
        ({"quota": {"per_month": 1}}, [0, 1], (2, 0, True)),
        ({"min_gap": 1}, [0], (1, 4, False)),
        ({"min_gap": 2}, [], (0, 3, False)),
        ({"min_gap": 3}, [2], (1, 0, False)),
        ({"weekdays": ["tue", "thu"], "quota": {"per_day": 1}}, [], (0, 2, False)),
        ({"blackouts": [{"from": "2027-03-08", "to": "2027-03-14"}]}, [], (0, 0, False)),
        ({"non_working_days": True, "quota": {"per_day": 1}}, [], (0, 7, False)),
    ],
)  # fmt: skip
def test_places_of_a_week(
    limits: dict[str, Any], days: list[int], expected: tuple[int, int | None, bool]
) -> None:
    week = slots([MONDAY + timedelta(days=n) for n in days], **limits).in_week(MONDAY)
    assert (week.used, week.free, week.over) == expected


def test_a_day_of_a_full_week_has_no_place() -> None:
    channel = slots([MONDAY, MONDAY + timedelta(days=1)], quota={"per_week": 2})
    assert channel.on_day(MONDAY + timedelta(days=2)).closed
    assert not channel.on_day(MONDAY).closed


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.integers(0, 6), max_size=5),
    st.fixed_dictionaries({}, optional={
        "per_day": st.integers(1, 3), "per_week": st.integers(1, 4), "per_month": st.integers(1, 6),
    }),
    st.integers(0, 3),
)  # fmt: skip
def test_as_many_as_are_free_can_be_published(days: list[int], quota: dict[str, int], gap: int) -> None:
    taken = [MONDAY + timedelta(days=n) for n in days]
    left = slots(taken, quota=quota, min_gap=gap).in_week(MONDAY)
    if left.free is None or left.over:
        return
    for _ in range(left.free):
        places = [slots(taken, quota=quota, min_gap=gap).on_day(MONDAY + timedelta(days=n)) for n in range(7)]
        first = next(n for n, place in enumerate(places) if place.free != 0)
        taken.append(MONDAY + timedelta(days=first))
    full = slots(taken, quota=quota, min_gap=gap).in_week(MONDAY)
    assert (full.free, full.over) == (0, False)
