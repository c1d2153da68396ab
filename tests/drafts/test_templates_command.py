"""`contentops templates`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from tests.conftest import Build, Outcome, settings
from tests.drafts.declared_facts import SHIPPED
from tests.drafts.workspaces import make_files

Run = Callable[..., Outcome]


def _shipped(language: str) -> list[str]:
    return sorted(path.name.removesuffix(".md.j2") for path in (SHIPPED / language).glob("[!_]*.md.j2"))


def test_outside_a_workspace_the_shipped_ones_are_listed(contentops: Run, tmp_path: Path) -> None:
    outcome = contentops("templates", "--lang", "zh")
    assert outcome.code == 0
    drafts = outcome.out.partition("\n\n")[0].splitlines()
    assert [line.split()[0] for line in drafts] == ["Drafts", *_shipped("zh")]
    assert "合作新闻稿" in outcome.out


def test_a_workspaces_own_templates_are_listed_with_their_place(build: Build, contentops: Run) -> None:
    own = {"templates/drafts/memo.md.j2": "{#\nsummary: A memo\n#}\nhello", "templates/drafts/_x.md.j2": "x"}
    root = build({**make_files("en", settings()), **own})
    listed = json.loads(contentops("templates", "-C", root, "--json").out)["templates"]
    by_name = {template["name"]: template for template in listed}
    assert set(by_name) == {*_shipped("en"), "memo"}
    assert by_name["memo"]["path"] == "templates/drafts/memo.md.j2"
    assert by_name["event_recap"]["shipped"]


def test_one_template_shows_the_facts_it_needs(contentops: Run) -> None:
    outcome = contentops("templates", "partnership_release")
    assert "  partner (required) the partner" in outcome.out
    assert "    name (required)" in outcome.out
    assert contentops("templates", "partnership").code == 2
