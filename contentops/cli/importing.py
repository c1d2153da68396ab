"""`contentops import`: a spreadsheet becomes YAML; first a dry run, then the write."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from contentops.cli.options import Directory, Format, Json, OpenWorkspace, OutputFormat, Today, open_workspace
from contentops.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from contentops.importing.mapping import Mapping
    from contentops.importing.names import TemplateRegister
    from contentops.importing.plan import ImportPlan
    from contentops.models.mapping import Into

_DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t"}


def command(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The table: a CSV or XLSX file; or the word calendar.")
    ],
    workbook: Annotated[
        Path | None,
        typer.Argument(
            metavar="WORKBOOK", help="After calendar: the workbook that people changed.", show_default=False
        ),
    ] = None,
    into: Annotated[
        str | None,
        typer.Option("--into", metavar="basic|periodic|hook|events|nodes", help="What the rows become."),
    ] = None,
    columns: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="KEY=COLUMN", help="The column that fills a key. Repeatable."),
    ] = None,
    fixed: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="KEY=VALUE", help="A value for rows without one. Repeatable."),
    ] = None,
    values: Annotated[
        list[str] | None,
        typer.Option(
            "--value", metavar="COLUMN:CELL=VALUE", help="What a cell means; * is any other cell. Repeatable."
        ),
    ] = None,
    where: Annotated[
        list[str] | None,
        typer.Option(
            "--where", metavar="CONDITION", help="Only rows such as 'date>=2027-01-01'. Repeatable."
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            "--ignore", metavar="COLUMN", help="Leave a column out although it is named like a key."
        ),
    ] = None,
    id_pattern: Annotated[
        str | None,
        typer.Option("--id", metavar="PATTERN", help="How ids are made, as '{date}-{title}'."),
    ] = None,
    rest_into: Annotated[
        str | None,
        typer.Option("--rest-into", metavar="KEY", help="Put all other columns below this key, as facts."),
    ] = None,
    mapping_file: Annotated[
        Path | None, typer.Option("--mapping", metavar="FILE", help="A YAML file with these options.")
    ] = None,
    date_format: Annotated[
        str | None, typer.Option("--date-format", metavar="FORMAT", help="How dates are written: %m/%d/%Y.")
    ] = None,
    list_separator: Annotated[
        str | None, typer.Option("--list-separator", metavar="TEXT", help="What divides a list in a cell.")
    ] = None,
    encoding: Annotated[
        str | None, typer.Option("--encoding", metavar="NAME", help="The encoding of a CSV [default: found].")
    ] = None,
    delimiter: Annotated[
        str | None,
        typer.Option("--delimiter", metavar="comma|semicolon|tab|CHAR", help="Of a CSV [default: found]."),
    ] = None,
    sheet: Annotated[
        str | None,
        typer.Option("--sheet", metavar="NAME", help="The sheet of a workbook [default: the first]."),
    ] = None,
    header_row: Annotated[
        int | None, typer.Option("--header-row", min=1, help="The row with the names of the columns.")
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("--output", metavar="FILE", help="The YAML file to add to, inside the workspace."),
    ] = None,
    write: Annotated[bool, typer.Option("--write", help="Write; without it nothing is changed.")] = False,
    skip_invalid: Annotated[
        bool, typer.Option("--skip-invalid", help="Write the valid rows although others are not.")
    ] = False,
    directory: Directory = None,
    today: Today = None,
    output_format: Format = OutputFormat.TEXT,
    json_output: Json = False,
) -> int:
    """Turn a CSV or XLSX file into pool, event or node YAML.

    Without --write this is a dry run: it reports row by row what is new, what is there already and
    what is wrong, and shows the YAML. Running it again adds only what is new; nothing that stands in
    the workspace is ever changed. Columns named like a key are mapped by themselves.

    `import calendar WORKBOOK` takes one that `contentops render --format xlsx` wrote and people changed:
    it shows what they changed against what was exported, and --write enters it in the record of the plan.

    Exit code 0: every row is fine; 1: some are not (then nothing is written without --skip-invalid), or there
    are conflicts; 2: the file or the mapping cannot be used.
    """
    as_json = json_output or output_format is OutputFormat.JSON
    if workbook is not None:
        from contentops.cli.import_calendar import import_calendar

        table_options = {
            "--into": into, "--map": columns, "--set": fixed, "--value": values, "--where": where,
            "--ignore": ignore, "--id": id_pattern, "--rest-into": rest_into, "--mapping": mapping_file,
            "--list-separator": list_separator, "--encoding": encoding, "--delimiter": delimiter, "--sheet": sheet,
            "--header-row": header_row, "--output": output,
        }  # fmt: skip
        _refuse_for_calendar(file, [name for name, given in table_options.items() if given])
        return import_calendar(
            workbook,
            directory,
            write=write,
            skip_invalid=skip_invalid,
            as_json=as_json,
            date_format=date_format,
            today=today,
        )
    from contentops.importing.mapping import parse_pairs, parse_values, with_options

    mapping = with_options(
        _mapping(mapping_file),
        into=into,
        map=parse_pairs("map", columns or []),
        set=parse_pairs("set", fixed or []),
        value=parse_values(values or []),
        where=where or [],
        ignore=ignore or [],
        id=id_pattern,
        rest_into=rest_into,
        date_format=date_format,
        list_separator=list_separator,
        encoding=encoding,
        delimiter=delimiter,
        sheet=sheet,
        header_row=header_row,
        output=output,
    )
    opened = open_workspace(directory)
    target, path = _output(mapping, opened)
    plan = _plan(file, mapping, opened, target, today)
    errors = plan.count("error")
    writing = write and (not errors or skip_invalid) and bool(plan.records)
    # Composed in a dry run too: what cannot be added to the file is better known before.
    text, before = _compose(plan, opened.root, target, path)
    if writing:
        from contentops.workspace.write import write_text

        write_text(opened.root / path, text, expected=before)
    _print(plan, path, written=writing, as_json=as_json)
    _conclude(plan, path, skip_invalid=skip_invalid, written=writing)
    return ExitCode.FINDINGS if errors and not skip_invalid else ExitCode.CLEAN


def _refuse_for_calendar(word: Path, options: list[str]) -> None:
    """`calendar` is the only word before FILE, and the options of tables say nothing about a calendar."""
    if str(word) != "calendar":
        raise UsageError(
            "import takes one file", hint="for a workbook of a plan: contentops import calendar FILE"
        )
    if options:
        raise UsageError(
            f"{', '.join(options)}: not for a calendar", hint="its workbook says what its columns are"
        )


def _mapping(path: Path | None) -> Mapping:
    from contentops.importing.mapping import Mapping, read_mapping
    from contentops.models.mapping import MappingFile
    from contentops.workspace.tables import read_yaml_text

    return Mapping(MappingFile()) if path is None else read_mapping(read_yaml_text(path), str(path))


def _output(mapping: Mapping, opened: OpenWorkspace) -> tuple[Into, str]:
    """What the rows become, and the file they go to: one that `load_workspace` reads as such."""
    from contentops.importing.targets import DESTINATIONS
    from contentops.problem import suggest
    from contentops.workspace.write import inside

    into = mapping.options.into
    if into is None:
        raise UsageError(f"say what the rows become: --into {'|'.join(DESTINATIONS)}")
    if into not in DESTINATIONS:
        raise UsageError(
            f"--into {into}".rstrip() + ": no such thing", hint=suggest(into, DESTINATIONS, noun="words")
        )
    path = Path(mapping.options.output or DESTINATIONS[into].output)
    folder = {"events": ("events",), "nodes": ()}.get(into, ("pools", into))
    parts = path.parts
    single = (*folder[:-1], f"{folder[-1]}{path.suffix}") if folder else ("nodes.yaml",)
    below = bool(folder) and parts[: len(folder)] == folder and len(parts) > len(folder)
    odd = any(
        part == ".." or not part.isprintable() or part.endswith((".yaml", ".yml")) for part in parts[:-1]
    )
    hidden = path.name.startswith(".") or not path.name.isprintable()
    if path.suffix not in (".yaml", ".yml") or hidden or odd or not (parts == single or below):
        where = f"a .yaml file in {'/'.join(folder)}/" if folder else "nodes.yaml"
        raise UsageError(f"--output {path}: {into} are not read from there", hint=f"use {where}")
    inside(opened.root, path.as_posix())
    return into, path.as_posix()


def _plan(file: Path, mapping: Mapping, opened: OpenWorkspace, into: Into, today: date | None) -> ImportPlan:
    from contentops.importing.fields import resolve_fields
    from contentops.importing.names import names_of
    from contentops.importing.plan import Existing, check_against, plan_import
    from contentops.importing.targets import DESTINATIONS
    from contentops.models.table import ReadOptions
    from contentops.workspace.tables import read_table

    options = mapping.options
    delimiter = _DELIMITERS.get(options.delimiter or "", options.delimiter)
    reading = ReadOptions(options.encoding, delimiter, options.sheet, options.header_row)
    table = read_table(file, str(file), reading)
    workspace = opened.workspace
    fields = resolve_fields(mapping, table, into, names_of(workspace, _templates(opened)))
    kind = DESTINATIONS[into].noun
    records: Any = {"item": workspace.items, "event": workspace.events, "node": workspace.nodes}[kind]

    def place(record_id: str) -> str:
        path, line, _ = opened.locate(kind, record_id, "id")
        return f"{path}:{line}"

    plan = plan_import(table, fields, Existing(records, place))
    check_against(plan, workspace, today)
    return plan


def _templates(opened: OpenWorkspace) -> TemplateRegister:
    """The draft templates that items may name; the header of one is read when its formats are asked for."""
    from functools import cache

    from contentops.drafts.template import find_template
    from contentops.errors import InvalidInput
    from contentops.importing.names import TemplateRegister
    from contentops.workspace.draft_files import TemplateFolders
    from contentops.workspace.yaml_reader import read_yaml

    folders, language = TemplateFolders(opened.root), opened.workspace.settings.language

    @cache
    def formats_of(name: str) -> tuple[str, ...]:
        try:
            template = find_template(name, language, folders, read_yaml)
        except InvalidInput:
            return ()  # `contentops templates` says what is wrong with it
        return template.header.formats if template is not None else ()

    names = {name: (name.replace("_", " "),) for name in folders.names(language)}
    return TemplateRegister("templates", names, formats_of)


def _compose(plan: ImportPlan, root: Path, into: Into, path: str) -> tuple[str, str | None]:
    """The text of the file with the new records, and what it holds now."""
    from contentops.importing.append import append_records
    from contentops.importing.targets import DESTINATIONS
    from contentops.workspace.tables import read_yaml_text

    before = read_yaml_text(root / path) if (root / path).exists() else None
    return append_records(before, path, DESTINATIONS[into].top, plan.records), before


def _print(plan: ImportPlan, path: str, *, written: bool, as_json: bool) -> None:
    from contentops.importing.report import render_json, render_text

    text = render_json(plan, path, written=written) if as_json else render_text(plan, path)
    typer.echo(text, nl=False)


def _conclude(plan: ImportPlan, path: str, *, skip_invalid: bool, written: bool) -> None:
    """The last word, for the person at the terminal."""
    count = len(plan.records)
    records = f"{count} record{'s' * (count != 1)}"
    if written:
        message = f"{records} added to {path}"
    elif not count:
        message = "nothing to write"
    elif plan.count("error") and not skip_invalid:
        message = "nothing was written: mend the rows with errors, or add --skip-invalid"
    else:
        message = f"dry run, nothing was written: add --write to add {records} to {path}"
    typer.echo(message, err=True)
