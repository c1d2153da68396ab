"""The figures and quotes that a draft is made of, wherever they stand in its facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from contentops.drafts.fact_types import FactSpec, FactType
from contentops.drafts.facts import FactLayer, Keys, choose, find_origin, is_missing
from contentops.models.base import Language


@dataclass(frozen=True)
class GivenFact:
    """One value of a declared type, as the workspace has it, in one language.

    `keys` lead to it inside the layer's facts; `path` is what people call it (`facts.figures[0]`).
    """

    spec: FactSpec
    value: Any
    layer: FactLayer
    keys: Keys
    path: str


def find_given(
    kind: FactType, specs: Mapping[str, FactSpec], layers: Sequence[FactLayer], language: Language
) -> Iterator[GivenFact]:
    """Every fact of this type in the records that the draft takes its facts from, in order."""
    for key, spec in specs.items():
        origin = find_origin(layers, key)
        if origin is not None:
            path = f"facts.{key}"
            start = GivenFact(spec, origin.layer.values[key], origin.layer, (key,), path)
            yield from _walk(kind, start, language)


def _walk(kind: FactType, given: GivenFact, language: Language) -> Iterator[GivenFact]:
    spec, layer = given.spec, given.layer
    value, keys = choose(given.value, language, given.keys)
    listed = spec.many and isinstance(value, list | tuple)
    parts = (
        [(f"{given.path}[{n}]", *choose(part, language, (*keys, n))) for n, part in enumerate(value)]
        if listed
        else [(given.path, value, keys)]
    )
    for path, part, found in parts:
        if is_missing(part):
            continue
        if spec.type == kind:
            yield GivenFact(spec, part, layer, found, path)
        elif isinstance(part, Mapping):
            for name, field in spec.fields.items():
                inside = GivenFact(field, part.get(name), layer, (*found, name), f"{path}.{name}")
                yield from _walk(kind, inside, language)
