"""Lists as YAML: the shipped packs and a company's own lists with reasons, contexts and exemptions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from contentops.lint.lists.checks import RULE, Place, check_entries, check_phrase
from contentops.lint.lists.parsed import ParsedList
from contentops.lint.patterns import PatternError, compile_pattern, compile_sentence_pattern
from contentops.lint.taboo import SEVERITIES, Entry, Exemption, Pattern, Severity, TabooList, Where
from contentops.lint.visible import is_invisible
from contentops.problem import Problem, suggest

LIST_KEYS = (
    "title",
    "language",
    "source",
    "category",
    "severity",
    "contexts",
    "parts",
    "exemptions",
    "entries",
)
ENTRY_KEYS = (
    "term", "terms", "pattern", "patterns", "severity", "category", "reason", "source", "suggestions", "contexts",
    "exempt_by", "case_sensitive", "inflections", "where", "finds", "ignores",
)  # fmt: skip
EXEMPTION_KEYS = ("title", "source", "contexts", "sentence", "needs", "unless", "severity")
WHERE_KEYS = ("language", "channels", "formats", "from", "until")
LANGUAGES = ("zh", "en")
DEFAULT_CATEGORY = "company"

_DATE = re.compile(r"\d{4}-\d\d-\d\d\Z")

Keys = tuple[str | int, ...]


class ListDocument(Protocol):
    """A parsed YAML file with positions, as `contentops.workspace.yaml_reader` gives it."""

    path: str
    data: Any
    problems: list[Problem]

    def position(self, path: Sequence[str | int], *, key: bool = False) -> Place:
        """Line and column, from 1, of the value (or key) at `path`."""


def parse_yaml_list(document: ListDocument, name: str) -> tuple[TabooList, list[Problem]]:
    """The list in a YAML document, and all that is wrong with it.

    A list with errors must not be used: it holds only what could be read.
    """
    parsed = read_yaml_list(document, name)
    return parsed.taboo, parsed.problems


def read_yaml_list(document: ListDocument, name: str) -> ParsedList:
    """The same, with the places of what was read."""
    reader = _Reader(document)
    taboo = reader.read(name)
    places = _EntryPlaces(document, reader.indexes)
    return ParsedList(document.path, taboo, [*document.problems, *reader.problems], places)


@dataclass
class _EntryPlaces:
    """Finds a term by its place among all terms of the entry, however it was written."""

    document: ListDocument
    indexes: list[int]

    def place(self, entry: int, *keys: str | int) -> Place:
        if entry < 0:
            return self.document.position(keys)
        base: Keys = ("entries", self.indexes[entry])
        item = self.document.data["entries"][self.indexes[entry]]
        if not isinstance(item, dict) or not keys:
            return self.document.position(base)
        key = str(keys[0])
        single = {"terms": "term", "patterns": "pattern"}.get(key, "")
        if single in item and len(keys) > 1:
            before = len(item[single]) if isinstance(item[single], list) else 1
            number = int(keys[1])
            keys = (single, number) if number < before else (key, number - before)
            key = str(keys[0])
        if isinstance(item.get(key), str):
            return self.document.position((*base, key))
        return self.document.position((*base, *keys))


def _is_date(written: str) -> bool:
    if not _DATE.match(written):
        return False
    try:
        date.fromisoformat(written)
    except ValueError:
        return False
    return True


class DocumentReader:
    """Reads a list from a document: what is wrong with it is kept with its place."""

    def __init__(self, document: ListDocument) -> None:
        self.document = document
        self.problems: list[Problem] = []

    def report(
        self,
        at: Keys,
        message: str,
        got: object = None,
        hint: str | None = None,
        *,
        key: bool = False,
        severity: Severity = "error",
    ) -> None:
        """One problem at the value (or `key`) that the keys `at` lead to."""
        line, column = self.document.position(at, key=key)
        shown = None if got is None else str(got)
        self.problems.append(Problem(self.document.path, line, column, severity, RULE, message, shown, hint))


class _Reader(DocumentReader):
    def __init__(self, document: ListDocument) -> None:
        super().__init__(document)
        self.parts: dict[str, list[str]] = {}
        self.defaults: dict[str, str] = {}
        self.indexes: list[int] = []

    def read(self, name: str) -> TabooList:
        data = self.document.data
        empty = TabooList(name, name, "", ())
        if data is None:
            if not self.document.problems:
                self.report((), "an empty list", hint="write `entries:` with a term for each entry")
            return empty
        if not isinstance(data, dict):
            self.report(
                (), "expected a mapping with the key entries", type(data).__name__, "write `entries:` first"
            )
            return empty
        if len(data) > 1 and not any(key in data for key in LIST_KEYS):
            self.report(
                (), "no taboo list: it has none of its keys", hint="write `entries:`, or move the file away"
            )
            return empty
        self.check_keys(data, LIST_KEYS, ())
        self.parts = self.read_parts(data.get("parts"))
        self.defaults = {
            "source": self.text(data, "source", ()),
            "category": self.text(data, "category", ()) or DEFAULT_CATEGORY,
            "severity": self.choice(data, "severity", SEVERITIES, ()) or "error",
        }
        exemptions = self.read_exemptions(data.get("exemptions"))
        entries, indexes = self.read_entries(data, {exemption.name for exemption in exemptions})
        self.indexes = indexes
        self.check_exemptions(exemptions, entries)
        self.problems.extend(check_entries(self.document.path, entries, _EntryPlaces(self.document, indexes)))
        return TabooList(
            name=name,
            title=self.text(data, "title", ()) or name,
            language=self.choice(data, "language", LANGUAGES, ()),
            entries=tuple(entries),
            contexts=self.phrases(data, "contexts", ()),
            exemptions=exemptions,
        )

    def check_exemptions(self, exemptions: Sequence[Exemption], entries: Sequence[Entry]) -> None:
        used = {name for entry in entries for name in entry.exempt_by}
        for exemption in exemptions:
            if exemption.name not in used:
                at = ("exemptions", exemption.name)
                message = f"no entry names the exemption {exemption.name}, so it never applies"
                self.report(at, message, hint="name it in exempt_by", key=True, severity="warning")

    def read_parts(self, value: Any) -> dict[str, list[str]]:
        if value is None:
            return {}
        if not isinstance(value, dict):
            self.report(("parts",), "expected names with a list of phrases each", value)
            return {}
        return {name: list(self.phrases(value, name, ("parts",))) for name in value}

    def read_exemptions(self, value: Any) -> tuple[Exemption, ...]:
        if value is None:
            return ()
        if not isinstance(value, dict):
            self.report(
                ("exemptions",), "expected names with title, source, contexts and sentence each", value
            )
            return ()
        found = []
        for name, item in value.items():
            at: Keys = ("exemptions", name)
            if not isinstance(item, dict):
                self.report(at, "expected title, source, contexts and sentence", item)
                continue
            self.check_keys(item, EXEMPTION_KEYS, at)
            if not item.get("contexts") and not item.get("sentence") and not item.get("needs"):
                self.report(
                    at,
                    f"the exemption {name} can never apply",
                    hint="give it contexts, sentence or needs",
                    key=True,
                )
            found.append(
                Exemption(
                    name=name,
                    title=self.text(item, "title", at) or name,
                    source=self.text(item, "source", at),
                    contexts=self.phrases(item, "contexts", at),
                    sentence=self.sentence_patterns(item, "sentence", at),
                    needs=self.sentence_patterns(item, "needs", at),
                    unless=self.sentence_patterns(item, "unless", at),
                    severity=self.choice(item, "severity", SEVERITIES, at),  # type: ignore[arg-type]
                )
            )
        return tuple(found)

    def sentence_patterns(self, item: dict[str, Any], key: str, at: Keys) -> tuple[Pattern, ...]:
        found = []
        for number, written in enumerate(self.strings(item, key, at)):
            try:
                found.append(compile_sentence_pattern(written, self.parts))
            except PatternError as error:
                self.report((*at, key, number), str(error), written)
        return tuple(found)

    def read_entries(self, data: dict[str, Any], exemptions: set[str]) -> tuple[list[Entry], list[int]]:
        items = data.get("entries")
        if not isinstance(items, list) or not items:
            self.report(
                ("entries",), "expected a list of entries", items, "write `- term: ...` under entries"
            )
            return [], []
        entries: list[Entry] = []
        indexes: list[int] = []
        for index, item in enumerate(items):
            entry = self.read_entry(item, ("entries", index), exemptions)
            if entry is not None:
                entries.append(entry)
                indexes.append(index)
        return entries, indexes

    def read_entry(self, item: Any, at: Keys, exemptions: set[str]) -> Entry | None:
        if isinstance(item, str):
            item = {"term": item}
        if not isinstance(item, dict):
            self.report(
                at, "expected a term or a mapping", item, "put a number or a word such as true in quotes"
            )
            return None
        self.check_keys(item, ENTRY_KEYS, at)
        terms = (*self.phrases(item, "term", at), *self.phrases(item, "terms", at))
        patterns = (*self.read_patterns(item, "pattern", at), *self.read_patterns(item, "patterns", at))
        if not terms and not patterns:
            if not any(item.get(key) not in (None, []) for key in ("term", "terms", "pattern", "patterns")):
                self.report(
                    at, "an entry without a term or a pattern", hint="add term, terms, pattern or patterns"
                )
            return None
        exempt_by = self.strings(item, "exempt_by", at)
        for number, name in enumerate(exempt_by):
            if name not in exemptions:
                hint = suggest(name, exemptions, noun="exemptions")
                self.report((*at, "exempt_by", number), f"unknown exemption {name}", hint=hint)
        severity: Severity = self.choice(item, "severity", SEVERITIES, at) or self.defaults["severity"]  # type: ignore[assignment]
        return Entry(
            terms=terms,
            patterns=patterns,
            severity=severity,
            category=self.text(item, "category", at) or self.defaults["category"],
            reason=self.text(item, "reason", at),
            source=self.text(item, "source", at) or self.defaults["source"],
            suggestions=self.strings(item, "suggestions", at),
            contexts=self.phrases(item, "contexts", at),
            exempt_by=exempt_by,
            case_sensitive=self.flag(item, "case_sensitive", at),
            where=self.read_where(item.get("where"), (*at, "where")),
            finds=self.strings(item, "finds", at),
            ignores=self.strings(item, "ignores", at),
            inflections=self.flag(item, "inflections", at, otherwise=True),
        )

    def read_patterns(self, item: dict[str, Any], key: str, at: Keys) -> tuple[Pattern, ...]:
        found = []
        for number, written in enumerate(self.strings(item, key, at)):
            if any(map(is_invisible, written)):
                self.report(
                    (*at, key, number), "a character of no width in a pattern", repr(written), "remove it"
                )
                continue
            try:
                found.append(compile_pattern(written, self.parts))
            except PatternError as error:
                self.report((*at, key, number), str(error), written)
        return tuple(found)

    def read_where(self, value: Any, at: Keys) -> Where:
        if value is None:
            return Where()
        if not isinstance(value, dict):
            self.report(at, f"expected a mapping with {', '.join(WHERE_KEYS)}", value)
            return Where()
        self.check_keys(value, WHERE_KEYS, at)
        dates = {key: self.text(value, key, at) for key in ("from", "until")}
        for key, written in dates.items():
            if written and not _is_date(written):
                self.report((*at, key), "expected a date", written, "write it as 2027-01-31")
        if dates["from"] and dates["until"] and dates["until"] < dates["from"]:
            self.report((*at, "until"), "the entry ends before it begins", dates["until"])
        return Where(
            language=self.choice(value, "language", LANGUAGES, at),
            channels=self.strings(value, "channels", at),
            formats=self.strings(value, "formats", at),
            valid_from=dates["from"],
            valid_until=dates["until"],
        )

    def check_keys(self, item: dict[str, Any], known: Sequence[str], at: Keys) -> None:
        for key in item:
            if key not in known:
                hint = suggest(key, known, noun="keys")
                self.report((*at, key), f"unknown key {key}", hint=hint, key=True)

    def text(self, item: dict[str, Any], key: str, at: Keys) -> str:
        value = item.get(key)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.report((*at, key), f"expected text for {key}", value, "put it in quotes")
            return ""
        return value.strip()

    def flag(self, item: dict[str, Any], key: str, at: Keys, *, otherwise: bool = False) -> bool:
        value = item.get(key, otherwise)
        if not isinstance(value, bool):
            self.report((*at, key), f"expected true or false for {key}", value)
            return otherwise
        return value

    def choice(self, item: dict[str, Any], key: str, known: Sequence[str], at: Keys) -> str:
        value = self.text(item, key, at)
        if value and value not in known:
            self.report((*at, key), f"unknown {key}", value, suggest(value, known, noun=f"values of {key}"))
            return ""
        return value

    def strings(self, item: dict[str, Any], key: str, at: Keys) -> tuple[str, ...]:
        """One text or a list of texts."""
        value = item.get(key)
        if value is None:
            return ()
        if isinstance(value, str):
            value = [value]
        if not isinstance(value, list):
            self.report((*at, key), f"expected text or a list of texts for {key}", value, "put it in quotes")
            return ()
        found = []
        for number, text in enumerate(value):
            if isinstance(text, str) and text.strip():
                found.append(text)
            else:
                hint = "remove it" if isinstance(text, str) or text is None else "put it in quotes"
                self.report((*at, key, number), f"expected text in {key}", text or "nothing", hint)
        return tuple(found)

    def phrases(self, item: dict[str, Any], key: str, at: Keys) -> tuple[str, ...]:
        """Texts that are searched for, so each must be one that can be found."""
        found = []
        for number, phrase in enumerate(self.strings(item, key, at)):
            problem = check_phrase(phrase)
            if problem is None:
                found.append(phrase.strip())
            else:
                place = (*at, key, number) if isinstance(item.get(key), list) else (*at, key)
                self.report(place, problem, repr(phrase), "remove it")
        return tuple(found)
