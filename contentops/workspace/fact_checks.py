"""The facts of a whole workspace against the templates that use them: what `check` and the gate ask."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from contentops.drafts.context import event_of, find_layers
from contentops.drafts.dates import Locate
from contentops.drafts.fact_problems import FactCheck
from contentops.drafts.fact_snippets import find_snippet_calls
from contentops.drafts.fact_walk import find_given
from contentops.drafts.facts import Keys, is_quote_id, is_scalar, named_text
from contentops.drafts.orders import DraftOrder, order_items
from contentops.drafts.template import TEMPLATE_SUFFIX, DraftTemplate, find_template
from contentops.drafts.text import clean_text
from contentops.errors import InvalidInput
from contentops.models.base import LANGUAGES, Language
from contentops.models.workspace import Workspace
from contentops.problem import Problem, Severity, suggest
from contentops.workspace.draft_files import TemplateFolders
from contentops.workspace.load import LoadedWorkspace
from contentops.workspace.yaml_reader import read_yaml

_Record = tuple[str, str, Keys, Mapping[str, Any]]
"""Facts of a record: what `locate` calls it, its id, the keys that lead to them, and the facts."""
_CHECKED: dict[Severity, Severity] = {"error": "warning", "warning": "note", "note": "note"}
"""What is doubtful when a draft is made is one step milder while nobody makes one."""
_COMPUTED_CALL = re.compile(r"\bsnippet\(\s*[^\"'\s]")


def check_facts(loaded: LoadedWorkspace, workspace: Workspace, today: date) -> list[Problem]:
    """Doubtful figures and quotes of open items, quotes and texts that are unknown or that nothing uses."""
    checker = _FactChecker(loaded.root, workspace, loaded.locate)
    problems: list[Problem] = []
    unsure = loaded.incomplete | set(loaded.broken)
    for order in _orders(workspace, today):
        event = event_of(order.item, workspace)
        for trouble in checker.find(order, today):
            if trouble.rule == "fact-after-today" and event is not None and event.last >= today:
                continue  # what an event will bring is written down ahead; `draft` warns
            problems.append(replace(trouble, severity=_CHECKED[trouble.severity]))
        if "quote" not in unsure:
            problems += checker.find_unknown(order)
    facts = _all_facts(workspace)
    problems += _check_texts(loaded, workspace, unsure, facts)
    if not unsure & {"quote", "item", "event"}:
        problems += _unused_quotes(loaded, workspace, facts)
    return problems


def quote_findings(
    root: Path, workspace: Workspace, locate: Locate, order: DraftOrder, today: date, language: Language
) -> list[Problem]:
    """Why quotes of a draft may not be printed as planned: an error each when a consent forbids it, a warning
    when none is recorded. For the gate; empty for an item without a template.
    """
    checker = _FactChecker(root, workspace, locate, language)
    found = checker.find(order, today)
    return [problem for problem in found if "consent" in problem.rule]


class _FactChecker:
    def __init__(
        self, root: Path, workspace: Workspace, locate: Locate, language: Language | None = None
    ) -> None:
        self.workspace = workspace
        self.locate = locate
        self.language: Language = language or workspace.settings.language
        self.folders = TemplateFolders(root)
        self._templates: dict[str, DraftTemplate | None] = {}

    def find(self, order: DraftOrder, today: date) -> list[Problem]:
        template = self._template(order)
        if template is None:
            return []
        check = FactCheck(order, self.workspace, self.language, today, self.locate)
        layers = find_layers(order, self.workspace)
        return [trouble.problem for trouble in check.find(template.header.facts, layers)]

    def find_unknown(self, order: DraftOrder) -> Iterator[Problem]:
        """Ids of quotes that are not in the snippets."""
        template = self._template(order)
        if template is None:
            return
        quotes = self.workspace.snippets.quotes
        layers = find_layers(order, self.workspace)
        for given in find_given("quote", template.header.facts, layers, self.language):
            text = clean_text(given.value) if is_scalar(given.value) else ""
            if not is_quote_id(text) or text in quotes:
                continue
            layer = given.layer
            place = self.locate(layer.kind, layer.record_id, *layer.keys, *given.keys)
            message = f"{order.name}: {given.path}: there is no approved quote of this id in snippets.yaml"
            hint = suggest(text, quotes, noun="quotes")
            yield Problem(*place, "error", "unknown-quote", message, text, hint)

    def _template(self, order: DraftOrder) -> DraftTemplate | None:
        name = order.item.template
        if name is None:
            return None
        if name not in self._templates:
            try:
                self._templates[name] = find_template(name, self.language, self.folders, read_yaml)
            except InvalidInput:  # `draft` and `templates` say what is wrong with it
                self._templates[name] = None
        return self._templates[name]


def _orders(workspace: Workspace, today: date) -> list[DraftOrder]:
    """A draft for every open item, and for every occurrence that has facts of its own."""
    names = []
    for item in workspace.items.values():
        if not item.is_open or item.template is None:
            continue
        names.append(item.id)
        overrides = item.recurrence.overrides if item.recurrence else {}
        names += [f"{item.id}@{day}" for day, one in overrides.items() if one.facts and not one.skip]
    return order_items(names, [], workspace, today)


def _check_texts(
    loaded: LoadedWorkspace, workspace: Workspace, unsure: set[str], facts: list[_Record]
) -> Iterator[Problem]:
    """Texts that templates and facts name and nobody wrote, and those that nothing includes."""
    texts = workspace.snippets.texts
    named: list[tuple[str, tuple[str, int, int]]] = []
    computed = False
    for path, source in _own_templates(loaded.root).items():
        computed = computed or bool(_COMPUTED_CALL.search(source))
        named += [(name, (path, line, column)) for name, line, column in find_snippet_calls(source)]
    for kind, record_id, keys, values in facts:
        for found, value in _parts_of(values, keys):
            name = named_text(value)
            if name is not None:
                named.append((name, loaded.locate(kind, record_id, *found, "snippet")))
    for name, place in named:
        if name not in texts and "text" not in unsure:
            hint = suggest(name, texts, noun="texts")
            message = "there is no text of this id in snippets.yaml"
            yield Problem(*place, "error", "unknown-snippet", message, name, hint)
    used = {name for name, _ in named}
    if computed or unsure & {"text", "item", "event"}:
        return
    for name in texts:
        if name not in used:
            hint = f"name it in a fact as {{snippet: {name}}}, or in a template"
            yield _unused(loaded, "text", name, hint)


def _unused_quotes(loaded: LoadedWorkspace, workspace: Workspace, facts: list[_Record]) -> Iterator[Problem]:
    """Approved quotes that no fact of any record names."""
    named = {
        clean_text(value)
        for _, _, keys, values in facts
        for _, value in _parts_of(values, keys)
        if isinstance(value, str)
    }
    for name in workspace.snippets.quotes:
        if name not in named:
            yield _unused(loaded, "quote", name, "name it in an item's facts.quotes, or take it out")


def _all_facts(workspace: Workspace) -> list[_Record]:
    """The facts of every record, with what leads to them."""
    brand = workspace.settings.brand
    records: list[_Record] = [("settings", "", ("brand", "facts"), brand.facts)]
    for index, product in enumerate(brand.products):
        records.append(("settings", "", ("brand", "products", index, "facts"), product.facts))
    for event in workspace.events.values():
        records.append(("event", event.id, ("facts",), event.facts))
    for item in workspace.items.values():
        records.append(("item", item.id, ("facts",), item.facts))
        for day, override in item.recurrence.overrides.items() if item.recurrence else ():
            keys = ("recurrence", "overrides", day.isoformat(), "facts")
            records.append(("item", item.id, keys, override.facts or {}))
    return records


def _unused(loaded: LoadedWorkspace, kind: str, name: str, hint: str) -> Problem:
    place = loaded.locate(kind, name, "id")
    return Problem(*place, "note", "never-used", f"nothing uses this {kind}", name, hint)


def _parts_of(value: Any, keys: Keys) -> Iterator[tuple[Keys, Any]]:
    """Every value of a record's facts; they are as deep as the YAML reader allows, no deeper."""
    yield keys, value
    if isinstance(value, Mapping):
        for key, part in value.items():
            yield from _parts_of(part, (*keys, key))
    elif isinstance(value, list | tuple):
        for index, part in enumerate(value):
            yield from _parts_of(part, (*keys, index))


def _own_templates(root: Path) -> dict[str, str]:
    """The workspace's own draft templates and parts, by the path people know."""
    folders = TemplateFolders(root)
    found: dict[str, str] = {}
    for language in LANGUAGES:
        for path in sorted((root / "templates" / "drafts").glob(f"**/*{TEMPLATE_SUFFIX}")):
            source = folders(path.name, language)
            if source is not None and not source.shipped:
                found[source.path] = source.text
    return found
