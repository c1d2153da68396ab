"""Options of rules: their values for one text, and whether `lint.rules` of the settings can be read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from contentops.lint.draft_settings import OptionValue
from contentops.lint.taboo import SEVERITIES

if TYPE_CHECKING:
    from contentops.lint.document import Document
    from contentops.lint.rules import Option

LANGUAGES = ("zh", "en")


def option(document: Document, rule: str, name: str) -> Any:
    """The value of a rule's option for this text: the settings', otherwise the default of its language."""
    language = "zh" if document.parts.chinese else "en"
    given = document.draft.options.get(rule, {}).get(name)
    if isinstance(given, Mapping):
        given = given.get(language)
    if given is not None:
        return given
    return getattr(_options(rule)[name], language)


def limit(document: Document, rule: str, name: str) -> int:
    """The value of an option that is a number; 0 means that the rule has no such limit."""
    value = option(document, rule, name)
    return value if isinstance(value, int) else 0


def check_options(given: Mapping[str, Any]) -> list[tuple[tuple[str, ...], str]]:
    """What is wrong with `lint.rules`: the keys that lead to each problem, and a message."""
    from contentops.lint.rules import RULES

    problems: list[tuple[tuple[str, ...], str]] = []
    known = {rule.name for rule in RULES}
    for rule, values in given.items():
        if rule not in known:
            problems.append(((rule,), f"no rule is called {rule}"))
        elif not isinstance(values, Mapping):
            problems.append(((rule,), "expected a mapping of options, for example {severity: note}"))
        else:
            problems += [((rule, *keys), message) for keys, message in _check(rule, values)]
    return problems


def _check(rule: str, values: Mapping[str, Any]) -> list[tuple[tuple[str, ...], str]]:
    problems: list[tuple[tuple[str, ...], str]] = []
    options = _options(rule)
    for name, value in values.items():
        if name == "severity":
            if value not in SEVERITIES:
                problems.append(((name,), f"expected {', '.join(SEVERITIES[:-1])} or {SEVERITIES[-1]}"))
        elif name not in options:
            names = ", ".join(("severity", *options))
            problems.append(((name,), f"{rule} has no option {name}; it has {names}"))
        elif isinstance(value, Mapping):
            for language, each in value.items():
                if language not in LANGUAGES:
                    problems.append(((name, language), "expected zh or en"))
                elif (message := _wrong(options[name], each)) is not None:
                    problems.append(((name, language), message))
        elif (message := _wrong(options[name], value)) is not None:
            problems.append(((name,), message))
    return problems


def _wrong(known: Option, value: object) -> str | None:
    """Why the value cannot be the option's, or None."""
    default: OptionValue = known.zh
    if isinstance(default, bool):
        return None if isinstance(value, bool) else "expected true or false"
    if isinstance(default, int):
        is_count = isinstance(value, int) and not isinstance(value, bool) and value >= 0
        return None if is_count else "expected a number of 0 or more"
    if isinstance(default, str):
        return None if isinstance(value, str) else "expected text"
    is_names = isinstance(value, (list, tuple)) and all(isinstance(each, str) for each in value)
    return None if is_names else "expected a list of words"


def _options(rule: str) -> dict[str, Option]:
    from contentops.lint.rules import RULES

    return {known.name: known for entry in RULES if entry.name == rule for known in entry.options}
