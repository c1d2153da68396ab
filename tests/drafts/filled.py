"""Facts made from a template's own header: what it requires, its examples, marks that are found again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from contentops.drafts.fact_types import FactSpec
from contentops.drafts.orders import order_items
from contentops.drafts.render import Draft, DraftRenderer
from contentops.drafts.template import DraftTemplate, find_template
from contentops.models.base import Language
from contentops.workspace.draft_files import TemplateFolders
from contentops.workspace.load import load_workspace
from contentops.workspace.yaml_reader import read_yaml

NOT_PRINTED = frozenset(("valid_until", "consent"))
"""What a figure and a quote carry for whoever checks them, not for readers."""

Value = Callable[[tuple[str, ...], FactSpec], Any]


def read_template(name: str, language: Language) -> DraftTemplate:
    """A shipped template, by its name."""
    found = find_template(name, language, TemplateFolders(Path()), read_yaml)
    assert found is not None, name
    return found


def fill(
    specs: Mapping[str, FactSpec],
    value: Value,
    *,
    all_facts: bool,
    entries: int = 1,
    path: tuple[str, ...] = (),
) -> dict[str, Any]:
    """Facts for `specs`: all of them or the required ones, lists with so many `entries`."""

    def one(spec: FactSpec, where: tuple[str, ...]) -> Any:
        if spec.fields:
            return fill(spec.fields, value, all_facts=all_facts, entries=entries, path=where)
        return value(where, spec)

    facts: dict[str, Any] = {}
    for key, spec in specs.items():
        if key in NOT_PRINTED or not (all_facts or spec.required):
            continue
        where = (*path, key)
        facts[key] = [one(spec, (*where, str(n))) for n in range(entries)] if spec.many else one(spec, where)
    return facts


def take_example(path: tuple[str, ...], spec: FactSpec) -> Any:
    """The example that the header gives, without the quotes that YAML would need."""
    return (spec.example or spec.sample).strip('"')


class Marks:
    """A value of its own for each fact, short enough for a sentence, that is found in the draft again."""

    def __init__(self) -> None:
        self.printed: dict[str, str] = {}
        """What is to be found, by the path of the fact."""

    def __call__(self, path: tuple[str, ...], spec: FactSpec) -> Any:
        number = len(self.printed)
        given: Any = f"Qz{number}q"
        found = given
        if spec.type == "date":
            given = date(2031 + number // 12, 1 + number % 12, 3).isoformat()
            found = str(2031 + number // 12)
        elif spec.type == "number":
            given = found = str(500 + number)
        elif spec.type == "url":
            given = found = f"https://www.example.com/qz{number}q"
        self.printed[".".join(path)] = found
        return given


def render_one(root: Path, language: Language, day: date) -> Draft:
    """The draft of the only item of the workspace that has a template."""
    loaded = load_workspace(root)
    workspace = loaded.workspace
    assert workspace is not None, loaded.problems
    assert not [problem for problem in loaded.problems if problem.severity == "error"], loaded.problems
    names = [item.id for item in workspace.items.values() if item.template]
    renderer = DraftRenderer(workspace, language, TemplateFolders(root), read_yaml, loaded.locate)
    (order,) = order_items(names, [], workspace, day)
    return renderer.render(order)
