"""Facts: what a template declares that it needs, and what the workspace gives.

A fact is looked for in the item first (for an occurrence, in its override before that), then in the
event it is anchored to, the product, the brand: the nearest one wins, key by key, and nothing of a
farther one is mixed in. Every value comes out in one language and in the shape its
declaration promises, so that a template never asks twice; what is missing is listed, not raised.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from contentops.drafts.fact_types import FactSpec, check_type
from contentops.drafts.sandbox import FactList, Fields
from contentops.drafts.text import FactText, clean_text, placeholder
from contentops.models.base import LANGUAGES, Language, text_in
from contentops.models.snippets import Snippets
from contentops.problem import suggest

Keys = tuple[str | int, ...]

_ID = re.compile(r"[^\W_][\w.\-]*\Z")
_LONGEST_ID = 80


@dataclass(frozen=True)
class FactLayer:
    """Facts of one record: where to point when something in them is wrong.

    `kind` and `record_id` are what `LoadedWorkspace.locate` takes, `keys` lead to the facts inside the
    record, and `name` is what people write (`facts`, `brand.facts`). `fills`: whether what is missing
    belongs here.
    """

    kind: Literal["item", "event", "settings"]
    record_id: str
    keys: Keys
    name: str
    values: Mapping[str, Any]
    fills: bool = True


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
    hint: str | None = None


@dataclass(frozen=True)
class FactOrigin:
    """Which record gave a fact, and which farther ones have one of the same key that does not count."""

    layer: FactLayer
    overridden: tuple[FactLayer, ...] = ()


@dataclass(frozen=True)
class ResolvedFacts:
    """The facts a template sees, what was wrong with them, and where those given come from, by key."""

    values: Fields
    issues: tuple[FactIssue, ...]
    origins: Mapping[str, FactOrigin]


def resolve_facts(
    specs: Mapping[str, FactSpec],
    layers: Sequence[FactLayer],
    language: Language,
    snippets: Snippets | None = None,
) -> ResolvedFacts:
    """Every declared fact from the first layer that has it, and every other fact as it is.

    The first layer that `fills` is the one that a missing fact is to be filled in. Missing required
    facts come out as visible placeholders and are listed in `issues`. A fact may name a quote of
    `snippets` by its id, or a text as `{snippet: ID}`.
    """
    resolver = _Resolver(language, snippets or Snippets())
    values: dict[str, Any] = {}
    for layer in reversed(layers):
        for key, value in layer.values.items():
            if key not in specs and not is_missing(value):
                values[key] = _plain(value, language, f"facts.{key}")
    origins: dict[str, FactOrigin] = {}
    for key in dict.fromkeys(key for layer in layers for key in layer.values):
        origin = find_origin(layers, key)
        if origin is not None:
            origins[key] = origin
    for key, spec in specs.items():
        layer = origins[key].layer if key in origins else _to_fill(layers)
        value, keys = choose(layer.values.get(key), language, (key,))
        values[key] = resolver.resolve(spec, value, layer, f"facts.{key}", keys)
    return ResolvedFacts(Fields("facts", values), tuple(resolver.issues), origins)


def find_origin(layers: Sequence[FactLayer], key: str) -> FactOrigin | None:
    """The first of `layers` that has a fact of this key, and the farther ones that have one too."""
    having = [layer for layer in layers if not is_missing(layer.values.get(key))]
    return FactOrigin(having[0], tuple(having[1:])) if having else None


def _to_fill(layers: Sequence[FactLayer]) -> FactLayer:
    return next((layer for layer in layers if layer.fills), layers[0])


_NAMES = {"date": "a date", "url": "a web address", "number": "a number"}


def is_missing(value: Any) -> bool:
    """Whether nothing was given: no value, blank text, an empty list or mapping."""
    if isinstance(value, str):
        return not clean_text(value)
    return value is None or (isinstance(value, list | tuple | Mapping) and not value)


def pick_language(value: Any, language: Language) -> Any:
    """`{zh: ..., en: ...}` as the text of `language`, or of the other one when only that exists."""
    return choose(value, language)[0]


def choose(value: Any, language: Language, keys: Keys = ()) -> tuple[Any, Keys]:
    """The same, with the keys that lead to what was picked when `keys` lead to `value`."""
    if isinstance(value, Mapping) and value and set(value) <= set(LANGUAGES):
        for name in (language, *LANGUAGES):
            if not is_missing(value.get(name)):
                return value[name], (*keys, name)
        return None, keys
    return value, keys


class _Resolver:
    def __init__(self, language: Language, snippets: Snippets) -> None:
        self.language = language
        self.quotes = snippets.quotes
        self.texts = snippets.texts
        self.issues: list[FactIssue] = []

    def resolve(self, spec: FactSpec, value: Any, layer: FactLayer, path: str, keys: Keys) -> Any:
        if spec.many:
            return self._list(spec, value, layer, path, keys)
        return self._one(spec, value, layer, path, keys)

    def _list(self, spec: FactSpec, value: Any, layer: FactLayer, path: str, keys: Keys) -> FactList:
        single = not isinstance(value, list | tuple)
        chosen = (
            [(path, *choose(value, self.language, keys))]
            if single
            else [(f"{path}[{n}]", *choose(part, self.language, (*keys, n))) for n, part in enumerate(value)]
        )
        given = [entry for entry in chosen if not is_missing(entry[1])]
        if not given:  # also a list of nothing but blanks: begun, and never filled
            if not spec.required:
                return FactList()
            if not spec.fields:
                return FactList([self._one(spec, None, layer, path, keys)])
            # One key to fill in, not one for each field of an entry that nobody has begun.
            self.issues.append(FactIssue(path, spec, layer, keys))
            return FactList([self._unfilled(spec, path)])
        return FactList([self._one(spec, part, layer, place, found) for place, part, found in given])

    def _one(self, spec: FactSpec, value: Any, layer: FactLayer, path: str, keys: Keys) -> Any:
        value = self._shared(value)
        named = named_text(value)
        if named is not None and "snippet" not in spec.fields:
            hint = suggest(named, self.texts, noun="texts")
            trouble = "there is no text of this id in snippets.yaml"
            return self._wrong(spec, named, layer, path, keys, trouble, hint)
        if spec.fields:
            return self._fields(spec, value, layer, path, keys)
        return self._words(spec, value, layer, path, keys)

    def _shared(self, value: Any) -> Any:
        """The text that `{snippet: ID}` names; any other value as it is."""
        text = self.texts.get(named_text(value) or "")
        return text_in(text.text, self.language) if text is not None else value

    def _words(self, spec: FactSpec, value: Any, layer: FactLayer, path: str, keys: Keys) -> Any:
        if is_missing(value):
            if not spec.required:
                return FactText("")
            self.issues.append(FactIssue(path, spec, layer, keys))
            return placeholder(path, self.language)
        if isinstance(value, list | tuple) and spec.type in (None, "text"):
            parts = [self._shared(pick_language(part, self.language)) for part in value]
            if all(is_scalar(part) for part in parts):
                return FactText("\n\n".join(clean_text(part) for part in parts))
        if not is_scalar(value):
            expected = f"expected {_NAMES.get(spec.type or '', 'text')}"
            return self._wrong(spec, value, layer, path, keys, expected)
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
        if is_scalar(value) and spec.type == "quote":
            value = self._quote(clean_text(value), spec, layer, path, keys)
        elif is_scalar(value):
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
            part, found = choose(value.get(name), self.language, (*keys, name))
            values[name] = self.resolve(one, part, layer, f"{path}.{name}", found)
        return Fields(path, values)

    def _quote(self, text: str, spec: FactSpec, layer: FactLayer, path: str, keys: Keys) -> Mapping[str, str]:
        """The approved quote that `text` is the id of; else the words themselves, which lack a name."""
        quote = self.quotes.get(text)
        if quote is not None:
            shown = {"text": quote.text, "name": quote.name, "title": quote.title}
            parts = {key: text_in(value, self.language) for key, value in shown.items()}
            return {**parts, "organisation": text_in(quote.organisation, self.language)}
        if not is_quote_id(text):
            return {"text": text}
        hint = suggest(text, self.quotes, noun="quotes")
        trouble = "there is no approved quote of this id in snippets.yaml"
        self.issues.append(FactIssue(path, spec, layer, keys, trouble, text, hint))
        return {name: placeholder(path, self.language) for name in spec.fields if name != "consent"}

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
        self,
        spec: FactSpec,
        value: Any,
        layer: FactLayer,
        path: str,
        keys: Keys,
        trouble: str,
        hint: str | None = None,
    ) -> Any:
        shown = (
            "a list"
            if isinstance(value, list | tuple)
            else "a mapping"
            if isinstance(value, Mapping)
            else str(value)
        )
        self.issues.append(FactIssue(path, spec, layer, keys, trouble, shown, hint))
        if spec.fields:
            return Fields(path, {name: self._empty(one) for name, one in spec.fields.items()})
        return placeholder(path, self.language)


def named_text(value: Any) -> str | None:
    """The id in `{snippet: ID}`, which stands for a text of `snippets.yaml`; None for any other value."""
    if isinstance(value, Mapping) and set(value) == {"snippet"} and is_scalar(value["snippet"]):
        return clean_text(value["snippet"])
    return None


def is_quote_id(text: str) -> bool:
    """Whether `text`, given for a quote, is meant as an id: one word as ids are written, and no sentence."""
    return bool(_ID.match(text)) and len(text) <= _LONGEST_ID and not text.endswith(".")


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
