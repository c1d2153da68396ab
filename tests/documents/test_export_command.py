"""`contentops draft --to` and `--from`: a draft goes out as a document and comes back with the edits of both sides."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import jsonschema
import pytest

from contentops.workspace.schemas import SCHEMAS
from tests.conftest import Build, Outcome

Run = Callable[..., Outcome]
DRAFT = """---
title: Who we are
item: intro
language: en
publish: 2027-01-12
embargo: 2027-01-12
---

# Who we are

Acme makes things. It has 12 customers.

Acme was founded in Bristol.

- One
- Two
"""


@pytest.fixture
def root(build: Build) -> Path:
    return build({"drafts/2027-Q1/intro.md": DRAFT})


def edit(path: Path, change: Callable[[Any], None]) -> None:
    document = docx.Document(str(path))
    change(document)
    saved = io.BytesIO()
    document.save(saved)
    path.write_bytes(saved.getvalue())


def replace(old: str, new: str) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        paragraph = next(one for one in document.paragraphs if old in one.text)
        text = paragraph.text.replace(old, new)
        paragraph.runs[0].text = text
        for run in paragraph.runs[1:]:
            run.text = ""

    return change


def test_a_document_is_written_once_and_never_over_an_edited_one(root: Path, contentops: Run) -> None:
    first = contentops("draft", "intro", "--to", "docx", "-C", root)
    assert (first.code, first.out) == (0, "exported exports/intro.docx\n")
    assert contentops("draft", "intro", "--to", "docx", "-C", root).out == "unchanged exports/intro.docx\n"
    (root / "drafts/2027-Q1/intro.md").write_text(DRAFT.replace("12 customers", "13 customers"))
    assert contentops("draft", "intro", "--to", "docx", "-C", root).out == "exported exports/intro.docx\n"
    edit(root / "exports/intro.docx", replace("13", "14"))
    edited = (root / "exports/intro.docx").read_bytes()
    refused = contentops("draft", "intro", "--to", "docx", "-C", root)
    assert refused.code == 1
    assert "was edited since it was exported" in refused.err
    assert (root / "exports/intro.docx").read_bytes() == edited


def test_edits_of_both_sides_come_together(root: Path, contentops: Run) -> None:
    contentops("draft", "intro", "--to", "docx", "-C", root)
    edit(root / "exports/intro.docx", replace("Bristol", "Bristol in 2019"))
    path = root / "drafts/2027-Q1/intro.md"
    path.write_text(DRAFT.replace("12 customers", "13 customers"))
    outcome = contentops("draft", "--from", root / "exports/intro.docx", "-C", root)
    assert outcome.code == 0, outcome.err
    assert path.read_text() == DRAFT.replace("12 customers", "13 customers").replace(
        "Bristol", "Bristol in 2019"
    )


def test_what_both_changed_is_a_conflict_with_both_sides(root: Path, contentops: Run) -> None:
    contentops("draft", "intro", "--to", "docx", "-C", root)
    edit(root / "exports/intro.docx", replace("12 customers", "15 customers"))
    path = root / "drafts/2027-Q1/intro.md"
    path.write_text(DRAFT.replace("12 customers", "13 customers"))
    outcome = contentops("draft", "--from", root / "exports/intro.docx", "-C", root)
    assert outcome.code == 1
    text = path.read_text()
    assert "13 customers" in text
    assert "15 customers" in text
    refused = contentops("draft", "intro", "--to", "docx", "-o", root / "new.docx", "-C", root)
    assert refused.code == 1
    assert "conflict" in refused.err
    assert not (root / "new.docx").exists()


def test_nothing_is_lost_without_the_exported_text(root: Path, contentops: Run) -> None:
    contentops("draft", "intro", "--to", "docx", "-C", root)
    edit(root / "exports/intro.docx", replace("Bristol", "Leipzig"))
    path = root / "drafts/2027-Q1/intro.md"
    path.write_text(DRAFT.replace("12 customers", "13 customers"))
    for kept in (root / ".contentops/exports").iterdir():
        kept.unlink()
    contentops("draft", "--from", root / "exports/intro.docx", "-C", root)
    text = path.read_text()
    for words in ("Leipzig", "Bristol", "13 customers", "12 customers"):
        assert words in text


def test_several_drafts_go_to_a_folder_and_one_missing_keeps_no_other_back(
    build: Build, contentops: Run
) -> None:
    from tests.conftest import item

    root = build(
        {
            "pools/basic/items.yaml": {"items": [item(), item(id="other")]},
            "drafts/2027-Q1/intro.md": DRAFT,
        }
    )
    outcome = contentops("draft", "intro", "other", "--to", "html", "-o", root / "out", "--json", "-C", root)
    assert outcome.code == 1
    report = json.loads(outcome.out)
    assert report["failed"] == ["other"]
    assert [one["path"] for one in report["documents"]] == ["out/intro.html"]
    page = (root / "out/intro.html").read_text()
    assert "Embargoed until 12 January 2027" in page
    assert "Planned for 12 January 2027" in page


def test_a_foreign_file_is_never_written_over(root: Path, contentops: Run) -> None:
    (root / "mine.html").write_text("<p>mine</p>")
    assert contentops("draft", "intro", "--to", "html", "-o", root / "mine.html", "-C", root).code == 1
    assert (root / "mine.html").read_text() == "<p>mine</p>"
    assert contentops("draft", "intro", "--to", "html", "-o", root / "mine.docx", "-C", root).code == 2
    assert contentops("draft", "intro", "-o", root / "mine.docx", "-C", root).code == 2


def test_a_page_that_somebody_edited_is_never_written_over(root: Path, contentops: Run) -> None:
    arguments = ("draft", "intro", "--to", "html", "-C", root)
    page = root / "exports/intro.html"
    assert contentops(*arguments).code == 0
    assert contentops(*arguments).out == "unchanged exports/intro.html\n"
    (root / "drafts/2027-Q1/intro.md").write_text(DRAFT.replace("things", "engines"), encoding="utf-8")
    assert contentops(*arguments).out == "exported exports/intro.html\n"
    changed = page.read_text(encoding="utf-8").replace("Bristol", "Bath")
    page.write_text(changed, encoding="utf-8")
    done = contentops(*arguments)
    assert done.code == 1
    assert "was edited since it was exported" in done.err
    assert "--from" not in done.err
    assert page.read_text(encoding="utf-8") == changed


def test_a_file_in_the_place_of_the_folder_is_named(root: Path, contentops: Run) -> None:
    (root / "exports").write_text("x", encoding="utf-8")
    done = contentops("draft", "intro", "--to", "docx", "-C", root)
    assert done.code == 1
    assert "exports is no folder, and one has to be there; nothing was written; move it away" in done.err


def test_a_refused_document_is_named(root: Path, contentops: Run) -> None:
    broken = root / "broken.docx"
    broken.write_text("x", encoding="utf-8")
    done = contentops("draft", "--from", broken, "-C", root)
    assert done.code == 2
    assert "broken.docx cannot be read: it is not a Word document" in done.err


def test_json_is_as_its_schema_says(root: Path, contentops: Run) -> None:
    done = contentops("draft", "intro", "--to", "docx", "--json", "-C", root)
    jsonschema.validate(json.loads(done.out), SCHEMAS["documents-report"]())
