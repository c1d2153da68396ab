"""Supposed changes of a workspace: `ITEM.deadline=2027-03-12`, `capacity.design=40`, and what comes of them.

A change is applied to a validated copy; the files stay as they are. The remedies of `contentops why` are
such changes too, so that whatever is offered can be tried.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Any

from pydantic import BaseModel, ValidationError

from contentops.models.event import Event, Node
from contentops.models.item import Item, Window
from contentops.models.review import ReviewChain
from contentops.models.settings import Channel, Person, Settings
from contentops.models.workspace import Workspace
from contentops.problem import Problem, nearest, suggest

CAPACITY = "capacity"
SETTINGS = "settings"
_KINDS: dict[str, tuple[type[BaseModel], str]] = {
    "item": (Item, "items"),
    "event": (Event, "events"),
    "node": (Node, "nodes"),
    "person": (Person, "team"),
    "channel": (Channel, "channels"),
    "chain": (ReviewChain, "review_chains"),
}
_ALIASES: dict[str, dict[str, tuple[str, ...]]] = {
    "item": {name: ("window", name) for name in Window.model_fields},
    "event": {"date": ("start",)},
    "node": {"start": ("date",)},
}
"""Shorter names of what lies deeper: `ITEM.deadline` is `ITEM.window.deadline`."""
_LISTED_SETTINGS = ("team", "channels", "review_chains", "personas")

Explain = Callable[[type[BaseModel], Any, str, str], list[Problem]]
"""Says what is wrong with the changed data of a record: its model, the data, a noun, the change as written."""


_MOST_HOURS = 10_000
"""More hours a week than any team has."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """One supposed change: what is set (`item.window.deadline`), and to which value (as YAML reads it)."""

    target: str
    value: Any

    def __str__(self) -> str:
        return f"{self.target}={written(self.value)}"


def written(value: Any) -> str:
    """A value as a person writes it in an assignment, in YAML's short form."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {written(part)}" for key, part in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(written(part) for part in value) + "]"
    return str(value)


class _Wrong(Exception):  # noqa: N818  it never leaves this module
    def __init__(self, rule: str, message: str, hint: str | None = None, got: str | None = None) -> None:
        super().__init__(message)
        self.rule, self.message, self.hint, self.got = rule, message, hint, got


def apply_assignments(
    workspace: Workspace, assignments: Sequence[Assignment], explain: Explain | None = None
) -> tuple[Workspace, list[Problem]]:
    """A copy of the workspace with the changes, in their order, and what is wrong with any of them.

    Values are validated like those of files; whether names in them exist is for the caller to check.
    A change that is wrong is left out. The copy's `input_hash` tells it from the original.
    """
    problems: list[Problem] = []
    for assignment in assignments:
        found = _Copy(workspace, assignment, explain or _explain_plainly)
        try:
            workspace = found.changed()
        except _Wrong as wrong:
            problems.append(_problem(assignment, wrong))
        problems += found.problems
    digest = hashlib.sha256(workspace.input_hash.encode())
    for assignment in assignments:
        digest.update(f"\n{assignment}".encode())
    return replace(workspace, input_hash=digest.hexdigest()), problems


def _problem(assignment: Assignment, wrong: _Wrong) -> Problem:
    return Problem(f"--what-if {assignment}", 0, 0, "error", wrong.rule, wrong.message, wrong.got, wrong.hint)


def _explain_plainly(model: type[BaseModel], data: Any, noun: str, path: str) -> list[Problem]:
    try:
        model.model_validate(data)
    except ValidationError as error:
        return [
            Problem(path, 0, 0, "error", "invalid-value", f"{noun}: {detail['msg']}")
            for detail in error.errors(include_url=False)
        ]
    return []


class _Copy:
    """One change of one workspace."""

    def __init__(self, workspace: Workspace, assignment: Assignment, explain: Explain) -> None:
        self._workspace = workspace
        self._assignment = assignment
        self._explain = explain
        self.problems: list[Problem] = []

    def changed(self) -> Workspace:
        """The changed copy. Raises `_Wrong` when the change names nothing that there is."""
        target = self._assignment.target
        if target.startswith(f"{CAPACITY}."):
            return self._with_capacity(target[len(CAPACITY) + 1 :])
        named = list(self._records())
        if not named:
            settings = self._settings_path(target)
            if settings is None:
                raise _Wrong("unknown-name", *self._unknown(target))
            return self._with_settings(settings)
        # An id that several kinds use means the record that has the field.
        fitting = [one for one in named if one[2][0] in _fields(one[0])]
        kind, name, keys = (fitting or named)[0]
        if len(fitting) > 1:
            kinds = " and ".join(f"a{'n' * (one[0][0] in 'aei')} {one[0]}" for one in fitting)
            raise _Wrong("ambiguous-name", f"{name} is {kinds}", f"write {kind}:{target}")
        return self._with_record(kind, name, keys)

    def _records(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """(kind, id, keys) of every record that the target may mean; ids may have dots in them."""
        target = self._assignment.target
        wanted, _, rest = target.partition(":")
        if wanted in _KINDS and rest:
            target = rest
        for kind in _KINDS if target is self._assignment.target else (wanted,):
            ids = [name for name in self._ids(kind) if target.startswith(f"{name}.")]
            if ids:
                name = max(ids, key=len)
                keys = tuple(target[len(name) + 1 :].split("."))
                yield kind, name, (*_ALIASES.get(kind, {}).get(keys[0], (keys[0],)), *keys[1:])

    def _ids(self, kind: str) -> list[str]:
        return list(_records_of(self._workspace, kind))

    def _settings_path(self, target: str) -> tuple[str, ...] | None:
        keys = tuple(target.removeprefix(f"{SETTINGS}.").split("."))
        there = keys[0] in Settings.model_fields and keys[0] not in _LISTED_SETTINGS
        return keys if there else None

    def _unknown(self, target: str) -> tuple[str, str]:
        name, dot, _ = target.partition(".")
        known = [*(one for kind in _KINDS for one in self._ids(kind)), CAPACITY]
        if not dot and (name in known or name in Settings.model_fields):
            return f"{name} needs a field", "write NAME.FIELD=VALUE, such as ITEM.deadline=2027-03-12"
        if not dot:
            return f"{target!r} is no change", "write NAME.FIELD=VALUE, such as ITEM.deadline=2027-03-12"
        message = f"there is no item, event, node, person, channel, review chain or setting {name!r}"
        near = nearest(name, known)
        hint = f"did you mean {near}?" if near else "write ITEM.FIELD=VALUE, PERSON.hours_per_week=H, " \
            "CHANNEL.quota.per_week=N, EVENT.start=DATE or capacity.SKILL=H"  # fmt: skip
        return message, hint

    def _with_record(self, kind: str, name: str, keys: tuple[str, ...]) -> Workspace:
        model, _ = _KINDS[kind]
        record = _records_of(self._workspace, kind)[name]
        if keys[0] in ("id", "pool") or keys[0] not in model.model_fields:
            known = [*_fields(kind), *_ALIASES.get(kind, {})]
            message = (
                f"{name} is a{'n' * (kind[0] in 'aei')} {kind}, which has no field {keys[0]!r} to change"
            )
            raise _Wrong("unknown-key", message, suggest(keys[0], known, noun="fields"))
        data = _set(record, keys, self._assignment.value)
        if kind in ("event", "node") and keys in (("start",), ("date",)):
            data = _moved(record, data, keys[0])
        made = self._validated(model, data, kind)
        return self._workspace if made is None else with_record(self._workspace, kind, name, made)

    def _with_settings(self, keys: tuple[str, ...]) -> Workspace:
        data = _set(self._workspace.settings, keys, self._assignment.value)
        made = self._validated(Settings, data, "settings")
        return self._workspace if made is None else replace(self._workspace, settings=made)

    def _validated(self, model: type[BaseModel], data: Any, noun: str) -> Any:
        try:
            return model.model_validate(data)
        except ValidationError:
            self.problems += self._explain(model, data, noun, f"--what-if {self._assignment}")
        return None

    def _with_capacity(self, skill: str) -> Workspace:
        """Share a number of weekly hours among those who have a skill."""
        value = self._assignment.value
        settings = self._workspace.settings
        able = [person for person in settings.team if skill in person.skills and not person.outside]
        able = able or [person for person in settings.team if skill in person.skills]
        if not able:
            skills = sorted({one for person in settings.team for one in person.skills})
            raise _Wrong(
                "unknown-name", f"nobody has the skill {skill!r}", suggest(skill, skills, noun="skills")
            )
        number = isinstance(value, (int, float)) and not isinstance(value, bool)
        if not number or not 0 <= value <= _MOST_HOURS or value * 2 != int(value * 2):
            raise _Wrong(
                "invalid-value",
                "expected hours a week in steps of half an hour, at most 10000",
                got=written(value),
            )
        shares = share_hours([person.hours_per_week for person in able], float(value))
        new = {person.id: hours for person, hours in zip(able, shares, strict=True)}
        workspace = self._workspace
        for name, hours in new.items():
            data = _set(workspace.people[name], ("hours_per_week",), hours)
            made = self._validated(Person, data, "person")
            if made is None:
                return self._workspace
            workspace = with_record(workspace, "person", name, made)
        return workspace


def share_hours(hours: Sequence[float], total: float) -> list[float]:
    """`total` hours in proportion to `hours` (evenly when all are 0), in half-hours, first come first served.

    Each share is rounded down; what is left goes, half an hour each, to the largest remainders, of equal
    ones to the first.
    """
    halves, units = round(total * 2), [round(one * 2) for one in hours]
    if not any(units):
        units = [1] * len(units)
    whole = sum(units)
    shares = [halves * unit // whole for unit in units]
    order = sorted(range(len(units)), key=lambda n: (-(halves * units[n] % whole), n))
    for n in order[: halves - sum(shares)]:
        shares[n] += 1
    return [share / 2 for share in shares]


def with_record(workspace: Workspace, kind: str, name: str, record: Any) -> Workspace:
    """A copy of the workspace with another record in the place of one."""
    if kind == "item":
        return replace(workspace, items={**workspace.items, name: record})
    if kind == "event":
        return replace(workspace, events={**workspace.events, name: record})
    if kind == "node":
        return replace(workspace, nodes={**workspace.nodes, name: record})
    field = _KINDS[kind][1]
    listed = [record if one.id == name else one for one in getattr(workspace.settings, field)]
    settings = workspace.settings.model_copy(update={field: listed})
    # A copy would keep what the original has computed of itself.
    for computed in set(vars(settings)) - set(Settings.model_fields):
        vars(settings).pop(computed)
    return replace(workspace, settings=settings)


def _records_of(workspace: Workspace, kind: str) -> Mapping[str, Any]:
    records: dict[str, Mapping[str, Any]] = {
        "item": workspace.items,
        "event": workspace.events,
        "node": workspace.nodes,
        "person": workspace.people,
        "channel": workspace.channels,
        "chain": workspace.review_chains,
    }
    return records[kind]


def _fields(kind: str) -> list[str]:
    return [name for name in _KINDS[kind][0].model_fields if name not in ("id", "pool")]


def _set(record: Any, keys: Sequence[str], value: Any) -> Any:
    """The data of a record with one value replaced, as far as the keys lead; the rest stays as it is.

    Lists are counted from 1. Lists of records with a name are also led into by it (`steps.legal.days`).
    """
    if not keys:
        return value
    key, rest = keys[0], keys[1:]
    if isinstance(record, BaseModel):
        fields = type(record).model_fields
        key = next((name for name, field in fields.items() if field.alias == key), key)
        data = {name: getattr(record, name) for name in fields if name in record.model_fields_set}
        data[key] = _set(getattr(record, key, None), rest, value)
        return data
    if isinstance(record, list) and record:
        position = _position(record, key)
        return [_set(one, rest, value) if n == position else one for n, one in enumerate(record)]
    if isinstance(record, Mapping):
        known = next((name for name in record if str(name) == key), key)
        return {**record, known: _set(record.get(known), rest, value)}
    return {key: _set(None, rest, value)}


def _position(records: list[Any], key: str) -> int:
    if key.isdecimal() and 1 <= int(key) <= len(records):
        return int(key) - 1
    names = [str(getattr(one, "role", None) or getattr(one, "skill", None) or getattr(one, "channel", ""))
             for one in records]  # fmt: skip
    if key in names:
        return names.index(key)
    known = [str(number) for number in range(1, len(records) + 1)]
    raise _Wrong(
        "unknown-key",
        f"there is no part {key!r}",
        suggest(key, [*filter(None, names), *islice(known, 12)], noun="parts"),
    )


def _moved(record: Any, data: dict[str, Any], key: str) -> dict[str, Any]:
    """The end of an event (or node) keeps its distance from the first day."""
    start, end, value = getattr(record, key), record.end, data[key]
    try:
        new = date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return data
    if end is not None and isinstance(new, date):
        data["end"] = new + (end - start)
    return data
