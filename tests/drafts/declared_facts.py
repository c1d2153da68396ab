"""Facts made from what a template declares: only the required ones, all of them, or all of them hostile."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from contentops.drafts.fact_types import FactSpec
from contentops.drafts.template import DraftTemplate, find_template
from contentops.models.base import Language
from contentops.workspace.draft_files import TemplateFolders
from contentops.workspace.yaml_reader import read_yaml

Fill = Callable[[FactSpec, str], Any]
"""The value for one piece of text: its declaration and its path (`investors[0].name`)."""

SHIPPED = Path(__file__).resolve().parents[2] / "templates" / "drafts"


def names_of(language: Language) -> list[str]:
    """The shipped templates of `language` that write alone; for the others see test_variants and test_modules."""
    return sorted(
        path.name.removesuffix(".md.j2")
        for path in (SHIPPED / language).glob("*.md.j2")
        if not path.name.startswith("_") and not path.name.endswith(("_version.md.j2", "white_paper.md.j2"))
    )


def template_of(name: str, language: Language) -> DraftTemplate:
    """A shipped template with its header."""
    template = find_template(name, language, TemplateFolders(SHIPPED / "nowhere"), read_yaml)
    assert template is not None, name
    return template


def fill(
    specs: Mapping[str, FactSpec], value: Fill, *, optional: bool, many: int = 1, path: str = ""
) -> dict[str, Any]:
    """Facts for `specs`; lists get `many` entries."""
    return {
        key: _fill_one(spec, value, optional, many, path + key)
        for key, spec in specs.items()
        if optional or spec.required
    }


def _fill_one(spec: FactSpec, value: Fill, optional: bool, many: int, path: str) -> Any:
    if spec.many:
        return [_single(spec, value, optional, many, f"{path}[{n}]") for n in range(many)]
    return _single(spec, value, optional, many, path)


def _single(spec: FactSpec, value: Fill, optional: bool, many: int, path: str) -> Any:
    if spec.fields:
        fields = {key: one for key, one in spec.fields.items() if key not in ("consent", "valid_until")}
        return fill(fields, value, optional=optional, many=many, path=path + ".")
    return value(spec, path)


def example_of(spec: FactSpec, path: str) -> Any:
    """What the header gives as an example."""
    return spec.sample.strip('"') or f"{path}"


def leaves(specs: Mapping[str, FactSpec], path: str = "") -> Iterator[tuple[str, FactSpec]]:
    """Every declared piece of text with its path, lists as their first entry."""
    for key, spec in specs.items():
        here = path + key + ("[0]" if spec.many else "")
        if spec.fields:
            yield from leaves(spec.fields, here + ".")
        else:
            yield here, spec
