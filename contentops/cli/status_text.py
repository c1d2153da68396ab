"""`contentops status` on the terminal and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from contentops.render.table import Cell, Column, Layout, Style, paint
from contentops.text_width import wrap

if TYPE_CHECKING:
    from contentops.approvals.chain import Holder, StepProgress
    from contentops.approvals.status import ItemStatus, WaitingStep
    from contentops.cli.approving import Desk
    from contentops.models.approval import ApprovalEntry

_COLUMNS = (
    Column("PUBLISH", 10, 10),
    Column("ITEM", 18, 18, lines=3, shrinks=True),
    Column("STATE", 9, 9, lines=2, shrinks=True),
    Column("WAITS FOR", 14, 14, lines=4, shrinks=True),
    Column("DAYS", 4, 4),
    Column("DUE", 10, 10),
)
_STYLES: dict[str, Style] = {
    "broken": "red", "rejected": "red", "withdrawn": "yellow", "stale": "yellow", "other-chain": "yellow",
    "approved": "green", "published": "dim", "not-submitted": "dim", "no-draft": "dim", "no-chain": "dim",
}  # fmt: skip


def render_table(desk: Desk, found: list[ItemStatus], width: int, colour: bool, *, with_diff: bool) -> str:
    """All items: a row for each answer that is missing, then what went out past the gate, then the counts."""
    if not found:
        return "nothing is under way\n"
    rows = [row for one in found for row in _rows(desk, one)]
    layout = Layout(_COLUMNS, rows, width)
    lines = layout.head(colour)
    for row in rows:
        lines += layout.row(row, colour)
    for one in found:
        lines += _marks(desk, one, width, colour, with_diff=with_diff)
    counts = Counter(one.state for one in found)
    late = sum(one.is_late for one in found)
    parts = [f"{number} {state.replace('-', ' ')}" for state, number in counts.most_common()]
    lines += ["", f"{', '.join(parts)}; {late} late on {desk.today}"]
    return "".join(f"{line}\n" for line in lines)


def _rows(desk: Desk, one: ItemStatus) -> list[list[Cell]]:
    publish = one.publish.isoformat() if one.publish is not None else "no date"
    state = one.state.replace("-", " ")
    head = [Cell(publish), Cell(one.item, "bold")]
    if not one.waiting:
        holder = desk.person_name(one.holder) if one.holder is not None and one.state != "approved" else ""
        shown = Cell(f"late: {state}", "red") if one.overdue else Cell(state, _STYLES.get(one.state, ""))
        due = Cell(one.due.isoformat() if one.due is not None else "", "red" if one.overdue else "")
        return [[*head, shown, Cell(holder), Cell(""), due]]
    rows = []
    for number, step in enumerate(one.waiting):
        shown = Cell(f"{state}, late", "red") if step.late else Cell(state)
        rows.append([*(head if not number else [Cell(""), Cell("")]), shown, *_waiting_cells(desk, step)])
    return rows


def _waiting_cells(desk: Desk, step: WaitingStep) -> list[Cell]:
    names = " or ".join(_holder(desk, holder) for holder in step.holders) or "nobody who may"
    many = f" ({step.lacking} of them)" if step.lacking > 1 else ""
    days = [day for day in (step.due, step.planned) if day is not None]
    return [
        Cell(f"{step.role}: {names}{many}"),
        Cell(f"{step.working_days:>4}"),
        Cell(min(days).isoformat() if days else "", "red" if step.late else ""),
    ]


def _holder(desk: Desk, holder: Holder) -> str:
    name = desk.person_name(holder.person)
    if not holder.stand_ins:
        return name
    return f"{desk.person_name(holder.stand_ins[0])} (for {name}, away)"


def _marks(desk: Desk, one: ItemStatus, width: int, colour: bool, *, with_diff: bool) -> list[str]:
    from contentops.cli.status import kept_difference

    lines: list[str] = []
    for problem in one.problems if one.state == "broken" else ():
        lines += ["", *wrap(problem, width)]
    for entry in one.overrides:
        where = f" on {entry.channel}" if entry.channel else ""
        text = (
            f"{one.item} went out{where} on {entry.date} past the gate, by {desk.person_name(entry.who)}: "
            f"{entry.override}"
        )
        lines += ["", *(paint(line, "red", colour) for line in wrap(text, width))]
    if with_diff and one.state == "stale":
        lines += ["", paint(f"{one.item}: changed since it was submitted", "bold", colour)]
        lines += [_paint_change(line, colour) for line in kept_difference(desk, one)]
    return lines


def render_item(desk: Desk, one: ItemStatus, width: int, colour: bool) -> str:
    """One item: its chain step by step, what does not count, what changed, where it went out."""
    from contentops.cli.status import kept_difference

    progress = one.progress
    publish = f", to be published on {one.publish}" if one.publish is not None else ", on no calendar"
    if one.state == "published":
        publish = f", published by the plan of {one.publish}" if one.publish is not None else ""
    lines = [paint(one.item, "bold", colour) + f": {one.state.replace('-', ' ')}{publish}"]
    lines += wrap(f"  {one.title}" + (f" ({one.draft})" if one.draft else ""), width)
    if one.overdue:
        what = "to go out" if one.state in ("approved", "no-chain") else "to be submitted"
        lines.append(paint(f"  LATE: {what} by {one.due}", "red", colour))
    if progress is None:
        lines.append("  it passes no review chain: no approvals are needed")
    else:
        if progress.submission is not None:
            lines.append(
                f"  submitted on the chain {progress.submission.chain} by {_signed(desk, progress.submission)}"
            )
        for step in progress.steps:
            lines += _indent(_step_line(desk, one, step), width)
        if progress.ended_by is not None:
            ended = progress.ended_by
            lines += _indent(f"{ended.what} as {ended.role} by {_signed(desk, ended)}", width)
        for entry, why in progress.ignored:
            lines += _indent(f"does not count: {entry.role} by {_signed(desk, entry)}: {why}", width)
    for entry in one.publications:
        text = f"published{' on ' + entry.channel if entry.channel else ''} on {entry.date}: {entry.url}"
        past = f", PAST THE GATE: {entry.override}" if entry.override else ""
        lines += [paint(line, "red" if past else "", colour) for line in _indent(text + past, width)]
    for problem in one.problems:
        lines += _indent(problem, width)
    changes = kept_difference(desk, one)
    if changes:
        lines += ["", "  changed since it was submitted, so these approvals are stale:"]
        lines += [_paint_change(line, colour) for line in changes]
    return "\n".join(lines)


def _indent(text: str, width: int) -> list[str]:
    first, *rest = wrap(text, width - 4)
    return [f"  {first}", *(f"    {line}" for line in rest)]


def _signed(desk: Desk, entry: ApprovalEntry) -> str:
    instead = f" for {desk.person_name(entry.stands_in_for)}" if entry.stands_in_for else ""
    by = f", entered by {desk.person_name(entry.entered_by)}" if entry.entered_by else ""
    signed = ", signed" if entry.signature else ""
    note = f": {entry.note}" if entry.note else ""
    return f"{desk.person_name(entry.who)}{instead} on {entry.at[:16].replace('T', ' ')}{signed}{by}{note}"


def _step_line(desk: Desk, one: ItemStatus, step: StepProgress) -> str:
    beside = " (beside the step before)" if step.step.parallel else ""
    quorum = f", {step.step.quorum} of {len(set(step.step.reviewers))}" if step.step.quorum > 1 else ""
    head = f"{step.step.role}{quorum}{beside}: "
    given = "; ".join(_signed(desk, entry) for _, entry in step.approvals)
    if step.state == "done":
        return head + ("stale: " if one.state == "stale" else "approved by ") + given
    names = " or ".join(_holder(desk, holder) for holder in step.holders) or "nobody who may"
    if step.state == "waiting" or not one.waiting:
        return head + (f"{given}; " if given else "") + f"then {names}"
    waiting = next((each for each in one.waiting if each.role == step.step.role), None)
    parts = [f"waits for {names}" + (f" ({step.lacking} of them)" if step.lacking > 1 else "")]
    if waiting is not None and waiting.since is not None:
        days = waiting.working_days
        parts.append(f"since {waiting.since}, {days} working day{'s' * (days != 1)}")
        parts.append(
            f"due {waiting.due}" + (f", in the plan by {waiting.planned}" if waiting.planned else "")
        )
        if waiting.late:
            parts.append("LATE")
    return head + (f"{given}; " if given else "") + ", ".join(parts)


def _paint_change(line: str, colour: bool) -> str:
    from contentops.problem import harmless

    styles: dict[str, Style] = {"-": "red", "+": "green", "@": "bold"}
    return paint(harmless(line), styles.get(line[:1], ""), colour)


def render_json(desk: Desk, found: list[ItemStatus], *, with_diff: bool) -> str:
    """The document that `contentops schema status-report` describes."""
    document = {
        "version": 1,
        "today": desk.today.isoformat(),
        "items": [_item_document(desk, one, with_diff=with_diff) for one in found],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _item_document(desk: Desk, one: ItemStatus, *, with_diff: bool) -> dict[str, Any]:
    from contentops.approvals.record import entry_fields
    from contentops.cli.status import kept_difference

    progress = one.progress
    steps = progress.steps if progress is not None else ()
    submission = progress.submission if progress is not None else None
    ended = progress.ended_by if progress is not None else None
    document: dict[str, Any] = {
        "item": one.item,
        "title": one.title,
        "state": one.state,
        "publish": one.publish.isoformat() if one.publish is not None else None,
        "draft": one.draft,
        "holder": one.holder,
        "due": one.due.isoformat() if one.due is not None else None,
        "late": one.is_late,
        "chain": progress.chain.id if progress is not None else None,
        "submitted": entry_fields(submission) if submission is not None else None,
        "ended_by": entry_fields(ended) if ended is not None else None,
        "steps": [
            {
                "role": step.step.role,
                "state": step.state,
                "quorum": step.step.quorum,
                "parallel": step.step.parallel,
                "approvals": [entry_fields(entry) for _, entry in step.approvals],
                "waits_for": [
                    {"person": holder.person, "stand_ins": list(holder.stand_ins)} for holder in step.holders
                ],
            }
            for step in steps
        ],
        "waiting": [
            {
                "role": step.role,
                "lacking": step.lacking,
                "since": step.since.isoformat() if step.since is not None else None,
                "working_days": step.working_days,
                "due": step.due.isoformat() if step.due is not None else None,
                "planned": step.planned.isoformat() if step.planned is not None else None,
                "late": step.late,
            }
            for step in one.waiting
        ],
        "ignored": [
            {"entry": entry_fields(entry), "why": why}
            for entry, why in (progress.ignored if progress is not None else ())
        ],
        "published": [entry_fields(entry) for entry in one.publications],
        "problems": list(one.problems),
    }
    if with_diff:
        document["changes"] = kept_difference(desk, one)
    return document
