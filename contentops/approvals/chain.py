"""How far an item is on its review chain: which steps are done, open, waiting; which sign-offs count and why not.

A round begins when the item is submitted. A sign-off counts when it has seen the submission of the current
round, binds to the content as it is now, was given on the chain that the item passes now, for a step whose turn it
was, by somebody who might on that day, and with a signature where one is asked for. A rejection or a
withdrawal ends the round: what was signed before it, or beside it on another branch, no longer counts.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from contentops.approvals.people import find_seats, find_stand_ins, is_barred_as_author
from contentops.approvals.record import Record
from contentops.models.approval import ApprovalEntry
from contentops.models.review import ReviewChain, ReviewStep
from contentops.models.settings import Person

StepState = Literal["done", "open", "waiting"]
RoundState = Literal[
    "not-submitted", "in-review", "approved", "rejected", "withdrawn", "stale", "other-chain"
]
SignatureState = Literal["good", "bad", "unknown"]
"""`unknown`: it could not be looked at, because `ssh-keygen` is not installed."""


@dataclass(frozen=True)
class Circumstances:
    """What sign-offs are judged by besides the record. `content` is the hash as it is now, None without a draft."""

    people: Mapping[str, Person]
    owner: str
    content: str | None
    today: date
    signatures_required: bool = False
    signatures: Mapping[str, SignatureState] = field(default_factory=dict)
    """By entry id, of the entries that are signed."""


@dataclass(frozen=True)
class Holder:
    """A reviewer whose answer is still missing, and who answers instead today."""

    person: str
    stand_ins: tuple[str, ...] = ()


@dataclass(frozen=True)
class StepProgress:
    """One step of the chain. `approvals` are the sign-offs that count, each with the reviewer whose it is."""

    step: ReviewStep
    state: StepState
    approvals: tuple[tuple[str, ApprovalEntry], ...] = ()
    since: str | None = None
    """When its turn came: the `at` of the entry that opened it."""
    holders: tuple[Holder, ...] = ()

    @property
    def lacking(self) -> int:
        """How many sign-offs it still needs."""
        return max(0, self.step.quorum - len(self.approvals))

    @property
    def done_at(self) -> str | None:
        """When the last sign-off that it needed was given."""
        return self.approvals[self.step.quorum - 1][1].at if not self.lacking else None


@dataclass(frozen=True)
class Progress:
    """How far the item is. `ignored` are sign-offs of this round that do not count, with the reason."""

    chain: ReviewChain
    state: RoundState
    steps: tuple[StepProgress, ...]
    submission: ApprovalEntry | None = None
    ended_by: ApprovalEntry | None = None
    ignored: tuple[tuple[ApprovalEntry, str], ...] = ()

    @property
    def open_steps(self) -> tuple[StepProgress, ...]:
        """The steps whose turn it is."""
        return tuple(step for step in self.steps if step.state == "open")


def judge_chain(chain: ReviewChain, record: Record, known: Circumstances) -> Progress:
    """How far an item with this `record` is on `chain`."""
    entries = [entry for entry in record.entries if entry.day <= known.today]
    later = [
        (entry, f"it is dated {entry.day}, which is still to come")
        for entry in record.entries
        if entry not in entries
    ]
    last = _last_submissions(entries, record)
    stops = [entry for entry in entries if entry.what in ("rejected", "withdrawn")]
    if not last:
        return Progress(chain, "not-submitted", _untouched(chain, known, set()), ignored=tuple(later))
    answered = [one for one in last if all(stop.id in record.ancestors(one) for stop in stops)]
    # Two branches may have submitted at once: whichever binds to what stands here now opens the round.
    current = [one for one in answered if one.content == known.content and one.chain == chain.id]
    shown = current or answered[-1:] or last[-1:]
    steps, ignored = _walk(chain, record, entries, shown, known)
    ended = next(
        (stop for stop in reversed(stops) if not any(stop.id in record.ancestors(one) for one in answered)),
        None,
    )
    state: RoundState
    if not answered and ended is not None:
        state = "rejected" if ended.what == "rejected" else "withdrawn"
    elif current:
        state = "approved" if all(step.state == "done" for step in steps) else "in-review"
    else:
        state = "stale" if shown[-1].content != known.content else "other-chain"
    return Progress(
        chain, state, steps, shown[-1], ended if not answered else None, (*ignored, *later)
    )  # fmt: skip


def _last_submissions(entries: Sequence[ApprovalEntry], record: Record) -> list[ApprovalEntry]:
    """The submissions that no other submission has seen."""
    submitted = [entry for entry in entries if entry.what == "submitted"]
    seen = {parent for entry in submitted for parent in record.ancestors(entry)}
    return [entry for entry in submitted if entry.id not in seen]


def _walk(
    chain: ReviewChain,
    record: Record,
    entries: Sequence[ApprovalEntry],
    round_: Sequence[ApprovalEntry],
    known: Circumstances,
) -> tuple[tuple[StepProgress, ...], list[tuple[ApprovalEntry, str]]]:
    """Give each sign-off of the round to its step, in order, or say why it counts for none."""
    taken: list[list[tuple[str, ApprovalEntry]]] = [[] for _ in chain.steps]
    groups = group_steps(chain)
    authors = authors_of(known.owner, round_)
    ignored: list[tuple[ApprovalEntry, str]] = []
    for entry in entries:
        if entry.what != "approved" or not any(one.id in record.ancestors(entry) for one in round_):
            continue
        why = _why_not_for_round(entry, round_, chain, known)
        if not why:
            seen = [[a for _, a in step if a.id in record.ancestors(entry)] for step in taken]
            place, why = _find_place(entry, chain, groups, taken, seen, known, authors)
            if place is not None:
                taken[place[0]].append((place[1], entry))
        if why:
            ignored.append((entry, why))
    return _describe(chain, groups, taken, round_, known, authors), ignored


def authors_of(owner: str, submissions: Sequence[ApprovalEntry]) -> set[str]:
    """Whose text it is: the item's owner, and who submitted it."""
    return {owner, *(one.who for one in submissions)}


def group_steps(chain: ReviewChain) -> list[int]:
    """For each step the number of its group: parallel steps belong to the group of the one before."""
    groups: list[int] = []
    for step in chain.steps:
        groups.append(groups[-1] if groups and step.parallel else (groups[-1] + 1 if groups else 0))
    return groups


def _why_not_for_round(
    entry: ApprovalEntry, round_: Sequence[ApprovalEntry], chain: ReviewChain, known: Circumstances
) -> str:
    if entry.content not in {one.content for one in round_}:
        return "it is for another text than the one submitted"
    if entry.chain != chain.id:
        return f"it was given on the chain {entry.chain}, the item passes {chain.id}"
    if entry.who not in known.people:
        return f"{entry.who} is not in the team"
    return _why_not_signed(entry, known)


def _why_not_signed(entry: ApprovalEntry, known: Circumstances) -> str:
    signature = known.signatures.get(entry.id, "bad") if entry.signature else None
    if signature == "bad":
        return f"its signature is by none of the signing_keys of {entry.who}"
    if not known.signatures_required or signature == "good":
        return ""
    if signature == "unknown":
        return "its signature cannot be verified here: ssh-keygen is not installed"
    return "it is not signed, and approvals.signatures is required"


def _find_place(
    entry: ApprovalEntry,
    chain: ReviewChain,
    groups: Sequence[int],
    taken: Sequence[Sequence[tuple[str, ApprovalEntry]]],
    seen: Sequence[Sequence[ApprovalEntry]],
    known: Circumstances,
    authors: Collection[str],
) -> tuple[tuple[int, str] | None, str]:
    """The step (by number) and the reviewer that `entry` signs for, or why there is none."""
    why = f"the chain {chain.id} has no step {entry.role}"
    for number, step in enumerate(chain.steps):
        if step.role != entry.role:
            continue
        done_before = all(
            len(seen[n]) >= one.quorum for n, one in enumerate(chain.steps) if groups[n] < groups[number]
        )
        found = _find_seat(entry, step, taken[number], known, authors)
        if not done_before:
            why = f"it was not yet the turn of {step.role}"
        elif found[0] is None:
            why = found[1]
        else:
            return (number, found[0]), ""
    return None, why


def _find_seat(
    entry: ApprovalEntry,
    step: ReviewStep,
    taken: Sequence[tuple[str, ApprovalEntry]],
    known: Circumstances,
    authors: Collection[str],
) -> tuple[str | None, str]:
    if any(entry.who == one.who for _, one in taken):
        return None, f"{entry.who} has signed this step already"
    if is_barred_as_author(entry.who, step, authors):
        return None, f"{entry.who} cannot approve their own text"
    seats = find_seats(entry.who, step, known.people, entry.day)
    if entry.stands_in_for is not None:
        seats = [seat for seat in seats if seat == entry.stands_in_for]
    if not seats:
        return None, f"{entry.who} is no reviewer of {step.role}, and stood in for none on {entry.day}"
    free = [seat for seat in seats if seat not in {one for one, _ in taken}]
    if not free:
        return None, f"{seats[0]} has been answered for already"
    return free[0], ""


def _describe(
    chain: ReviewChain,
    groups: Sequence[int],
    taken: Sequence[Sequence[tuple[str, ApprovalEntry]]],
    round_: Sequence[ApprovalEntry],
    known: Circumstances,
    authors: Collection[str],
) -> tuple[StepProgress, ...]:
    found: list[StepProgress] = []
    since: str | None = round_[-1].at if round_ else None
    for group in sorted(set(groups)):
        numbers = [n for n, one in enumerate(groups) if one == group]
        turn = since is not None
        ends: list[str] = []
        for n in numbers:
            step, signed = chain.steps[n], tuple(taken[n])
            done = len(signed) >= step.quorum
            state: StepState = "done" if done and turn else "open" if turn else "waiting"
            holders = () if done else _holders(step, signed, known, authors)
            found.append(StepProgress(step, state, signed, since, holders))
            if done:
                ends.append(signed[step.quorum - 1][1].at)
        since = max(ends, key=lambda at: (at[:10], at)) if turn and len(ends) == len(numbers) else None
    return tuple(found)


def _untouched(
    chain: ReviewChain, known: Circumstances, authors: Collection[str]
) -> tuple[StepProgress, ...]:
    empty: list[list[tuple[str, ApprovalEntry]]] = [[] for _ in chain.steps]
    return _describe(chain, group_steps(chain), empty, (), known, {known.owner, *authors})


def _holders(
    step: ReviewStep,
    signed: Sequence[tuple[str, ApprovalEntry]],
    known: Circumstances,
    authors: Collection[str],
) -> tuple[Holder, ...]:
    answered = {seat for seat, _ in signed} | {one.who for _, one in signed}
    return tuple(
        Holder(one, tuple(find_stand_ins(one, known.people, known.today)))
        for one in dict.fromkeys(step.reviewers)
        if one not in answered and not is_barred_as_author(one, step, authors)
    )
