"""`contentops library`: what was written before and can be used again."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from contentops.cli.options import (
    Directory,
    Format,
    Json,
    OpenWorkspace,
    OutputFormat,
    Today,
    open_workspace,
    read_days,
    resolve_today,
)
from contentops.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from contentops.library.search import Hit
    from contentops.models.settings import Settings

_Many = list[str] | None


def command(
    words: Annotated[
        _Many,
        typer.Argument(metavar="[WORD]...", help="Words to find, Chinese or English.", show_default=False),
    ] = None,
    industry: Annotated[
        _Many, typer.Option("--industry", help="About this industry, or a part of its name.")
    ] = None,
    product: Annotated[_Many, typer.Option("--product", help="About this product, by id or name.")] = None,
    role: Annotated[
        _Many, typer.Option("--role", help="For this role: initiator, evaluator, decider, user.")
    ] = None,
    stage: Annotated[_Many, typer.Option("--stage", help="For this funnel stage.")] = None,
    pool: Annotated[_Many, typer.Option("--pool", help="Of this pool: basic, periodic, hook.")] = None,
    made_as: Annotated[
        _Many, typer.Option("--made-as", help="Of this format: case, article, slides ...")
    ] = None,
    channel: Annotated[_Many, typer.Option("--channel", help="That went out on this channel.")] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Only what is not due for a refresh.")] = False,
    stale: Annotated[bool, typer.Option("--stale", help="Only what is.")] = False,
    unused_for: Annotated[
        str | None, typer.Option("--unused-for", metavar="6m", help="Only what nobody has used for so long.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Also what is not out yet.")] = False,
    sort: Annotated[
        Literal["fit", "age", "used"], typer.Option("--sort", help="Best fit, newest, or used last first.")
    ] = "fit",
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many to show.")] = 20,
    use: Annotated[
        str | None, typer.Option("--use", metavar="ITEM", help="Note that this piece was used again today.")
    ] = None,
    used_for: Annotated[str | None, typer.Option("--for", help="With --use: what for.")] = None,
    by: Annotated[str | None, typer.Option("--by", help="With --use: who, by id.")] = None,
    directory: Directory = None,
    today: Today = None,
    output_format: Format = OutputFormat.TEXT,
    json_output: Json = False,
) -> int:
    """Find published and basic content to use again, with its age and its last use.

    Exit code 0: something fits; 1: nothing does; 2: could not run.
    """
    opened = open_workspace(directory)
    day = resolve_today(today, opened.workspace.settings)
    if use is not None:
        return _note_use(opened, use, day, used_for, by)
    if used_for is not None or by is not None:
        raise UsageError("--for and --by belong to --use", hint="add --use ITEM")

    from contentops.library.pieces import Filters

    filters = Filters(
        pools=pool or (), formats=made_as or (), industries=industry or (), products=product or (),
        roles=role or (), stages=stage or (), channels=channel or (), fresh=fresh, stale=stale,
        unused_for=read_days(unused_for, "90d, 8w, 6m or 1y") if unused_for is not None else 0,
    )  # fmt: skip
    if fresh and stale:
        raise UsageError("--fresh and --stale leave nothing", hint="give one of them")
    _check_names(opened, filters)
    query = " ".join(words or [])
    _check_query(query)
    hits, all_words = _find(opened, filters, query, day, everything=everything)
    hits = _sorted(hits, sort, day)
    if json_output or output_format is OutputFormat.JSON:
        typer.echo(_as_json(hits, query, day, limit, all_words=all_words))
    else:
        _show(hits, opened.workspace.settings, day, limit, all_words=all_words)
    return ExitCode.CLEAN if hits else ExitCode.FINDINGS


def _find(
    opened: OpenWorkspace, filters: Any, query: str, day: date, *, everything: bool
) -> tuple[list[Hit], bool]:
    from contentops.library.search import search
    from contentops.problem import format_problem
    from contentops.workspace.calendars import list_calendars, load_calendar
    from contentops.workspace.library import collect_pieces, load_uses

    uses, problems = load_uses(opened.root)
    for problem in problems:
        typer.echo(format_problem(problem), err=True)
    calendars = [load_calendar(opened.root, name) for name in list_calendars(opened.root)]
    pieces = collect_pieces(opened.root, opened.workspace, calendars, uses, everything=everything)
    found = search(pieces, query)
    return [hit for hit in found.hits if filters.let(hit.piece, day)], found.all_words


def _sorted(hits: list[Hit], sort: str, day: date) -> list[Hit]:
    if sort == "age":
        return sorted(hits, key=lambda hit: (_age(hit, day), hit.piece.name))
    if sort == "used":
        return sorted(hits, key=lambda hit: (-(hit.piece.last_used or date.min).toordinal(), hit.piece.name))
    return hits


def _age(hit: Hit, day: date) -> int:
    age = hit.piece.age(day)
    return 1_000_000 if age is None else age


def _check_names(opened: OpenWorkspace, filters: Any) -> None:
    """Refuse a value that nothing can have: a typing error would look like an empty library."""
    from typing import get_args

    from contentops.models.base import FunnelStage, PoolName, Role
    from contentops.models.item import Format as ItemFormat
    from contentops.problem import suggest

    known = (
        ("--pool", filters.pools, get_args(PoolName)),
        ("--made-as", filters.formats, get_args(ItemFormat)),
        ("--role", filters.roles, get_args(Role)),
        ("--stage", filters.stages, get_args(FunnelStage)),
        ("--channel", filters.channels, tuple(opened.workspace.channels)),
    )
    for option, values, names in known:
        for value in values:
            if value not in names:
                raise UsageError(
                    f"{option} {value}: there is none of this name", hint=suggest(value, names, noun="names")
                )


def _check_query(query: str) -> None:
    from contentops.library.search import find_words

    if query.strip() and not find_words(query):
        raise UsageError(
            f"{query!r} has no word to look for", hint="write letters, digits or Chinese characters"
        )


def _note_use(opened: OpenWorkspace, name: str, day: date, used_for: str | None, by: str | None) -> int:
    from contentops.models.library import Use
    from contentops.problem import suggest
    from contentops.workspace.library import USES_FILE, add_use

    items = opened.workspace.items
    if name.partition("@")[0] not in items:
        raise UsageError(f"there is no item {name}", hint=suggest(name, sorted(items), noun="items"))
    if by is not None and by not in opened.workspace.people:
        raise UsageError(
            f"nobody in the team has the id {by}",
            hint=suggest(by, sorted(opened.workspace.people), noun="people"),
        )
    add_use(opened.root, Use.model_validate({"item": name, "date": day, "by": by, "for": used_for}))
    typer.echo(f"noted in {USES_FILE}: {name} was used on {day}" + (f" for {used_for}" if used_for else ""))
    return ExitCode.CLEAN


def _show(hits: list[Hit], settings: Settings, day: date, limit: int, *, all_words: bool) -> None:
    """One block a piece; data to standard output, the count to standard error."""
    import os
    import shutil
    import sys

    from contentops.cli.library_text import piece_lines

    width = shutil.get_terminal_size((100, 24)).columns
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    names = {channel.id: channel for channel in settings.channels}
    for number, hit in enumerate(hits[:limit]):
        if number:
            typer.echo()
        for line in piece_lines(hit, day, width, names, settings.language, colour=colour):
            typer.echo(line)
    if hits and not all_words:
        typer.echo("no piece has all of these words; these have some of them", err=True)
    counted = f"{len(hits)} piece{'' if len(hits) == 1 else 's'}"
    more = f", the first {limit} shown: --limit shows more" if len(hits) > limit else ""
    typer.echo(f"library: {counted}{more}" if hits else "library: nothing fits", err=True)


def _as_json(hits: list[Hit], query: str, day: date, limit: int, *, all_words: bool) -> str:
    import json

    def piece(hit: Hit) -> dict[str, Any]:
        one = hit.piece
        return {
            "item": one.name,
            "title": one.title,
            "pool": one.pool,
            "format": one.format,
            "industry": one.industry,
            "products": list(one.products),
            "role": one.role,
            "stage": one.stage,
            "made": one.made,
            "age_days": one.age(day),
            "fresh_until": one.fresh_until,
            "stale": one.is_stale(day),
            "published": [{"channel": out.channel, "date": out.day, "url": out.url} for out in one.outings],
            "last_used": one.last_used,
            "uses": len(one.uses),
            "draft": one.draft,
            "score": hit.score,
            "excerpt": " ".join(hit.excerpt.split()),
        }

    document = {
        "version": 1,
        "query": query.split(),
        "all_words": all_words,
        "total": len(hits),
        "pieces": [piece(hit) for hit in hits[:limit]],
    }
    return json.dumps(document, ensure_ascii=False, indent=2, default=str)
