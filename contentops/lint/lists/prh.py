"""Dictionaries of prh (proofread-helper): what is expected, the patterns it replaces, and specs that prove it.

The specs are run when the dictionary is read, on the entry as it works here: one that does not hold is an
error at its place (those of a rule that is not taken whole are left out). They also become the entry's `finds`
and `ignores`. A rule without a pattern finds every spelling of what is expected that differs in case or
width. See https://github.com/prh/prh (the keys are prh's).

Not taken, and named in a warning: `imports` (put the other file into the same folder), `targets`, and
replacements that need the text of a group that is open. Latin words have edges here, so `wordBoundary` changes
nothing.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from contentops.lint.lists.checks import RULE, Place, check_phrase
from contentops.lint.lists.foreign_patterns import MOST_TERMS, Words, find_literals, take_expression
from contentops.lint.lists.parsed import ParsedList, gather
from contentops.lint.lists.yaml_list import DocumentReader, ListDocument
from contentops.lint.patterns import PatternError
from contentops.lint.taboo import Entry, Severity, TabooList
from contentops.problem import Problem, nearest, suggest

_KEYS = ("version", "imports", "targets", "rules", "meta")
_MARKS = ("rules", "imports", "targets")
_RULE_KEYS = ("expected", "pattern", "patterns", "regexpMustEmpty", "options", "specs", "prh", "id", "meta")
_SPEC_KEYS = ("from", "to")
_CATEGORY = "wording"
_EXPRESSION = re.compile(r"/(.*)/([a-z]*)\Z", re.DOTALL)
_GROUP = re.compile(r"\$(\d)")
_NAMED_GROUP = re.compile(r"\(\?<(?=[A-Za-z_])")

Keys = tuple[str | int, ...]


class Spec(NamedTuple):
    """What an entry must make of a text."""

    at: Keys
    before: str
    after: str


class _Rule(NamedTuple):
    at: Keys
    expected: str
    reason: str


def is_prh(data: Any) -> bool:
    """Whether a YAML document is a dictionary of prh."""
    return isinstance(data, dict) and "entries" not in data and any(key in data for key in _MARKS)


def read_prh(document: ListDocument, name: str) -> ParsedList:
    """The entries of a prh dictionary, as the list `name`; its specs have been run."""
    reader = _Reader(document)
    entries = reader.read()
    taboo = TabooList(name, name, "", tuple(entries))
    problems = [*document.problems, *gather(reader.problems)]
    parsed = ParsedList(document.path, taboo, problems, reader)
    if not any(problem.severity == "error" for problem in parsed.problems):
        parsed.problems.extend(reader.run_specs(taboo))
    return parsed


class _Reader(DocumentReader):
    """Reads the rules; knows where each entry's expectation stands."""

    def __init__(self, document: ListDocument) -> None:
        super().__init__(document)
        self.data: dict[str, Any] = document.data
        self.keys: list[Keys] = []
        self.skipped = 0
        self.specs: list[tuple[Spec, int, int]] = []  # with the entries first to last that it is for

    def place(self, entry: int, *keys: str | int) -> Place:
        rule = self.keys[entry]
        if keys[:1] in (("finds",), ("ignores",)):
            return self.document.position((*rule, "specs"))
        for key in ("pattern", "patterns", "expected"):
            found = self.document.position((*rule, key))
            if found != self.document.position(rule):
                return found
        return self.document.position(rule)

    def skip(self, at: Keys, message: str, got: object = None, hint: str | None = None) -> None:
        """Something of the dictionary is not taken: the rest of it is, so this is a warning."""
        self.skipped += 1
        self.report(at, f"not taken from the prh dictionary: {message}", got, hint, severity="warning")

    def check_keys(self, item: dict[str, Any], known: tuple[str, ...], at: Keys) -> None:
        """An unknown key is a warning, since prh passes over it; a slip of one that matters is an error."""
        for key in item:
            if key not in known:
                grave = nearest(str(key), known) in ("expected", "pattern", "patterns", "rules", "from", "to")
                hint = suggest(str(key), known, noun="keys")
                severity: Severity = "error" if grave else "warning"
                self.report((*at, key), f"unknown key {key}", hint=hint, severity=severity, key=True)

    def read(self) -> list[Entry]:
        self.check_keys(self.data, _KEYS, ())
        if self.data.get("imports"):
            self.skip(("imports",), "imports", hint="put the imported files into the folder of the lists")
        if self.data.get("targets"):
            self.skip(("targets",), "targets: the dictionary is used on every text")
        rules = self.data.get("rules") or []
        if not isinstance(rules, list):
            self.report(("rules",), "expected a list of rules", rules)
            return []
        entries: list[Entry] = []
        for number, rule in enumerate(rules):
            at: Keys = ("rules", number)
            found = self.read_rule({"expected": rule} if isinstance(rule, str) else rule, at)
            entries += found
            self.keys += [at] * len(found)
        if not entries and not self.problems:
            self.report((), "the dictionary has no rules")
        return entries

    def read_rule(self, item: Any, at: Keys) -> list[Entry]:
        if not isinstance(item, dict):
            self.report(at, "expected a text or a mapping with expected and pattern", item)
            return []
        self.check_keys(item, _RULE_KEYS, at)
        expected = item.get("expected")
        has_pattern = any(key in item for key in ("pattern", "patterns"))
        if not isinstance(expected, str) or not (expected.strip() or has_pattern):
            self.report((*at, "expected"), "expected text for expected", expected, "put it in quotes")
            return []
        reason = item.get("prh")
        rule = _Rule(at, expected, reason.strip() if isinstance(reason, str) else "")
        must_empty = item.get("regexpMustEmpty")
        skipped = self.skipped
        entries: list[Entry] = []
        patterns = self.patterns(item, at)
        for place, written in patterns:
            entries += self.take(rule, place, written, str(must_empty or ""))
        if not patterns:
            entries.append(self.entry(rule, Words((expected.strip(),), None), expected, sensitive=False))
        is_whole = self.skipped == skipped and expected.strip() != ""
        return self.with_specs(item.get("specs"), at, entries) if is_whole else entries

    def patterns(self, item: dict[str, Any], at: Keys) -> list[tuple[Keys, str]]:
        found: list[tuple[Keys, str]] = []
        for key in ("pattern", "patterns"):
            value = item.get(key)
            if value is None:
                continue
            for number, one in enumerate(value if isinstance(value, list) else [value]):
                place: Keys = (*at, key, number) if isinstance(value, list) else (*at, key)
                if isinstance(one, str) and one.strip():
                    found.append((place, one))
                else:
                    self.report(
                        place, f"expected text in {key}", one if one else "nothing", "put it in quotes"
                    )
        return found

    def take(self, rule: _Rule, at: Keys, written: str, must_empty: str) -> list[Entry]:
        expression = _EXPRESSION.match(written.strip())
        try:
            if expression is None:
                problem = check_phrase(written)
                if problem is not None:
                    self.report(at, problem, repr(written), "remove it")
                    return []
                words = Words((written.strip(),), None)
                return [self.entry(rule, words, rule.expected, sensitive=True)]
            regex = _NAMED_GROUP.sub("(?P<", expression.group(1))
            ignore_case = "i" in expression.group(2)
            group = _GROUP.fullmatch(must_empty)
            if group is not None:
                return self.take_unless(rule, regex, int(group.group(1)), ignore_case=ignore_case)
            return self.take_expression(rule, at, regex, ignore_case=ignore_case)
        except PatternError as error:
            self.skip(at, str(error), written)
            return []

    def take_expression(self, rule: _Rule, at: Keys, regex: str, *, ignore_case: bool) -> list[Entry]:
        words = take_expression(regex, ignore_case=ignore_case)
        if not _GROUP.search(rule.expected):
            return [self.entry(rule, words, rule.expected, sensitive=not ignore_case)]
        if words.pattern is not None:
            self.skip(at, "a replacement with groups; the pattern is found without it", rule.expected)
            return [self.entry(rule, words, "", sensitive=False)]
        by_suggestion: dict[str, list[str]] = {}
        for term in words.terms:
            match = re.fullmatch(regex, term)
            if match is not None:
                by_suggestion.setdefault(_fill(rule.expected, match), []).append(term)
        return [
            self.entry(rule, Words(tuple(terms), None), suggestion, sensitive=not ignore_case)
            for suggestion, terms in by_suggestion.items()
        ]

    def take_unless(self, rule: _Rule, regex: str, group: int, *, ignore_case: bool) -> list[Entry]:
        """`regexpMustEmpty`: what the group takes part in is a context of what it does not."""
        literals = find_literals(regex)
        if not literals or len(literals) > MOST_TERMS:
            raise PatternError("regexpMustEmpty with a pattern that is more than a handful of words")
        terms: list[str] = []
        contexts: list[str] = []
        for text in literals:
            match = re.fullmatch(regex, text)
            if match is not None:
                (contexts if match.group(group) else terms).append(text)
        if not terms:
            raise PatternError(f"${group} is never empty, so the pattern finds nothing")
        kept = tuple(context for context in contexts if any(term in context for term in terms))
        first = re.fullmatch(regex, terms[0])
        expected = _fill(rule.expected, first) if first is not None else rule.expected
        entry = self.entry(rule, Words(tuple(terms), None), expected, sensitive=not ignore_case)
        return [entry._replace(contexts=kept)]

    def entry(self, rule: _Rule, words: Words, suggestion: str, *, sensitive: bool) -> Entry:
        return Entry(
            terms=words.terms,
            patterns=() if words.pattern is None else (words.pattern,),
            severity="error",
            category=_CATEGORY,
            reason=rule.reason or (f"write {suggestion or rule.expected}" if rule.expected else "remove it"),
            source=self.document.path,
            suggestions=(suggestion,) if suggestion else (),
            case_sensitive=sensitive and bool(words.terms),
            inflections=False,
        )

    def with_specs(self, value: Any, at: Keys, entries: list[Entry]) -> list[Entry]:
        if value is None or not entries:
            return entries
        if not isinstance(value, list):
            self.report((*at, "specs"), "expected a list of specs", value)
            return entries
        finds: list[str] = []
        ignores: list[str] = []
        for number, item in enumerate(value):
            place: Keys = (*at, "specs", number)
            texts = [item.get(key) for key in _SPEC_KEYS] if isinstance(item, dict) else []
            if not texts or not all(isinstance(text, str) for text in texts):
                self.report(place, "expected a spec with from and to", item)
                continue
            self.check_keys(item, _SPEC_KEYS, place)
            before, after = str(texts[0]), str(texts[1])
            first = len(self.keys)
            self.specs.append((Spec(place, before, after), first, first + len(entries)))
            (ignores if before == after else finds).append(before)
        if len(entries) > 1:
            return entries  # which of them finds what, only the run tells
        return [entries[0]._replace(finds=tuple(finds), ignores=tuple(ignores))]

    def run_specs(self, taboo: TabooList) -> list[Problem]:
        """The specs that do not hold."""
        failed = []
        for spec, first, last in self.specs:
            alone = taboo._replace(entries=taboo.entries[first:last])
            made = apply_list(alone, spec.before)
            if made != spec.after:
                line, column = self.document.position(spec.at)
                message = f"the spec does not hold: {spec.before} becomes {made}, not {spec.after}"
                hint = "mend the pattern or the spec"
                failed.append(Problem(self.document.path, line, column, "error", RULE, message, None, hint))
        return failed


def _fill(expected: str, match: re.Match[str]) -> str:
    """The expectation with `$1` replaced by what the group holds."""

    def group(found: re.Match[str]) -> str:
        number = int(found.group(1))
        return (match.group(number) or "") if number <= (match.re.groups) else found.group()

    return _GROUP.sub(group, expected)


def apply_list(taboo: TabooList, text: str) -> str:
    """The text with every finding of the list replaced by its first suggestion."""
    from contentops.lint.engine import lint_text

    found = [
        one for one in lint_text(text, [taboo], markup="text") if one.list == taboo.name and one.suggestions
    ]
    for finding in reversed(found):
        text = text[: finding.start] + finding.suggestions[0] + text[finding.end :]
    return text
