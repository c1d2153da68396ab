"""What a run of the linter never destroys, and never passes over in silence."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from contentops.lint.reporters import REPORTERS
from contentops.lint.reporters.recognition import MARK, is_report

Run = Callable[..., Any]
Build = Callable[..., Path]

HOUSE = "entries:\n  - term: cheap\n    suggestions: [economical]\n"


@pytest.fixture
def root(build: Build, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = build({"taboo/house.yaml": HOUSE, "drafts/a.md": "It is cheap.\n", "drafts/b.md": "Fine.\n"})
    monkeypatch.chdir(root)
    return root


# --- reports ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", REPORTERS)
def test_a_report_replaces_one_of_its_own_format_and_nothing_else(
    contentops: Run, root: Path, name: str
) -> None:
    for _ in range(2):
        written = contentops("lint", "drafts/a.md", "--format", name, "--output", "report")
        assert (written.code, written.err) == (1, "1 file: 1 error; report in report\n")
    (root / "mine").write_bytes(b"Somebody's words.\n")
    refused = contentops("lint", "drafts/a.md", "--format", name, "--output", "mine")
    assert refused.code == 2
    assert f"mine exists and is no {name} report" in refused.err
    assert (root / "mine").read_bytes() == b"Somebody's words.\n"


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("drafts/a.md", "a text to lint"),
        ("link.md", "a text to lint"),
        ("taboo/house.yaml", "taboo/ is for lists"),
        ("taboo/new.txt", "taboo/ is for lists"),
        ("contentops.yaml", "the settings of the workspace"),
        ("more.txt", "a taboo list"),
        ("old.json", "the baseline"),
        ("drafts/b.md", "exists and is no html report"),
        ("drafts", "names a folder"),
        ("/dev/null", "no ordinary file"),
        ("drafts/b.md/report.html", "is no folder"),
    ],
)
def test_a_report_is_never_written_over_what_a_run_reads(
    contentops: Run, root: Path, target: str, why: str
) -> None:
    (root / "link.md").symlink_to("drafts/a.md")
    (root / "more.txt").write_text("shoddy\n", encoding="utf-8")
    contentops("lint", "drafts/b.md", "--baseline", "old.json", "--write-baseline")
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    refused = contentops(
        "lint", "drafts/a.md", "--list", "more.txt", "--baseline", "old.json", "--format", "html", "-o", target
    )  # fmt: skip
    assert refused.code == 2
    assert why in refused.err
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_a_report_in_the_folder_it_is_about_is_not_linted(contentops: Run, root: Path) -> None:
    for _ in range(2):
        written = contentops("lint", "drafts", "--format", "html", "-o", "drafts/report.html")
        assert written.err == "2 files: 1 error; report in drafts/report.html\n"


def test_a_report_through_a_link_leaves_the_link(contentops: Run, root: Path) -> None:
    contentops("lint", "drafts/a.md", "-o", "report.txt")
    (root / "latest.txt").symlink_to("report.txt")
    assert contentops("lint", "drafts", "-o", "latest.txt").code == 1
    assert (root / "latest.txt").is_symlink()


def test_a_word_report_that_word_has_saved_is_no_longer_ours(contentops: Run, root: Path) -> None:
    contentops("lint", "drafts/a.md", "--format", "docx", "-o", "report.docx")
    content = (root / "report.docx").read_bytes()
    assert is_report(content, "docx")
    assert not is_report(content.removesuffix(MARK), "docx")


# --- what is not read -------------------------------------------------------------------------------------


def test_files_of_other_kinds_are_counted(contentops: Run, root: Path) -> None:
    for name in ("a.pptx", "b.PPTX", "c.pdf", ".hidden.pdf", "~$d.pdf"):
        (root / "drafts" / name).write_bytes(b"x")
    told = contentops("lint")
    assert told.err == "note: 3 files of other kinds were not read (.pdf 1, .pptx 2)\n2 files: 1 error\n"
    for number in range(8):
        (root / "drafts" / f"f.kind{number}").write_bytes(b"x")
    assert "11 files of other kinds were not read (.pptx 2, .kind0 1, " in contentops("lint").err


def test_pipes_and_linked_folders_are_passed_over_with_a_note(contentops: Run, root: Path) -> None:
    os.mkfifo(root / "drafts" / "x.md")
    (root / "drafts" / "circle").symlink_to("../drafts")
    told = contentops("lint")
    assert told.code == 1
    assert "note: not read, because they are no ordinary files: drafts/x.md\n" in told.err
    assert "note: folders behind symbolic links were not entered: drafts/circle\n" in told.err


def test_a_device_that_is_named_is_refused(contentops: Run, root: Path) -> None:
    told = contentops("lint", "/dev/zero")
    assert (told.code, "it is a device or socket, and no file" in told.err) == (2, True)


def test_a_folder_that_may_not_be_entered_is_a_file_that_could_not_be_read(
    contentops: Run, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = root / "drafts" / "closed"
    closed.mkdir()
    scandir = os.scandir

    def refuse(path: Any) -> Any:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr("os.scandir", refuse)
    told = contentops("lint")
    assert told.code == 2
    assert "drafts/closed: error: cannot be read: Permission denied\n" in told.err


# --- fixes ------------------------------------------------------------------------------------------------


def test_a_fix_through_a_link_is_written_to_the_file_and_once(contentops: Run, root: Path) -> None:
    for name in ("0.md", "z.md"):
        (root / "drafts" / name).symlink_to("a.md")
    shown = contentops("lint", "--diff")
    assert shown.out.count("+It is economical.") == 1
    fixed = contentops("lint", "--fix")
    assert (fixed.code, fixed.err) == (0, "fixed 1 place in 1 file\n4 files: nothing found\n")
    assert [(root / "drafts" / name).is_symlink() for name in ("0.md", "a.md", "z.md")] == [True, False, True]
    assert (root / "drafts" / "a.md").read_text(encoding="utf-8") == "It is economical.\n"


# --- lists ------------------------------------------------------------------------------------------------


def test_a_list_that_is_named_twice_counts_once(contentops: Run, root: Path) -> None:
    told = contentops("lint", "--list", "taboo/house.yaml", "--list", "taboo")
    assert (told.code, told.err) == (1, "2 files: 1 error\n")
    (root / "house.yaml").write_text("entries: [{term: shoddy}]\n", encoding="utf-8")
    other = contentops("lint", "--list", "house.yaml")
    assert (other.code, "house.yaml is a second list called house" in other.err) == (2, True)


def test_a_file_in_taboo_that_is_no_list_is_named(contentops: Run, root: Path) -> None:
    assert contentops("lint").err == "2 files: 1 error\n"
    (root / "taboo" / "名单.docx").write_bytes(b"PK")
    (root / "taboo" / "README.md").write_text("How we keep lists.\n", encoding="utf-8")
    for _ in range(2):  # read, then kept
        told = contentops("lint").err.splitlines()
        assert len(told) == 2
        assert told[0].startswith("taboo/名单.docx: warning: not read: a .docx file is no taboo list; save")


def test_lists_that_may_not_be_read_stop_a_run(
    contentops: Run, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert contentops("lint").code == 1
    scandir = os.scandir

    def refuse(path: Any) -> Any:
        if Path(path).name == "taboo":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr("os.scandir", refuse)
    told = contentops("lint")
    assert told.code == 2
    assert "taboo: error: cannot be read: Permission denied; check who may read it" in told.err


def test_lists_outside_of_a_workspace_are_not_passed_over_in_silence(
    contentops: Run, root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    told = contentops("lint", str(root / "drafts"))
    assert (
        f"lies in the workspace {root.resolve()}, whose lists and settings are not used; add -C" in told.err
    )
    (root / "contentops.yaml").unlink()
    monkeypatch.chdir(root)
    told = contentops("lint", "drafts", "drafts/a.md")
    assert told.err.count("taboo are not used, because contentops.yaml is missing beside that folder") == 1
    assert "not used" not in contentops("lint", "drafts", "--list", "taboo").err


@pytest.mark.parametrize(
    "text",
    [
        "<!-- contentops-disable-file taboo-word: it is fine -->\nIt is cheap.\n",
        "<!-- contentops-disable-file house, taboo-word: it is fine -->\nIt is cheap.\n",
        "---\nlint-disable:\n  taboo-word: it is fine\n---\nIt is cheap.\n",
    ],
)
def test_every_ban_cannot_be_silenced_in_a_whole_file(contentops: Run, root: Path, text: str) -> None:
    (root / "drafts" / "a.md").write_text(text, encoding="utf-8")
    told = contentops("lint")
    assert told.code == 1
    assert "It is cheap." in told.out
    assert "taboo-word is every ban of every list, too much for a whole file" in told.out


@pytest.mark.parametrize("options", [["--json", "--format", "html"], ["--no-packs", "--pack", "zh-claims"]])
def test_options_that_contradict_each_other_are_refused(
    contentops: Run, root: Path, options: list[str]
) -> None:
    told = contentops("lint", *options)
    assert (told.code, "contradict each other" in told.err) == (2, True)


def test_a_run_that_looks_for_no_words_says_so(contentops: Run, root: Path) -> None:
    (root / "taboo" / "house.yaml").unlink()
    assert "no list of yours: only rules are looked at, no words" in contentops("lint", "--no-packs").err
