"""What a column can fill: the keys of an item, event or node, read off the models themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from contentops.models.base import Record
from contentops.models.event import Event, Node
from contentops.models.item import Item
from contentops.models.mapping import Into

Kind = Literal["text", "date", "number", "number_or_text", "flag", "choice", "list", "any"]


@dataclass(frozen=True)
class Destination:
    """What a table is turned into: the model, its name in messages, and the file it goes to."""

    model: type[Record]
    noun: Literal["item", "event", "node"]
    top: str
    output: str


DESTINATIONS: dict[Into, Destination] = {
    "basic": Destination(Item, "item", "items", "pools/basic/imported.yaml"),
    "periodic": Destination(Item, "item", "items", "pools/periodic/imported.yaml"),
    "hook": Destination(Item, "item", "items", "pools/hook/imported.yaml"),
    "events": Destination(Event, "event", "events", "events/imported.yaml"),
    "nodes": Destination(Node, "node", "nodes", "nodes.yaml"),
}


@dataclass(frozen=True)
class Target:
    """A key that a cell can fill, written with dots (`window.not_before`, `facts.customer`).

    `choices` are the values it may have (kind "choice"); `of_ids` says that the elements of a list
    are ids, so that a comma divides them too; `free` that any keys may stand below it (`facts`).
    """

    name: str
    kind: Kind
    choices: tuple[str, ...] = ()
    of_ids: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that lead to it in a record."""
        return tuple(self.name.split("."))


def find_target(into: Into, name: str) -> Target | None:
    """The target of that name, or None when no cell can fill it."""
    schema = _schema(into)
    nodes = [schema]
    for key in name.split("."):
        nodes = [below for node in nodes for below in _below(node, key, schema)]
    if into in ("basic", "periodic", "hook") and name == "pool":
        return None  # --into says it
    return next((target for node in nodes if (target := _target(name, node, schema))), None)


def holds_free_keys(into: Into, name: str) -> bool:
    """Whether any key may stand below `name`, as below `facts`."""
    schema = _schema(into)
    nodes = [schema]
    for key in name.split("."):
        nodes = [below for node in nodes for below in _below(node, key, schema)]
    return any(node.get("additionalProperties") is True for node in nodes)


@cache
def target_names(into: Into) -> tuple[str, ...]:
    """Every target by name, for suggestions; keys of free mappings are left out."""
    return tuple(name for name in _names(into, _schema(into), "") if find_target(into, name))


def required_names(into: Into) -> tuple[str, ...]:
    """The keys that every record needs, the id left out: it is made when no column has it."""
    needed = _schema(into).get("required", [])
    return tuple(name for name in needed if name not in ("id", "pool"))


def key_order(into: Into) -> dict[str, int]:
    """The place of each top-level key in the model: the order in which records are written."""
    return {name: place for place, name in enumerate(_schema(into)["properties"])}


@cache
def _schema(into: Into) -> dict[str, Any]:
    return DESTINATIONS[into].model.model_json_schema(by_alias=True)


def _names(into: Into, node: dict[str, Any], prefix: str) -> Iterator[str]:
    root = _schema(into)
    for option in _options(node, root):
        for key in option.get("properties", {}):
            yield prefix + key
            if prefix.count(".") < 2:
                yield from _names(into, option["properties"][key], f"{prefix}{key}.")


def _below(node: dict[str, Any], key: str, root: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for option in _options(node, root):
        if key in option.get("properties", {}):
            yield from _options(option["properties"][key], root)
            continue
        free = [*option.get("patternProperties", {}).values(), option.get("additionalProperties")]
        if key:
            yield from (below for below in free if isinstance(below, dict))
            if option.get("additionalProperties") is True:
                yield {}


def _options(node: dict[str, Any], root: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The forms a value may have, references followed and null left out."""
    if "$ref" in node:
        yield from _options(root["$defs"][node["$ref"].rsplit("/", 1)[-1]], root)
    elif "anyOf" in node or "oneOf" in node:
        for part in node.get("anyOf") or node["oneOf"]:
            yield from _options(part, root)
    elif node.get("type") != "null":
        yield node


def _target(name: str, node: dict[str, Any], root: dict[str, Any]) -> Target | None:
    if not node:
        return Target(name, "any")
    if "enum" in node:
        return Target(name, "choice", tuple(node["enum"]))
    kind = node.get("type")
    if kind == "array":
        return _list_target(name, node.get("items", {}), root)
    if isinstance(kind, list):
        return Target(name, "number_or_text")
    if kind == "string":
        return Target(name, "date" if node.get("format") == "date" else "text")
    kinds: dict[Any, Kind] = {"integer": "number", "number": "number", "boolean": "flag"}
    return Target(name, kinds[kind]) if kind in kinds else None


def _list_target(name: str, items: dict[str, Any], root: dict[str, Any]) -> Target | None:
    if name == "channels":  # the model takes a channel's bare id for {channel: id}
        return Target(name, "list", of_ids=True)
    options = list(_options(items, root))
    if any(option.get("type") == "string" for option in options):
        of_ids = any("pattern" in option or "enum" in option for option in options)
        return Target(name, "list", of_ids=of_ids)
    return None
