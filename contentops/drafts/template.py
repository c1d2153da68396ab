"""A draft template: Jinja for the text, and at its top a header that declares the facts it needs.

The header is a Jinja comment that holds YAML, so that the file stays one and the declarations stand
where the facts are used:

    {#
    summary: Press release that announces a partnership
    formats: [press_release]
    dateline: brand
    needs: [contact]
    facts:
      partner:
        required: true
        fields:
          name: {required: true, description: The partner's name, example: Nordquell Cloud}
      figures: {type: figure, many: true}
    #}
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, Protocol

from contentops.drafts.fact_types import FACT_TYPES, FactSpec, FactType, shape_of
from contentops.drafts.facts import is_scalar
from contentops.errors import InvalidInput
from contentops.models.base import Language
from contentops.models.item import FORMATS, Format
from contentops.problem import Problem, suggest

TEMPLATE_SUFFIX = ".md.j2"

Need = Literal["event", "product", "contact", "draft", "modules"]
NEEDS: tuple[Need, ...] = ("event", "product", "contact", "draft", "modules")
Dateline = Literal["brand", "event", "none"]
DATELINES: tuple[Dateline, ...] = ("brand", "event", "none")

_HEADER = re.compile(r"\s*\{#-?(.*?)-?#\}", re.DOTALL)
_TOP_KEYS = ("summary", "formats", "dateline", "needs", "facts")
_FACT_KEYS = ("type", "required", "many", "description", "example", "fields")
_MAX_SPEC_DEPTH = 4


@dataclass(frozen=True)
class TemplateSource:
    """The text of a template, and the path that people know it by."""

    path: str
    text: str
    shipped: bool


class FindSource(Protocol):
    """Finds a template's text: in the workspace first, or only the one that is shipped."""

    def __call__(self, name: str, language: Language, *, shipped_only: bool = False) -> TemplateSource | None:
        """The source of `name` (`event_recap.md.j2`), or None when there is none."""


class ReadDocument(Protocol):
    """What a YAML reader gives: the value, what is wrong with it, where each part stands."""

    data: Any
    problems: list[Problem]

    def position(self, path: Any, *, key: bool = False) -> tuple[int, int]:
        """Line and column of a value or its key."""


ReadYaml = Callable[[str, str], ReadDocument]


@dataclass(frozen=True)
class TemplateHeader:
    """What a template says about itself.

    `formats`: what kinds of items it is written for. `dateline`: whose city opens the lead, `none`
    where no lead names one. `needs`: records without which the template makes no sense; `draft`: it adapts
    the draft of an item to a channel, `modules`: it joins the drafts of an item's modules.
    """

    summary: str = ""
    formats: tuple[Format, ...] = ()
    dateline: Dateline = "brand"
    needs: tuple[Need, ...] = ()
    facts: Mapping[str, FactSpec] = field(default_factory=dict)


@dataclass(frozen=True)
class DraftTemplate:
    """A template that was found and whose header was read."""

    name: str
    language: Language
    source: TemplateSource
    header: TemplateHeader


def find_template(
    name: str, language: Language, find: FindSource, read_yaml: ReadYaml
) -> DraftTemplate | None:
    """The template `name` of `language`, or None. Raises `InvalidInput` when its header is not valid.

    A template of the workspace that has no header keeps the one of the shipped template it replaces.
    """
    file_name = name + TEMPLATE_SUFFIX
    source = find(file_name, language)
    if source is None or name.startswith("_"):
        return None
    described = source
    if not _HEADER.match(source.text) and not source.shipped:
        described = find(file_name, language, shipped_only=True) or source
    return DraftTemplate(name, language, source, read_header(described, read_yaml, language))


def read_header(source: TemplateSource, read_yaml: ReadYaml, language: Language = "en") -> TemplateHeader:
    """The header of a template; an empty one when it has none. Raises `InvalidInput` with every problem.

    `language` is that of the texts that describe the fields of a type.
    """
    match = _HEADER.match(source.text)
    if match is None:
        return TemplateHeader()
    # Everything before the YAML becomes blank, so that its positions are those of the file.
    before = re.sub(r"[^\n]", " ", source.text[: match.start(1)])
    document = read_yaml(before + match[1], source.path)
    reader = _HeaderReader(document, source.path, language)
    problems = [problem for problem in document.problems if problem.severity == "error"]
    header = reader.read() if not problems else TemplateHeader()
    problems += reader.problems
    if problems:
        raise InvalidInput(f"the header of the template {source.path} is not valid", problems)
    return header


class _HeaderReader:
    def __init__(self, document: ReadDocument, path: str, language: Language) -> None:
        self.document = document
        self.path = path
        self.language: Language = language
        self.problems: list[Problem] = []

    def read(self) -> TemplateHeader:
        data = self.document.data
        if data is None:
            return TemplateHeader()
        if not isinstance(data, dict):
            # An ordinary comment at the top of a template is no header.
            return TemplateHeader()
        self._check_keys(data, _TOP_KEYS, ())
        dateline = data.get("dateline", "brand")
        if dateline not in DATELINES:
            self._report(("dateline",), "dateline is brand, event or none", got=str(dateline))
        return TemplateHeader(
            summary=str(data.get("summary") or ""),
            formats=self._names(data.get("formats"), "formats", FORMATS, "there is no such format"),
            dateline=dateline,
            needs=self._names(data.get("needs"), "needs", NEEDS, "a template cannot need this"),
            facts=self._facts(data.get("facts"), ("facts",), 1, {}),
        )

    def _names(self, data: Any, key: str, known: tuple[Any, ...], trouble: str) -> tuple[Any, ...]:
        """A list of known names, or one of them alone."""
        names = data if isinstance(data, list) else [data] if data else []
        for index, name in enumerate(names):
            if name not in known:
                place = (key, index) if names is data else (key,)
                self._report(place, trouble, got=str(name), known=known)
        return tuple(names)

    def _facts(
        self, data: Any, keys: tuple[str | int, ...], depth: int, shape: Mapping[str, FactSpec]
    ) -> dict[str, FactSpec]:
        """Facts by their key; those of `shape` come first, and are changed by what is declared of them."""
        if data is None:
            return dict(shape)
        if not isinstance(data, dict) or depth > _MAX_SPEC_DEPTH:
            self._report(keys, "expected facts by their key, nested at most four deep")
            return dict(shape)
        declared = {
            str(key): self._fact(str(key), value, (*keys, key), depth, shape.get(str(key)))
            for key, value in data.items()
        }
        return {**shape, **declared}

    def _fact(
        self, key: str, data: Any, keys: tuple[str | int, ...], depth: int, base: FactSpec | None
    ) -> FactSpec:
        base = base or FactSpec(key)
        if data is None or is_scalar(data):
            return replace(base, description=str(data or "") or base.description)
        if not isinstance(data, dict):
            self._report(keys, f"expected a description of the fact {key}, or a mapping")
            return base
        self._check_keys(data, _FACT_KEYS, keys)
        for name in ("required", "many"):
            if not isinstance(data.get(name, False), bool):
                self._report((*keys, name), f"{name} is either true or false", got=str(data[name]))
        kind = self._type(data, keys, base)
        shape = shape_of(kind, self.language) if kind is not None and "type" in data else base.fields
        fields = self._facts(data.get("fields"), (*keys, "fields"), depth + 1, shape)
        if kind is not None and fields and not shape:
            self._report((*keys, "fields"), f"a {kind} has no fields", got=kind)
        return FactSpec(
            key=key,
            required=data.get("required", base.required) is True,
            many=data.get("many", base.many) is True,
            description=str(data.get("description") or base.description),
            example=_example(data.get("example")) or base.example,
            fields=fields,
            type=kind,
        )

    def _type(self, data: dict[str, Any], keys: tuple[str | int, ...], base: FactSpec) -> FactType | None:
        kind = data.get("type", base.type)
        if kind is not None and kind not in FACT_TYPES:
            self._report((*keys, "type"), "a fact has no such type", got=str(kind), known=FACT_TYPES)
            return None
        chosen: FactType | None = kind
        return chosen

    def _check_keys(self, data: dict[str, Any], known: tuple[str, ...], keys: tuple[str | int, ...]) -> None:
        for key in data:
            if key not in known:
                self._report((*keys, key), f"a header has no key {key}", got=key, known=known, key=True)

    def _report(
        self,
        keys: tuple[str | int, ...],
        message: str,
        *,
        got: str | None = None,
        known: tuple[str, ...] = (),
        key: bool = False,
    ) -> None:
        line, column = self.document.position(keys, key=key)
        hint = suggest(got or "", known, noun="names") if known else None
        self.problems.append(Problem(self.path, line, column, "error", "template-header", message, got, hint))


def _example(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(str(part) for part in value)
    return "" if value is None else str(getattr(value, "source", value))
