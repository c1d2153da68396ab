"""The gate: whether an item may go out now, and if not, every reason with what to do about it.

Pure: somebody else collects the facts. Whatever is missing shuts the gate; nothing is open because nobody looked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from contentops.approvals.chain import Progress, StepProgress
from contentops.models.calendar import EntryState
from contentops.problem import Problem

Spot = tuple[str, int, int]
"""Path, line and column."""

_CONFLICT_MARK = re.compile(r"(?:<{7}|\|{7}|>{7})(?: |\Z)")


@dataclass(frozen=True)
class WaveFact:
    """One channel an item reaches: when, where the calendar says so, and whether it went out there already."""

    channel: str | None
    day: date
    spot: Spot
    out: bool = False


@dataclass(frozen=True)
class GateFacts:
    """All that the gate judges. Problems are reasons already found: each of them shuts the gate."""

    item: str
    today: date
    item_spot: Spot
    draft_spot: Spot
    record_spot: Spot
    problems: tuple[Problem, ...] = ()
    """No draft, several, unreadable; findings of the linter; assets; consent; a record that is not believed."""
    unread: bool = False
    """The draft or the record cannot be read, as `problems` say: the rest that is said of approvals follows from it."""
    progress: Progress | None = None
    """How far it is on its review chain; None when it passes none."""
    embargoes: tuple[tuple[date, Spot], ...] = ()
    held: str | None = None
    """`on_hold` or `rejected`, when the item is held back."""
    state: EntryState | None = None
    """What the calendar says; None when no calendar has the item."""
    entry_spot: Spot = ("calendars/", 0, 0)
    waves: tuple[WaveFact, ...] = ()
    notes: tuple[str, ...] = ()
    """What is worth knowing and bars nothing."""


@dataclass(frozen=True)
class Judgement:
    """The verdict on one item: open when nothing bars it. `due` are the channels it may go out on now."""

    facts: GateFacts
    bars: tuple[Problem, ...]
    due: tuple[WaveFact, ...]
    notes: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it may go out now."""
        return not self.bars


def judge_gate(facts: GateFacts) -> Judgement:
    """Judge one item."""
    due = tuple(wave for wave in facts.waves if not wave.out and wave.day <= facts.today)
    bars = [
        *facts.problems,
        *_judge_approvals(facts),
        *_judge_calendar(facts, due),
        *_judge_embargo(facts),
    ]
    notes = ("it passes no review chain: no approvals are needed",) if facts.progress is None else ()
    return Judgement(facts, tuple(dict.fromkeys(bars)), due, (*notes, *facts.notes))


def find_conflict_marks(text: str, path: str) -> Iterator[Problem]:
    """Lines that git or a merge of drafts leaves where two sides changed the same words."""
    for number, line in enumerate(text.splitlines(), 1):
        if _CONFLICT_MARK.match(line):
            yield Problem(
                path, number, 1, "error", "merge-conflict", "a conflict of two versions is not solved", line[:40],
                "keep the words that are right and delete the lines with the marks",
            )  # fmt: skip


def _bar(spot: Spot, rule: str, message: str, hint: str, got: str | None = None) -> Problem:
    return Problem(*spot, "error", rule, message, got, hint)


def _judge_approvals(facts: GateFacts) -> Iterator[Problem]:
    progress = facts.progress
    if progress is None or progress.state == "approved":
        return
    if facts.unread and facts.problems:
        return  # one thing after the other
    item, ended = facts.item, progress.ended_by
    again = f"`contentops submit {item}` when the text is ready"
    if progress.state == "not-submitted":
        message = f"{item} was never submitted for approval on the chain {progress.chain.id}"
        yield _bar(facts.draft_spot, "not-submitted", message, again)
    elif progress.state in ("rejected", "withdrawn") and ended is not None:
        why = f": {ended.note}" if ended.note else ""
        message = f"{item} was {progress.state} by {ended.who} as {ended.role} on {ended.day}{why}"
        yield _bar(facts.record_spot, f"approval-{progress.state}", message, again)
    elif progress.state == "stale":
        day = progress.submission.day if progress.submission is not None else "an earlier day"
        message = f"{item} is not what was submitted on {day}: approvals given since are stale"
        hint = f"`contentops status {item} --diff` shows what changed; take it back, or submit again"
        yield _bar(facts.draft_spot, "approval-stale", message, hint)
    elif progress.state == "other-chain":
        was = progress.submission.chain if progress.submission is not None else "another"
        message = f"{item} was submitted on the chain {was} and passes {progress.chain.id} now"
        yield _bar(facts.record_spot, "approval-chain", message, again)
    else:
        yield from (_lacking(facts, step) for step in progress.steps if step.state != "done")
    for entry, why in progress.ignored:
        message = f"the approval of {entry.who} as {entry.role} on {entry.day} does not count: {why}"
        hint = "it is no harm once the others are complete"
        yield _bar(facts.record_spot, "approval-ignored", message, hint)


def _lacking(facts: GateFacts, step: StepProgress) -> Problem:
    who = " or ".join(holder.person for holder in step.holders) or "nobody who may"
    many = f"{step.lacking} approvals" if step.lacking > 1 else "the approval"
    when = "" if step.state == "open" else ", after the steps before it"
    message = f"{facts.item} lacks {many} of {step.step.role} ({who}){when}"
    hint = f"`contentops approve {facts.item} --as {step.step.role}` by the reviewer"
    return _bar(facts.record_spot, "approval-missing", message, hint)


def _judge_calendar(facts: GateFacts, due: tuple[WaveFact, ...]) -> Iterator[Problem]:
    item = facts.item
    if facts.held is not None:
        message = f"{item} is {facts.held.replace('_', ' ')}"
        yield _bar(facts.item_spot, "held-back", message, "change its status when that is over", facts.held)
    if facts.state is None:
        hint = "plan its period: `contentops plan PERIOD`"
        yield _bar(facts.item_spot, "not-planned", f"no calendar has {item}", hint)
    elif facts.state == "cancelled":
        hint = "nothing to publish; if that is wrong, change the state"
        yield _bar(facts.entry_spot, "cancelled", f"{item} is cancelled in the calendar", hint, "cancelled")
    elif facts.state == "published" or (facts.waves and all(wave.out for wave in facts.waves)):
        yield _bar(
            facts.entry_spot, "already-published", f"{item} is published already", "nothing is left to do"
        )
    elif not due:
        following = min((wave for wave in facts.waves if not wave.out), key=lambda wave: wave.day)
        where = f" on {following.channel}" if following.channel else ""
        message = f"{item} is not due before {following.day}{where}"
        hint = "wait for the day, or move it in the calendar and plan again"
        yield _bar(following.spot, "not-due", message, hint, facts.today.isoformat())


def _judge_embargo(facts: GateFacts) -> Iterator[Problem]:
    for embargo, spot in facts.embargoes:
        if facts.today < embargo:
            message = f"{facts.item} is under embargo until {embargo}"
            yield _bar(spot, "embargo", message, f"wait until {embargo}", facts.today.isoformat())
