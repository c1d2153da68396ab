"""Run the tests that taboo lists carry: what each entry says it `finds` and `ignores`.

`contentops lint --test-lists` prints what this returns. The examples are read as drafts are, as
Markdown, with the entry's own list alone, in the circumstances the entry is for (its channels, its
formats, its days of validity) and with every disguise of a usual run.

- An example in `finds` must give a finding of its entry, at any severity.
- An example in `ignores` must give none of its entry, except one that an exemption has lowered to a note.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from contentops.lint.engine import lint_text
from contentops.lint.finding import Finding
from contentops.lint.taboo import Circumstances, Entry, TabooList, Where
from contentops.problem import Problem

RULE = "list-test"

Keys = tuple[str | int, ...]
Locate = Callable[[TabooList, Keys], tuple[str, int, int]]


def test_lists(lists: Sequence[TabooList], locate: Locate | None = None) -> list[Problem]:
    """The examples that do not hold, in the order of the lists; empty when all do.

    `locate` gives path, line and column of `("entries", index, "finds", number)` in a list's file;
    without it a problem names the list and has no position.
    """
    problems = []
    for taboo in lists:
        anywhere = taboo._replace(
            language="", entries=tuple(entry._replace(where=_anywhere(entry)) for entry in taboo.entries)
        )
        for index, entry in enumerate(taboo.entries):
            for key, number, message, example in _failures(anywhere, entry):
                keys: Keys = ("entries", index, key, number)
                path, line, column = locate(taboo, keys) if locate else (taboo.name, 0, 0)
                problems.append(Problem(path, line, column, "error", RULE, message, example))
    return problems


def count_examples(lists: Sequence[TabooList]) -> int:
    """How many examples the lists carry, so that a run can say what it has tested."""
    return sum(len(entry.finds) + len(entry.ignores) for taboo in lists for entry in taboo.entries)


def _anywhere(entry: Entry) -> Where:
    # An example may be too short to tell its language from.
    return entry.where._replace(language="")


def _failures(taboo: TabooList, entry: Entry) -> Iterator[tuple[str, int, str, str]]:
    for number, example in enumerate(entry.finds):
        if not _own_findings(taboo, entry, example):
            yield "finds", number, f"{entry.name} does not find its own example", example
    for number, example in enumerate(entry.ignores):
        for found in _own_findings(taboo, entry, example):
            if found.severity != "note" or entry.severity == "note":
                message = f"{entry.name} finds {found.text} in an example that it says it ignores"
                yield "ignores", number, message, example


def _own_findings(taboo: TabooList, entry: Entry, example: str) -> list[Finding]:
    where = entry.where
    circumstances = Circumstances(
        channels=where.channels,
        format=where.formats[0] if where.formats else "",
        date=where.valid_from or where.valid_until,
    )
    written = {*entry.terms, *(pattern.written for pattern in entry.patterns)}
    findings = lint_text(example, [taboo], circumstances=circumstances)
    return [found for found in findings if found.list == taboo.name and found.term in written]
