"""`contentops publish`: what went out, where and when, on the record and on the calendar."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any

import typer

from contentops.cli.options import Directory, Today, open_workspace, parse_day, resolve_at, resolve_today
from contentops.cli.signing import ItemName, Note
from contentops.errors import ContentopsError, ExitCode, UsageError

if TYPE_CHECKING:
    from datetime import date

    from contentops.approvals.gate import Judgement
    from contentops.cli.approving import Desk, Planned
    from contentops.models.approval import ApprovalEntry
    from contentops.problem import Problem
    from contentops.workspace.approvals import LoadedRecord

_URL = re.compile(r"https?://[^\s/?#]+\S*\Z")


def command(
    item: ItemName,
    url: Annotated[
        str, typer.Option("--url", metavar="URL", help="Where it can be read.", show_default=False)
    ],
    channel: Annotated[
        str | None,
        typer.Option(
            "--channel", metavar="ID", help="The channel it went out on [default: the only one that is due]."
        ),
    ] = None,
    on: Annotated[
        Any,
        typer.Option(
            "--date", metavar="DATE", parser=parse_day, help="The day it went out [default: today]."
        ),
    ] = None,
    as_: Annotated[
        str | None,
        typer.Option(
            "--as", metavar="PERSON|ROLE", help="Who published it [default: from git, or the owner]."
        ),
    ] = None,
    note: Note = None,
    override: Annotated[
        str | None,
        typer.Option(
            "--override", metavar="REASON", help="Record it although the gate is shut; shown for ever."
        ),
    ] = None,
    directory: Directory = None,
    today: Today = None,
) -> int:
    """Record that an item went out. While the gate is shut nothing is recorded, unless --override says why.

    When all its channels went out, the entry on the calendar becomes `published`, and planning keeps it.
    Exit code 0: recorded; 1: the gate is shut; 2: could not run.
    """
    from contentops.cli.approving import Desk
    from contentops.cli.gating import GateKeeper
    from contentops.cli.signing import only_name

    opened = open_workspace(directory)
    day = resolve_today(today, opened.workspace.settings)
    _check(url, on, day, override)
    desk = Desk(opened, on or day)  # what went out earlier has to have been allowed to on that day
    name = only_name(desk, item)
    judged = GateKeeper(desk).judge(name)
    target = _choose_channel(desk, judged, channel, forced=override is not None)
    bars = [*judged.bars, *_channel_bars(judged, target)]
    if not _may_pass(name, bars, override):
        return ExitCode.FINDINGS
    at = resolve_at(today, opened.workspace.settings)
    why = f"{override} ({', '.join(sorted({bar.rule for bar in bars}))})" if bars and override else None
    _record(
        desk, judged, at, as_, channel=target, url=url, date=(on or day).isoformat(), note=note, override=why
    )
    where = f" on {target}" if target else ""
    typer.echo(
        f"{name}: published{where} on {on or day}" + (f", overriding the gate: {override}" if why else "")
    )
    _update_calendar(desk, name)
    return ExitCode.CLEAN


def _may_pass(name: str, bars: list[Problem], override: str | None) -> bool:
    """Whether it is recorded; what bars it is said in any case."""
    from contentops.problem import format_problem

    for bar in bars:
        typer.echo(format_problem(bar), err=True)
    if bars and override is None:
        typer.echo(
            f"the gate is shut for {name}: nothing was recorded; --override REASON records it anyway",
            err=True,
        )
    return not bars or override is not None


def _check(url: str, on: date | None, today: date, override: str | None) -> None:
    if not _URL.match(url):
        raise UsageError(f"{url!r} is no address", hint="write it with http:// or https://")
    if on is not None and on > today:
        raise UsageError(f"--date {on} is still to come", hint="record it when it went out")
    if override is not None and not override.strip():
        raise UsageError("--override wants a reason", hint="it is shown by `contentops status` for ever")


def _choose_channel(desk: Desk, judged: Judgement, given: str | None, *, forced: bool) -> str | None:
    """The channel to record. Raises `UsageError` when it must be named, or the item does not go there."""
    waves = judged.facts.waves
    names = [wave.channel for wave in waves if wave.channel is not None]
    item = judged.facts.item
    if given is not None:
        if given not in (names or desk.workspace.channels):
            from contentops.problem import suggest

            raise UsageError(
                f"{item} does not go out on {given}", hint=suggest(given, names, noun="channels")
            )
        if any(wave.channel == given and wave.out for wave in waves) and not forced:
            _update_calendar(desk, item)  # an earlier run may have been stopped before it
            raise UsageError(f"{item} went out on {given} already", hint="`contentops status` shows where")
        return given
    if names and all(wave.out for wave in waves) and forced:
        raise UsageError(
            f"{item} went out on all its channels already",
            hint=f"to record one of them once more, name it: --channel, of {', '.join(names)}",
        )
    open_waves = [wave.channel for wave in (judged.due or waves) if not wave.out]
    if len(open_waves) > 1:
        shown = ", ".join(str(one) for one in open_waves)
        raise UsageError(f"{item} goes out on several channels", hint=f"name one: --channel, of {shown}")
    return open_waves[0] if open_waves else None


def _channel_bars(judged: Judgement, channel: str | None) -> list[Problem]:
    """A bar when the channel's own day has not come, although another's has, or when it has had the item."""
    from contentops.problem import Problem

    item = judged.facts.item
    again = [
        Problem(
            *wave.spot, "error", "already-published", f"{item} went out on {channel} already", None,
            "nothing is left to do",
        )
        for wave in judged.facts.waves
        if wave.channel == channel and wave.out and judged.due
    ]  # fmt: skip
    return again + [
        Problem(
            *wave.spot, "error", "not-due", f"{item} is not due on {channel} before {wave.day}",
            wave.day.isoformat(), "wait for the day, or move it in the calendar and plan again",
        )
        for wave in judged.facts.waves
        if judged.due and wave.channel == channel and wave.day > judged.facts.today and not wave.out
    ]  # fmt: skip


def _record(desk: Desk, judged: Judgement, at: str, as_: str | None, **values: Any) -> None:
    from contentops.cli.signer import find_submitter
    from contentops.cli.signing import build_entry, refuse_earlier
    from contentops.workspace.approvals import append_entry, keep_text

    name = judged.facts.item
    signer = find_submitter(desk, desk.item(name), desk.chain(name), as_)
    content = desk.content(name)

    def make(loaded: LoadedRecord) -> ApprovalEntry:
        refuse_earlier(loaded, at)
        progress = desk.progress(name, loaded.record, content.hashed)
        if values["override"] is None:
            # Somebody may have changed, rejected or published it since the gate was looked at.
            if progress is not None and progress.state != "approved":
                raise ContentopsError(
                    f"{name} is {progress.state} now", hint="nothing was recorded; ask the gate again"
                )
            before = [one for one in loaded.record.entries if one.what == "published"]
            if any(one.channel == values["channel"] for one in before):
                raise ContentopsError(
                    f"{name} was recorded by {before[-1].who} meanwhile", hint="nothing was written"
                )
        if content.hashed is not None:
            keep_text(desk.root, content.content, content.hashed)
        chain = progress.chain.id if progress is not None else None
        return build_entry(
            desk, loaded, at, signer, None, sign=False,
            what="published", content=content.hashed, chain=chain, **values,
        )  # fmt: skip

    append_entry(desk.root, name, make)


def _update_calendar(desk: Desk, name: str) -> None:
    """Set the entry to published once every channel of it went out."""
    from contentops.cli.gating import find_waves

    loaded = desk.record(name)
    for planned in desk.planned.get(name, ()):
        waves = find_waves(planned, loaded)
        if planned.entry.state not in ("planned", "pinned"):
            continue
        left = [str(wave.channel) for wave in waves if not wave.out]
        if left:
            typer.echo(f"  still to go out: {', '.join(left)}")
            continue
        _set_published(desk, planned)


def _set_published(desk: Desk, planned: Planned) -> None:
    from contentops.importing.yaml_edits import replace_values
    from contentops.workspace.calendars import calendar_path
    from contentops.workspace.tables import read_yaml_text
    from contentops.workspace.write import write_text
    from contentops.workspace.yaml_reader import read_yaml

    path = calendar_path(desk.root, planned.period)
    shown = path.relative_to(desk.root).as_posix()
    before = read_yaml_text(path)
    data: Any = read_yaml(before, shown).data
    entries = data.get("entries") if isinstance(data, dict) else None
    number = next((n for n, one in enumerate(entries or ()) if one.get("item") == planned.entry.item), -1)
    edited = replace_values(before, shown, {("entries", number, "state"): "published"})
    if edited is None:
        typer.echo(
            f"  {shown} cannot be changed in place: write state: published at {planned.entry.item}", err=True
        )
        return
    write_text(path, edited, expected=before)
    typer.echo(
        f"  {shown}: {planned.entry.item} is published; `contentops render {planned.period}` updates its pages"
    )
