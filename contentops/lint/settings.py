"""The `lint` section of `contentops.yaml`, read without the workspace's models so that lint starts fast."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from contentops.lint.draft_settings import NO_OPTIONS, RuleOptions
from contentops.lint.lists.yaml_list import ListDocument
from contentops.lint.packs import DEFAULT, PACKS
from contentops.lint.rule_settings import read_rules
from contentops.lint.rules import RULES
from contentops.lint.taboo import DISGUISES, Disguises, TabooList
from contentops.problem import Problem, suggest

RULE = "lint-settings"
KEYS = ("packs", "lists", "disable", "disguises", "rules")


class LintSettings(NamedTuple):
    """Which lists and rules a workspace uses, and how.

    None stands for the default: all packs that need not be asked for, all of `taboo/`. `rules` are the options
    by rule; a rule that is `off` stands in `disable`.
    """

    packs: tuple[str, ...] | None = None
    lists: tuple[str, ...] | None = None
    disable: tuple[str, ...] = ()
    disguises: Disguises = "normal"
    rules: RuleOptions = NO_OPTIONS


def read_settings(document: ListDocument) -> tuple[LintSettings, list[Problem]]:
    """The settings in a parsed `contentops.yaml`; other sections are `contentops check`'s business."""
    problems = [problem for problem in document.problems if problem.rule == "yaml-syntax"]
    data = document.data
    section = data.get("lint") if isinstance(data, dict) else None
    if section is None:
        return LintSettings(), problems
    if not isinstance(section, dict):
        line, column = document.position(("lint",))
        message = f"expected a mapping with {', '.join(KEYS[:-1])} and {KEYS[-1]}"
        return LintSettings(), [*problems, Problem(document.path, line, column, "error", RULE, message)]
    for key in section:
        if key not in KEYS:
            line, column = document.position(("lint", key), key=True)
            hint = suggest(key, KEYS, noun="keys")
            problems.append(
                Problem(document.path, line, column, "error", RULE, f"unknown key {key}", None, hint)
            )
    packs = _names(document, section, "packs", problems)
    _check_names(document, "packs", packs, (DEFAULT, *PACKS), problems)
    lists = _names(document, section, "lists", problems)
    disable = _names(document, section, "disable", problems) or ()
    rules, switched_off = read_rules(document, section.get("rules"), problems)
    disguises = _disguises(document, section.get("disguises"), problems)
    return LintSettings(packs, lists, (*disable, *switched_off), disguises, rules), problems


def _disguises(document: ListDocument, value: Any, problems: list[Problem]) -> Disguises:
    if value is None:
        return "normal"
    for known in DISGUISES:
        if value == known:
            return known
    line, column = document.position(("lint", "disguises"))
    hint = suggest(str(value), DISGUISES, noun="values of disguises")
    problems.append(
        Problem(document.path, line, column, "error", RULE, "unknown disguises", str(value), hint)
    )
    return "normal"


def check_disabled(
    document: ListDocument, disable: Sequence[str], lists: Sequence[TabooList]
) -> list[Problem]:
    """Warnings for names in `disable` that are no rule, no list and no term, and so switch nothing off."""
    known = {*(rule.name for rule in RULES), *PACKS, *(taboo.name for taboo in lists)}
    terms = {
        written
        for taboo in lists
        for entry in taboo.entries
        for written in (*entry.terms, *(pattern.written for pattern in entry.patterns))
    }
    problems = []
    for number, name in enumerate(disable):
        if name not in known and name not in terms:
            line, column = document.position(("lint", "disable", number))
            message = "this switches nothing off: there is no such rule, list or term"
            hint = suggest(name, known, noun="rules and lists")
            problems.append(Problem(document.path, line, column, "warning", RULE, message, name, hint))
    return problems


def _names(
    document: ListDocument, section: dict[str, Any], key: str, problems: list[Problem]
) -> tuple[str, ...] | None:
    value = section.get(key)
    if value is None:
        return None
    if not isinstance(value, list):
        line, column = document.position(("lint", key))
        problems.append(
            Problem(document.path, line, column, "error", RULE, f"expected a list for {key}", str(value))
        )
        return None
    names = []
    for number, name in enumerate(value):
        if isinstance(name, str):
            names.append(name)
        else:
            line, column = document.position(("lint", key, number))
            message = f"expected a name in {key}"
            problems.append(Problem(document.path, line, column, "error", RULE, message, str(name)))
    return tuple(names)


def _check_names(
    document: ListDocument,
    key: str,
    names: Sequence[str] | None,
    known: Sequence[str],
    problems: list[Problem],
) -> None:
    for number, name in enumerate(names or ()):
        if name not in known:
            line, column = document.position(("lint", key, number))
            hint = suggest(name, known, noun=key)
            message = f"no pack is called {name}"
            problems.append(Problem(document.path, line, column, "error", RULE, message, None, hint))
