"""`contentops draft --facts`: what the drafts' templates need, what is there and where, what is lacking."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import typer

from contentops.cli.options import OpenWorkspace
from contentops.errors import ExitCode

if TYPE_CHECKING:
    from contentops.drafts.fact_table import FactRow
    from contentops.drafts.orders import DraftOrder
    from contentops.drafts.template import DraftTemplate
    from contentops.models.base import Language
    from contentops.problem import Problem
    from contentops.render.table import Cell


@dataclass(frozen=True)
class ItemFacts:
    """The facts of one draft; without a template those that would fit the item's format."""

    item: str
    title: str
    template: str | None
    rows: tuple[FactRow, ...] = ()
    problems: tuple[Problem, ...] = ()
    fitting: tuple[str, ...] = ()

    @property
    def lacking(self) -> list[FactRow]:
        """What keeps the draft from being written, each as far inside a fact as can be said."""
        rows = [row for row in self.rows if row.state in ("missing", "wrong")]
        keys = [row.key for row in rows]
        return [
            row for row in rows if not any(key.startswith((f"{row.key}.", f"{row.key}[")) for key in keys)
        ]

    @property
    def complete(self) -> bool:
        """Whether the draft can be written as its template wants it."""
        return (
            self.template is not None
            and not self.lacking
            and not any(problem.severity == "error" for problem in self.problems)
        )


def show_facts(
    opened: OpenWorkspace, orders: list[DraftOrder], language: Language | None, today: date, *, as_json: bool
) -> int:
    """Print the facts of every order; exit code 1 when a draft of them could not be written."""
    reader = _Reader(opened, language or opened.workspace.settings.language, today)
    found = [reader.read(order) for order in orders]
    if as_json:
        typer.echo(_render_json(found, reader.language))
    else:
        _print(found)
    return ExitCode.CLEAN if all(one.complete for one in found) else ExitCode.FINDINGS


class _Reader:
    def __init__(self, opened: OpenWorkspace, language: Language, today: date) -> None:
        from contentops.workspace.draft_files import TemplateFolders

        self.opened = opened
        self.language: Language = language
        self.today = today
        self.folders = TemplateFolders(opened.root)

    def read(self, order: DraftOrder) -> ItemFacts:
        """The facts of one draft, or why there are none to show."""
        from contentops.drafts.fact_problems import FactCheck
        from contentops.drafts.fact_table import list_facts
        from contentops.errors import InvalidInput
        from contentops.models.base import text_in

        name, title = order.item.template, text_in(order.title, self.language)
        if name is None:
            return ItemFacts(order.name, title, None, fitting=self._fitting(order))
        try:
            template = self._find(name)
        except InvalidInput as error:
            return ItemFacts(order.name, title, name, problems=error.problems)
        if template is None:
            return ItemFacts(order.name, title, name, problems=(self._unknown(order, name),))
        check = FactCheck(order, self.opened.workspace, self.language, self.today, self.opened.locate)
        rows, troubles, _ = list_facts(template, check)
        problems = sorted({one.problem for one in troubles}, key=lambda one: one.sort_key())
        return ItemFacts(order.name, title, name, tuple(rows), tuple(problems))

    def _find(self, name: str) -> DraftTemplate | None:
        from contentops.drafts.template import find_template
        from contentops.workspace.yaml_reader import read_yaml

        return find_template(name, self.language, self.folders, read_yaml)

    def _fitting(self, order: DraftOrder) -> tuple[str, ...]:
        """The templates that are written for the item's format."""
        from contentops.errors import InvalidInput

        fitting = []
        for name in self.folders.names(self.language):
            try:
                template = self._find(name)
            except InvalidInput:
                continue  # `contentops templates` says what is wrong with it
            if template is not None and order.item.format in template.header.formats:
                fitting.append(name)
        return tuple(fitting)

    def _unknown(self, order: DraftOrder, name: str) -> Problem:
        from contentops.problem import Problem, suggest

        place = self.opened.locate("item", order.item.id, "template")
        message = f"{order.name}: there is no draft template of this name for {self.language}"
        hint = suggest(name, self.folders.names(self.language), noun="templates")
        return Problem(*place, "error", "unknown-template", message, name, hint)


def _print(found: list[ItemFacts]) -> None:
    from contentops.cli.terminal import screen_width, wants_colour

    width, colour = screen_width(), wants_colour()
    for number, one in enumerate(found):
        if number:
            typer.echo()
        for line in _render(one, width, colour):
            typer.echo(line)
        _tell(one)
    if not found:
        typer.echo("facts: none to show", err=True)


def _render(one: ItemFacts, width: int, colour: bool) -> list[str]:
    """A title, and below it a table as wide as the terminal."""
    from contentops.render.table import Column, Layout, paint
    from contentops.text_width import truncate

    head = f"{one.item}: {one.title}" + (f" ({one.template})" if one.template else "")
    lines = [paint(truncate(head, width), "bold", colour)]
    if not one.rows:
        return lines
    columns = (
        Column("FACT", 14, 14, lines=3, shrinks=True),
        Column("STATE", 14, 14, lines=4, shrinks=True),
        Column("VALUE", 12, 12, lines=2, shrinks=True),
        Column("WHERE", 16, 16, lines=3, shrinks=True),
    )
    cells = [_cells(row) for row in one.rows]
    layout = Layout(columns, cells, width)
    lines += layout.head(colour)
    for row in cells:
        lines += [line.rstrip() for line in layout.row(row, colour)]
    return lines


def _cells(row: FactRow) -> list[Cell]:
    from contentops.render.table import Cell, Style

    doubtful = bool(row.troubles)
    style: Style = "red" if row.state in ("missing", "wrong") else "yellow" if doubtful else ""
    if row.state in ("empty", "unused"):
        style = "dim"
    value = row.value or (row.example and f"for example {row.example}" if row.state == "missing" else "")
    state = _say(row)
    return [
        Cell(row.key, style, parts=_key_parts(row.key)),
        Cell(", ".join(state), style),
        Cell(value, "dim" if row.state == "missing" else ""),
        Cell(f"{row.path}:{row.line}", parts=_path_parts(row), separator=""),
    ]


def _key_parts(key: str) -> tuple[str, ...]:
    """A key in pieces that stay whole: `facts.` `partner.` `name`."""
    pieces = key.split(".")
    return (*(f"{piece}." for piece in pieces[:-1]), pieces[-1])


def _path_parts(row: FactRow) -> tuple[str, ...]:
    folders = row.path.split("/")
    return (*(f"{folder}/" for folder in folders[:-1]), f"{folders[-1]}:{row.line}")


def _say(row: FactRow) -> list[str]:
    """The state in words: `given`, `from brand.facts, overrides ...`, `missing`, `optional, empty`."""
    if row.state == "missing":
        return ["missing"]
    if row.state == "wrong":
        return [f"wrong: {trouble.partition(';')[0]}" for trouble in row.troubles]
    if row.state == "empty":
        return ["optional", "empty"]
    if row.state == "unused":
        return ["not used", *([row.description] if row.description else [])]
    # An event's facts are known by its id alone.
    names = [name.removesuffix(": facts") for name in (row.origin or "", *row.overrides)]
    said = ["given" if row.state == "given" else f"inherited from {names[0]}"]
    said += [f"overrides {name}" for name in names[1:]]
    return [*said, *(trouble.replace("-", " ") for trouble in row.troubles)]


def _tell(one: ItemFacts) -> None:
    """What is doubtful and what is lacking, in sentences."""
    from contentops.problem import format_problem

    for problem in one.problems:
        typer.echo(format_problem(problem), err=True)
    if one.template is None:
        choice = ", ".join(one.fitting) or "none; `contentops templates` lists all"
        typer.echo(f"{one.item} has no template; for its format there are: {choice}", err=True)
        return
    lacking = [row.key for row in one.lacking]
    if lacking:
        typer.echo(f"{one.item} lacks {len(lacking)}: {', '.join(lacking)}", err=True)
    elif one.complete:
        typer.echo(f"{one.item} has all that {one.template} needs", err=True)


def _render_json(found: list[ItemFacts], language: Language) -> str:
    import json

    items: list[dict[str, Any]] = [
        {
            "item": one.item,
            "title": one.title,
            "template": one.template,
            "complete": one.complete,
            "facts": [
                {
                    **{key: value for key, value in asdict(row).items() if key != "kind"},
                    "type": row.kind,
                    "overrides": list(row.overrides),
                    "troubles": list(row.troubles),
                }
                for row in one.rows
            ],
            "problems": [asdict(problem) for problem in one.problems],
            "fitting": list(one.fitting),
        }
        for one in found
    ]
    document = {"version": 1, "language": language, "items": items}
    return json.dumps(document, ensure_ascii=False, indent=2)
