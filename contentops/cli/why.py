"""`contentops why`: why an item stands where it stands or does not stand at all; a week; a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from contentops.cli.options import (
    Directory,
    Format,
    Json,
    OpenWorkspace,
    OutputFormat,
    Today,
    open_workspace,
    read_period,
    resolve_today,
)
from contentops.errors import UsageError

if TYPE_CHECKING:
    from datetime import date

    from contentops.models.calendar import Calendar
    from contentops.models.period import Period
    from contentops.models.why import WhyItem, WhyReport
    from contentops.schedule.why_plan import StandingPlan


def command(
    item: Annotated[
        str | None,
        typer.Argument(
            metavar="[ITEM]", help="An item's id or title, or an occurrence ITEM@DATE.", show_default=False
        ),
    ] = None,
    period: Annotated[
        str | None,
        typer.Argument(
            metavar="[PERIOD]",
            help="The plan to ask [default: every plan that knows it].",
            show_default=False,
        ),
    ] = None,
    week: Annotated[
        str | None,
        typer.Option(
            "--week", metavar="WEEK", help="Ask about a week, such as 2027-W08.", show_default=False
        ),
    ] = None,
    person: Annotated[
        str | None,
        typer.Option("--person", metavar="ID", help="Ask about a person's weeks.", show_default=False),
    ] = None,
    directory: Directory = None,
    today: Today = None,
    output_format: Format = OutputFormat.TEXT,
    json_output: Json = False,
) -> None:
    """Say why ITEM stands where it stands; of one without a place, what would let it in at the least cost.

    Every change that is offered was tried on a copy of the plan. With --week or --person, say who and what is
    full, with what, and what that pushes out. Nothing is written.
    """
    if sum(one is not None for one in (week, person)) + (item is not None and period is not None) > 1:
        raise UsageError("ask about an item, a week or a person, one at a time")
    if (week or person) and period is None:
        # The first word is the period when there is no item to ask about.
        item, period = None, item
    if item is None and week is None and person is None:
        raise UsageError(
            "what do you ask about?", hint="name an item, or give --week 2027-W08 or --person ID"
        )
    opened = open_workspace(directory)
    day = resolve_today(today, opened.workspace.settings)
    report = _report(opened, day, item=item, period=period, week=week, person=person)
    if json_output or output_format is OutputFormat.JSON:
        import json

        typer.echo(json.dumps(report.model_dump(mode="json"), ensure_ascii=False, indent=2))
        return
    from contentops.cli.terminal import screen_width, wants_colour
    from contentops.render.why import render_why

    typer.echo(render_why(report, opened.workspace, screen_width(), wants_colour()), nl=False)


def _report(
    opened: OpenWorkspace,
    today: date,
    *,
    item: str | None,
    period: str | None,
    week: str | None,
    person: str | None,
) -> WhyReport:
    from contentops.models.why import WhyReport
    from contentops.schedule.why_week import why_person, why_week

    calendars = _calendars(opened, period)
    if week is not None:
        asked = read_period(week, opened.workspace.settings)
        if asked.kind != "week":
            raise UsageError(f"--week {week} is not a week", hint="write it as 2027-W08")
        plans = list(_plans(opened, _covering(calendars, asked), today))
        return WhyReport(version=1, weeks=[why_week(plan, asked.name) for plan in plans])
    if person is not None:
        found = _find_person(opened, person)
        return WhyReport(
            version=1, people=[why_person(plan, found) for plan in _plans(opened, calendars, today)]
        )
    assert item is not None  # noqa: S101  the command has looked
    return WhyReport(version=1, items=_why_items(opened, calendars, item, today))


Calendars = Sequence[tuple["Period", "Calendar"]]


def _calendars(opened: OpenWorkspace, period: str | None) -> Calendars:
    """The plan of a period, or all plans in order of their time. Raises when there is none."""
    from contentops.errors import ContentopsError
    from contentops.workspace.calendars import list_calendars, load_calendar

    settings = opened.workspace.settings
    names = [read_period(period, settings).name] if period is not None else list_calendars(opened.root)
    if not names:
        raise ContentopsError("nothing is planned yet", hint="run `contentops plan PERIOD` first")
    pairs = [(read_period(name, settings), load_calendar(opened.root, name)) for name in names]
    return sorted(pairs, key=lambda pair: (pair[0].first, pair[0].last, pair[0].name))


def _covering(calendars: Calendars, week: Period) -> Calendars:
    covering = [pair for pair in calendars if pair[0].first <= week.last and week.first <= pair[0].last]
    if not covering:
        names = ", ".join(period.name for period, _ in calendars)
        raise UsageError(f"{week.name} lies outside what is planned", hint=f"there is: {names}")
    return covering


def _plans(opened: OpenWorkspace, calendars: Calendars, today: date) -> Iterator[StandingPlan]:
    """Each calendar taken up again, beside those that share no day with it."""
    from contentops.cli.plan import other_plans
    from contentops.schedule.why_plan import take_up

    for period, calendar in calendars:
        plan = take_up(
            opened.workspace, period, today, calendar,
            beside=other_plans(opened.root, period, opened.workspace),
        )  # fmt: skip
        if plan.is_stale:
            message = f"the workspace has changed since {period.name} was planned: plan again to be sure"
            typer.echo(f"note: {message}", err=True)
        yield plan


def _why_items(opened: OpenWorkspace, calendars: Calendars, wanted: str, today: date) -> list[WhyItem]:
    from contentops.schedule.why import names_in, why_absent, why_item

    workspace = opened.workspace
    plans = list(_plans(opened, calendars, today))
    titles = _titles(opened, plans)
    names = _find_names(wanted, titles)
    found: list[WhyItem] = []
    for plan in plans:
        known = set(names_in(plan))
        asked = [name for name in names if name in known]
        # An item that recurs stands for all its occurrences.
        asked += [one for one in names_in(plan) if one.partition("@")[0] in names and one not in asked]
        found += [said for name in asked if (said := why_item(plan, name)) is not None]
    standing = [one for one in found if one.standing != "refused"]
    if found and standing and len(plans) > 1:
        # What stands in one plan is not missed in another.
        held = {one.item for one in standing}
        found = [one for one in found if one.standing != "refused" or one.item not in held]
    if not found:
        periods = [period.name for period, _ in calendars]
        found = [
            why_absent(workspace, workspace.items[name], periods) for name in names if name in workspace.items
        ]
    if not found:
        raise UsageError(f"{wanted} is in none of these plans: {', '.join(p.name for p, _ in calendars)}")
    return found


def _titles(opened: OpenWorkspace, plans: Sequence[StandingPlan]) -> dict[str, str]:
    """Every id with its title."""
    from contentops.models.base import LANGUAGES, text_in
    from contentops.schedule.why import names_in

    titles: dict[str, str] = {}
    for item in opened.workspace.items.values():
        titles[item.id] = "\n".join(dict.fromkeys(text_in(item.title, one) for one in LANGUAGES))
    for plan in plans:
        for name in names_in(plan):
            titles.setdefault(name, "")
        for entry in plan.calendar.entries:
            titles[entry.item] = f"{titles.get(entry.item, '')}\n{entry.title}".strip()
    return titles


def _find_names(wanted: str, titles: Mapping[str, str]) -> list[str]:
    """The ids that a person means by an id or a title. Raises `UsageError` with what may be meant."""
    from contentops.problem import nearest, suggest

    if wanted in titles:
        return [wanted]
    folded = wanted.strip().casefold()
    same = [
        name for name, title in titles.items() if folded in (name.casefold(), *title.casefold().split("\n"))
    ]
    if same:
        return same
    part = [name for name, title in titles.items() if folded and folded in title.casefold()]
    if len({name.partition("@")[0] for name in part}) == 1:
        return part
    if part:
        shown = ", ".join(part[:8]) + (", ..." if len(part) > 8 else "")
        raise UsageError(f"several titles hold {wanted!r}", hint=f"name one of: {shown}")
    spoken = {line: name for name, title in titles.items() for line in title.split("\n") if line}
    near = nearest(wanted, titles)
    title = None if near else nearest(wanted, spoken)
    hint = f"did you mean {spoken[title]} ({title})?" if title else suggest(wanted, titles, noun="items")
    raise UsageError(f"there is no item {wanted!r}", hint=hint)


def _find_person(opened: OpenWorkspace, wanted: str) -> str:
    from contentops.cli.ids import find_id
    from contentops.models.base import LANGUAGES, text_in
    from contentops.problem import suggest

    people = opened.workspace.people
    if wanted in people:
        return wanted
    for name, person in people.items():
        if wanted in {text_in(person.name, language) for language in LANGUAGES}:
            return name
    if (known := find_id(wanted, people)) is not None:
        return known
    raise UsageError(
        f"--person {wanted} is not in this workspace", hint=suggest(wanted, people, noun="people")
    )
