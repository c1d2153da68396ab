"""`contentops manual`: the team's handbook, made from the same data as the commands use."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import typer

from contentops.cli.options import Directory, Today, open_workspace, resolve_today
from contentops.errors import UsageError


class ManualFormat(StrEnum):
    """What the handbook is written as."""

    HTML = "html"
    MARKDOWN = "markdown"


_NAMES = {ManualFormat.HTML: "handbook.html", ManualFormat.MARKDOWN: "handbook.md"}


def command(
    output_format: Annotated[
        ManualFormat | None,
        typer.Option("--format", help="What to write [default: both].", show_default=False),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help="Write it there instead of manual/; - prints it.",
            show_default=False,
        ),
    ] = None,
    language: Annotated[
        Literal["zh", "en"] | None,
        typer.Option("--lang", help="Its language [default: the workspace's].", show_default=False),
    ] = None,
    section: Annotated[
        list[str] | None,
        typer.Option(
            "--section", metavar="NAME", help="Only this chapter; may be repeated.", show_default=False
        ),
    ] = None,
    directory: Directory = None,
    today: Today = None,
) -> None:
    """Write the team's handbook: who we are, how work goes, how each kind of draft is written, what we never print,
    who must agree, where we publish, checklists.

    It is made anew from the workspace, never changed by hand: manual/handbook.html and manual/handbook.md. A file
    that says the same already stays as it is.
    """
    from contentops.manual.document import SECTIONS, build_document
    from contentops.problem import suggest

    for name in section or ():
        if name not in SECTIONS:
            raise UsageError(
                f"the handbook has no chapter {name}", hint=suggest(name, SECTIONS, noun="chapters")
            )
    if section and output is None:
        raise UsageError(
            "--section makes a part of the handbook", hint="say where it goes with -o FILE, or -o -"
        )
    chosen = _choose_format(output_format, output)

    from contentops.workspace.handbook import gather_handbook, own_manual_template

    opened = open_workspace(directory)
    settings = opened.workspace.settings
    book = gather_handbook(
        opened.root, opened.workspace, opened.locate,
        language=language or settings.language,
        today=resolve_today(today, settings),
        with_drafts=not section or "drafts" in section,
    )  # fmt: skip
    document = build_document(book, section or ())
    texts = {}
    for form in chosen:
        if form is ManualFormat.HTML:
            from contentops.manual.html import render_html as render
        else:
            from contentops.manual.markdown import render_markdown as render
        texts[form] = render(book, document, lambda name: own_manual_template(opened.root, name))
    _deliver(texts, output, opened.root)


def _choose_format(wanted: ManualFormat | None, output: str | None) -> list[ManualFormat]:
    """What is asked for: a file's ending says it when nothing else does."""
    if wanted is not None:
        return [wanted]
    if output is None:
        return list(ManualFormat)
    if Path(output).suffix.lower() in (".html", ".htm"):
        return [ManualFormat.HTML]
    if output == "-" or Path(output).suffix.lower() in (".md", ".markdown"):
        return [ManualFormat.MARKDOWN]
    raise UsageError(f"{output}: HTML or Markdown?", hint="end its name in .html or .md, or give --format")


def _deliver(texts: dict[ManualFormat, str], output: str | None, root: Path) -> None:
    from contentops.workspace.handbook import write_handbook

    for form, text in texts.items():
        if output == "-":
            typer.echo(text, nl=False)
        elif output is not None:
            _write(Path(output), text)
        else:
            typer.echo(write_handbook(root, _NAMES[form], text))


def _write(path: Path, text: str) -> None:
    from contentops.workspace.write import write_text

    if path.is_file() and path.read_bytes() == text.encode("utf-8"):
        typer.echo(f"{path} (unchanged)")
        return
    write_text(path, text)
    typer.echo(str(path))
