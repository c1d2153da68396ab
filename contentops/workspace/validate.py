"""From a model's verdict to problems a person can act on: place, value, and the nearest valid name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from contentops.problem import Problem, suggest
from contentops.workspace.yaml_reader import YamlDocument, YamlFloat, YamlInt

Model = TypeVar("Model", bound=BaseModel)
Keys = tuple[str | int, ...]

_RULES = {
    "missing": "missing-key",
    "extra_forbidden": "unknown-key",
    "literal_error": "unknown-value",
    "date_unreal": "impossible-date",
    "date_format": "wrong-type",
    "number_type": "wrong-type",
    "duration_format": "wrong-type",
    "offset_format": "wrong-type",
}
_LIMITS = {
    "greater_than": "expected more than {gt}",
    "greater_than_equal": "expected {ge} or more",
    "less_than": "expected less than {lt}",
    "less_than_equal": "expected {le} or less",
    "too_short": "expected a list with at least {min_length} in it",
}
_EXPECTED = {
    "string_type": "text",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "list_type": "a list",
    "dict_type": "a mapping of keys to values",
    "model_type": "a mapping of keys to values",
    "model_attributes_type": "a mapping of keys to values",
}


@dataclass(frozen=True)
class Place:
    """Where in a file a value stands: the document and the keys that lead to it."""

    document: YamlDocument
    keys: Keys = ()

    def problem(
        self,
        rule: str,
        message: str,
        *keys: str | int,
        key: bool = False,
        severity: Literal["error", "warning", "note"] = "error",
        got: str | None = None,
        hint: str | None = None,
    ) -> Problem:
        """A problem at `keys` below this place; with `key` at the key itself, not at its value."""
        line, column = self.document.position((*self.keys, *keys), key=key)
        return Problem(self.document.path, line, column, severity, rule, message, got, hint)


def validate(model: type[Model], data: Any, place: Place, *, noun: str) -> tuple[Model | None, list[Problem]]:
    """Build `model` from data that stands at `place`; `noun` names it in messages ("item", "event").

    Returns the record, or None and every problem of it.
    """
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        details = error.errors(include_url=False)
        return None, [_explain(detail, model, data, place, noun) for detail in details]


def _explain(detail: ErrorDetails, model: type[BaseModel], data: Any, place: Place, noun: str) -> Problem:
    keys, at_key = _real_keys(detail["loc"], data, missing=detail["type"] == "missing")
    kind = detail["type"]
    rule = _RULES.get(kind, "wrong-type" if kind in _EXPECTED else "invalid-value")
    value = detail.get("input")
    if kind == "missing":
        message, hint = _explain_missing(model, keys, noun)
        return place.problem(rule, message, *keys[:-1], hint=hint)
    if kind == "extra_forbidden":
        owner = _model_at(model, keys[:-1])
        known = _key_names(owner) if owner else []
        where = f" in {_dotted(keys[:-1])}" if len(keys) > 1 else ""
        message = f"{noun} has no key {keys[-1]}{where}"
        return place.problem(rule, message, *keys, key=True, hint=suggest(str(keys[-1]), known, noun="keys"))
    got: str | None = _written(value)
    name = _dotted(keys) or noun
    if kind == "literal_error":
        values = _literals_at(model, keys)
        message = f"{name} is none of the values it may have"
        return place.problem(
            rule, message, *keys, key=at_key, got=got, hint=suggest(str(value), values, noun="values")
        )
    if kind in _EXPECTED:
        message = f"{name}: expected {_EXPECTED[kind]}, got {_kind_of(value)}"
        advice = _type_hint(kind, value) if value is not None else "give it a value, or leave the key out"
        given = None if value is None else got
        return place.problem(rule, message, *keys, key=at_key, got=given, hint=advice)
    blamed = detail.get("ctx", {}).get("key")
    if isinstance(blamed, str):
        # A verdict on a whole record that names the key it is about.
        return place.problem(rule, detail["msg"], *keys, blamed, key=True)
    message = f"{name}: {_verdict(detail)}"
    shown = None if isinstance(value, (dict, list)) else got
    return place.problem(rule, message, *keys, key=at_key, got=shown)


def _verdict(detail: ErrorDetails) -> str:
    if detail["type"] in _LIMITS:
        numbers = {key: f"{n:g}" if isinstance(n, float) else n for key, n in detail["ctx"].items()}
        return _LIMITS[detail["type"]].format(**numbers)
    return detail["msg"][0].lower() + detail["msg"][1:]


def _explain_missing(model: type[BaseModel], keys: Keys, noun: str) -> tuple[str, str]:
    name = str(keys[-1])
    values = _literals_at(model, keys)
    where = f" in {_dotted(keys[:-1])}" if len(keys) > 1 else ""
    hint = f"add {name}: " + (" | ".join(values) if values else "...")
    return f"{noun} lacks the key {name}{where}", hint


def _real_keys(loc: Sequence[str | int], data: Any, *, missing: bool) -> tuple[Keys, bool]:
    """The part of pydantic's location that exists in the file: union tags and the like fall away."""
    keys: list[str | int] = []
    current = data
    at_key = False
    for index, part in enumerate(loc):
        if part == "[key]":
            at_key = True
        elif _has(current, part):
            keys.append(part)
            current = current[part]
        elif missing and index == len(loc) - 1:
            keys.append(part)
    return tuple(keys), at_key


def _has(container: Any, key: str | int) -> bool:
    if isinstance(container, list):
        return isinstance(key, int) and key < len(container)
    return isinstance(container, dict) and key in container


def _annotation_at(model: type[BaseModel], keys: Keys) -> Any:
    """The annotation of the value that `keys` lead to, or None when they lead out of the models."""
    current: Any = model
    for key in keys:
        owner = _model_in(current)
        if owner is not None and isinstance(key, str):
            by_name = {field.alias or name: field for name, field in owner.model_fields.items()}
            field = by_name.get(key)
            if field is None:
                return None
            current = field.annotation
            continue
        current = _element_of(current)
        if current is None:
            return None
    return current


def _arms(annotation: Any) -> list[Any]:
    if get_origin(annotation) is Annotated:
        return _arms(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return [arm for part in get_args(annotation) for arm in _arms(part)]
    return [annotation]


def _model_in(annotation: Any) -> type[BaseModel] | None:
    for arm in _arms(annotation):
        if isinstance(arm, type) and issubclass(arm, BaseModel):
            return arm
    return None


def _element_of(annotation: Any) -> Any:
    for arm in _arms(annotation):
        if get_origin(arm) in (list, dict):
            return get_args(arm)[-1]
    return None


def _model_at(model: type[BaseModel], keys: Keys) -> type[BaseModel] | None:
    return _model_in(_annotation_at(model, keys))


def _literals_at(model: type[BaseModel], keys: Keys) -> list[str]:
    for arm in _arms(_annotation_at(model, keys)):
        if get_origin(arm) is Literal:
            return [str(value) for value in get_args(arm)]
    return []


def _key_names(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _dotted(keys: Sequence[str | int]) -> str:
    text = ""
    for key in keys:
        text += f"[{key + 1}]" if isinstance(key, int) else (f".{key}" if text else key)
    return text


def _written(value: Any) -> str:
    if isinstance(value, (YamlFloat, YamlInt)):
        return value.source
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "{" + ", ".join(value) + "}"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    return str(value)


def _kind_of(value: Any) -> str:
    if isinstance(value, bool):
        return "true or false"
    for kinds, name in (((int, float), "a number"), (str, "text"), (list, "a list"), (dict, "a mapping")):
        if isinstance(value, kinds):
            return name
    return "nothing"


def _type_hint(kind: str, value: Any) -> str | None:
    if kind == "string_type" and isinstance(value, (bool, int, float)):
        return f'put it in quotes: "{_written(value)}"'
    if kind == "bool_type" and isinstance(value, str):
        return "write true or false without quotes"
    if kind == "list_type":
        return "write one entry a line, each after a dash"
    if isinstance(value, str) and kind in ("dict_type", "model_type", "model_attributes_type"):
        if "：" in value:
            return "it has a full-width colon: write an ordinary : and a space"
        if re.match(r"\w+:\S", value):
            return "write a space after the colon"
    return None
