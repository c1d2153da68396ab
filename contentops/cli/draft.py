"""`contentops draft`: first drafts from facts and templates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
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
    read_period,
    resolve_today,
)
from contentops.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from contentops.drafts.orders import DraftOrder
    from contentops.drafts.render import Draft
    from contentops.models.base import Language
    from contentops.problem import Problem
    from contentops.workspace.draft_files import SeveralDraftsError


@dataclass(frozen=True)
class Outcome:
    """What became of one draft: `written`, `kept`, `missing`, `failed`, `no-template` or `printed`."""

    item: str
    state: str
    path: str | None = None
    missing: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def command(
    items: Annotated[
        list[str] | None, typer.Argument(metavar="[ITEM]...", help="Items by id; an occurrence as ID@DATE.")
    ] = None,
    period: Annotated[
        str | None, typer.Option("--period", metavar="PERIOD", help="Every open entry of this calendar.")
    ] = None,
    due_within: Annotated[
        str | None,
        typer.Option(
            "--due-within",
            metavar="14d",
            help="Entries whose writing or publication begins within this time.",
        ),
    ] = None,
    language: Annotated[
        Literal["zh", "en"] | None, typer.Option("--lang", help="Language [default: the workspace's].")
    ] = None,
    allow_missing: Annotated[
        bool, typer.Option("--allow-missing", help="Leave visible placeholders where facts are missing.")
    ] = False,
    to_stdout: Annotated[
        bool, typer.Option("--stdout", "--dry-run", help="Print the drafts and write nothing.")
    ] = False,
    directory: Directory = None,
    today: Today = None,
    output_format: Format = OutputFormat.TEXT,
    json_output: Json = False,
) -> int:
    """Write first drafts to drafts/PERIOD/ITEM.md. A draft that exists is kept as it is.

    Missing facts are reported all at once, and nothing is written for an item that lacks one.
    Exit code 0: all there; 1: an item lacks facts or a template; 2: could not run.
    """
    opened = open_workspace(directory)
    workspace = opened.workspace
    day = resolve_today(today, workspace.settings)
    orders = _find_orders(opened, items or [], period, due_within, day)
    drafter = Drafter(
        opened,
        language or workspace.settings.language,
        allow_missing=allow_missing,
        to_stdout=to_stdout,
        today=day,
    )
    outcomes = [drafter.draft(order, named=bool(items)) for order in orders]
    as_json = json_output or output_format is OutputFormat.JSON
    _report(outcomes, drafter.texts, as_json=as_json)
    return ExitCode.FINDINGS if any(o.state in _FINDINGS for o in outcomes) else ExitCode.CLEAN


_FINDINGS = ("missing", "failed", "no-template")


def _find_orders(
    opened: OpenWorkspace,
    items: list[str],
    period: str | None,
    due_within: str | None,
    today: date,
) -> list[DraftOrder]:
    from contentops.drafts.orders import order_due, order_items, order_period
    from contentops.workspace.calendars import list_calendars, load_calendar

    workspace, root = opened.workspace, opened.root
    if due_within is not None and (items or period):
        raise UsageError("--due-within stands alone", hint="leave out the items and --period")
    if period is not None:
        name = read_period(period, workspace.settings).name
        return order_period(load_calendar(root, name), workspace, items)
    calendars = [load_calendar(root, name) for name in list_calendars(root)]
    if due_within is not None:
        if not calendars:
            raise UsageError("there is no calendar yet", hint="run `contentops plan PERIOD` first")
        return order_due(calendars, workspace, today, _days(due_within))
    if not items:
        raise UsageError("nothing to draft", hint="name items, or give --period or --due-within")
    return order_items(items, calendars, workspace, today)


def _days(text: str) -> int:
    from pydantic import TypeAdapter, ValidationError

    from contentops.models.base import Duration, Interval

    try:
        duration: Duration = TypeAdapter(Interval).validate_python(text)
    except ValidationError:
        raise UsageError(f"{text!r} is no length of time", hint="write for example 14d, 2w or 1m") from None
    return min(duration.days, 3660)


class Drafter:
    """Makes drafts one by one, so that what is wrong with one keeps no other from being written."""

    def __init__(
        self,
        opened: OpenWorkspace,
        language: Language,
        *,
        allow_missing: bool = False,
        to_stdout: bool = False,
        today: date | None = None,
    ) -> None:
        from contentops.drafts.render import DraftRenderer
        from contentops.workspace.draft_files import TemplateFolders
        from contentops.workspace.yaml_reader import read_yaml

        self.opened = opened
        self.root = opened.root
        self.allow_missing = allow_missing
        self.to_stdout = to_stdout
        self.texts: list[str] = []
        self.renderer = DraftRenderer(
            opened.workspace,
            language,
            TemplateFolders(opened.root),
            read_yaml,
            opened.locate,
            today=today,
        )

    def draft(self, order: DraftOrder, *, named: bool) -> Outcome:
        """Make the draft of `order`. An item without a template is a finding only when it was `named`."""
        from contentops.workspace.draft_files import SeveralDraftsError, draft_path, find_draft

        if order.item.template is None:
            problems = (self._no_template(order),) if named else ()
            return Outcome(order.name, "no-template" if named else "skipped", problems=problems)
        try:
            existing = None if self.to_stdout else find_draft(self.root, order.name)
        except SeveralDraftsError as error:
            return Outcome(order.name, "failed", problems=_several(order, error))
        if existing is not None:
            return self._leave(order, existing)
        path = draft_path(self.root, order.period, order.name)
        shown = f"drafts/{order.period}/{order.name}.md"
        draft = self.renderer.render(order, allow_missing=self.allow_missing)
        if draft.text is None:
            state = "missing" if draft.missing else "failed"
            return Outcome(order.name, state, shown, draft.missing, draft.problems)
        return self._keep(draft, path, shown)

    def _leave(self, order: DraftOrder, existing: Path) -> Outcome:
        """A draft that exists stays as it is; what the plan has changed under it is said."""
        from contentops.workspace.texts import read_text_file

        shown = existing.relative_to(self.root).as_posix()
        text = read_text_file(existing, shown)
        # What cannot be read is nothing to compare with; `lint` says what is wrong with it.
        problems = self.renderer.check_kept(order, shown, text) if isinstance(text, str) else []
        return Outcome(order.name, "kept", shown, problems=tuple(problems))

    def _keep(self, draft: Draft, path: Path, shown: str) -> Outcome:
        from contentops.workspace.write import ChangedMeanwhileError, write_text

        assert draft.text is not None  # noqa: S101  the caller looked
        state = "printed"
        if self.to_stdout:
            self.texts.append(draft.text)
        else:
            try:
                write_text(path, draft.text, expected=None)
                state = "written"
            except ChangedMeanwhileError:
                return Outcome(draft.order.name, "kept", shown)
        return Outcome(draft.order.name, state, shown, draft.missing, draft.problems)

    def _no_template(self, order: DraftOrder) -> Problem:
        from contentops.problem import Problem

        path, line, column = self.opened.locate("item", order.item.id)
        return Problem(
            path, line, column, "error", "no-template", f"{order.name} has no draft template", None,
            "give it one with the key template; `contentops templates` lists those there are",
        )  # fmt: skip


def _several(order: DraftOrder, error: SeveralDraftsError) -> tuple[Problem, ...]:
    from contentops.problem import Problem

    others = {path: ", ".join(one for one in error.paths if one != path) for path in error.paths}
    return tuple(
        Problem(
            path,
            1,
            1,
            "error",
            "several-drafts",
            f"{order.name} has another draft: {other}",
            None,
            error.hint,
        )
        for path, other in others.items()
    )


def _report(outcomes: list[Outcome], texts: list[str], *, as_json: bool) -> None:
    """Data to stdout, everything else to stderr."""
    from contentops.problem import format_problem

    for problem in sorted({p for o in outcomes for p in o.problems}, key=lambda p: p.sort_key()):
        typer.echo(format_problem(problem), err=True)
    shown = [outcome for outcome in outcomes if outcome.state != "skipped"]
    if as_json:
        typer.echo(_render_json(shown, texts))
        return
    if texts:
        typer.echo("\n".join(texts), nl=False)
    for outcome in shown:
        if outcome.state in ("written", "kept"):
            typer.echo(f"{outcome.state} {outcome.path}")
    _print_summary(outcomes)


def _print_summary(outcomes: list[Outcome]) -> None:
    named = {
        "written": "written", "printed": "printed", "kept": "kept as they are", "missing": "lacking facts",
        "failed": "failed", "no-template": "without a template", "skipped": "without a template",
    }  # fmt: skip
    counts: dict[str, int] = {}
    for outcome in outcomes:
        counts[named[outcome.state]] = counts.get(named[outcome.state], 0) + 1
    parts = [f"{counts[word]} {word}" for word in dict.fromkeys(named.values()) if word in counts]
    typer.echo(f"drafts: {', '.join(parts) if parts else 'none to make'}", err=True)


def _render_json(outcomes: list[Outcome], texts: list[str]) -> str:
    import json

    printed = iter(texts)
    drafts: list[dict[str, Any]] = []
    for outcome in outcomes:
        entry: dict[str, Any] = {
            "item": outcome.item,
            "path": outcome.path,
            "state": outcome.state,
            "missing": list(outcome.missing),
        }
        if outcome.state == "printed":
            entry["text"] = next(printed)
        drafts.append(entry)
    return json.dumps({"version": 1, "drafts": drafts}, ensure_ascii=False, indent=2)
