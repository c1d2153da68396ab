"""The mapping: which column fills which key, and how. The same words on the command line and in a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from contentops.errors import InvalidInput, UsageError
from contentops.models.mapping import MappingFile
from contentops.problem import Problem, has_errors
from contentops.workspace.validate import Place, validate
from contentops.workspace.yaml_reader import YamlDocument, read_yaml


@dataclass(frozen=True)
class Mapping:
    """The options of one run, and where each was said: in the mapping file or on the command line."""

    options: MappingFile
    document: YamlDocument | None = None
    spoken: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    """(option, name) given on the command line."""

    def place(self, option: str, name: str, said: str | None = None) -> tuple[str, int, int]:
        """Path, line and column of an entry; on the command line the option as typed, without a line."""
        if self.document is not None and (option, name) not in self.spoken:
            keys: tuple[str | int, ...] = (option, name)
            listed = getattr(self.options, option)
            if isinstance(listed, list):
                keys = (option, listed.index(name))
            line, column = self.document.position(keys, key=True)
            return (self.document.path, line, column)
        shown = said if said is not None else name
        return (f"--{option.replace('_', '-')} {shown}".rstrip(), 0, 0)


def read_mapping(text: str, path: str) -> Mapping:
    """Read a mapping file. Raises `InvalidInput` with every problem of it."""
    document = read_yaml(text, path)
    problems: list[Problem] = list(document.problems)
    options = None
    if not has_errors(problems):
        options, found = validate(MappingFile, document.data or {}, Place(document), noun="the mapping")
        problems += found
    if options is None or has_errors(problems):
        errors = [problem for problem in problems if problem.severity == "error"]
        raise InvalidInput(f"the mapping file {path} is not valid", errors)
    return Mapping(options, document)


def with_options(mapping: Mapping, **spoken: Any) -> Mapping:
    """`mapping` with the options of the command line: they win over the file, lists are added."""
    options = mapping.options
    names = set(mapping.spoken)
    changed: dict[str, Any] = {}
    for option, given in spoken.items():
        if given is None or given in ((), [], {}):
            continue
        current = getattr(options, option)
        if isinstance(given, dict):
            changed[option] = _merged(current, given)
            names |= {(option, name) for name in given}
        elif isinstance(given, list):
            changed[option] = [*current, *given]
            names |= {(option, name) for name in given}
        else:
            changed[option] = given
            names.add((option, str(given)))
    return Mapping(options.model_copy(update=changed), mapping.document, frozenset(names))


def parse_pairs(option: str, texts: Sequence[str]) -> dict[str, str]:
    """`NAME=VALUE` options as a mapping. Raises `UsageError`."""
    pairs: dict[str, str] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        name = name.strip()
        if not equals or not name:
            example = "title=标题" if option == "map" else "owner=li-wei"
            raise UsageError(
                f"--{option} {text}".rstrip() + ": no `=` in it", hint=f"write --{option} {example}"
            )
        if name in pairs:
            raise UsageError(f"--{option} {name} is given twice")
        pairs[name] = value.strip()
    return pairs


def parse_values(texts: Sequence[str]) -> dict[str, dict[str, str]]:
    """`COLUMN:CELL=VALUE` options as a mapping by column. Raises `UsageError`."""
    values: dict[str, dict[str, str]] = {}
    for text in texts:
        name, colon, rest = text.partition(":")
        cell, equals, value = rest.partition("=")
        if not colon or not equals or not name.strip():
            raise UsageError(
                f"--value {text}".rstrip() + ": not COLUMN:CELL=VALUE",
                hint="for example --value 'kind:会议=meeting'",
            )
        values.setdefault(name.strip(), {})[cell.strip()] = value.strip()
    return values


def _merged(current: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    merged = dict(current)
    for name, value in given.items():
        both = isinstance(value, dict) and isinstance(merged.get(name), dict)
        merged[name] = {**merged[name], **value} if both else value
    return merged
