"""`contentops templates`: which draft templates there are, where from, and the facts each needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from contentops.cli.options import Directory, Format, Json, OutputFormat, find_root
from contentops.errors import ExitCode

if TYPE_CHECKING:
    from contentops.drafts.facts import FactSpec
    from contentops.drafts.template import DraftTemplate


def command(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="Show one template with the facts it needs.")
    ] = None,
    language: Annotated[
        str | None,
        typer.Option("--lang", metavar="zh|en", help="Language [default: the workspace's, else en]."),
    ] = None,
    directory: Directory = None,
    output_format: Format = OutputFormat.TEXT,
    json_output: Json = False,
) -> int:
    """List the draft templates; with a name, the facts that template needs.

    Outside a workspace the shipped templates are listed.
    """
    if language not in (None, "zh", "en"):
        raise typer.BadParameter(f"{language!r} is neither zh nor en", param_hint="--lang")
    templates = _load_templates(directory, language)
    if name is not None:
        templates = [_chosen(name, templates)]
    if json_output or output_format is OutputFormat.JSON:
        typer.echo(_render_json(templates))
    elif name is not None:
        _print_facts(templates[0])
    else:
        width = max((len(template.name) for template in templates), default=0)
        for template in templates:
            typer.echo(f"{template.name:<{width}}  {template.header.summary}  [{template.source.path}]")
    return ExitCode.CLEAN


def _load_templates(directory: Any, language: Any) -> list[DraftTemplate]:
    from contentops.drafts.template import find_template
    from contentops.workspace.draft_files import TemplateFolders
    from contentops.workspace.find import find_workspace_or_none
    from contentops.workspace.load import load_workspace
    from contentops.workspace.yaml_reader import read_yaml

    root = find_root(directory) if directory is not None else find_workspace_or_none(_here())
    if language is None:
        workspace = load_workspace(root).workspace if root is not None else None
        language = workspace.settings.language if workspace is not None else "en"
    folders = TemplateFolders(root)
    found = [find_template(name, language, folders, read_yaml) for name in folders.names(language)]
    return [template for template in found if template is not None]


def _here() -> Any:
    from pathlib import Path

    return Path()


def _chosen(name: str, templates: list[DraftTemplate]) -> DraftTemplate:
    from contentops.errors import UsageError
    from contentops.problem import suggest

    for template in templates:
        if template.name == name:
            return template
    known = [template.name for template in templates]
    raise UsageError(f"there is no draft template {name}", hint=suggest(name, known, noun="templates"))


def _print_facts(template: DraftTemplate) -> None:
    typer.echo(f"{template.name}: {template.header.summary}")
    typer.echo(f"from {template.source.path}")
    if template.header.needs:
        typer.echo(f"needs {', '.join(template.header.needs)}")
    for spec in template.header.facts.values():
        _print_fact(spec, "  ")


def _print_fact(spec: FactSpec, indent: str) -> None:
    kind = "required" if spec.required else "optional"
    many = ", a list" if spec.many else ""
    example = f"; for example: {spec.example}" if spec.example else ""
    about = f" {spec.description}" if spec.description else ""
    typer.echo(f"{indent}{spec.key} ({kind}{many}){about}{example}")
    for one in spec.fields.values():
        _print_fact(one, indent + "  ")


def _render_json(templates: list[DraftTemplate]) -> str:
    import json

    listed = [
        {
            "name": template.name,
            "language": template.language,
            "path": template.source.path,
            "shipped": template.source.shipped,
            "summary": template.header.summary,
            "needs": list(template.header.needs),
            "facts": [_as_data(spec) for spec in template.header.facts.values()],
        }
        for template in templates
    ]
    return json.dumps({"version": 1, "templates": listed}, ensure_ascii=False, indent=2)


def _as_data(spec: FactSpec) -> dict[str, Any]:
    return {
        "key": spec.key,
        "required": spec.required,
        "many": spec.many,
        "description": spec.description,
        "example": spec.example,
        "fields": [_as_data(one) for one in spec.fields.values()],
    }
