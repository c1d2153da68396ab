"""The section `lint.rules` of `contentops.yaml`: severities and options of rules, each checked and placed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from contentops.lint.draft_settings import OptionValue, RuleOptions
from contentops.lint.lists.yaml_list import LANGUAGES, ListDocument
from contentops.lint.rules import RULES, Option, Rule
from contentops.lint.taboo import SEVERITIES
from contentops.problem import Problem, suggest

RULE = "lint-settings"
OFF = "off"
_LEVELS = (*SEVERITIES, OFF)

Keys = tuple[str | int, ...]
_Value = OptionValue | Mapping[str, OptionValue]


def read_rules(
    document: ListDocument, section: Any, problems: list[Problem]
) -> tuple[RuleOptions, tuple[str, ...]]:
    """The options by rule, and the rules that are `off`. What is wrong is added to `problems`.

    A rule is `off`, a severity, or a mapping of `severity` and the rule's own options; an option is a value or
    one for each language (`max: {zh: 24, en: 90}`).
    """
    reader = _Reader(document, problems)
    if section is None:
        return {}, ()
    if not isinstance(section, dict):
        reader.report(("lint", "rules"), "expected a mapping of rules", section)
        return {}, ()
    return reader.read(section)


class _Reader:
    def __init__(self, document: ListDocument, problems: list[Problem]) -> None:
        self.document = document
        self.problems = problems

    def report(
        self, at: Keys, message: str, got: object = None, hint: str | None = None, *, key: bool = False
    ) -> None:
        line, column = self.document.position(at, key=key)
        shown = None if got is None else str(got)
        self.problems.append(Problem(self.document.path, line, column, "error", RULE, message, shown, hint))

    def read(self, section: dict[str, Any]) -> tuple[RuleOptions, tuple[str, ...]]:
        rules = {rule.name: rule for rule in RULES}
        found: dict[str, dict[str, _Value]] = {}
        off = []
        for name, value in section.items():
            at: Keys = ("lint", "rules", name)
            if name not in rules:
                hint = suggest(str(name), rules, noun="rules")
                self.report(at, f"no rule is called {name}", hint=hint, key=True)
                continue
            given = {"severity": value} if isinstance(value, str) else value
            if not isinstance(given, dict):
                self.report(at, "expected a severity, off, or a mapping of options", value)
                continue
            options = self.read_options(rules[name], given, at, short=given is not value)
            if options.get("severity") == OFF:
                off.append(name)
            elif options:
                found[name] = options
        return found, tuple(off)

    def read_options(self, rule: Rule, given: dict[str, Any], at: Keys, *, short: bool) -> dict[str, _Value]:
        known = {option.name: option for option in rule.options}
        found: dict[str, _Value] = {}
        for key, value in given.items():
            place = at if short else (*at, key)
            if key == "severity":
                if value in _LEVELS:
                    found[key] = value
                else:
                    hint = suggest(str(value), _LEVELS, noun="severities")
                    self.report(place, "unknown severity", value, hint)
            elif key not in known:
                hint = suggest(str(key), ("severity", *known), noun=f"options of {rule.name}")
                self.report(place, f"{rule.name} has no option {key}", hint=hint, key=True)
            else:
                option = self.read_value(known[key], value, place)
                if option is not None:
                    found[key] = option
        return found

    def read_value(self, option: Option, value: Any, at: Keys) -> _Value | None:
        if not isinstance(value, dict):
            return self.check(option, value, at)
        found = {}
        for language, one in value.items():
            if language not in LANGUAGES:
                hint = suggest(str(language), LANGUAGES, noun="languages")
                self.report((*at, language), f"unknown language {language}", hint=hint, key=True)
                continue
            checked = self.check(option, one, (*at, language))
            if checked is not None:
                found[language] = checked
        return found or None

    def check(self, option: Option, value: Any, at: Keys) -> OptionValue | None:
        """The value when it is of the kind of the option's default; a number is never negative."""
        default = option.en
        if isinstance(default, bool):
            if isinstance(value, bool):
                return value
            self.report(at, f"expected true or false for {option.name}", value)
        elif isinstance(default, int):
            if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
                return int(value)
            self.report(at, f"expected a whole number for {option.name}", value, option.meaning or None)
        elif isinstance(default, str):
            if isinstance(value, str):
                return value
            self.report(at, f"expected text for {option.name}", value, "put it in quotes")
        else:
            return self.check_texts(option, value, at)
        return None

    def check_texts(self, option: Option, value: Any, at: Keys) -> tuple[str, ...] | None:
        texts: Sequence[Any] = [value] if isinstance(value, str) else value if isinstance(value, list) else ()
        if texts and all(isinstance(text, str) and text.strip() for text in texts):
            return tuple(texts)
        self.report(at, f"expected a list of texts for {option.name}", value)
        return None
