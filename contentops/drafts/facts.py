"""Facts: what a template declares that it needs, and what the workspace gives.

A fact is looked for in the item first, then in the event it is anchored to, the product, the brand:
the nearest one wins, key by key. Every value comes out in one language and in the shape its
declaration promises, so that a template never asks twice; what is missing is listed, not raised.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from contentops.drafts.fact_types import FactSpec, check_type
from contentops.drafts.sandbox import FactList, Fields
from contentops.drafts.text import FactText, clean_text, placeholder
from contentops.models.base import LANGUAGES, Language

Keys = tuple[str | int, ...]


@dataclass(frozen=True)
class FactLayer:
    """Facts of one record: where to point when something in them is wrong.

    `kind` and `record_id` are what `LoadedWorkspace.locate` takes, `keys` lead to the facts inside the
    record, and `name` is what people write (`facts`, `brand.facts`).
    """

    kind: Literal["item", "event", "settings"]
    record_id: str
    keys: Keys
    name: str
    values: Mapping[str, Any]


@dataclass(frozen=True)
class FactIssue:
    """A fact that is missing, or is not what was declared. `path` is the key to fill, as people write it."""

    path: str
    spec: FactSpec
    layer: FactLayer
    keys: Keys
    """Inside the layer's facts."""
    trouble: str = ""
    """What is wrong with the value given; empty when there is none."""
    got: str | None = None


@dataclass(frozen=True)
class ResolvedFacts:
    """The facts a template sees, and what was wrong with them."""

    values: Fields
    issues: tuple[FactIssue, ...]


def resolve_facts(
    specs: Mapping[str, FactSpec], layers: Sequence[FactLayer], language: Language
) -> ResolvedFacts:
    """Every declared fact from the first layer that has it, and every other fact as it is.

    The first layer is the one that a missing fact is to be filled in. Missing required facts come
    out as visible placeholders and are listed in `issues`.
    """
    resolver = _Resolver(language)
    values: dict[str, Any] = {}
    for layer in reversed(layers):
        for key, value in layer.values.items():
            if key not in specs and not is_missing(value):
                values[key] = _plain(value, language, f"facts.{key}")
    for key, spec in specs.items():
        layer = next((one for one in layers if not is_missing(one.values.get(key))), layers[0])
        value = pick_language(layer.values.get(key), language)
        values[key] = resolver.resolve(spec, value, layer, f"facts.{key}", (key,))
    return ResolvedFacts(Fields("facts", values), tuple(resolver.issues))


_NAMES = {"date": "a date", "url": "a web address", "number": "a number"}


def is_missing(value: Any) -> bool:
    """Whether nothing was given: no value, blank text, an empty list or mapping."""
    if isinstance(value, str):
        return not clean_text(value)
    return value is None or (isinstance(value, list | tuple | Mapping) and not value)


def pick_language(value: Any, language: Language) -> Any:
    """`{zh: ..., en: ...}` as the text of `language`, or of the other one when only that exists."""
    if isinstance(value, Mapping) and value and set(value) <= set(LANGUAGES):
        chosen = value.get(language)
        if not is_missing(chosen):
            return chosen
        return next((value[name] for name in LANGUAGES if not is_missing(value.get(name))), None)
    return value


class _Resolver:
    def __init__(self, language: Language) -> None:
        self.language = language
        self.issues: list[FactIssue] = []

    def resolve(self, spec: FactSpec, value: Any, layer: FactLayer, path: str, keys: Keys) -> Any:
        if spec.many:
            return self._list(spec, value, layer, path, keys)
        return self._one(spec, value, layer, path, keys)

    def _list(self, spec: FactSpec, value: Any, layer: FactLayer, path: str, keys: Keys) -> FactList:
        single = not isinstance(value, list | tuple)
        chosen = [pick_language(part, self.language) for part in ([value] if single else value)]
        given = [(index, part) for index, part in enumerate(chosen) if not is_missing(part)]
        if not given:  # also a list of nothing but blanks: begun, and never filled
            if not spec.required:
                return FactList()
            if not spec.fields:
                return FactList([self._one(spec, None, layer, path, keys)])
            # One key to fill in, not one for each field of an entry that nobody has begun.
            self.issues.append(FactIssue(path, spec, layer, keys))
            return FactList([self._unfilled(spec, path)])
        if single:
            return FactList([self._one(spec, given[0][1], layer, path, keys)])
        return FactList(
            [self._one(spec, part, layer, f"{path}[{index}]", (*keys, index)) for index, part in given]
        )

    def _one(self, spec: FactSpec, value: Any, layer: FactLayer, path: str, keys: Keys) -> Any:
        if spec.fields:
            return self._fields(spec, value, layer, path, keys)
        if is_missing(value):
            if not spec.required:
                return FactText("")
            self.issues.append(FactIssue(path, spec, layer, keys))
            return placeholder(path, self.language)
        if isinstance(value, list | tuple):
            parts = [pick_language(part, self.language) for part in value]
            if all(is_scalar(part) for part in parts):
                return FactText("\n\n".join(clean_text(part) for part in parts))
        if not is_scalar(value):
            return self._wrong(
                spec, value, layer, path, keys, f"expected {_NAMES.get(spec.type or '', 'text')}"
            )
        text = FactText(clean_text(value))
        trouble = check_type(spec.type, text)
        if trouble is not None:
            self.issues.append(FactIssue(path, spec, layer, keys, trouble, text))
        return text

    def _fields(self, spec: FactSpec, value: Any, layer: FactLayer, path: str, keys: Keys) -> Any:
        if is_missing(value):
            if not spec.required:
                return Fields(path, {name: self._empty(one) for name, one in spec.fields.items()})
            if not any(one.required for one in spec.fields.values()):
                self.issues.append(FactIssue(path, spec, layer, keys))
            value = {}
        if is_scalar(value):
            value = {next(iter(spec.fields)): value}
        if not isinstance(value, Mapping):
            names = ", ".join(spec.fields)
            return self._wrong(spec, value, layer, path, keys, f"expected a mapping with {names}")
        stray = next((name for name, part in value.items() if name not in spec.fields and part is None), None)
        if stray is not None:
            # `{text: from 2,100 to 9,000}`: the comma ends the text, and half of the figure is lost.
            trouble = "a key without a value; put text that holds a comma in quotes"
            self.issues.append(FactIssue(path, spec, layer, (*keys, stray), trouble, str(stray)))
        values: dict[str, Any] = {
            str(name): _plain(part, self.language, f"{path}.{name}")
            for name, part in value.items()
            if name not in spec.fields
        }
        for name, one in spec.fields.items():
            part = pick_language(value.get(name), self.language)
            values[name] = self.resolve(one, part, layer, f"{path}.{name}", (*keys, name))
        return Fields(path, values)

    def _unfilled(self, spec: FactSpec, path: str) -> Fields:
        values: dict[str, Any] = {
            name: placeholder(path, self.language) if one.required and not one.fields else self._empty(one)
            for name, one in spec.fields.items()
        }
        return Fields(path, values)

    def _empty(self, spec: FactSpec) -> Any:
        if spec.many:
            return FactList()
        if spec.fields:
            return Fields(spec.key, {name: self._empty(one) for name, one in spec.fields.items()})
        return FactText("")

    def _wrong(
        self, spec: FactSpec, value: Any, layer: FactLayer, path: str, keys: Keys, trouble: str
    ) -> Any:
        shown = (
            "a list"
            if isinstance(value, list | tuple)
            else "a mapping"
            if isinstance(value, Mapping)
            else str(value)
        )
        self.issues.append(FactIssue(path, spec, layer, keys, trouble, shown))
        if spec.fields:
            return Fields(path, {name: self._empty(one) for name, one in spec.fields.items()})
        return placeholder(path, self.language)


def is_scalar(value: Any) -> bool:
    """Whether `value` is one piece of text or a number. `true` is neither: a fact is words."""
    return isinstance(value, str | int | float | date) and not isinstance(value, bool)


def _plain(value: Any, language: Language, path: str) -> Any:
    """A fact that no header declares, in the shape it was given."""
    value = pick_language(value, language)
    if isinstance(value, Mapping):
        return Fields(
            path, {str(key): _plain(part, language, f"{path}.{key}") for key, part in value.items()}
        )
    if isinstance(value, list | tuple):
        return FactList(_plain(part, language, f"{path}[{n}]") for n, part in enumerate(value))
    if value is None:
        return FactText("")
    return value if isinstance(value, bool) else FactText(clean_text(value))
