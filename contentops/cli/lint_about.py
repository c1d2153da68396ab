"""`contentops lint --list-rules` and `--test-lists`: what the linter looks for, and whether its lists hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from contentops.errors import ExitCode

if TYPE_CHECKING:
    from contentops.cli.lint_choice import Choice


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


def test_lists(choice: Choice) -> int:
    """Run the examples that the lists carry; those that do not hold are data."""
    from contentops.lint.list_tests import count_examples
    from contentops.lint.list_tests import test_lists as find_failures
    from contentops.problem import format_problem

    lists = choice.all_lists()
    failures = find_failures(lists)
    for problem in failures:
        typer.echo(format_problem(problem))
    examples = count_examples(lists)
    noun = "example" if examples == 1 else "examples"
    in_lists = "1 list" if len(lists) == 1 else f"{len(lists)} lists"
    verdict = f"{len(failures)} {'does' if len(failures) == 1 else 'do'} not hold" if failures else "all hold"
    typer.echo(f"{examples} {noun} in {in_lists}: {verdict}", err=True)
    return ExitCode.FINDINGS if failures else ExitCode.CLEAN
