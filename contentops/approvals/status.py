"""Who has to answer since when, and what is late: one row for each answer that an item waits for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from contentops.approvals.chain import Holder, Progress, RoundState, StepProgress
from contentops.approvals.record import Record
from contentops.models.approval import ApprovalEntry
from contentops.models.calendar import Entry

ItemState = Literal["broken", "no-draft", "no-chain", "published"] | RoundState

DaysSince = Callable[[str, date, date], int]
"""Working days of a person after one day up to another."""
DueDay = Callable[[str, date, int], date]
"""The day that many working days of a person after a day."""


@dataclass(frozen=True)
class WaitingStep:
    """An answer that is missing. `planned` is the day by which the plan has it, `due` what its step allows."""

    role: str
    holders: tuple[Holder, ...]
    lacking: int
    since: date | None
    working_days: int
    due: date | None
    planned: date | None
    late: bool


@dataclass(frozen=True)
class ItemStatus:
    """Where one item stands. `holder` is its owner when the next move is not a reviewer's."""

    item: str
    title: str
    state: ItemState
    publish: date | None
    draft: str | None
    progress: Progress | None
    waiting: tuple[WaitingStep, ...] = ()
    holder: str | None = None
    publications: tuple[ApprovalEntry, ...] = ()
    problems: tuple[str, ...] = ()
    due: date | None = None
    """The day by which the plan has the next move of `holder`; see `planned_move`."""
    overdue: bool = False
    """Whether that day is past."""

    @property
    def overrides(self) -> tuple[ApprovalEntry, ...]:
        """What went out although the gate was shut."""
        return tuple(entry for entry in self.publications if entry.override)

    @property
    def is_late(self) -> bool:
        """Whether an answer or the next move is late."""
        return self.overdue or any(step.late for step in self.waiting)


def find_state(
    progress: Progress | None, record: Record, *, draft: bool, broken: bool, out: bool
) -> ItemState:
    """The one word for where an item stands."""
    if broken:
        return "broken"
    if out:
        return "published"
    if not draft and not record.entries:
        return "no-draft"
    return progress.state if progress is not None else "no-chain"


def find_waiting(
    progress: Progress, entry: Entry | None, today: date, days_since: DaysSince, due_day: DueDay
) -> tuple[WaitingStep, ...]:
    """The answers that an item in review waits for now."""
    return tuple(_wait(step, entry, today, days_since, due_day) for step in progress.open_steps)


def _wait(
    step: StepProgress, entry: Entry | None, today: date, days_since: DaysSince, due_day: DueDay
) -> WaitingStep:
    since = date.fromisoformat(step.since[:10]) if step.since is not None else None
    person = step.holders[0].person if step.holders else step.step.reviewers[0]
    due = due_day(person, since, step.step.days) if since is not None else None
    planned = planned_answer(entry, step.step.role)
    late = any(day is not None and today > day for day in (due, planned))
    waited = days_since(person, since, today) if since is not None else 0
    return WaitingStep(step.step.role, step.holders, step.lacking, since, waited, due, planned, late)


def planned_move(entry: Entry | None, state: ItemState) -> date | None:
    """The day by which the plan has the next move when it is no reviewer's.

    What is not in review has to be submitted when its first review begins; what is approved goes out on its day.
    """
    if entry is None or entry.state not in ("planned", "pinned") or state in ("published", "in-review"):
        return None
    reviews = [task.start for task in entry.tasks if task.stage.startswith("review:")]
    return entry.publish if state in ("approved", "no-chain") else min(reviews, default=entry.publish)


def planned_answer(entry: Entry | None, role: str) -> date | None:
    """The day by which the plan has the answer of a role: the last of its review tasks."""
    tasks = entry.tasks if entry is not None else []
    return max((task.end for task in tasks if task.stage == f"review:{role}"), default=None)
