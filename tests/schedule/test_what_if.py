"""Supposed changes: what they name, what they do to the copy, and everything that is wrong with them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contentops.models.workspace import Workspace
from contentops.schedule.what_if import Assignment, apply_assignments, share_hours, written
from tests.schedule.workspaces import build

TEAM = [
    {"id": "ann", "name": "Ann", "skills": ["write", "design"], "hours_per_week": 20},
    {"id": "bob", "name": "Bob", "skills": ["design"], "hours_per_week": 10},
    {
        "id": "lee",
        "name": "Lee",
        "reviews_per_week": 3,
        "leave": [{"from": "2026-02-02", "to": "2026-02-03"}],
    },
]


@pytest.fixture
def workspace() -> Workspace:
    return build(
        [
            {"id": "case", "effort": {"write": 4}, "review_chain": "legal", "channels": ["blog"]},
            {"id": "v1.2", "value": 3},
            {"id": "fair", "anchor": {"event": "fair", "phase": "day"}},
            {"id": "talk", "recurrence": {"rule": "FREQ=WEEKLY", "start": "2026-02-04"}},
        ],
        events=[
            {"id": "fair", "title": "Fair", "kind": "summit", "start": "2026-02-10", "end": "2026-02-12"}
        ],
        nodes=[{"id": "law", "title": "Law", "kind": "news", "date": "2026-02-20"}],
        team=TEAM,
    )


def changed(workspace: Workspace, *parts: tuple[str, object]) -> Workspace:
    copy, problems = apply_assignments(workspace, [Assignment(*part) for part in parts])
    assert problems == []
    return copy


def wrong(workspace: Workspace, *parts: tuple[str, object]) -> Sequence[str]:
    _, problems = apply_assignments(workspace, [Assignment(*part) for part in parts])
    return [f"{one.message}; {one.hint}" for one in problems]


def test_fields_of_every_kind_of_record(workspace: Workspace) -> None:
    copy = changed(
        workspace,
        ("case.deadline", "2026-02-20"), ("case.value", 40), ("case.effort.design", 2.5),
        ("case.channels", ["blog"]), ("v1.2.value", 9), ("bob.hours_per_week", 16),
        ("lee.extra_reviews.2026-W08", 2), ("lee.leave.1.to", "2026-02-06"), ("blog.quota.per_week", 2),
        ("legal.steps.legal.days", 1), ("waves.room", 9), ("law.date", "2026-02-21"),
        ("talk.recurrence.overrides.2026-02-11.skip", True),
    )  # fmt: skip
    case = copy.items["case"]
    assert case.window is not None and case.window.deadline == date(2026, 2, 20)
    assert (case.value, case.effort) == (40, {"write": 4.0, "design": 2.5})
    assert copy.items["v1.2"].value == 9, "ids may have dots"
    assert copy.people["bob"].hours_per_week == 16
    assert copy.people["lee"].extra_reviews == {"2026-W08": 2}
    assert copy.people["lee"].is_on_leave(date(2026, 2, 6))
    assert copy.channels["blog"].quota.per_week == 2
    assert copy.review_chains["legal"].steps[0].days == 1
    assert copy.settings.waves.room == 9
    assert copy.nodes["law"].date == date(2026, 2, 21)
    recurrence = copy.items["talk"].recurrence
    assert recurrence is not None and recurrence.overrides[date(2026, 2, 11)].skip
    assert workspace.items["case"].value == 10, "the original stays as it is"


def test_an_event_moves_with_its_end_and_shares_a_name_with_an_item(workspace: Workspace) -> None:
    copy = changed(workspace, ("fair.start", "2026-02-17"))
    assert (copy.events["fair"].start, copy.events["fair"].end) == (date(2026, 2, 17), date(2026, 2, 19))
    assert wrong(workspace, ("fair.status", "idea")) == [
        "fair is an item and an event; write item:fair.status"
    ]
    assert changed(workspace, ("item:fair.status", "on_hold")).items["fair"].is_held_back


def test_a_value_taken_away(workspace: Workspace) -> None:
    copy = changed(workspace, ("case.review_chain", None))
    assert copy.items["case"].review_chain is None


def test_capacity_is_shared_as_hours_are_now(workspace: Workspace) -> None:
    copy = changed(workspace, ("capacity.design", 40))
    assert [copy.people[name].hours_per_week for name in ("ann", "bob")] == [26.5, 13.5]
    assert copy.people["lee"].hours_per_week == 0


@given(st.lists(st.integers(0, 80).map(lambda half: half / 2), min_size=1, max_size=6), st.integers(0, 400))
def test_shares_add_up_and_keep_their_proportion(hours: list[float], halves: int) -> None:
    shares = share_hours(hours, halves / 2)
    assert sum(shares) == halves / 2
    whole = sum(hours)
    for own, share in zip(hours, shares, strict=True):
        exact = halves / 2 * own / whole if whole else halves / 2 / len(hours)
        assert abs(share - exact) <= 0.5


def test_everything_wrong_is_said_at_once_with_what_may_be_meant(workspace: Workspace) -> None:
    found = wrong(
        workspace,
        ("csae.value", 3), ("case.vlaue", 3), ("case.value", 400), ("case.deadline", "soon"),
        ("capacity.desing", 3), ("capacity.design", "many"), ("case", 3), ("bob.hours_per_week", 1.3),
        ("legal.steps.legl.days", 1), ("lee.extra_hours.2026-W60", 1),
    )  # fmt: skip
    assert len(found) == 10
    assert "did you mean case?" in found[0] and "did you mean value?" in found[1]
    assert "less than or equal to 100" in found[2] and "YYYY-MM-DD" in found[3]
    assert "did you mean design?" in found[4] and "steps of half an hour" in found[5]
    assert "needs a field" in found[6] and "half an hour" in found[7]
    assert "did you mean legal?" in found[8] and "ISO week" in found[9]


def test_the_copy_is_another_input_and_knows_its_own_people(workspace: Workspace) -> None:
    assert workspace.people["bob"].hours_per_week == 10  # computed once, and kept by the original
    first, second = (
        changed(workspace, ("bob.hours_per_week", 12)),
        changed(workspace, ("bob.hours_per_week", 14)),
    )
    assert len({workspace.input_hash, first.input_hash, second.input_hash}) == 3
    assert first.people["bob"].hours_per_week == 12 and second.people["bob"].hours_per_week == 14


def test_targets_follow_a_changed_stage(workspace: Workspace) -> None:
    early = changed(workspace, ("product_stage", "introduction"), ("bob.hours_per_week", 12))
    late = changed(workspace, ("product_stage", "maturity"), ("bob.hours_per_week", 12))
    assert early.settings.targets != late.settings.targets


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, "null"), (True, "true"), (2.0, "2"), (2.5, "2.5"), (date(2026, 2, 3), "2026-02-03"),
     (["a", "b"], "[a, b]"), ({"channel": "blog", "after": 2}, "{channel: blog, after: 2}")],
)  # fmt: skip
def test_changes_are_written_as_people_write_them(value: object, text: str) -> None:
    assert written(value) == text
