"""Documentation is held to the program: what is not described, or described wrongly, fails here."""

from __future__ import annotations

import json
import re
import runpy
from pathlib import Path

import jsonschema
import pytest

from contentops.cli.app import COMMANDS
from contentops.lint.lists import yaml_list
from contentops.models.taboo import TabooEntry, TabooExemption, TabooListFile, TabooWhere
from contentops.workspace.schemas import SCHEMAS, render_schema

ROOT = Path(__file__).resolve().parent.parent


def test_the_file_reference_is_what_the_models_say() -> None:
    tool = runpy.run_path(str(ROOT / "tools" / "file_reference.py"))
    assert (ROOT / "docs" / "files.md").read_text(encoding="utf-8") == tool["render_reference"]()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented(command: str) -> None:
    pages = [*ROOT.glob("docs/*.md"), ROOT / "README.md"]
    text = "\n".join(page.read_text(encoding="utf-8") for page in pages)
    assert f"contentops {command}" in text


@pytest.mark.parametrize(
    "page",
    [
        "README.md",
        "README.zh-CN.md",
        "CONTRIBUTING.md",
        *[f"docs/{p.name}" for p in (ROOT / "docs").glob("*.md")],
    ],
)
def test_links_between_pages_lead_somewhere(page: str) -> None:
    path = ROOT / page
    for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), f"{page} links to {target}"


@pytest.mark.parametrize(
    ("model", "keys"),
    [
        (TabooListFile, yaml_list.LIST_KEYS),
        (TabooEntry, yaml_list.ENTRY_KEYS),
        (TabooExemption, yaml_list.EXEMPTION_KEYS),
        (TabooWhere, yaml_list.WHERE_KEYS),
    ],
)
def test_the_schema_of_a_taboo_list_has_the_keys_the_linter_reads(
    model: type[TabooEntry], keys: tuple[str, ...]
) -> None:
    assert sorted(field.alias or name for name, field in model.model_fields.items()) == sorted(keys)


@pytest.mark.parametrize("name", SCHEMAS)
def test_schemas_are_schemas(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(render_schema(name)))
