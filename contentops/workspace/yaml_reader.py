"""YAML as people mean it: our own constructor over the events of PyYAML's C parser.

What PyYAML's loaders do wrong for us, and this reader does not: the last of two equal keys wins
silently, `no` becomes False and `12:30` 750 (YAML 1.1), anchors allow exponential growth, 50,000
nested brackets end the process, and a loaded value has lost its place in the file.

Scalars follow the core schema of YAML 1.2, except that dates stay text for the models to read. A plain
scalar that an older reader takes for something else is reported as a warning, because the same file is
read by editors and spreadsheets too.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from contentops.problem import Problem
from contentops.workspace.yaml_messages import explain

MAX_DEPTH = 60

Path = tuple[str | int, ...]

_INT = re.compile(r"[-+]?[0-9]+\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_NOT_IN_YAML = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_TRUE = frozenset(("true", "True", "TRUE"))
_FALSE = frozenset(("false", "False", "FALSE"))
_LONGEST_SPECIAL = 5  # false
_OLD_BOOLEANS = re.compile(r"(?:[Yy]es|YES|[Nn]o|NO|[Oo]n|ON|[Oo]ff|OFF|[yYnN])\Z")
_OLD_SEXAGESIMAL = re.compile(r"[-+]?[0-9]+(?::[0-5]?[0-9])+(?:\.[0-9]*)?\Z")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_HASH = re.compile(r"(?<=\S)[ \t]+#(?=\w)")
_REST_OF_NUMBER = re.compile(r"[0-9]{3}(?![0-9])")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_OLD_OCTAL = re.compile(r"[-+]?0[0-9]+\Z")

# libyaml's parser gives the same events many times faster; a PyYAML built without it still works.
_Parser: Any = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader


class YamlFloat(float):
    """A number with a fraction that remembers how it was written: `1.10` must not become `1.1`."""

    source: str

    def __new__(cls, source: str) -> YamlFloat:
        number = super().__new__(cls, source)
        number.source = source
        return number


class YamlInt(int):
    """A whole number that remembers how it was written when that differs (`007`)."""

    source: str

    def __new__(cls, source: str) -> YamlInt:
        number = super().__new__(cls, source)
        number.source = source
        return number


@dataclass
class YamlDocument:
    """The value of one YAML file, what is wrong with it, and where each part stands.

    `data` is None when the file is empty or could not be parsed (then `problems` has an error).
    """

    path: str
    text: str
    data: Any
    problems: list[Problem] = field(default_factory=list)
    _marks: dict[tuple[Path, bool], tuple[int, int]] | None = None

    def position(self, path: Sequence[str | int], *, key: bool = False) -> tuple[int, int]:
        """Line and column (from 1) of the value at `path`, or of its key.

        A path that the file does not have gives the place of its nearest ancestor, so that a
        missing key points at the mapping that lacks it.
        """
        if self._marks is None:
            marks: dict[tuple[Path, bool], tuple[int, int]] = {}
            _Constructor(self.text, self.path, marks).construct()
            self._marks = marks
        wanted = tuple(path)
        while True:
            for as_key in (key, not key):
                found = self._marks.get((wanted, as_key))
                if found:
                    return found
            if not wanted:
                return (1, 1)
            wanted = wanted[:-1]


class _RefusedError(Exception):
    def __init__(self, mark: Any, message: str, *, rule: str = "yaml-syntax", hint: str | None = None):
        super().__init__(message)
        self.mark, self.message, self.rule, self.hint = mark, message, rule, hint


class _Constructor:
    """Builds plain values from parser events; with `marks` it records where each one stands."""

    def __init__(self, text: str, path: str, marks: dict[tuple[Path, bool], tuple[int, int]] | None) -> None:
        self.parser: Any = None
        self.text = text
        self.path = path
        self.marks = marks
        self.problems: list[Problem] = []
        self.hashes = frozenset(_place_of(text, match.start()) for match in _HASH.finditer(text))

    def construct(self) -> Any:
        if bad := _NOT_IN_YAML.search(self.text):
            line = self.text.count("\n", 0, bad.start()) + 1
            column = bad.start() - self.text.rfind("\n", 0, bad.start())
            name = f"U+{ord(bad.group()):04X}"
            message = f"not valid YAML: the control character {name}"
            self.problems.append(
                Problem(self.path, line, column, "error", "yaml-syntax", message, None, "remove it")
            )
            return None
        try:
            self.parser = _Parser(self.text)
            return self._document()
        except _RefusedError as refused:
            self._report(refused.mark, refused.message, rule=refused.rule, hint=refused.hint)
        except yaml.MarkedYAMLError as error:
            verdict = explain(error, self.text)
            self._report(verdict.mark, verdict.message, rule="yaml-syntax", hint=verdict.hint)
        return None

    def _document(self) -> Any:
        parser = self.parser
        while not isinstance(parser.peek_event(), (yaml.DocumentStartEvent, yaml.StreamEndEvent)):
            parser.get_event()
        if isinstance(parser.peek_event(), yaml.StreamEndEvent):
            return None
        parser.get_event()
        value = self._value(self._next(), None if self.marks is None else (), 0)
        parser.get_event()
        following = parser.peek_event()
        if isinstance(following, yaml.DocumentStartEvent):
            raise _RefusedError(
                following.start_mark,
                "a second YAML document in one file",
                rule="yaml-document",
                hint="remove the --- line or move the second document to a file of its own",
            )
        return value

    def _value(self, event: Any, path: Path | None, depth: int) -> Any:
        kind = event.__class__
        if depth > MAX_DEPTH:
            raise _RefusedError(
                event.start_mark, f"nested more than {MAX_DEPTH} levels deep", rule="yaml-depth"
            )
        if event.anchor is not None:
            raise _RefusedError(
                event.start_mark,
                "anchors and aliases are not allowed",
                rule="yaml-anchor",
                hint="write the value out where it is needed; quote text that starts with & or *",
            )
        if event.tag is not None and event.tag != "!":
            raise _RefusedError(
                event.start_mark,
                f"the tag {event.tag} is not allowed",
                rule="yaml-tag",
                hint="remove the tag",
            )
        if path is not None and self.marks is not None:
            self.marks[(path, False)] = _place(event.start_mark)
        if kind is yaml.ScalarEvent:
            value = self._scalar(event)
            if self.hashes and isinstance(value, str) and _place(event.end_mark) in self.hashes:
                self._hash(event)
            return value
        if kind is yaml.SequenceStartEvent:
            return self._sequence(path, depth)
        return self._mapping(path, depth)

    def _sequence(self, path: Path | None, depth: int) -> list[Any]:
        values: list[Any] = []
        before = None
        while (event := self._next()).__class__ is not yaml.SequenceEndEvent:
            below = None if path is None else (*path, len(values))
            values.append(self._value(event, below, depth + 1))
            if before is not None and _is_cut_number(before, event):
                self._cut(event, f"{before.value},{event.value}")
            before = event
        return values

    def _mapping(self, path: Path | None, depth: int) -> dict[str, Any]:
        values: dict[str, Any] = {}
        key_marks: dict[str, Any] = {}
        while (event := self._next()).__class__ is not yaml.MappingEndEvent:
            if event.__class__ is not yaml.ScalarEvent:
                raise _RefusedError(event.start_mark, "a key must be a plain word", rule="yaml-key")
            key: str = event.value
            if key == "<<":
                raise _RefusedError(event.start_mark, "merge keys are not allowed", rule="yaml-anchor")
            below = None if path is None else (*path, key)
            if key in key_marks:
                self._report(
                    event.start_mark,
                    f"the key {key} stands twice in one mapping (first on line {key_marks[key].line + 1})",
                    rule="duplicate-key",
                    hint="keep one of them",
                )
                self._value(self._next(), None, depth + 1)
                continue
            key_marks[key] = event.start_mark
            following = self._next()
            values[key] = self._value(following, below, depth + 1)
            if values[key] is None and _has_no_colon(event, following):
                self._cut(event, key)
            if below is not None and self.marks is not None:
                self.marks[(below, True)] = _place(event.start_mark)
        return values

    def _next(self) -> Any:
        event = self.parser.get_event()
        if event.__class__ is yaml.AliasEvent:
            event.tag = None  # type: ignore[attr-defined]  # so that an alias is refused where every other value is looked at
        elif (
            event.__class__ is yaml.ScalarEvent
            and event.style == '"'
            and (bad := _CONTROL.search(event.value))
        ):
            raise _RefusedError(
                event.start_mark,
                f"the text holds the control character U+{ord(bad[0]):04X}",
                hint="remove it",
            )
        return event

    def _scalar(self, event: Any) -> Any:  # noqa: PLR0911  one return per kind of scalar
        text: str = event.value
        if event.style or event.tag == "!":
            return text
        if not text.isascii() or (
            len(text) > _LONGEST_SPECIAL and not text[0].isdigit() and text[0] not in "+-."
        ):
            return text
        if text in _NULLS:
            return None
        if text in _TRUE:
            return True
        if text in _FALSE:
            return False
        if _INT.match(text):
            return self._whole_number(event, text)
        if _FLOAT.match(text):
            number = YamlFloat(text)
            if math.isinf(number):
                raise _RefusedError(
                    event.start_mark, "a number too large", rule="yaml-number", hint="quote it"
                )
            return number
        if _OLD_BOOLEANS.match(text):
            self._ambiguous(event, f"older YAML readers take the unquoted {text} for true or false")
        elif _OLD_SEXAGESIMAL.match(text):
            self._ambiguous(event, f"older YAML readers take the unquoted {text} for a number of seconds")
        return text

    def _whole_number(self, event: Any, text: str) -> int:
        if _OLD_OCTAL.match(text):
            self._ambiguous(event, f"older YAML readers take the unquoted {text} for an octal number")
        if len(text) > 18:
            raise _RefusedError(
                event.start_mark,
                "a number of more than 18 digits",
                rule="yaml-number",
                hint="put it in quotes",
            )
        number = int(text)
        return number if str(number) == text else YamlInt(text)

    def _cut(self, event: Any, text: str) -> None:
        self._report(
            event.start_mark,
            f"{text} has no value of its own: was a text cut at its comma?"
            if "," not in text
            else f"the comma cuts {text} in two",
            rule="cut-text",
            severity="warning",
            hint="put a text that holds a comma in quotes; give a key a colon, a space and a value",
        )

    def _hash(self, event: Any) -> None:
        if event.style or _DATE.match(event.value):
            return
        self._report(
            event.end_mark,
            "the text ends here: what follows the # is a comment",
            rule="cut-text",
            severity="warning",
            hint="put the text in quotes, or begin the comment with # and a space",
        )

    def _ambiguous(self, event: Any, message: str) -> None:
        self._report(
            event.start_mark, message, rule="ambiguous-scalar", severity="warning", hint="put it in quotes"
        )

    def _report(
        self, mark: Any, message: str, *, rule: str, severity: Any = "error", hint: str | None = None
    ) -> None:
        line, column = _place(mark) if mark is not None else (1, 1)
        self.problems.append(Problem(self.path, line, column, severity, rule, message, None, hint))


def _is_cut_number(before: Any, event: Any) -> bool:
    """Whether `[about 2,300 cases]` was read as two texts: a comma between digits, without a space."""
    scalar: Any = yaml.ScalarEvent  # Any: PyYAML's marks are optional to the type checker, and always there
    return (
        before.__class__ is scalar
        and event.__class__ is scalar
        and not before.style
        and not event.style
        and before.end_mark.line == event.start_mark.line
        and before.end_mark.column + 1 == event.start_mark.column
        and before.value[-1:].isdigit()
        and _REST_OF_NUMBER.match(event.value) is not None
        and not (before.value.isdigit() and event.value.isdigit())
    )


def _has_no_colon(key: Any, value: Any) -> bool:
    """Whether a key within braces has neither a colon nor a value: `{text: about 2,300 cases}`."""
    return (
        value.__class__ is yaml.ScalarEvent
        and not value.style
        and value.value == ""
        and _place(value.start_mark) == _place(key.end_mark)
    )


def _place_of(text: str, index: int) -> tuple[int, int]:
    return (text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


def _place(mark: Any) -> tuple[int, int]:
    return (mark.line + 1, mark.column + 1)


def read_yaml(text: str, path: str) -> YamlDocument:
    """Parse one YAML document. Never raises on bad input: errors are in `problems`.

    `path` is what the problems are to show. After a syntax error `data` is None: half a file is
    not a file. Duplicate keys are errors, but the rest of the file is still read.
    """
    text = text.removeprefix("\ufeff")
    constructor = _Constructor(text, path, None)
    data = constructor.construct()
    return YamlDocument(path, text, data, constructor.problems)
