"""`contentops templates`: the templates of drafts and pages, where from, what each needs or holds, and copies."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from contentops.cli.options import Directory, Format, Json, OutputFormat, find_root
from contentops.cli.templates_pages import (
    copy_page,
    describe_page,
    find_page,
    list_pages,
    page_data,
    page_problems,
    print_problems,
)
from contentops.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from contentops.drafts.fact_types import FactSpec
    from contentops.drafts.template import DraftTemplate
    from contentops.workspace.page_files import PageFile


def command(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]", help="Show one template: the facts a draft needs, the blocks a page has."
        ),
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(
            "--lang", metavar="zh|en", help="Language of drafts [default: the workspace's, else en]."
        ),
    ] = None,
    directory: Directory = None,
    output_format: Format = OutputFormat.TEXT,
    json_output: Json = False,
    copy: Annotated[
        bool,
        typer.Option("--copy", help="Write NAME into the workspace's templates/ to be changed there."),
    ] = False,
    block: Annotated[
        list[str] | None,
        typer.Option(
            "--block", metavar="BLOCK", help="With --copy: put this block of a page into it; repeatable."
        ),
    ] = None,
    whole: Annotated[
        bool,
        typer.Option("--whole", help="With --copy: all of a page, instead of what extends the shipped one."),
    ] = False,
) -> int:
    """List the templates of drafts and of rendered pages; with a name, the facts or blocks of that one.

    Outside a workspace the shipped templates are listed. `--copy` never overwrites: of a page it writes a template
    that extends the shipped one, so that only the blocks in it are yours. Exit code 1: an own page template cannot
    be read. The report of `contentops lint` has no template of your own.
    """
    if language not in (None, "zh", "en"):
        raise typer.BadParameter(f"{language!r} is neither zh nor en", param_hint="--lang")
    if not copy and (block or whole):
        raise UsageError(f"{'--block' if block else '--whole'} goes with --copy")
    if copy and name is None:
        raise UsageError("--copy copies one template", hint="name it; `contentops templates` lists them")
    root = find_root(directory) if directory is not None else _root_here()
    templates = _load_templates(root, language)
    pages = find_pages_of(root)
    chosen, page = _choose(name, templates, pages)
    if copy:
        _copy(root, chosen, page, block or [], whole=whole)
        return ExitCode.CLEAN
    templates = [chosen] if chosen is not None else [] if page is not None else templates
    pages = [page] if page is not None else [] if chosen is not None else pages
    if json_output or output_format is OutputFormat.JSON:
        typer.echo(_render_json(templates, pages))
    elif chosen is not None:
        _print_facts(chosen)
    elif page is not None:
        _print_lines(describe_page(page))
    else:
        _print_all(templates, pages)
    return _tell(pages)


def _print_all(templates: list[DraftTemplate], pages: list[PageFile]) -> None:
    typer.echo("Drafts")
    width = max((len(template.name) for template in templates), default=0)
    for template in templates:
        typer.echo(f"{template.name:<{width}}  {template.header.summary}  [{template.source.path}]")
    typer.echo("\nPages")
    _print_lines(list_pages(pages))


def _print_lines(lines: Iterable[str]) -> None:
    for line in lines:
        typer.echo(line)


def _tell(pages: list[PageFile]) -> int:
    """Print what is wrong with own pages; the exit code that it gives."""
    problems = page_problems(pages)
    print_problems(problems)
    return ExitCode.FINDINGS if any(problem.severity == "error" for problem in problems) else ExitCode.CLEAN


def _copy(
    root: Path | None,
    template: DraftTemplate | None,
    page: PageFile | None,
    blocks: list[str],
    *,
    whole: bool,
) -> None:
    from contentops.errors import ContentopsError
    from contentops.workspace.draft_files import OWN_TEMPLATES
    from contentops.workspace.page_files import write_own

    if root is None:
        raise ContentopsError(
            "there is no workspace to copy a template into", hint="go to one, or name it with -C"
        )
    if page is not None:
        typer.echo(copy_page(root, page, blocks, whole=whole))
    elif template is not None:
        if blocks or whole:
            raise UsageError("drafts have no blocks: --copy copies the whole template")
        if not template.source.shipped:
            raise ContentopsError(
                f"{template.source.path} exists already", hint="nothing was written; edit it, or move it away"
            )
        name = f"{template.language}/{template.source.path.rpartition('/')[2]}"
        typer.echo(write_own(root, OWN_TEMPLATES, name, template.source.text))


def find_pages_of(root: Path | None) -> list[PageFile]:
    """The page templates of a workspace, or those that are shipped."""
    from contentops.workspace.page_files import find_pages

    return find_pages(root)


def _load_templates(root: Path | None, language: Any) -> list[DraftTemplate]:
    from contentops.drafts.template import find_template
    from contentops.workspace.draft_files import TemplateFolders
    from contentops.workspace.load import load_workspace
    from contentops.workspace.yaml_reader import read_yaml

    if language is None:
        workspace = load_workspace(root).workspace if root is not None else None
        language = workspace.settings.language if workspace is not None else "en"
    folders = TemplateFolders(root)
    found = [find_template(name, language, folders, read_yaml) for name in folders.names(language)]
    return [template for template in found if template is not None]


def _root_here() -> Path | None:
    from contentops.workspace.find import find_workspace_or_none

    return find_workspace_or_none(Path())


def _choose(
    name: str | None, templates: list[DraftTemplate], pages: list[PageFile]
) -> tuple[DraftTemplate | None, PageFile | None]:
    """The draft or the page of that name; neither without a name. Raises `UsageError` for an unknown one."""
    from contentops.problem import suggest

    if name is None:
        return None, None
    chosen = next((template for template in templates if template.name == name), None)
    page = find_page(name, pages)
    if chosen is None and page is None:
        known = [*(template.name for template in templates), *(one.name for one in pages)]
        raise UsageError(f"there is no template {name}", hint=suggest(name, known, noun="templates"))
    return chosen, page if chosen is None else None


def _print_facts(template: DraftTemplate) -> None:
    typer.echo(f"{template.name}: {template.header.summary}")
    typer.echo(f"from {template.source.path}")
    if template.header.formats:
        typer.echo(f"for {', '.join(template.header.formats)}")
    if template.header.needs:
        typer.echo(f"needs {', '.join(template.header.needs)}")
    for spec in template.header.facts.values():
        _print_fact(spec, "  ")


def _print_fact(spec: FactSpec, indent: str) -> None:
    kind = "required" if spec.required else "optional"
    named = f", {spec.type}" if spec.type else ""
    many = ", a list" if spec.many else ""
    example = f"; for example: {spec.example}" if spec.example else ""
    about = f" {spec.description}" if spec.description else ""
    typer.echo(f"{indent}{spec.key} ({kind}{named}{many}){about}{example}")
    for one in spec.fields.values():
        _print_fact(one, indent + "  ")


def _render_json(templates: list[DraftTemplate], pages: list[PageFile]) -> str:
    import json

    listed = [
        {
            "name": template.name,
            "language": template.language,
            "path": template.source.path,
            "shipped": template.source.shipped,
            "summary": template.header.summary,
            "formats": list(template.header.formats),
            "needs": list(template.header.needs),
            "facts": [_as_data(spec) for spec in template.header.facts.values()],
        }
        for template in templates
    ]
    document = {"version": 1, "templates": listed, "pages": [page_data(page) for page in pages]}
    return json.dumps(document, ensure_ascii=False, indent=2)


def _as_data(spec: FactSpec) -> dict[str, Any]:
    return {
        "key": spec.key,
        "type": spec.type or ("mapping" if spec.fields else "text"),
        "required": spec.required,
        "many": spec.many,
        "description": spec.description,
        "example": spec.example,
        "fields": [_as_data(one) for one in spec.fields.values()],
    }
