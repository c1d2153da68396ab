"""Templates of rendered pages in `contentops templates`: what there is, what is replaced, copies to start from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from contentops.errors import ContentopsError, UsageError

if TYPE_CHECKING:
    from contentops.problem import Problem
    from contentops.workspace.page_files import PageFile


def find_page(name: str, pages: Sequence[PageFile]) -> PageFile | None:
    """The page of that name, which may be written without its last `.jinja`."""
    return next((page for page in pages if name in (page.name, page.name.removesuffix(".jinja"))), None)


def list_pages(pages: Sequence[PageFile]) -> Iterator[str]:
    """A line for each page and one with its blocks, own ones marked; then the parts that pages are made of."""
    named = [page for page in pages if page.is_page or page.own is not None]
    width = max((len(page.name) for page in named), default=0)
    for page in named:
        summary = _summary(page)
        about = f"{summary}  " if summary else ""
        yield f"{page.name:<{width}}  {about}[{page.path}]"
        blocks = [one["name"] + ("*" if one["own"] else "") for one in _blocks(page)]
        if blocks:
            yield from _wrapped("blocks: " + ", ".join(blocks), " " * 4)
    if any(one["own"] for page in named for one in _blocks(page)):
        yield "    * replaced by the workspace"
    parts = [page.name for page in pages if not page.is_page and page.own is None]
    if parts:
        yield from _wrapped("parts put into pages as they are: " + ", ".join(parts), "")


def describe_page(page: PageFile) -> Iterator[str]:
    """One page: where it comes from, and each block with its line in the file that has it."""
    data = page_data(page)
    yield f"{page.name}: {data['summary']}" if data["summary"] else page.name
    yield f"from {page.path}" + (f", extends {data['extends']}" if data["extends"] else "")
    if page.own is not None and page.shipped is not None and page.is_page and not data["extends"]:
        yield f'replaces the shipped page whole; {{% extends "shipped/{page.name}" %}} would change single blocks'
    for block in data["blocks"]:
        where = "replaced at line" if block["own"] else "line"
        yield f"  {block['name']} ({where} {block['line']})"


def page_data(page: PageFile) -> dict[str, Any]:
    """A page as the report lists it."""
    from contentops.render.page_blocks import extended

    return {
        "name": page.name,
        "kind": "page" if page.is_page else "part",
        "path": page.path,
        "shipped": page.own is None,
        "extends": extended(page.own) if page.own is not None and page.is_page else None,
        "summary": _summary(page),
        "blocks": _blocks(page),
    }


def page_problems(pages: Sequence[PageFile]) -> list[Problem]:
    """What is wrong with the workspace's own templates: what cannot be read, and blocks that nothing shows."""
    from contentops.errors import InvalidInput
    from contentops.page_templates import SHIPPED, check_page
    from contentops.problem import Problem, suggest
    from contentops.render.page_blocks import extended, inherited_blocks, unknown_blocks

    folders = {page.folder for page in pages}
    if len(folders) > 1:
        each = [
            [page for page in pages if page.folder == folder]
            for folder in sorted(folders, key=lambda one: one.name)
        ]
        return [problem for some in each for problem in page_problems(some)]
    own = {page.name: page.own for page in pages}
    shipped = {page.name: page.shipped for page in pages}

    def find(name: str) -> str | None:
        if name.startswith(SHIPPED):
            return shipped.get(name.removeprefix(SHIPPED))
        return own.get(name) or shipped.get(name)

    problems: list[Problem] = []
    for page in pages:
        if page.own is None or not page.is_page:
            continue
        try:
            check_page(page.folder, page.name, own.get)
        except InvalidInput as error:
            problems += error.problems
            continue
        known = inherited_blocks(page.own, find)
        problems += [
            Problem(page.path, block.line, block.column, "warning", "unknown-block",
                    f"{extended(page.own)} has no block {block.name}, so this one is never shown", None,
                    suggest(block.name, known, noun="blocks"))
            for block in (unknown_blocks(page.own, known) if known else ())
        ]  # fmt: skip
    return problems


def copy_page(root: Path, page: PageFile, blocks: Sequence[str], *, whole: bool) -> str:
    """Write a template of the workspace's own that extends ours, or all of ours; returns its path."""
    from contentops.problem import suggest
    from contentops.render.page_blocks import blocks_of, make_skeleton
    from contentops.workspace.page_files import write_own

    if page.shipped is None:
        raise ContentopsError(f"{page.path} is the workspace's own: there is no shipped one to copy")
    known = [block.name for block in blocks_of(page.shipped)]
    for name in blocks:
        if name not in known:
            raise UsageError(f"{page.name} has no block {name}", hint=suggest(name, known, noun="blocks"))
    if whole and blocks:
        raise UsageError("--whole copies every block", hint="give either --whole or --block")
    text = (
        page.shipped if whole or not known else make_skeleton(page.name, page.shipped, dict.fromkeys(blocks))
    )
    return write_own(root, page.folder.path, page.name, text)


def _summary(page: PageFile) -> str:
    from contentops.render.page_blocks import summary_of

    if page.is_page:
        return summary_of(page.shipped if page.shipped is not None else page.own or "")
    return "" if page.shipped is not None else "added to the page"


def _blocks(page: PageFile) -> list[dict[str, Any]]:
    from contentops.render.page_blocks import blocks_of

    if not page.is_page:
        return []
    own = {block.name: block.line for block in blocks_of(page.own or "")}
    return [
        {"name": block.name, "line": own.get(block.name, block.line), "own": block.name in own}
        for block in blocks_of(page.shipped if page.shipped is not None else page.own or "")
    ]


def _wrapped(text: str, indent: str) -> Iterator[str]:
    from contentops.cli.terminal import screen_width
    from contentops.text_width import wrap

    for line in wrap(text, max(24, min(screen_width(), 100) - len(indent))):
        yield indent + line


def print_problems(problems: Sequence[Problem]) -> None:
    """Print problems as they are printed everywhere."""
    from contentops.problem import format_problem

    for problem in problems:
        typer.echo(format_problem(problem), err=True)
