"""`contentops draft` for drafts that exist: what a person types and reads."""

from __future__ import annotations

import errno
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import docx
import jsonschema
import pytest

from contentops.workspace.schemas import render_schema
from tests.conftest import Build, Outcome, settings
from tests.drafts.test_draft_command import calendar, entry
from tests.drafts.workspaces import make_files

Run = Callable[..., Outcome]
PATH = "drafts/2027-Q1/customer-case.md"


@pytest.fixture
def root(build: Build, contentops: Run) -> Path:
    """A workspace with one draft."""
    plan = calendar(entry("customer-case", "2027-01-13"))
    made = build({**make_files("en", settings()), "calendars/2027-Q1.yaml": plan})
    assert contentops("draft", "-C", made, "customer-case", "--today", "2027-01-04").code == 0
    return made


def draft(contentops: Run, root: Path, *arguments: str) -> Outcome:
    return contentops("draft", "-C", root, "customer-case", "--today", "2027-01-04", *arguments)


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text, text
    path.write_text(text.replace(before, after), encoding="utf-8")


def move_plan(root: Path) -> None:
    edit(root / "calendars/2027-Q1.yaml", "2027-01-13", "2027-01-20")


def rename_customer(root: Path) -> None:
    edit(root / "pools/periodic/items.yaml", "Severnside", "Severnbank")


def test_a_moved_plan_reaches_an_edited_draft_without_a_warning(root: Path, contentops: Run) -> None:
    edit(root / PATH, "status: draft", "status: in review  # with Lee")
    move_plan(root)
    outcome = draft(contentops, root)
    assert (outcome.code, outcome.out) == (0, f"merged {PATH}\n")
    assert outcome.err.splitlines()[-1] == "drafts: 1 merged"
    assert "draft-outdated" not in outcome.err
    text = (root / PATH).read_text(encoding="utf-8")
    assert "publish: 2027-01-20\n" in text
    assert "status: in review  # with Lee\n" in text
    assert draft(contentops, root).out == f"unchanged {PATH}\n"


def test_the_states_of_drafts_that_exist(root: Path, contentops: Run) -> None:
    assert draft(contentops, root).out == f"unchanged {PATH}\n"
    rename_customer(root)
    assert draft(contentops, root).out == f"updated {PATH}\n"
    assert "Severnbank" in (root / PATH).read_text(encoding="utf-8")


def test_a_draft_that_cannot_be_written_is_told_of_and_stays(
    root: Path, contentops: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(root / PATH, "status: draft", "status: in review")
    move_plan(root)
    before = (root / PATH).read_bytes()

    def fail(*arguments: object, **options: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("contentops.workspace.draft_update.write_text", fail)
    outcome = draft(contentops, root)
    assert outcome.code == 1
    assert outcome.err.startswith(
        f"{PATH}:1:1: error: customer-case: the draft could not be written (No space"
    )
    assert outcome.err.splitlines()[-1] == "drafts: 1 failed"
    assert (root / PATH).read_bytes() == before


def test_a_diff_shows_what_would_change_and_writes_nothing(root: Path, contentops: Run) -> None:
    before = (root / PATH).read_bytes()
    assert draft(contentops, root, "--diff").out == ""
    rename_customer(root)
    outcome = draft(contentops, root, "--diff")
    assert outcome.code == 0
    assert outcome.out.startswith(f"--- a/{PATH}\n+++ b/{PATH}\n@@ ")
    assert any(line.startswith("+") and "Severnbank" in line for line in outcome.out.splitlines())
    assert outcome.err.endswith("drafts: 1 brought up to date (nothing was written)\n")
    assert (root / PATH).read_bytes() == before
    (root / PATH).unlink()
    assert draft(contentops, root, "--diff").out.startswith(f"--- /dev/null\n+++ b/{PATH}\n")
    assert not (root / PATH).exists()


def test_a_conflict_is_a_finding_for_draft_and_for_lint(root: Path, contentops: Run) -> None:
    edit(root / PATH, "Severnside", "Severnside Ltd")
    rename_customer(root)
    outcome = draft(contentops, root)
    assert (outcome.code, outcome.out) == (1, f"conflict {PATH}\n")
    assert "error: customer-case: you and the new rendering both changed this" in outcome.err
    text = (root / PATH).read_text(encoding="utf-8")
    line = int(outcome.err.split(f"{PATH}:")[1].split(":")[0])
    assert text.splitlines()[line - 1] == "<<<<<<< your text"
    linted = contentops("lint", "-C", root, root / PATH, "--rule", "merge-conflict")
    assert linted.code == 1
    assert linted.out.count("merge-conflict") == text.count("<<<<<<<")
    # on top of it nothing is merged
    again = draft(contentops, root)
    assert (again.code, (root / PATH).read_text(encoding="utf-8")) == (1, text)
    assert "a conflict that nobody has solved" in again.err


def test_json_tells_states_conflicts_and_changes(root: Path, contentops: Run) -> None:
    schema = json.loads(render_schema("draft-report"))
    edit(root / PATH, "Severnside", "Severnside Ltd")
    rename_customer(root)
    for arguments in (("--diff",), (), ()):
        report = json.loads(draft(contentops, root, "--json", *arguments).out)
        jsonschema.validate(report, schema)
        one = report["drafts"][0]
        assert one["state"] == "conflict"
        assert ("diff" in one) == (arguments == ("--diff",))
        assert all("Severnside Ltd" in conflict["yours"] for conflict in one["conflicts"])
        assert all("Severnbank" in conflict["new"] for conflict in one["conflicts"])
        assert one["conflicts"]


def test_without_contentops_an_edited_draft_is_shown_side_by_side(root: Path, contentops: Run) -> None:
    edit(root / PATH, "# ", "# My ")
    shutil.rmtree(root / ".contentops")
    assert draft(contentops, root).out == f"unchanged {PATH}\n"
    shutil.rmtree(root / ".contentops")
    rename_customer(root)
    outcome = draft(contentops, root)
    assert outcome.code == 1
    assert "what it said before is not known" in outcome.err
    text = (root / PATH).read_text(encoding="utf-8")
    assert "# My " in text
    assert "Severnbank" in text


def test_a_draft_moved_or_planned_elsewhere_stays_and_is_told_of(root: Path, contentops: Run) -> None:
    moved = root / "drafts/2026-Q4/the case.md"
    moved.parent.mkdir()
    (root / PATH).rename(moved)
    rename_customer(root)
    outcome = draft(contentops, root)
    assert outcome.out == "updated drafts/2026-Q4/the case.md\n"
    assert "note: customer-case is planned in 2027-Q1; its draft stays in drafts/2026-Q4/" in outcome.err
    assert not (root / PATH).exists()


def test_two_drafts_of_one_item_are_errors_with_both_paths(root: Path, contentops: Run) -> None:
    shutil.copy(root / PATH, root / "drafts/2027-Q1/copy.md")
    outcome = draft(contentops, root)
    assert outcome.code == 1
    assert f"{PATH}:1:1: error: customer-case has another draft: drafts/2027-Q1/copy.md" in outcome.err
    assert f"drafts/2027-Q1/copy.md:1:1: error: customer-case has another draft: {PATH}" in outcome.err


def test_a_draft_stays_in_its_language(root: Path, contentops: Run) -> None:
    before = (root / PATH).read_text(encoding="utf-8")
    outcome = draft(contentops, root, "--lang", "zh")
    assert (outcome.code, outcome.out) == (0, f"kept {PATH}\n")
    assert "the draft is in en and stays as it is" in outcome.err
    edit(root / "contentops.yaml", "language: en", "language: zh")
    assert draft(contentops, root).out == f"unchanged {PATH}\n"
    assert (root / PATH).read_text(encoding="utf-8") == before


def test_a_published_draft_stays_as_it_went_out(root: Path, contentops: Run) -> None:
    edit(root / PATH, "status: draft", "status: published")
    rename_customer(root)
    before = (root / PATH).read_bytes()
    assert draft(contentops, root).out == f"kept {PATH}\n"
    assert (root / PATH).read_bytes() == before


def test_a_placeholder_that_a_person_filled_stays_filled(build: Build, contentops: Run) -> None:
    root = build(make_files("en", settings(), {"event_recap": {}}))
    arguments = ("draft", "-C", root, "event-recap", "--allow-missing", "--today", "2027-02-04")
    contentops(*arguments)
    path = next(root.glob("drafts/*/event-recap.md"))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("[TO FILL: facts.attendance]", "58 people"), encoding="utf-8")
    assert "58 people" in path.read_text(encoding="utf-8")
    edit(root / "pools/periodic/items.yaml", "owner: ann", "owner: ben")
    outcome = contentops(*arguments)
    assert outcome.out.startswith("merged ")
    assert "needs facts.attendance" not in outcome.err
    assert "needs facts.takeaways" in outcome.err
    text = path.read_text(encoding="utf-8")
    assert "58 people" in text
    assert "facts.attendance" not in text
    assert "owner: ben" in text


def word(root: Path, before: str, after: str, folder: Path) -> Path:
    """The draft as a Word document in which a colleague has changed some words."""
    from contentops.cli.draft_export import export_draft
    from contentops.cli.options import open_workspace

    path = Path(root, PATH)
    export_draft(open_workspace(root), "customer-case", path, "docx", folder / "case.docx")
    document = docx.Document(io.BytesIO((folder / "case.docx").read_bytes()))
    changed = 0
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            if before in run.text:
                run.text = run.text.replace(before, after)
                changed += 1
    assert changed
    document.save(str(folder / "case.docx"))
    return folder / "case.docx"


def test_an_edited_document_comes_back_beside_later_edits(
    root: Path, contentops: Run, tmp_path: Path
) -> None:
    document = word(root, "Severnside", "Severnside plc", tmp_path)
    edit(root / PATH, "status: draft", "status: in review")
    with (root / PATH).open("a", encoding="utf-8") as file:
        file.write("\nA closing word.\n")
    before = (root / PATH).read_text(encoding="utf-8")
    shown = contentops("draft", "-C", root, "--from", document, "--diff")
    assert "+" in shown.out and "Severnside plc" in shown.out
    assert (root / PATH).read_text(encoding="utf-8") == before
    outcome = contentops("draft", "-C", root, "--from", document)
    assert (outcome.code, outcome.out) == (0, f"merged {PATH}\n"), outcome.err
    text = (root / PATH).read_text(encoding="utf-8")
    assert "Severnside plc" in text
    assert "status: in review" in text
    assert text.endswith("\nA closing word.\n")
    assert contentops("draft", "-C", root, "--from", document).out == f"unchanged {PATH}\n"


def test_what_document_and_draft_both_changed_is_a_conflict(
    root: Path, contentops: Run, tmp_path: Path
) -> None:
    document = word(root, "Severnside", "Severnside plc", tmp_path)
    edit(root / PATH, "Severnside", "Severnside Ltd")
    outcome = contentops("draft", "-C", root, "--from", document)
    assert (outcome.code, outcome.out) == (1, f"conflict {PATH}\n")
    text = (root / PATH).read_text(encoding="utf-8")
    assert "<<<<<<< case.docx\n" in text
    assert ">>>>>>> the draft now\n" in text
    assert "Severnside plc" in text
    assert "Severnside Ltd" in text


def test_a_document_of_nothing_we_know_is_refused(root: Path, contentops: Run, tmp_path: Path) -> None:
    docx.Document().save(str(tmp_path / "other.docx"))
    outcome = contentops("draft", "-C", root, "--from", tmp_path / "other.docx")
    assert outcome.code == 2
    assert "other.docx does not say whose draft it is" in outcome.err
    missing = contentops("draft", "-C", root, "--from", tmp_path / "none.docx")
    assert missing.code == 2
