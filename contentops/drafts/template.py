"""A draft template: Jinja for the text, and at its top a header that declares the facts it needs.

The header is a Jinja comment that holds YAML, so that the file stays one and the declarations stand
where the facts are used:

    {#
    summary: Press release that announces a partnership
    dateline: brand
    needs: [contact]
    facts:
      partner:
        required: true
        fields:
          name: {required: true, description: The partner's name, example: Nordquell Cloud}
    #}
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from contentops.drafts.facts import FactSpec, is_scalar
from contentops.errors import InvalidInput
from contentops.models.base import Language
from contentops.problem import Problem, suggest

TEMPLATE_SUFFIX = ".md.j2"

Need = Literal["event", "product", "contact"]
NEEDS: tuple[Need, ...] = ("event", "product", "contact")
Dateline = Literal["brand", "event", "none"]
DATELINES: tuple[Dateline, ...] = ("brand", "event", "none")

_HEADER = re.compile(r"\s*\{#-?(.*?)-?#\}", re.DOTALL)
_TOP_KEYS = ("summary", "dateline", "needs", "facts")
_FACT_KEYS = ("required", "many", "description", "example", "fields")
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

    `dateline`: whose city opens the lead, `none` where no lead names one. `needs`: records without
    which the template makes no sense.
    """

    summary: str = ""
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
    return DraftTemplate(name, language, source, read_header(described, read_yaml))


def read_header(source: TemplateSource, read_yaml: ReadYaml) -> TemplateHeader:
    """The header of a template; an empty one when it has none. Raises `InvalidInput` with every problem."""
    match = _HEADER.match(source.text)
    if match is None:
        return TemplateHeader()
    # Everything before the YAML becomes blank, so that its positions are those of the file.
    before = re.sub(r"[^\n]", " ", source.text[: match.start(1)])
    document = read_yaml(before + match[1], source.path)
    reader = _HeaderReader(document, source.path)
    problems = [problem for problem in document.problems if problem.severity == "error"]
    header = reader.read() if not problems else TemplateHeader()
    problems += reader.problems
    if problems:
        raise InvalidInput(f"the header of the template {source.path} is not valid", problems)
    return header


class _HeaderReader:
    def __init__(self, document: ReadDocument, path: str) -> None:
        self.document = document
        self.path = path
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
        needs = data.get("needs") or []
        needs = needs if isinstance(needs, list) else [needs]
        for index, need in enumerate(needs):
            if need not in NEEDS:
                self._report(("needs", index), "a template cannot need this", got=str(need), known=NEEDS)
        return TemplateHeader(
            summary=str(data.get("summary") or ""),
            dateline=dateline,
            needs=tuple(needs),
            facts=self._facts(data.get("facts"), ("facts",), 1),
        )

    def _facts(self, data: Any, keys: tuple[str | int, ...], depth: int) -> dict[str, FactSpec]:
        if data is None:
            return {}
        if not isinstance(data, dict) or depth > _MAX_SPEC_DEPTH:
            self._report(keys, "expected facts by their key, nested at most four deep")
            return {}
        return {str(key): self._fact(str(key), value, (*keys, key), depth) for key, value in data.items()}

    def _fact(self, key: str, data: Any, keys: tuple[str | int, ...], depth: int) -> FactSpec:
        if data is None or is_scalar(data):
            return FactSpec(key, description=str(data or ""))
        if not isinstance(data, dict):
            self._report(keys, f"expected a description of the fact {key}, or a mapping")
            return FactSpec(key)
        self._check_keys(data, _FACT_KEYS, keys)
        for name in ("required", "many"):
            if not isinstance(data.get(name, False), bool):
                self._report((*keys, name), f"{name} is either true or false", got=str(data[name]))
        fields = self._facts(data.get("fields"), (*keys, "fields"), depth + 1)
        return FactSpec(
            key=key,
            required=data.get("required") is True,
            many=data.get("many") is True,
            description=str(data.get("description") or ""),
            example=_example(data.get("example")),
            fields=fields,
        )

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
