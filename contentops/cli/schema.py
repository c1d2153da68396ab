"""`contentops schema`: JSON Schemas for editors and for programs that read our documents."""

from __future__ import annotations

from typing import Annotated

import typer

from contentops.cli.options import Directory, find_root


def command(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="Which schema; without it, the names are listed.")
    ] = None,
    directory: Directory = None,
    write: Annotated[
        bool,
        typer.Option("--write", help="Write the schemas of the workspace's files to .contentops/schemas."),
    ] = False,
) -> None:
    """Print a JSON Schema (draft 2020-12), or write them where the workspace's files look for them."""
    from contentops.errors import UsageError
    from contentops.problem import suggest
    from contentops.workspace.scaffold import SCHEMAS_FOLDER
    from contentops.workspace.schemas import SCHEMAS, WORKSPACE_SCHEMAS, render_schema
    from contentops.workspace.write import write_text

    if write:
        root = find_root(directory)
        for schema in WORKSPACE_SCHEMAS:
            write_text(root / SCHEMAS_FOLDER / f"{schema}.json", render_schema(schema))
        typer.echo(f"Wrote {len(WORKSPACE_SCHEMAS)} schemas to {SCHEMAS_FOLDER}.")
    elif name is None:
        for schema, build in SCHEMAS.items():
            typer.echo(f"{schema:14} {build()['title']}")
    elif name in SCHEMAS:
        typer.echo(render_schema(name), nl=False)
    else:
        raise UsageError(f"there is no schema {name}", hint=suggest(name, SCHEMAS, noun="schemas"))
