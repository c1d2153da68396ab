"""What a template needs of a draft's facts, what is there, from which record, and what is lacking."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from contentops.drafts.context import DraftContext, build_context
from contentops.drafts.fact_problems import FactCheck, FactTrouble
from contentops.drafts.fact_types import FactSpec
from contentops.drafts.facts import FactIssue, FactLayer, choose, is_missing, is_scalar
from contentops.drafts.template import DraftTemplate
from contentops.drafts.text import clean_text
from contentops.markdown_text import join_lines
from contentops.models.base import Language, text_in
from contentops.problem import Problem, nearest

FactState = Literal["given", "inherited", "missing", "empty", "wrong", "unused"]

_KNOWN_TO_ALL = frozenset(("city", "date", "contact", "product"))
"""Facts that every draft may have, whatever its template declares."""


@dataclass(frozen=True)
class FactRow:
    """One fact of a draft. `path`, `line` and `column`: where it stands, or where it is to be filled in."""

    key: str
    """As people write it: `facts.partner.name`."""
    kind: str
    """The type that the template declares."""
    required: bool
    state: FactState
    """`empty`: optional and not given; `unused`: given, and not declared by the template."""
    origin: str | None
    """The record that gives it (`facts`, `brand.facts`); None for nothing given."""
    overrides: tuple[str, ...]
    """The farther records whose value does not count."""
    troubles: tuple[str, ...]
    """What is doubtful: `stale`, `unsourced`, `no-consent`; for a wrong shape what is wrong."""
    value: str
    path: str
    line: int
    column: int
    description: str
    example: str


def list_facts(
    template: DraftTemplate, check: FactCheck
) -> tuple[list[FactRow], list[FactTrouble], DraftContext]:
    """A row for every declared fact, one below it for each part that lacks something, then those not declared."""
    header = template.header
    context = build_context(check.order, check.workspace, header, check.language)
    troubles = check.find(header.facts, context.layers)
    table = _Table(context, troubles, check)
    rows = [row for key, spec in header.facts.items() for row in table.of_fact(key, spec)]
    rows = [*table.of_needs(header.facts), *rows, *table.of_unused(header.facts)]
    return rows, [*troubles, *_wrong_shapes(context, check)], context


def _wrong_shapes(context: DraftContext, check: FactCheck) -> Iterator[FactTrouble]:
    """Values of a wrong type or shape, as `draft` reports them."""
    for issue in context.issues:
        if issue.trouble:
            layer = issue.layer
            place = check.locate(layer.kind, layer.record_id, *layer.keys, *issue.keys)
            sample = f"for example: {issue.spec.sample}" if issue.spec.sample else None
            message = f"{check.order.name}: {issue.path}: {issue.trouble}"
            problem = Problem(*place, "error", "fact-shape", message, issue.got, issue.hint or sample)
            yield FactTrouble(issue.path, "wrong", problem)


class _Table:
    def __init__(self, context: DraftContext, troubles: Sequence[FactTrouble], check: FactCheck) -> None:
        self.context = context
        self.troubles = troubles
        self.check = check
        self.fill = next(layer for layer in context.layers if layer.fills)

    def of_fact(self, key: str, spec: FactSpec) -> Iterator[FactRow]:
        """The fact itself, then the parts of it that lack something or are doubtful."""
        path = f"facts.{key}"
        issues = [issue for issue in self.context.issues if _within(issue.path, path)]
        own = next((issue for issue in issues if issue.path == path), None)
        origin = self.context.origins.get(key)
        layer = origin.layer if origin is not None else self.fill
        value = origin.layer.values[key] if origin is not None else None
        states = sorted({one.state for one in self.troubles if one.path == path})
        if own is not None:
            state: FactState = "wrong" if own.trouble else "missing"
            states = [own.trouble] if own.trouble else []
        elif origin is None:
            # A required mapping lacks its required fields: each of them has a row of its own.
            state = "missing" if spec.required else "empty"
        else:
            state = "given" if self._is_own(layer) else "inherited"
        overridden = tuple(one.name for one in origin.overridden) if origin is not None else ()
        yield self._row(
            path, spec, state, layer, (key,), value=value, troubles=states, overrides=overridden,
            given=origin is not None,
        )  # fmt: skip
        yield from self._parts(path, issues)

    def _parts(self, path: str, issues: Iterable[FactIssue]) -> Iterator[FactRow]:
        for issue in issues:
            if issue.path != path:
                yield self._of_issue(issue)
        by_part: dict[str, list[FactTrouble]] = {}
        for trouble in self.troubles:
            if trouble.path != path and _within(trouble.path, path):
                by_part.setdefault(trouble.path, []).append(trouble)
        origin = self.context.origins.get(path.partition(".")[2])
        for part, found in by_part.items():
            place = found[0].problem
            name = origin.layer.name if origin is not None else None
            state: FactState = "given" if origin is None or self._is_own(origin.layer) else "inherited"
            value = self._part(path, part)
            yield FactRow(
                part, "", False, state, name, (), tuple(one.state for one in found), value,
                place.path, place.line, place.column, "", "",
            )  # fmt: skip

    def _part(self, path: str, part: str) -> str:
        """The words of one entry of a list: `facts.figures[1]`."""
        key = path.partition(".")[2]
        origin, index = self.context.origins.get(key), part.removeprefix(path).strip("[]")
        if origin is None or not index.isdecimal():
            return ""
        value = choose(origin.layer.values[key], self.check.language)[0]
        if not isinstance(value, list | tuple) or int(index) >= len(value):
            return ""
        return summarise(value[int(index)], self.check.language)

    def of_needs(self, specs: Mapping[str, FactSpec]) -> Iterator[FactRow]:
        """What is lacking outside of the declared facts: an event, a product, a city, a contact's telephone."""
        for issue in self.context.issues:
            if not any(_within(issue.path, f"facts.{key}") for key in specs):
                yield self._of_issue(issue)

    def of_unused(self, specs: Mapping[str, FactSpec]) -> Iterator[FactRow]:
        """Facts of the item that the template does not declare: perhaps misspelt."""
        lacking = [key for key in specs if key not in self.context.origins]
        for layer in self.context.layers:
            if not self._is_own(layer):
                continue
            for key, value in layer.values.items():
                if key in specs or key in _KNOWN_TO_ALL or is_missing(value):
                    continue
                meant = nearest(str(key), lacking)
                about = f"did you mean {meant}?" if meant else ""
                spec = FactSpec(str(key), description=about)
                yield self._row(f"facts.{key}", spec, "unused", layer, (key,), value=value, given=True)

    def _of_issue(self, issue: FactIssue) -> FactRow:
        state: FactState = "wrong" if issue.trouble else "missing"
        path = issue.path
        if path.startswith("facts.") and issue.layer.name:
            path = issue.layer.name + path.removeprefix("facts")
        troubles = [issue.trouble] if issue.trouble else []
        return self._row(
            path, issue.spec, state, issue.layer, issue.keys, value=issue.got, troubles=troubles,
            given=issue.trouble != "",
        )  # fmt: skip

    def _row(
        self,
        key: str,
        spec: FactSpec,
        state: FactState,
        layer: FactLayer,
        keys: tuple[str | int, ...],
        *,
        value: Any = None,
        troubles: Sequence[str] = (),
        overrides: tuple[str, ...] = (),
        given: bool = False,
    ) -> FactRow:
        path, line, column = self.check.locate(layer.kind, layer.record_id, *layer.keys, *keys)
        kind = spec.type or ("mapping" if spec.fields else "text")
        return FactRow(
            key, f"list of {kind}" if spec.many else kind, spec.required, state,
            layer.name if given else None, overrides, tuple(troubles),
            summarise(value, self.check.language, tuple(spec.fields)),
            path, line, column, spec.description, spec.sample,
        )  # fmt: skip

    def _is_own(self, layer: FactLayer) -> bool:
        return layer.kind == "item"


def _within(path: str, key: str) -> bool:
    return path == key or path.startswith((f"{key}.", f"{key}["))


def summarise(value: Any, language: Language, fields: Sequence[str] = ("text", "name")) -> str:
    """A fact on one line: its words, of a mapping those of its first field, of a list the first after their number.

    `fields` is the order of a mapping's fields; without any of them it is that of the mapping.
    """
    value, _ = choose(value, language)
    if is_missing(value):
        return ""
    if isinstance(value, Mapping):
        parts = [value.get(key) for key in fields] + list(value.values())
        first = next((part for part in parts if not is_missing(part)), None)
        return summarise(first, language)
    if isinstance(value, list | tuple):
        parts = [part for part in value if not is_missing(part)]
        first = summarise(parts[0], language, fields) if parts else ""
        return first if len(parts) == 1 else f"{len(parts)}: {first}"
    if not is_scalar(value):
        return "true" if value is True else "false" if value is False else text_in(str(value), language)
    return join_lines(clean_text(value))
