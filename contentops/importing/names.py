"""Names in a spreadsheet and ids in a workspace: `陈默` stands for `chen-mo` wherever a person is meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property, partial
from typing import Any

from contentops.importing.words import fold
from contentops.models.base import Text
from contentops.models.workspace import Workspace
from contentops.problem import nearest

Pattern = tuple[str, ...]
"""Keys that lead to a reference; `*` is every entry of a list or mapping."""

_PEOPLE: tuple[Pattern, ...] = (
    ("owner",), ("watcher",), ("integrator",), ("assign", "*"), ("modules", "*", "owner"),
)  # fmt: skip
_CHANNELS: tuple[Pattern, ...] = (
    ("channels", "*"), ("channels", "*", "channel"), ("gate", "via"), ("conversion_path", "into"),
)  # fmt: skip
REFERENCES: dict[str, tuple[tuple[str, Pattern], ...]] = {
    "item": (
        *(("person", pattern) for pattern in _PEOPLE),
        *(("channel", pattern) for pattern in _CHANNELS),
        ("persona", ("persona",)),
        ("review chain", ("review_chain",)),
        ("event", ("anchor", "event")),
        ("node", ("anchor", "node")),
        ("template", ("template",)),
    ),
    "event": (("person", ("owner",)),),
    "node": (),
}
"""By kind of record: what its keys name. The same as `contentops.checks.references` looks up."""

_MOST_SHOWN = 12


@dataclass(frozen=True)
class Unresolved:
    """A word that names no record, or (`ids`) several."""

    ids: tuple[str, ...] = ()
    hint: str = ""


@dataclass(frozen=True)
class Register:
    """The records of one kind: the names of each id."""

    plural: str
    names: Mapping[str, tuple[str, ...]]

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for record_id, names in self.names.items():
            for name in sorted({fold(name) for name in names}):
                found[name].append(record_id)
        return found

    @cached_property
    def _by_folded_id(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for record_id in self.names:
            found[fold(record_id)].append(record_id)
        return found

    def resolve(self, text: str) -> str | Unresolved:
        """The id that `text` is or names. Ids win over names, and the exact id over another case."""
        if text in self.names:
            return text
        folded = fold(text)
        for register in (self._by_folded_id, self._by_name):
            ids = register.get(folded, [])
            if len(ids) == 1:
                return ids[0]
            if ids:
                return Unresolved(tuple(ids), f"write the id: {' or '.join(ids)}")
        return Unresolved(hint=self._suggest(text))

    def _suggest(self, text: str) -> str:
        if near := nearest(text, self.names):
            return f"did you mean {near}?"
        names = {name: record_id for record_id, names in self.names.items() for name in names}
        near = nearest(text, names) or _only_alike(text, names)
        if near:
            return f"did you mean {near} ({names[near]})?"
        if not self.names:
            return f"no {self.plural} are defined yet"
        shown = [self._shown(record_id) for record_id in sorted(self.names)[:_MOST_SHOWN]]
        more = ", ..." if len(self.names) > _MOST_SHOWN else ""
        return f"known {self.plural}: {', '.join(shown)}{more}"

    def _shown(self, record_id: str) -> str:
        others = [name for name in self.names[record_id] if fold(name) != fold(record_id)]
        return f"{record_id} ({others[0]})" if others else record_id


@dataclass(frozen=True)
class TemplateRegister(Register):
    """The draft templates; `formats_of` are the formats that one is written for."""

    formats_of: Callable[[str], Collection[str]]

    def suggest_for(self, text: str, item_format: str) -> str:
        """Of the templates that are written for the format the one that `text` nearly is, else all of them."""
        fitting = [name for name in sorted(self.names) if item_format in self.formats_of(name)]
        if not fitting:
            return self._suggest(text)
        # A format in the place of a template is near to none of them: which is meant, people choose.
        if fold(text) != fold(item_format) and (near := nearest(text, fitting)):
            return f"did you mean {near}?"
        more = ", ..." if len(fitting) > _MOST_SHOWN else ""
        return f"templates for the format {item_format}: {', '.join(fitting[:_MOST_SHOWN])}{more}"


@dataclass(frozen=True)
class Names:
    """Who and what a workspace knows, by kind (`person`, `channel`, …)."""

    registers: Mapping[str, Register] = field(default_factory=dict)


NO_NAMES = Names()


def names_of(workspace: Workspace, templates: TemplateRegister | None = None) -> Names:
    """The names of a workspace's people, channels, personas, review chains, events and nodes, and `templates`."""
    settings = workspace.settings
    return Names(
        {
            **({"template": templates} if templates is not None else {}),
            "person": Register("people", {one.id: _texts(one.name) for one in settings.team}),
            "channel": Register("channels", {one.id: _texts(one.name) for one in settings.channels}),
            "persona": Register("personas", {one.id: _texts(one.name) for one in settings.personas}),
            "review chain": Register(
                "review chains", {one.id: _texts(one.name) for one in settings.review_chains}
            ),
            "event": Register("events", {one.id: _texts(one.title) for one in workspace.events.values()}),
            "node": Register("nodes", {one.id: _texts(one.title) for one in workspace.nodes.values()}),
        }
    )


Taken = tuple[str, str]
"""A word of the table and the id or value it was taken for."""
Report = Callable[[str, tuple[str | int, ...], str, Unresolved], None]


def with_ids(values: dict[str, Any], noun: str, names: Names, report: Report) -> tuple[Any, list[Taken]]:
    """`values` of a record with ids in place of names, and which names were taken for which ids.

    What cannot be resolved stays as it is and is told to `report` (kind, keys, word, why).
    """
    taken: list[Taken] = []

    def resolve(kind: str, keys: tuple[str | int, ...], text: str) -> str:
        register = names.registers[kind]
        found = register.resolve(text)
        if isinstance(found, Unresolved):
            if isinstance(register, TemplateRegister) and not found.ids:
                found = Unresolved(hint=register.suggest_for(text, str(values.get("format"))))
            report(kind, keys, text, found)
            return text
        if found != text:
            taken.append((text, found))
        return found

    result: Any = values
    for kind, pattern in REFERENCES[noun]:
        if kind in names.registers:
            result = _rewrite(result, pattern, (), partial(resolve, kind))
    return result, taken


def _rewrite(
    value: Any,
    pattern: Pattern,
    keys: tuple[str | int, ...],
    change: Callable[[tuple[str | int, ...], str], str],
) -> Any:
    if not pattern:
        return change(keys, value) if isinstance(value, str) else value
    first, rest = pattern[0], pattern[1:]
    if first == "*" and isinstance(value, list):
        return [_rewrite(part, rest, (*keys, index), change) for index, part in enumerate(value)]
    if isinstance(value, dict):
        inside = [key for key in value if first in ("*", key)]
        return {**value, **{key: _rewrite(value[key], rest, (*keys, key), change) for key in inside}}
    return value


def _only_alike(text: str, names: Collection[str]) -> str | None:
    """The one name with half of its letters in `text`: a letter is half of many a Chinese name."""
    alike = get_close_matches(text, names, n=2, cutoff=0.5)
    return alike[0] if len(alike) == 1 else None


def _texts(text: Text | None) -> tuple[str, ...]:
    def each() -> Iterator[str | None]:
        if isinstance(text, str):
            yield text
        elif text is not None:
            yield text.zh
            yield text.en

    return tuple(word for word in each() if word)
