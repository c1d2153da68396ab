"""`contentops status`: who has to answer since when, what is late, what is stale, what went out past the gate."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from contentops.cli.options import (
    Directory,
    Format,
    Json,
    OutputFormat,
    Today,
    open_workspace,
    read_period,
    resolve_today,
)
from contentops.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from datetime import date

    from contentops.approvals.status import ItemStatus
    from contentops.cli.approving import Desk, Planned
    from contentops.working_days import CountryDays


def command(
    item: Annotated[
        str | None, typer.Argument(metavar="[ITEM]", help="One item, with all its steps and what changed.")
    ] = None,
    period: Annotated[
        str | None, typer.Option("--period", metavar="PERIOD", help="Every entry of this period.")
    ] = None,
    person: Annotated[
        str | None, typer.Option("--person", metavar="WHO", help="Only what waits for this person.")
    ] = None,
    diff: Annotated[
        bool, typer.Option("--diff", help="Also show what changed in a text since it was submitted.")
    ] = False,
    directory: Directory = None,
    today: Today = None,
    output_format: Format = OutputFormat.TEXT,
    json_output: Json = False,
) -> int:
    """Show who has to answer since when, what is late against the plan, and which approvals are stale.

    Without ITEM or --period: everything that has a draft or a record and did not go out yet, and whatever went
    out past the gate. Exit code 0, also when something is late; 2: could not run.
    """
    from contentops.cli.approving import Desk
    from contentops.cli.ids import find_id
    from contentops.cli.status_text import render_item, render_json, render_table
    from contentops.cli.terminal import screen_width, wants_colour

    opened = open_workspace(directory)
    desk = Desk(opened, resolve_today(today, opened.workspace.settings))
    asked = find_id(person, opened.workspace.people) if person is not None else None
    if person is not None and asked is None:
        from contentops.problem import suggest

        hint = suggest(person, sorted(opened.workspace.people), noun="people")
        raise UsageError(f"there is nobody called {person}", hint=hint)
    teller = Teller(desk)
    found = [teller.tell(name) for name in _choose(desk, item, period)]
    if item is None and period is None:
        found = [one for one in found if one.state != "published" or one.overrides]
    if asked is not None:
        found = [one for one in found if asked in holders_of(one)]
    if json_output or output_format is OutputFormat.JSON:
        typer.echo(render_json(desk, found, with_diff=diff or item is not None))
        return ExitCode.CLEAN
    colour, width = wants_colour(), screen_width()
    if item is not None:
        typer.echo("\n\n".join(render_item(desk, one, width, colour) for one in found))
    else:
        typer.echo(render_table(desk, found, width, colour, with_diff=diff), nl=False)
    return ExitCode.CLEAN


def holders_of(status: ItemStatus) -> set[str]:
    """Whoever has the next move: reviewers and who stands in for them, else the owner."""
    found = {
        one
        for step in status.waiting
        for holder in step.holders
        for one in (holder.person, *holder.stand_ins)
    }
    return found | ({status.holder} if status.holder is not None else set())


def _choose(desk: Desk, item: str | None, period: str | None) -> list[str]:
    from contentops.workspace.approvals import list_records

    if item is not None:
        return desk.expand(item)
    if period is not None:
        within = read_period(period, desk.workspace.settings)
        names = {
            name
            for name, entries in desk.planned.items()
            if any(one.entry.publish in within and one.entry.state != "cancelled" for one in entries)
        }
    else:
        names = {*list_records(desk.root)}
        names |= {name for name in desk.planned if _has_draft(desk, name)}
    known = [name for name in names if name.partition("@")[0] in desk.workspace.items]
    return sorted(known, key=lambda name: (_publish(desk, name) or _never(), name))


def _has_draft(desk: Desk, name: str) -> bool:
    from contentops.workspace.draft_files import SeveralDraftsError

    try:
        return desk.drafts.find(name) is not None
    except SeveralDraftsError:
        return True


def _publish(desk: Desk, name: str) -> date | None:
    planned = find_entry(desk, name)
    return planned.entry.publish if planned is not None else None


def _never() -> date:
    from datetime import date

    return date.max


def find_entry(desk: Desk, name: str) -> Planned | None:
    """The entry of an item that counts: one still to go out before another."""
    entries = desk.planned.get(name, [])
    going = [one for one in entries if one.entry.state in ("planned", "pinned")]
    return next(iter(going or entries), None)


class Teller:
    """Says where items stand; the working days of each country are built once."""

    def __init__(self, desk: Desk) -> None:
        from contentops.schedule.resources import Countries

        self.desk = desk
        self._countries = Countries(desk.workspace)

    def tell(self, name: str) -> ItemStatus:
        """Where `name` stands."""
        from contentops.approvals.status import ItemStatus, find_state, find_waiting, planned_move
        from contentops.cli.gating import find_waves
        from contentops.models.base import text_in
        from contentops.problem import format_problem

        desk = self.desk
        item, content, loaded, planned = (
            desk.item(name),
            desk.content(name),
            desk.record(name),
            find_entry(desk, name),
        )
        progress = desk.progress(name, loaded.record, content.hashed)
        entry = planned.entry if planned is not None else None
        waves = find_waves(planned, loaded) if planned is not None else []
        publications = tuple(one for one in loaded.record.entries if one.what == "published")
        out = bool(publications) and all(wave.out for wave in waves)
        out = out or (entry is not None and entry.state == "published")
        state = find_state(
            progress, loaded.record, draft=content.hashed is not None, broken=bool(loaded.problems), out=out
        )
        due = planned_move(entry, state)
        reviewing = state == "in-review" and progress is not None
        waiting = (
            find_waiting(progress, entry, desk.today, self._days_since, self._due_day)
            if reviewing and progress is not None
            else ()
        )
        return ItemStatus(
            item=name,
            title=text_in(item.title, desk.workspace.settings.language),
            state=state,
            publish=entry.publish if entry is not None else None,
            draft=content.paths.get(""),
            progress=progress,
            waiting=waiting,
            holder=None if state in ("in-review", "published") else item.owner,
            publications=publications,
            due=due,
            overdue=due is not None and due < desk.today,
            problems=tuple(
                format_problem(one)
                for one in (*loaded.problems, *content.problems, *desk.stale_versions(name, content))
            ),
        )

    def _country(self, person: str) -> CountryDays:
        known = self.desk.workspace.people.get(person)
        return self._countries.of(known.country if known is not None else None)

    def _days_since(self, person: str, since: date, today: date) -> int:
        days = self._country(person).between(since, today)
        return sum(day > since for day in days)

    def _due_day(self, person: str, since: date, days: int) -> date:
        """The last day of the answer: so many of the person's working days after the day it came."""
        return self._country(person).add(since, days)


def kept_difference(desk: Desk, status: ItemStatus) -> list[str]:
    """What changed since an item was submitted; a line that says so when the text was not kept."""
    from contentops.approvals.difference import describe_difference
    from contentops.workspace.approvals import TEXTS_FOLDER, read_kept_text

    submission = status.progress.submission if status.progress is not None else None
    if submission is None or submission.content is None or status.state != "stale":
        return []
    kept = read_kept_text(desk.root, submission.content)
    if kept is None:
        path = Path(TEXTS_FOLDER) / f"{submission.content}.md"
        return [f"the text that was submitted is gone or altered: {path.as_posix()}"]
    return list(describe_difference(kept, desk.content(status.item).content))
