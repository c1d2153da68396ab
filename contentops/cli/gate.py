"""`contentops gate`: whether items may go out now, for CI and for the person about to press the button."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

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

    from contentops.approvals.gate import Judgement
    from contentops.cli.approving import Desk
    from contentops.problem import Problem


def command(
    items: Annotated[
        list[str] | None, typer.Argument(metavar="[ITEM]...", help="Items by id; an occurrence as ID@DATE.")
    ] = None,
    period: Annotated[
        str | None, typer.Option("--period", metavar="PERIOD", help="Every open entry of this period.")
    ] = None,
    due: Annotated[
        str | None,
        typer.Option(
            "--due", metavar="DAY", help="Everything due by a day: `today`, or a date to try it for."
        ),
    ] = None,
    directory: Directory = None,
    today: Today = None,
    output_format: Format = OutputFormat.TEXT,
    json_output: Json = False,
) -> int:
    """Say whether items may go out now: linted, approved as they are, past their embargo, complete and due.

    Exit code 0: every item may; 1: at least one is barred, each bar with what to do; 2: could not run.
    """
    from contentops.cli.approving import Desk
    from contentops.cli.gating import GateKeeper

    if sum(given is not None for given in (items or None, period, due)) != 1:
        raise UsageError(
            "the gate wants ITEM..., --period or --due", hint="give one of them, for example --due today"
        )
    opened = open_workspace(directory)
    day = _read_day(due, resolve_today(today, opened.workspace.settings))
    desk = Desk(opened, day)
    names, unknown = _choose(desk, items or [], period)
    keeper = GateKeeper(desk)
    judged = [keeper.judge(name) for name in names]
    if json_output or output_format is OutputFormat.JSON:
        typer.echo(_render_json(judged, unknown, day))
    else:
        _print_text(judged, unknown, day)
    shut = bool(unknown) or not all(one.is_open for one in judged)
    return ExitCode.FINDINGS if shut else ExitCode.CLEAN


def _read_day(due: str | None, today: date) -> date:
    if due is None or due == "today":
        return today
    from datetime import date as day_type

    try:
        return day_type.fromisoformat(due)
    except ValueError:
        raise UsageError(f"--due {due} is no day", hint="write today, or a date such as 2027-01-13") from None


def _choose(desk: Desk, items: list[str], period: str | None) -> tuple[list[str], list[Problem]]:
    """The names to judge, and a bar for each item that nobody knows."""
    from contentops.problem import Problem

    unknown: list[Problem] = []
    names: list[str] = []
    for item in items:
        try:
            names += desk.expand(item)
        except UsageError as error:
            unknown.append(Problem("pools/", 0, 0, "error", "unknown-item", error.message, None, error.hint))
    if items:
        return list(dict.fromkeys(names)), unknown
    within = read_period(period, desk.workspace.settings) if period is not None else None
    if not desk.planned:
        raise UsageError(
            "no calendar has an entry, so nothing can be due", hint="run `contentops plan PERIOD` first"
        )
    if within is not None and not any(
        one.entry.publish in within for entries in desk.planned.values() for one in entries
    ):
        raise UsageError(f"no calendar has an entry in {within.name}", hint="name a period that is planned")
    going = [
        (one.entry.publish, name)
        for name, entries in desk.planned.items()
        for one in entries
        if one.entry.state in ("planned", "pinned")
        and (one.entry.publish in within if within is not None else _is_due(desk, name))
    ]
    for _, name in sorted(going):
        if name.partition("@")[0] in desk.workspace.items:
            names.append(name)
        else:
            message = f"the calendar has {name}, which is no item any more"
            spot = desk.planned[name][0].spot
            unknown.append(
                Problem(*spot, "error", "unknown-item", message, None, "plan again, or restore the item")
            )
    return list(dict.fromkeys(names)), unknown


def _is_due(desk: Desk, name: str) -> bool:
    """Whether a channel of the entry has its day and did not get it yet."""
    from contentops.cli.gating import find_waves

    loaded = desk.record(name)
    return any(
        wave.day <= desk.today and not wave.out
        for one in desk.planned[name]
        if one.entry.state in ("planned", "pinned")
        for wave in find_waves(one, loaded)
    )


def _print_text(judged: list[Judgement], unknown: list[Problem], day: date) -> None:
    from contentops.problem import format_problem

    for problem in unknown:
        typer.echo(format_problem(problem))
    for one in judged:
        for bar in one.bars:
            typer.echo(format_problem(bar))
        if one.is_open:
            channels = [wave.channel for wave in one.due if wave.channel is not None]
            later = [
                f"{wave.channel} {wave.day}"
                for wave in one.facts.waves
                if not wave.out and wave not in one.due
            ]
            then = f"; later: {', '.join(later)}" if later else ""
            where = f" on {', '.join(channels)}" if channels else ""
            typer.echo(f"{one.facts.item}: open{where}{then}" + "".join(f"; {note}" for note in one.notes))
    shut = sum(not one.is_open for one in judged) + len(unknown)
    total = len(judged) + len(unknown)
    typer.echo(
        f"gate on {day}: {total - shut} open, {shut} shut" if total else f"gate on {day}: nothing is due",
        err=True,
    )


def _render_json(judged: list[Judgement], unknown: list[Problem], day: date) -> str:
    import json
    from dataclasses import asdict

    entries: list[dict[str, Any]] = [
        {
            "item": one.facts.item,
            "open": one.is_open,
            "approvals": one.facts.progress.state if one.facts.progress is not None else "none-needed",
            "channels": [
                {
                    "channel": wave.channel,
                    "date": wave.day.isoformat(),
                    "due": wave in one.due,
                    "published": wave.out,
                }
                for wave in one.facts.waves
            ],
            "bars": [asdict(bar) for bar in one.bars],
            "notes": list(one.notes),
        }
        for one in judged
    ]
    document = {
        "version": 1,
        "day": day.isoformat(),
        "open": not unknown and all(one.is_open for one in judged),
        "items": entries,
        "unknown": [asdict(problem) for problem in unknown],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)
