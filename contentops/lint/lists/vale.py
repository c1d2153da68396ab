"""Styles of the linter Vale: the rules that say which words must not stand, and what to write instead.

`existence` and `substitution` become entries. The other kinds count, compare or measure, which a list of
terms cannot; each such rule, scope or key is named in a warning and not applied, so that nothing looks
checked that is not. See https://vale.sh/docs/topics/styles (the keys are Vale's).

A term is found as Vale finds it (in the case it is written in, unless `ignorecase`), and through disguise. A
pattern that is more than a handful of words is found in any case. Vale's `nonword` (inside other words) is not
taken for Latin words, and said so: terms have word edges here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from contentops.lint.lists.checks import Place, check_phrase
from contentops.lint.lists.foreign_patterns import Words, take_expression
from contentops.lint.lists.parsed import ParsedList, gather
from contentops.lint.lists.yaml_list import DocumentReader, ListDocument
from contentops.lint.patterns import PatternError
from contentops.lint.taboo import Entry, Severity, TabooList
from contentops.problem import suggest

LEVELS: dict[str, Severity] = {"suggestion": "note", "warning": "warning", "error": "error"}
TAKEN = ("existence", "substitution")
NOT_TAKEN = {
    "occurrence": "it counts how often something stands in a sentence or paragraph",
    "repetition": "it compares neighbouring words",
    "consistency": "it compares spellings over the whole text",
    "conditional": "it holds only when something else stands in the text",
    "capitalization": "it is about capitals, and lists are searched in any case",
    "metric": "it computes a figure of the whole text",
    "readability": "it computes a figure of the whole text",
    "spelling": "it needs a spelling dictionary",
    "sequence": "it needs parts of speech",
    "script": "it is a program",
}
_KEYS = (
    "extends", "message", "level", "scope", "link", "description", "limit", "name", "code", "ignorecase", "nonword",
    "tokens", "raw", "swap", "exceptions", "action", "append", "vocab", "pos", "capitalize",
)  # fmt: skip
_SCOPES = ("text", "paragraph", "sentence", "summary", "raw", "")
_CATEGORY = "style"
_DIRECTIVE = re.compile(r"""(['"“‘`]?)%(?:\[(\d)\])?[sdv](['"”’`]?)""")

_LATIN_EDGE = re.compile(r"\A[A-Za-z0-9]|[A-Za-z0-9]\Z")

Keys = tuple[str | int, ...]


def is_vale(data: Any) -> bool:
    """Whether a YAML document is a rule of Vale."""
    return isinstance(data, dict) and "extends" in data and "entries" not in data


def read_vale(document: ListDocument, name: str) -> ParsedList:
    """The entries of a Vale rule, as the list `name` (in Vale's own way of naming, `Style.Rule`)."""
    reader = _Reader(document, name)
    entries = reader.read()
    taboo = TabooList(name, reader.text("name") or name, "", tuple(entries))
    return ParsedList(document.path, taboo, [*document.problems, *gather(reader.problems)], reader)


class _Reader(DocumentReader):
    """Reads one rule; knows where each entry's term stands."""

    def __init__(self, document: ListDocument, name: str) -> None:
        super().__init__(document)
        self.data: dict[str, Any] = document.data
        self.name = name
        self.keys: list[Keys] = []

    def place(self, entry: int, *keys: str | int) -> Place:  # noqa: ARG002  an entry has one place
        return self.document.position(self.keys[entry], key=self.keys[entry][:1] == ("swap",))

    def skip(self, at: Keys, message: str, got: object = None, *, key: bool = False) -> None:
        """Something of the style is not taken: the rest of it is, so this is a warning."""
        self.report(at, f"not taken from the Vale style: {message}", got, severity="warning", key=key)

    def text(self, key: str) -> str:
        value = self.data.get(key)
        return value.strip() if isinstance(value, str) else ""

    def read(self) -> list[Entry]:
        kind = self.data.get("extends")
        if kind not in TAKEN:
            if kind in NOT_TAKEN:
                self.skip(("extends",), f"rules of the kind {kind}, because {NOT_TAKEN[kind]}")
            else:
                hint = suggest(str(kind), (*TAKEN, *NOT_TAKEN), noun="kinds of Vale rules")
                self.report(("extends",), "unknown kind of Vale rule", kind, hint)
            return []
        for key in self.data:
            if key not in _KEYS:
                self.skip((key,), f"the key {key}, which is unknown", key=True)
        scope = self.data.get("scope") or ""
        scopes = scope if isinstance(scope, list) else [scope]
        if not all(one in _SCOPES for one in scopes):
            self.skip(("scope",), "a rule for parts of a text only", scope)
            return []
        entries = self.read_tokens() if kind == "existence" else self.read_swaps()
        if not entries and not self.problems:
            self.report(("extends",), f"the rule has no {'tokens' if kind == 'existence' else 'swap'}")
        return entries

    def severity(self) -> Severity:
        level = self.data.get("level", "warning")
        if level not in LEVELS:
            self.report(("level",), "unknown level", level, suggest(str(level), LEVELS, noun="levels"))
        return LEVELS.get(str(level), "warning")

    def flag(self, key: str) -> bool:
        value = self.data.get(key, False)
        if not isinstance(value, bool):
            self.report((key,), f"expected true or false for {key}", value)
        return value is True

    def read_tokens(self) -> list[Entry]:
        severity, ignore_case = self.severity(), self.flag("ignorecase")
        entries: list[Entry] = []
        for at, token in [*self.strings("tokens"), *self.raw()]:
            words = self.take(at, token, ignore_case=ignore_case)
            if words is not None:
                self.add(entries, at, words, severity, (), sensitive=not ignore_case)
        return self.with_exceptions(entries)

    def read_swaps(self) -> list[Entry]:
        severity, ignore_case = self.severity(), self.flag("ignorecase")
        swap = self.data.get("swap")
        pairs: list[tuple[Keys, Any, Any]] = []
        if isinstance(swap, dict):
            pairs = [(("swap", key), key, value) for key, value in swap.items()]
        elif isinstance(swap, list):  # Vale takes a list of mappings too, which keeps their order
            for number, one in enumerate(swap):
                given = one.items() if isinstance(one, dict) else [(one, None)]
                pairs += [(("swap", number, key), key, value) for key, value in given]
        else:
            self.report(("swap",), "expected a mapping of what is written to what to write", swap)
            return []
        entries: list[Entry] = []
        for at, written, instead in pairs:
            if not isinstance(written, str) or not isinstance(instead, str):
                self.report(at, "expected text on both sides", instead, "put it in quotes")
                continue
            words = self.take(at, written, ignore_case=ignore_case, key=True)
            if words is None:
                continue
            suggestions = tuple(one.strip() for one in instead.split("|") if one.strip())
            if re.search(r"\$\d|\\\d", instead):
                self.skip(at, "a replacement with groups; the term is found without it", instead)
                suggestions = ()
            self.add(entries, at, words, severity, suggestions, sensitive=not ignore_case)
        return self.with_exceptions(entries)

    def take(self, at: Keys, written: str, *, ignore_case: bool, key: bool = False) -> Words | None:
        try:
            words = take_expression(written, ignore_case=ignore_case)
        except PatternError as error:
            self.skip(at, str(error), written, key=key)
            return None
        inside = self.data.get("nonword") is True and "\\b" not in written
        if inside and any(_LATIN_EDGE.search(term) for term in words.terms):
            self.skip(at, "nonword: the term is found as a whole word, not inside others", written, key=key)
        return words

    def add(
        self,
        entries: list[Entry],
        at: Keys,
        words: Words,
        severity: Severity,
        suggestions: tuple[str, ...],
        *,
        sensitive: bool,
    ) -> None:
        """One entry, or one for each term when the message names it."""
        named = len(_DIRECTIVE.findall(self.text("message"))) > (self.data["extends"] == "substitution")
        patterns = () if words.pattern is None else (words.pattern,)
        for terms in [(term,) for term in words.terms] if named and words.terms else [words.terms]:
            entries.append(
                Entry(
                    terms,
                    patterns,
                    severity,
                    _CATEGORY,
                    self.message(terms[0] if len(terms) == 1 else "", suggestions),
                    self.text("link") or self.text("description") or f"Vale: {self.name}",
                    suggestions,
                    case_sensitive=sensitive and bool(terms),
                    inflections=False,
                )
            )
            self.keys.append(at)

    def message(self, term: str, suggestions: Sequence[str]) -> str:
        """Vale's message with its `%s` filled in: in a substitution what to write, then what is written."""
        values = [" | ".join(suggestions), term] if self.data["extends"] == "substitution" else [term]
        counter = iter(range(9))

        def fill(match: re.Match[str]) -> str:
            number = int(match[2]) - 1 if match[2] else next(counter)
            value = values[number] if number < len(values) else ""
            return f"{match[1]}{value}{match[3]}" if value else "this"

        return _DIRECTIVE.sub(fill, self.text("message"))

    def strings(self, key: str) -> list[tuple[Keys, str]]:
        value = self.data.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            self.report((key,), f"expected a list for {key}", value)
            return []
        found: list[tuple[Keys, str]] = []
        for number, one in enumerate(value):
            if isinstance(one, str) and one.strip():
                found.append(((key, number), one))
            else:
                hint = "remove it" if one is None or isinstance(one, str) else "put it in quotes"
                self.report((key, number), f"expected text in {key}", one or "nothing", hint)
        return found

    def raw(self) -> list[tuple[Keys, str]]:
        """Vale joins all of `raw` to one expression."""
        parts = self.strings("raw")
        return [(("raw",), "".join(text for _, text in parts))] if parts else []

    def with_exceptions(self, entries: list[Entry]) -> list[Entry]:
        """Vale's exceptions are contexts here, of the entries they hold a term of."""
        exceptions = []
        for at, written in self.strings("exceptions"):
            words = self.take(at, written, ignore_case=True)
            if words is None:
                continue
            if words.pattern is not None:
                self.skip(at, "an exception that is a pattern", written)
            exceptions += [term for term in words.terms if check_phrase(term) is None]
        if not exceptions:
            return entries
        from contentops.lint.words import spellings

        folded = {exception: spellings(exception)[0] for exception in exceptions}
        changed = []
        for entry in entries:
            terms = tuple(term for term in entry.terms if spellings(term)[0] not in folded.values())
            held = [spellings(term)[0] for term in terms]
            contexts = tuple(
                exception
                for exception, text in folded.items()
                if any(term in text for term in held)
                or any(re.search(pattern.regex, text) for pattern in entry.patterns)
            )
            changed.append(entry._replace(terms=terms, contexts=contexts))
        kept = [index for index, entry in enumerate(changed) if entry.terms or entry.patterns]
        self.keys = [self.keys[index] for index in kept]
        return [changed[index] for index in kept]
