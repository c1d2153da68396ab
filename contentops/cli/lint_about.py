"""`contentops lint --list-rules` and `--test-lists`: what the linter looks for, and whether its lists hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from contentops.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from contentops.cli.lint_choice import Choice
    from contentops.lint.lists.parsed import ParsedList
    from contentops.lint.taboo import TabooList


def print_rules(choice: Choice) -> int:
    """Every rule, pack and list, and whether it is on."""
    from contentops.cli.lint_choice import rule_names
    from contentops.lint.packs import PACKS, load_pack
    from contentops.lint.reporters.rule_texts import rule_page
    from contentops.text_width import pad

    rows = [
        ("rule", name, name not in choice.disable, _first_sentence(rule_page(name))) for name in rule_names()
    ]
    rows += [
        ("pack", name, name in choice.packs and name not in choice.disable, load_pack(name).title)
        for name in PACKS
    ]
    rows += [("list", taboo.name, taboo.name not in choice.disable, taboo.title) for taboo in choice.lists]
    width = max(len(name) for _, name, _, _ in rows)
    for sort, name, is_on, what in rows:
        typer.echo(f"{sort}  {pad(name, width)}  {'on ' if is_on else 'off'}  {what}".rstrip())
    return ExitCode.CLEAN


def _first_sentence(page: str) -> str:
    return page.partition("\n\n")[0].replace("\n", " ").strip()


def test_lists(choice: Choice, root: Path | None) -> int:
    """Run the examples that the lists carry; those that do not hold are data, with their place in the list's file."""
    from contentops.lint.list_tests import count_examples
    from contentops.lint.list_tests import test_lists as find_failures
    from contentops.problem import format_problem

    lists = choice.all_lists()
    failures = find_failures(lists, _find_places(root))
    for problem in failures:
        typer.echo(format_problem(problem))
    examples = count_examples(lists)
    noun = "example" if examples == 1 else "examples"
    in_lists = "1 list" if len(lists) == 1 else f"{len(lists)} lists"
    verdict = f"{len(failures)} {'does' if len(failures) == 1 else 'do'} not hold" if failures else "all hold"
    typer.echo(f"{examples} {noun} in {in_lists}: {verdict}", err=True)
    return ExitCode.FINDINGS if failures else ExitCode.CLEAN


def _find_places(root: Path | None) -> Callable[[TabooList, tuple[str | int, ...]], tuple[str, int, int]]:
    """What tells where an example stands: in the file of a workspace's list, or only in which list."""
    from contentops.lint.packs import PACKS, pack_source

    places: Mapping[str, ParsedList] = {}
    if root is not None:
        from contentops.workspace.taboo_lists import load_list_places

        places = load_list_places(root)

    def locate(taboo: TabooList, keys: tuple[str | int, ...]) -> tuple[str, int, int]:
        parsed = places.get(taboo.name)
        if parsed is None or parsed.taboo.entries != taboo.entries:
            return (pack_source(taboo.name).name if taboo.name in PACKS else taboo.name), 0, 0
        entry = keys[1]
        line, column = parsed.places.place(entry if isinstance(entry, int) else 0, *keys[2:])
        return parsed.path, line, column

    return locate
