"""`contentops manual`: what it writes and where, what it leaves alone, and own templates."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Build, Outcome
from tests.manual.workspace import handbook_files

Run = Callable[..., Outcome]
OWN = "templates/manual/handbook.md.jinja"
EXTENDS = '{% extends "shipped/handbook.md.jinja" %}\n'
TODAY = ("--today", "2027-01-04")


@pytest.fixture
def root(build: Build) -> Path:
    return build(handbook_files("en"))


def write_own(root: Path, text: str, name: str = OWN) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_both_forms_are_written_and_what_is_the_same_stays(root: Path, contentops: Run) -> None:
    outcome = contentops("manual", "-C", root, *TODAY)
    assert (outcome.code, outcome.out) == (0, "manual/handbook.html\nmanual/handbook.md\n")
    page = root / "manual/handbook.html"
    before = page.stat().st_mtime_ns
    again = contentops("manual", "-C", root, *TODAY)
    assert again.out == "manual/handbook.html (unchanged)\nmanual/handbook.md (unchanged)\n"
    assert page.stat().st_mtime_ns == before
    assert contentops("check", "-C", root, *TODAY).code == 0


def test_a_change_of_the_data_changes_the_handbook(root: Path, contentops: Run) -> None:
    contentops("manual", "-C", root, *TODAY)
    lists = root / "taboo/house.yaml"
    lists.write_text(lists.read_text("utf-8").replace("absolutely safe", "utterly safe"), encoding="utf-8")
    assert contentops("manual", "-C", root, *TODAY).out == "manual/handbook.html\nmanual/handbook.md\n"
    assert "utterly safe" in (root / "manual/handbook.md").read_text("utf-8")


def test_it_is_printed(root: Path, contentops: Run) -> None:
    out = contentops("manual", "-C", root, "-o", "-", *TODAY).out
    assert out.startswith("# Acme: content handbook\n")
    assert contentops("manual", "-C", root, "-o", "-", "--format", "html", *TODAY).out.startswith(
        "<!doctype html>"
    )
    assert not (root / "manual").exists()


def test_the_ending_of_a_file_says_its_form(root: Path, contentops: Run, tmp_path: Path) -> None:
    file = tmp_path / "out" / "book.html"
    assert contentops("manual", "-C", root, "-o", file, *TODAY).out == f"{file}\n"
    assert file.read_text("utf-8").startswith("<!doctype html>")
    assert contentops("manual", "-C", root, "-o", file, *TODAY).out == f"{file} (unchanged)\n"
    outcome = contentops("manual", "-C", root, "-o", tmp_path / "book.pdf", *TODAY)
    assert outcome.code == 2 and "HTML or Markdown?" in outcome.err


def test_single_chapters_and_the_other_language(root: Path, contentops: Run) -> None:
    out = contentops(
        "manual", "-C", root, "-o", "-", "--section", "reviews", "--section", "channels", *TODAY
    ).out
    assert "## Who must agree" in out and "## Where we publish" in out and "## Checklists" not in out
    out = contentops("manual", "-C", root, "-o", "-", "--lang", "zh", "--section", "reviews", *TODAY).out
    assert out.startswith("# Acme内容工作手册\n") and "## 稿件由谁审核" in out


def test_wrong_use_is_told(root: Path, contentops: Run) -> None:
    outcome = contentops("manual", "-C", root, "-o", "-", "--section", "review")
    assert outcome.code == 2 and "did you mean reviews?" in outcome.err
    outcome = contentops("manual", "-C", root, "--section", "reviews")
    assert outcome.code == 2 and "-o FILE" in outcome.err


def test_a_broken_list_stops_it(root: Path, contentops: Run) -> None:
    (root / "taboo/house.yaml").write_text("entries: [{term: x, severity: grave}]\n", encoding="utf-8")
    outcome = contentops("manual", "-C", root, *TODAY)
    assert outcome.code == 2 and "taboo/house.yaml:1:" in outcome.err
    assert not (root / "manual").exists()


def test_own_blocks_replace_chapters(root: Path, contentops: Run) -> None:
    own = (
        "{% block company %}{{ super() }}\n\nAsk **Ann** first.\n{% endblock %}"
        "{% block people %}{% for one in workspace.settings.team %}\n- {{ one.name }}\n{% endfor %}{% endblock %}"
    )
    write_own(root, EXTENDS + own)
    out = contentops("manual", "-C", root, "-o", "-", *TODAY).out
    assert "Ask **Ann** first." in out and "- Ann Field\n- Ben Stone" in out
    assert "## Who is who" not in out and "## Who we are" in out


def test_own_style_goes_into_the_page(root: Path, contentops: Run) -> None:
    write_own(root, "h1 { color: teal }", "templates/manual/own.css")
    assert "teal" in contentops("manual", "-C", root, "-o", "-", "--format", "html", *TODAY).out
    write_own(root, "</style><script>", "templates/manual/own.css")
    outcome = contentops("manual", "-C", root, *TODAY)
    assert outcome.code == 2 and "ends the element" in outcome.err


def test_a_template_that_fails_says_where_and_writes_nothing(root: Path, contentops: Run) -> None:
    write_own(root, EXTENDS + "{% block footer %}\n{{ nope }}\n{% endblock %}")
    outcome = contentops("manual", "-C", root, *TODAY)
    assert outcome.code == 2 and f"{OWN}:3:1: error: 'nope' is undefined" in outcome.err
    assert not (root / "manual").exists()


def test_own_templates_reach_nothing_else(root: Path, contentops: Run) -> None:
    for attack in (
        "{{ handbook.__class__ }}",
        "{{ workspace.settings.model_dump() }}",
        "{% include '../page.css' %}",
    ):
        write_own(root, EXTENDS + "{% block footer %}" + attack + "{% endblock %}")
        assert contentops("manual", "-C", root, *TODAY).code == 2, attack


def test_templates_lists_checks_and_copies_them(root: Path, contentops: Run) -> None:
    out = contentops("templates", "-C", root).out
    assert "handbook.html.jinja" in out and "[contentops:templates/manual/handbook.md.jinja]" in out
    copied = contentops("templates", "handbook.md", "--copy", "--block", "checklists", "-C", root)
    assert (copied.code, copied.out) == (0, f"{OWN}\n")
    before = contentops("manual", "-C", root, "-o", "-", *TODAY).out
    (root / OWN).unlink()
    assert contentops("manual", "-C", root, "-o", "-", *TODAY).out == before
    write_own(root, EXTENDS + "{% block chanels %}{% endblock %}")
    outcome = contentops("check", "-C", root, "--json", *TODAY)
    problems = json.loads(outcome.out)["problems"]
    assert [(one["path"], one["rule"]) for one in problems if one["rule"] == "unknown-block"] == [
        (OWN, "unknown-block")
    ]
