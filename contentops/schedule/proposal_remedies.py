"""The smallest change that lets in each item that is proposed for a gap but does not fit: applied to a copy, and seen
to work."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from contentops.models.calendar import Calendar, Entry
from contentops.models.coverage import Gap, Proposal
from contentops.models.period import Period, monday_of, week_name
from contentops.models.workspace import Workspace
from contentops.schedule.proposal_words import WORDS
from contentops.schedule.reasons import Reasons
from contentops.schedule.remedies import Remedy, find_remedies
from contentops.schedule.why_plan import take_up


def add_remedies(
    gaps: Sequence[Gap],
    calendar: Calendar,
    workspace: Workspace,
    period: Period,
    today: date,
    beside: Sequence[Calendar] = (),
) -> list[Gap]:
    """The gaps with what to do for items without a place, where a change lets them in within those weeks.

    Takes up to a second for each such item of a small workspace.
    """
    names = {
        proposal.items[0]
        for gap in gaps
        for proposal in gap.proposals
        if proposal.kind == "unplaced" and proposal.publish is None
    }
    if not names:
        return list(gaps)
    plan = take_up(workspace, period, today, calendar, beside=beside)
    found: dict[str, list[Remedy]] = {name: find_remedies(plan, name) for name in sorted(names)}
    return [
        gap.model_copy(
            update={"proposals": [_with(proposal, gap, found, workspace) for proposal in gap.proposals]}
        )
        for gap in gaps
    ]


def _with(proposal: Proposal, gap: Gap, found: dict[str, list[Remedy]], workspace: Workspace) -> Proposal:
    if proposal.kind != "unplaced" or proposal.publish is not None:
        return proposal
    for remedy in found[proposal.items[0]]:
        entry = remedy.entries[-1]
        if remedy.lost_value or not _serves(entry, gap):
            continue
        item = workspace.items.get(proposal.items[0].partition("@")[0])
        change = Reasons.of(workspace, item).join_changes(remedy.steps)
        action = WORDS[workspace.settings.language]["do.unplaced.change"]
        return proposal.model_copy(
            update={
                "action": action.format(change=change, day=entry.publish),
                "what_if": [str(assignment) for assignment in remedy.assignments],
            }
        )
    return proposal


def _serves(entry: Entry, gap: Gap) -> bool:
    """Whether an entry stands in the weeks of a gap; on a channel its wave does."""
    days = [entry.publish]
    if gap.kind == "channels":
        days = [wave.date for wave in entry.channels if wave.channel == gap.name]
    return any(gap.first <= week_name(monday_of(day)) <= gap.last for day in days)
