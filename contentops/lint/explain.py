"""What a rule, a list, an entry or an exemption is, and what the linter makes of a sentence. Pure.

The chrome of an explanation is English; reasons, sources, titles and suggestions stand as the lists have them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import dedent
from typing import Literal

from contentops.lint.engine import lint_text
from contentops.lint.finding import Finding
from contentops.lint.fold import fold
from contentops.lint.lookup import Known, entry_of
from contentops.lint.reporters.rule_texts import rule_page
from contentops.lint.rules import RULES, Rule
from contentops.lint.silence import Circumspect, Silent, find_silent, nearly_exempt
from contentops.lint.taboo import SEVERITIES, Exemption, Severity, TabooList
from contentops.lint.words import detect_languages, spellings

AskedFor = Literal["rule", "list", "entry", "exemption", "text"]

Texts = tuple[str, ...]

_PHRASE = 4
_EXAMPLE = re.compile(
    r"^(Found|Not found)\b[^\n]*:\n\n((?:(?:    [^\n]*|[ \t]*)\n)+(?:    [^\n]*\Z)?|    [^\n]*\Z)", re.M
)


@dataclass(frozen=True, slots=True)
class OptionExplained:
    """An option of a rule and its defaults; a default is text, a number or a list of texts."""

    name: str
    meaning: str
    zh: str | int | Texts
    en: str | int | Texts


@dataclass(frozen=True, slots=True)
class RuleExplained:
    """A rule. `kinds` are the kinds of draft it looks at, empty for every text; `severity` "" when it varies."""

    name: str
    summary: str
    description: str
    severity: str
    kinds: Texts
    options: tuple[OptionExplained, ...]
    fails: str
    passes: str
    on: bool


@dataclass(frozen=True, slots=True)
class ListExplained:
    """A pack or a list: how many entries of each severity, and what they are called."""

    name: str
    title: str
    language: str
    sources: Texts
    errors: int
    warnings: int
    notes: int
    entries: Texts
    exemptions: Texts
    contexts: Texts
    on: bool


@dataclass(frozen=True, slots=True)
class ExemptionExplained:
    """A circumstance in which entries are fine (`severity` ""), or lowered to `severity`."""

    name: str
    title: str
    source: str
    severity: str
    contexts: Texts
    sentence: Texts
    list: str
    entries: Texts


@dataclass(frozen=True, slots=True)
class EntryExplained:
    """An entry of a list. `fails` are its examples that are findings, `passes` those that are none."""

    list: str
    list_title: str
    language: str
    terms: Texts
    patterns: Texts
    severity: str
    category: str
    reason: str
    source: str
    suggestions: Texts
    contexts: Texts
    exemptions: tuple[ExemptionExplained, ...]
    channels: Texts
    formats: Texts
    valid_from: str
    valid_until: str
    case_sensitive: bool
    fails: Texts
    passes: Texts
    on: bool


@dataclass(frozen=True, slots=True)
class FoundInText:
    """A finding in the text asked about.

    `lowered_from` is the entry's severity where an exemption has lowered it. `nearly` has the titles of the
    exemptions that would apply if what they need beside stood in the sentence, or what speaks against them did not.
    """

    list: str
    rule: str
    term: str
    text: str
    start: int
    end: int
    severity: str
    lowered_from: str
    nearly: Texts
    message: str
    source: str
    suggestions: Texts


@dataclass(frozen=True, slots=True)
class TextExplained:
    """What the linter makes of a text: what it finds, and the terms in it of which it says nothing."""

    text: str
    languages: Texts
    lists: Texts
    found: tuple[FoundInText, ...]
    silent: tuple[Silent, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that a name or sentence stands for. `asked` is what was asked, `kinds` what was found of it."""

    version: int
    asked: str
    kinds: tuple[AskedFor, ...]
    rules: tuple[RuleExplained, ...]
    lists: tuple[ListExplained, ...]
    entries: tuple[EntryExplained, ...]
    exemptions: tuple[ExemptionExplained, ...]
    text: TextExplained | None


def explain(asked: str, known: Circumspect) -> Explanation | None:
    """What `asked` stands for: a rule, a list, an exemption, a term, else a text; None when it is nothing known.

    A text is something known when a term of a list stands in it, or when it is more than one word.
    """
    name = asked.strip()
    rules = [explain_rule(one, known) for one in _find_rules(name)]
    lists = [
        _explain_list(one, known) for one in _all_lists(known) if one.name == name.removeprefix("taboo-word/")
    ]
    entries = [_explain_entry(one, known) for one in _find_entries(name, known)]
    exemptions = [_explain_exemption(taboo, one) for taboo, one in _find_exemptions(name, known)]
    text = None
    if not (rules or lists or exemptions):
        text = _explain_text(asked, known)
        if not entries and not text.found and not text.silent and _is_name(name):
            return None
    kinds: list[AskedFor] = []
    for kind, found in (("rule", rules), ("list", lists), ("exemption", exemptions), ("entry", entries)):
        if found:
            kinds.append(kind)  # type: ignore[arg-type]
    if text is not None:
        kinds.append("text")
    return Explanation(
        1, asked, tuple(kinds), tuple(rules), tuple(lists), tuple(entries), tuple(exemptions), text
    )


def known_names(known: Circumspect) -> Iterator[str]:
    """Every name that can be explained, for suggestions."""
    yield from (rule.name for rule in RULES)
    for taboo in _all_lists(known):
        yield taboo.name
        yield from (exemption.name for exemption in taboo.exemptions)
        for entry in taboo.entries:
            yield from entry.terms


def _is_name(name: str) -> bool:
    """Whether a text is one word or name, in which nothing was found: then it is taken for a misspelling.

    Four Chinese characters are a phrase already (终身维护).
    """
    han = sum("\u3400" <= char <= "\u9fff" for char in name)
    return han < _PHRASE and len(name) <= (6 if han else 40) and not re.search(r"[\s，。！？,!?；;：]", name)


def _all_lists(known: Circumspect) -> tuple[TabooList, ...]:
    return (*known.lists, *known.unused)


def _find_rules(name: str) -> list[Rule]:
    return [rule for rule in RULES if rule.name == name]


def explain_rule(rule: Rule, known: Circumspect) -> RuleExplained:
    """A rule, from its table and its page."""
    page = rule_page(rule.name)
    examples = {match.group(1): dedent(match.group(2)).strip("\n") for match in _EXAMPLE.finditer(page)}
    body = _EXAMPLE.sub("", page).strip()
    summary, _, description = body.partition("\n\n")
    return RuleExplained(
        name=rule.name,
        summary=" ".join(summary.split()),
        description=description.strip(),
        severity=rule.severity,
        kinds=tuple(sorted(rule.kinds or ())),
        options=tuple(
            OptionExplained(option.name, option.meaning, option.zh, option.en) for option in rule.options
        ),
        fails=examples.get("Found", ""),
        passes=examples.get("Not found", ""),
        on=rule.name not in known.disable,
    )


def _explain_list(taboo: TabooList, known: Circumspect) -> ListExplained:
    counts = {severity: sum(e.severity == severity for e in taboo.entries) for severity in SEVERITIES}
    return ListExplained(
        name=taboo.name,
        title=taboo.title,
        language=taboo.language,
        sources=tuple(sorted({entry.source for entry in taboo.entries if entry.source})),
        errors=counts["error"],
        warnings=counts["warning"],
        notes=counts["note"],
        entries=tuple(entry.name for entry in taboo.entries),
        exemptions=tuple(exemption.name for exemption in taboo.exemptions),
        contexts=taboo.contexts,
        on=_is_on(taboo, known),
    )


def _is_on(taboo: TabooList, known: Circumspect) -> bool:
    return taboo not in known.unused and not {taboo.name, "taboo-word"} & set(known.disable)


def _find_entries(name: str, known: Circumspect) -> list[Known]:
    wanted = set(spellings(name)) if name else set()
    found = []
    for taboo in _all_lists(known):
        for entry in taboo.entries:
            written = name in {pattern.written for pattern in entry.patterns}
            if written or any(wanted & set(spellings(term)) for term in entry.terms):
                found.append(Known(taboo, entry))
    return found


def _explain_entry(one: Known, known: Circumspect) -> EntryExplained:
    taboo, entry = one
    where = entry.where
    return EntryExplained(
        list=taboo.name,
        list_title=taboo.title,
        language=taboo.language or where.language,
        terms=entry.terms,
        patterns=tuple(pattern.written for pattern in entry.patterns),
        severity=entry.severity,
        category=entry.category,
        reason=entry.reason,
        source=entry.source,
        suggestions=entry.suggestions,
        contexts=entry.contexts,
        exemptions=tuple(_explain_exemption(taboo, exemption) for exemption in one.exemptions),
        channels=where.channels,
        formats=where.formats,
        valid_from=where.valid_from,
        valid_until=where.valid_until,
        case_sensitive=entry.case_sensitive,
        fails=entry.finds,
        passes=entry.ignores,
        on=_is_on(taboo, known)
        and not set(known.disable) & {*entry.terms, *(p.written for p in entry.patterns)},
    )


def _find_exemptions(name: str, known: Circumspect) -> list[tuple[TabooList, Exemption]]:
    return [(taboo, one) for taboo in _all_lists(known) for one in taboo.exemptions if one.name == name]


def _explain_exemption(taboo: TabooList, exemption: Exemption) -> ExemptionExplained:
    return ExemptionExplained(
        name=exemption.name,
        title=exemption.title,
        source=exemption.source,
        severity=exemption.severity,
        contexts=exemption.contexts,
        sentence=tuple(pattern.written for pattern in exemption.sentence),
        list=taboo.name,
        entries=tuple(entry.name for entry in taboo.entries if exemption.name in entry.exempt_by),
    )


def _explain_text(text: str, known: Circumspect) -> TextExplained:
    findings = lint_text(
        text,
        known.lists,
        disable=known.disable,
        circumstances=known.circumstances,
        disguises=known.disguises,
    )
    languages = detect_languages(fold(text))
    return TextExplained(
        text=text,
        languages=languages,
        lists=tuple(taboo.name for taboo in known.lists if not taboo.language or taboo.language in languages),
        found=tuple(_explain_finding(text, finding, known) for finding in findings),
        silent=tuple(find_silent(text, known, findings)),
    )


def _explain_finding(text: str, finding: Finding, known: Circumspect) -> FoundInText:
    one = entry_of(finding, known.lists)
    lowered: Severity | str = one.entry.severity if one and one.entry.severity != finding.severity else ""
    return FoundInText(
        list=finding.list,
        rule=finding.rule,
        term=finding.term,
        text=finding.text,
        start=finding.start,
        end=finding.end,
        severity=finding.severity,
        lowered_from=lowered,
        nearly=tuple(nearly_exempt(text, finding, one)) if one is not None else (),
        message=finding.message,
        source=finding.source,
        suggestions=finding.suggestions,
    )
