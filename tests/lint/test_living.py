"""Living with the linter, as a person runs it: baseline, fixes, choosing, processes, kept results, watching."""

from __future__ import annotations

import io
import json
import pickle
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from contentops.cli import lint_files
from contentops.cli.lint_watch import find_watched, is_relevant, watch
from contentops.errors import ContentopsError
from contentops.lint import lint_text
from contentops.lint.packs import load_pack
from contentops.lint.run import Linted, RunSettings, Task, lint_file
from contentops.workspace import lint_cache

Run = Callable[..., Any]
Build = Callable[..., Path]

HOUSE = """
entries:
  - term: cheap
    suggestions: [economical]
  - term: WidgetCo
    severity: warning
"""


@pytest.fixture
def root(build: Build, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = build({"taboo/house.yaml": HOUSE, "drafts/a.md": "It is cheap.\n", "drafts/b.md": "Fine.\n"})
    monkeypatch.chdir(root)
    return root


def found(result: Any) -> list[tuple[str, str]]:
    return [(finding["path"], finding["text"]) for finding in json.loads(result.out)["findings"]]


# --- baseline ---------------------------------------------------------------------------------------------


def test_only_new_findings_fail_after_a_baseline_is_written(contentops: Run, root: Path) -> None:
    written = contentops("lint", "--baseline", "lint-baseline.json", "--write-baseline")
    assert written.code == 0
    assert written.err.splitlines()[0] == "lint-baseline.json: 1 finding in 1 file"
    old = contentops("lint", "--baseline", "lint-baseline.json")
    assert (old.code, old.out) == (0, "")
    assert old.err == "2 files: nothing found (1 in the baseline)\n"
    (root / "drafts" / "a.md").write_text(
        "New.\n\nIt is cheap.\n\nThis is cheap as well.\n", encoding="utf-8"
    )
    new = contentops("lint", "--baseline", "lint-baseline.json", "--json")
    assert new.code == 1
    assert [finding["line"] for finding in json.loads(new.out)["findings"]] == [5]


def test_entries_that_are_no_longer_found_are_told_and_taken_out(contentops: Run, root: Path) -> None:
    contentops("lint", "--baseline", "old.json", "--write-baseline")
    (root / "drafts" / "a.md").write_text("It is good.\n", encoding="utf-8")
    other = contentops("lint", "drafts/b.md", "--baseline", "old.json")
    assert "no longer" not in other.err
    stale = contentops("lint", "--baseline", "old.json")
    assert stale.code == 0
    assert "old.json: note: drafts/a.md no longer has cheap (house)" in stale.err
    assert "1 entry is out of date; --write-baseline takes them out" in stale.err
    contentops("lint", "--baseline", "old.json", "--write-baseline")
    assert json.loads((root / "old.json").read_text(encoding="utf-8"))["findings"] == []


def test_writing_for_one_file_keeps_the_entries_of_the_others(contentops: Run, root: Path) -> None:
    contentops("lint", "--baseline", "old.json", "--write-baseline")
    (root / "drafts" / "b.md").write_text("cheap\n", encoding="utf-8")
    contentops("lint", "drafts/b.md", "--baseline", "old.json", "--write-baseline")
    assert contentops("lint", "--baseline", "old.json").code == 0


def test_a_baseline_is_the_same_from_any_folder_and_follows_a_renamed_file(
    contentops: Run, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    contentops("lint", "--baseline", "old.json", "--write-baseline")
    monkeypatch.chdir(root / "drafts")
    assert contentops("lint", "a.md", "--baseline", "../old.json").code == 0
    (root / "drafts" / "a.md").rename(root / "drafts" / "c.md")
    renamed = contentops("lint", "c.md", "--baseline", "../old.json")
    assert (renamed.code, "no longer" in renamed.err) == (0, False)


def test_a_baseline_that_is_missing_or_broken_stops_the_run(contentops: Run, root: Path) -> None:
    missing = contentops("lint", "--baseline", "none.json")
    assert (missing.code, "there is no baseline none.json" in missing.err) == (2, True)
    (root / "broken.json").write_text("{", encoding="utf-8")
    broken = contentops("lint", "--baseline", "broken.json")
    assert (broken.code, "broken.json:1:2: not a baseline" in broken.err) == (2, True)
    assert contentops("lint", "--write-baseline").code == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"version": 1,\n "findings": [,]}', "bl.json:2:15: not a baseline of the linter: here it is not JSON"),
        ("<<<<<<< HEAD\n{}", "bl.json:1:1: not a baseline of the linter: it holds the marks of a merge"),
        ("[1]", "bl.json: not a baseline of the linter: it has no version and findings"),
        ('{"version": 9, "findings": []}', "it is of version 9, and this program writes 1"),
        ('{"version": 1, "findings": 5}', "its findings are no list of entries"),
        ('{"version": 1, "findings": [\n  5]}', "entry 1 is not in braces"),
        ('{"version": 1, "findings": [\n  {"path": 3}]}', "bl.json:2:3: not a baseline of the linter: entry 1 has"),
        (b"\xff", "bl.json:1:1: not UTF-8 text"),
        ("[" * 100_000, "not a baseline of the linter"),
    ],
)  # fmt: skip
def test_a_broken_baseline_is_told_in_plain_words_and_written_anew_beside_a_copy(
    contentops: Run, root: Path, text: str | bytes, told: str
) -> None:
    content = text.encode() if isinstance(text, str) else text
    (root / "bl.json").write_bytes(content)
    broken = contentops("lint", "--baseline", "bl.json")
    assert (broken.code, told in broken.err) == (2, True), broken.err
    assert "Error(" not in broken.err
    anew = contentops("lint", "--baseline", "bl.json", "--write-baseline")
    assert (anew.code, "what it held is in bl.json.old" in anew.err) == (0, True)
    assert (root / "bl.json.old").read_bytes() == content
    assert contentops("lint", "--baseline", "bl.json").code == 0


def test_a_baseline_is_not_written_over_what_is_no_baseline(contentops: Run, root: Path) -> None:
    contentops("lint")
    before = {path: path.read_bytes() for path in root.rglob("*.*") if path.is_file()}
    for name in (
        "drafts/a.md",
        "drafts/b.md",
        "contentops.yaml",
        "taboo/house.yaml",
        "taboo/bl.json",
        "drafts",
    ):
        refused = contentops("lint", "drafts/a.md", "--baseline", name, "--write-baseline")
        assert (
            refused.code,
            f"--baseline names {'a folder, ' if name == 'drafts' else ''}{name}" in refused.err,
        ) == (2, True)
    assert {path: path.read_bytes() for path in root.rglob("*.*") if path.is_file()} == before


# --- fixes ------------------------------------------------------------------------------------------------


def test_a_diff_shows_what_a_fix_then_writes(contentops: Run, root: Path) -> None:
    shown = contentops("lint", "--diff")
    assert shown.code == 1
    assert (
        shown.out == "--- a/drafts/a.md\n+++ b/drafts/a.md\n@@ -1 +1 @@\n-It is cheap.\n+It is economical.\n"
    )
    assert shown.err == "would fix 1 place in 1 file\n2 files: 1 error\n"
    assert (root / "drafts" / "a.md").read_text(encoding="utf-8") == "It is cheap.\n"
    fixed = contentops("lint", "--fix")
    assert (fixed.code, fixed.out, fixed.err) == (0, "", "fixed 1 place in 1 file\n2 files: nothing found\n")
    assert (root / "drafts" / "a.md").read_text(encoding="utf-8") == "It is economical.\n"
    again = contentops("lint", "--fix")
    assert again.err == "nothing to fix\n2 files: nothing found\n"


def test_a_fix_keeps_bytes_it_has_no_business_with(contentops: Run, root: Path) -> None:
    path = root / "drafts" / "a.md"
    path.write_bytes("\ufeffcheap\r\nWidgetCo\x0c 😀\r\n".encode())
    path.chmod(0o640)
    assert contentops("lint", "--fix", "--fail-on", "warning").code == 1
    assert path.read_bytes() == "\ufeffeconomical\r\nWidgetCo\x0c 😀\r\n".encode()
    assert path.stat().st_mode & 0o777 == 0o640


def test_old_findings_are_not_fixed(contentops: Run, root: Path) -> None:
    contentops("lint", "--baseline", "old.json", "--write-baseline")
    (root / "drafts" / "a.md").write_text("It is cheap.\n\nSo cheap!\n", encoding="utf-8")
    contentops("lint", "--fix", "--baseline", "old.json")
    assert (root / "drafts" / "a.md").read_text(encoding="utf-8") == "It is cheap.\n\nSo economical!\n"


def test_the_advice_of_packs_is_never_put_in(contentops: Run, root: Path) -> None:
    text = "我们的产品无敌，采用云原生架构。\n"
    (root / "drafts" / "a.md").write_text(text, encoding="utf-8")
    result = contentops("lint", "--fix", "drafts/a.md")
    assert result.err.startswith("nothing to fix")
    assert (root / "drafts" / "a.md").read_text(encoding="utf-8") == text
    (root / "drafts" / "a.md").write_text("Add it to the whitelist.\n", encoding="utf-8")
    contentops("lint", "--fix", "drafts/a.md", "--pack", "en-inclusive")
    assert (root / "drafts" / "a.md").read_text(encoding="utf-8") == "Add it to the allowlist.\n"


def test_other_encodings_and_word_files_are_not_edited_and_say_so(contentops: Run, root: Path) -> None:
    from docx import Document

    document = Document()
    document.add_paragraph("It is cheap.")
    document.save(str(root / "drafts" / "c.docx"))
    before = (root / "drafts" / "c.docx").read_bytes()
    (root / "drafts" / "d.md").write_bytes("It is cheap.\n".encode("utf-16"))
    result = contentops("lint", "--fix", "drafts/c.docx", "drafts/d.md")
    assert result.code == 1
    assert "drafts/c.docx: note: not fixed; correct it in the program that made it" in result.err
    assert "drafts/d.md: note: not fixed; it is in utf-16-le: save it as UTF-8" in result.err
    assert (root / "drafts" / "c.docx").read_bytes() == before


def test_options_that_make_no_sense_together_are_refused(contentops: Run, root: Path) -> None:
    for options in (
        ("-", "--fix"),
        ("--watch", "--fix"),
        ("--watch", "--diff"),
        ("--write-baseline", "--baseline", "x", "--fix"),
        ("--jobs", "0"),
        ("--jobs", "many"),
        ("--format", "nonsense"),
        ("--format", "docx"),
        ("--rule", "taboo-wrod"),
        ("--disable", "taboo-wrod"),
        ("--pack", "zh-advertising"),
        ("--kind", "nonsense-kind"),
        ("--disguises", "some"),
        ("--list", "missing.yaml"),
    ):
        result = contentops("lint", *options)
        assert (options, result.code, result.out) == (options, 2, "")
        assert result.err.startswith(("error: ", "missing.yaml"))


# --- choosing ---------------------------------------------------------------------------------------------


def test_rules_lists_and_packs_are_chosen_on_the_command_line(contentops: Run, root: Path) -> None:
    text = "cheap WidgetCo best-in-class [TO FILL: x] <!-- contentops-disable-line nothing: a -->\n"
    (root / "drafts" / "a.md").write_text(text, encoding="utf-8")
    (root / "extra.txt").write_text("fill\n", encoding="utf-8")

    def texts(*options: str) -> list[str]:
        return [text for _, text in found(contentops("lint", "drafts/a.md", "--json", *options))]

    everything = ["cheap", "WidgetCo", "best-in-class", "[TO FILL: x]", "nothing"]
    assert texts() == everything
    assert texts("--rule", "placeholder-left") == ["[TO FILL: x]"]
    assert texts("--rule", "house") == ["cheap", "WidgetCo"]
    assert texts("--rule", "house", "--rule", "placeholder-left") == ["cheap", "WidgetCo", "[TO FILL: x]"]
    assert texts("--rule", "unused-suppression") == ["nothing"]
    assert texts("--disable", "cheap", "--disable", "placeholder-left") == [
        "WidgetCo",
        "best-in-class",
        "nothing",
    ]
    assert texts("--no-packs") == ["cheap", "WidgetCo", "[TO FILL: x]"]
    assert texts("--pack", "en-unsupported-claims", "--rule", "taboo-word") == [
        "cheap",
        "WidgetCo",
        "best-in-class",
    ]
    assert texts("--list", "extra.txt", "--rule", "extra") == ["FILL"]


def test_disguises_are_chosen_on_the_command_line(contentops: Run, root: Path) -> None:
    (root / "drafts" / "a.md").write_text("c.h.e.a.p\n", encoding="utf-8")
    assert contentops("lint", "drafts/a.md", "--disguises", "normal").code == 1
    assert contentops("lint", "drafts/a.md", "--disguises", "none").code == 0


def test_entries_for_a_channel_and_a_time_know_the_draft(contentops: Run, root: Path) -> None:
    (root / "taboo" / "blog.yaml").write_text(
        "entries:\n"
        "  - {term: alpha, where: {channels: [blog]}}\n"
        "  - {term: beta, where: {until: 2027-01-31}}\n"
        "  - {term: gamma, where: {formats: [video]}}\n",
        encoding="utf-8",
    )

    def texts(front: str, *options: str) -> list[str]:
        (root / "drafts" / "a.md").write_text(f"---\n{front}\n---\nalpha beta gamma\n", encoding="utf-8")
        return [text for _, text in found(contentops("lint", "drafts/a.md", "--json", *options))]

    assert texts("channels: [blog]\npublish: 2027-01-15\nformat: video") == ["alpha", "beta", "gamma"]
    assert texts("channels: [website]\npublish: 2027-02-15\nformat: article") == []
    assert texts("channels: [website]", "--today", "2027-01-31") == ["beta", "gamma"]
    assert texts("channels: [website]", "--today", "2027-02-01") == ["gamma"]


CALENDAR = """
version: 1
period: 2027-Q1
entries:
  - item: intro
    title: Who we are
    pool: basic
    publish: 2027-02-01
    state: planned
    channels: [{channel: blog, date: 2027-02-01}]
"""


def test_a_draft_is_looked_up_in_the_calendar(contentops: Run, root: Path) -> None:
    (root / "calendars").mkdir()
    (root / "calendars" / "2027-Q1.yaml").write_text(CALENDAR, encoding="utf-8")
    (root / "taboo" / "blog.yaml").write_text(
        "entries:\n"
        "  - {term: alpha, where: {channels: [blog]}}\n"
        "  - {term: beta, where: {channels: [website]}}\n"
        "  - {term: gamma, where: {from: 2027-02-02}}\n"
        "  - {term: delta, where: {formats: [article]}}\n",
        encoding="utf-8",
    )
    text = "---\nitem: intro\nperiod: 2027-Q1\n---\nalpha beta gamma delta\n"
    (root / "drafts" / "a.md").write_text(text, encoding="utf-8")
    for _ in range(2):
        assert [word for _, word in found(contentops("lint", "drafts/a.md", "--json"))] == ["alpha", "delta"]
    moved = CALENDAR.replace("publish: 2027-02-01", "publish: 2027-02-02")
    (root / "calendars" / "2027-Q1.yaml").write_text(moved, encoding="utf-8")
    assert [word for _, word in found(contentops("lint", "drafts/a.md", "--json"))] == [
        "alpha",
        "gamma",
        "delta",
    ]


def test_rules_and_lists_are_listed_with_what_is_on(contentops: Run, root: Path) -> None:
    lines = contentops("lint", "--list-rules", "--disable", "placeholder-left").out.splitlines()
    states = {line.split()[1]: line.split()[2] for line in lines}
    assert states["taboo-word"] == "on"
    assert states["placeholder-left"] == "off"
    assert states["unused-suppression"] == "on"
    assert states["house"] == "on"


def test_examples_of_lists_are_run(contentops: Run, root: Path) -> None:
    assert contentops("lint", "--test-lists", "--no-packs").code == 0
    (root / "taboo" / "house.yaml").write_text(
        "entries:\n  - {term: cheap, finds: [It is dear.]}\n", encoding="utf-8"
    )
    result = contentops("lint", "--test-lists", "--no-packs")
    assert (result.code, result.err) == (1, "1 example in 1 list: 1 does not hold\n")
    assert result.out.startswith("taboo/house.yaml:2:27: error: cheap does not find its own example")


# --- where the report goes --------------------------------------------------------------------------------


def test_a_report_goes_to_a_file(contentops: Run, root: Path) -> None:
    result = contentops("lint", "--format", "json", "--output", "report.json")
    assert (result.code, result.out) == (1, "")
    assert result.err == "2 files: 1 error; report in report.json\n"
    assert json.loads((root / "report.json").read_text(encoding="utf-8"))["summary"]["errors"] == 1
    assert contentops("lint", "--format", "docx", "-o", "report.docx").code == 1
    assert (root / "report.docx").read_bytes().startswith(b"PK")


def test_suppressed_findings_are_counted(contentops: Run, root: Path) -> None:
    text = "<!-- contentops-disable-next-line cheap: a song -->\nIt is cheap.\n"
    (root / "drafts" / "a.md").write_text(text, encoding="utf-8")
    result = contentops("lint")
    assert (result.code, result.err) == (0, "2 files: nothing found (1 suppressed in the text)\n")


# --- processes --------------------------------------------------------------------------------------------


def test_processes_give_the_same_bytes_in_the_same_order(contentops: Run, root: Path) -> None:
    for number in range(12):
        words = "It is cheap. " * (number % 4) + "WidgetCo 😀\n" * (number % 3)
        (root / "drafts" / f"x{number:02}.md").write_text(f"{number} {words}", encoding="utf-8")
    (root / "drafts" / "y.md").write_bytes(b"bad \xff")
    one = contentops("lint", "--no-cache", "--json", "--jobs", "1")
    two = contentops("lint", "--no-cache", "--json", "--jobs", "3")
    assert (one.code, two.code) == (2, 2)
    assert one.out == two.out
    assert one.err == two.err
    texts = [contentops("lint", "--no-cache", "--jobs", jobs).out for jobs in ("1", "2")]
    assert texts[0] == texts[1]


def test_processes_are_started_when_they_are_worth_it(contentops: Run, root: Path, monkeypatch: Any) -> None:
    started: list[int] = []
    start = lint_files._start_pool

    def note(jobs: int, settings: RunSettings) -> Any:
        started.append(jobs)
        return start(jobs, settings)

    monkeypatch.setattr(lint_files, "_start_pool", note)
    monkeypatch.setattr(lint_files, "free_cores", lambda: 2)
    contentops("lint", "--no-cache")
    assert started == []
    monkeypatch.setattr(lint_files, "WORTH_PROCESSES", 10)
    (root / "drafts" / "c.md").write_text("Fine.\n", encoding="utf-8")
    assert found(contentops("lint", "--no-cache", "--json")) == [("drafts/a.md", "cheap")]
    assert started == [2]


@pytest.mark.parametrize(("others", "free"), [(0, 4), (0.4, 4), (2.6, 1), (9.0, 1)])
def test_only_cores_that_nobody_uses_are_taken(others: float, free: int, monkeypatch: Any) -> None:
    monkeypatch.setattr(lint_files, "available_cores", lambda: 4)
    monkeypatch.setattr(lint_files, "_others_running", lambda: others)
    assert lint_files.free_cores() == free


def test_what_the_linter_takes_and_gives_can_be_sent_to_other_processes() -> None:
    settings = RunSettings(
        (load_pack("zh-advertising-law-article-9"),), frozenset({"placeholder-left"}), date="2027-01-04"
    )
    task = Task("a.md", "我们是最佳平台。\n".encode())
    linted = lint_file(*pickle.loads(pickle.dumps((task, settings))))  # noqa: S301  our own bytes
    assert pickle.loads(pickle.dumps(linted)) == linted == lint_file(task, settings)  # noqa: S301  our own bytes
    assert [finding.text for finding in linted.findings] == ["最佳"]
    assert tuple(lint_text("我们是最佳平台。\n", settings.lists, path="a.md")) == linted.findings


# --- kept results -----------------------------------------------------------------------------------------


@pytest.fixture
def linted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths that were really linted."""
    paths: list[str] = []

    def note(task: Task, settings: RunSettings) -> Linted:
        paths.append(task.path)
        return lint_file(task, settings)

    monkeypatch.setattr(lint_files, "lint_file", note)
    return paths


def test_an_unchanged_file_is_not_linted_again(contentops: Run, root: Path, linted: list[str]) -> None:
    first = contentops("lint", "--today", "2027-01-04")
    assert linted == ["drafts/a.md", "drafts/b.md"]
    second = contentops("lint", "--today", "2027-01-04")
    assert (second.code, second.out, second.err) == (first.code, first.out, first.err)
    assert len(linted) == 2
    (root / "drafts" / "b.md").write_text("Fine, too.\n", encoding="utf-8")
    contentops("lint", "--today", "2027-01-04")
    assert linted[2:] == ["drafts/b.md"]


def test_a_result_is_that_of_its_lists_settings_day_and_options(
    contentops: Run, root: Path, linted: list[str]
) -> None:
    def runs(*options: str) -> int:
        linted.clear()
        contentops("lint", "drafts/a.md", "--today", "2027-01-04", *options)
        return len(linted)

    assert runs() == 1
    assert runs() == 0
    assert runs("--today", "2027-01-05") == 1
    assert runs("--disable", "cheap") == 1
    assert runs("--disguises", "none") == 1
    assert runs("--no-packs") == 1
    assert runs("--no-cache") == 1
    assert runs() == 0
    (root / "taboo" / "house.yaml").write_text(HOUSE.replace("cheap", "dear"), encoding="utf-8")
    assert runs() == 1
    (root / "contentops.yaml").write_text(
        "lint: {rules: {placeholder-left: {severity: note}}}\n", encoding="utf-8"
    )
    assert runs() == 1


def test_a_kept_result_follows_a_file_to_its_new_name(contentops: Run, root: Path, linted: list[str]) -> None:
    contentops("lint", "--today", "2027-01-04")
    (root / "drafts" / "a.md").rename(root / "drafts" / "c.md")
    linted.clear()
    assert found(contentops("lint", "--json", "--today", "2027-01-04")) == [("drafts/c.md", "cheap")]
    assert linted == []


def test_damaged_results_are_not_there(contentops: Run, root: Path, linted: list[str]) -> None:
    contentops("lint", "--today", "2027-01-04")
    path = root / ".contentops" / "cache" / lint_cache.NAME
    stored = path.read_bytes()
    report = contentops("lint", "--today", "2027-01-04").out
    for damaged in (
        b"",
        b"\xff\x00",
        stored[: len(stored) // 2],
        stored.replace(b"cheap", b"dearr"),
        stored.replace(b"\n", b""),
        b"\n" + b"0" * 5000,
    ):
        path.write_bytes(damaged)
        linted.clear()
        assert contentops("lint", "--today", "2027-01-04").out == report
        assert linted
    path.unlink()
    path.mkdir()
    assert contentops("lint", "--today", "2027-01-04").out == report


def test_the_results_kept_are_bounded(
    contentops: Run, root: Path, linted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lint_cache, "LARGEST", 4000)
    path = root / ".contentops" / "cache" / lint_cache.NAME
    for number in range(30):
        (root / "drafts" / "a.md").write_text(f"It is cheap, {number}.\n", encoding="utf-8")
        contentops("lint", "drafts/a.md", "--today", "2027-01-04")
        assert path.stat().st_size <= 4001
    linted.clear()
    contentops("lint", "drafts/a.md", "--today", "2027-01-04")
    assert linted == []


def test_word_files_are_kept_with_their_text(contentops: Run, root: Path, linted: list[str]) -> None:
    from docx import Document

    document = Document()
    document.add_paragraph("It is cheap.")
    document.save(str(root / "drafts" / "a.docx"))
    first = contentops("lint", "drafts/a.docx", "--today", "2027-01-04")
    second = contentops("lint", "drafts/a.docx", "--today", "2027-01-04")
    assert linted == ["drafts/a.docx"]
    assert first.out == second.out
    assert "It is cheap." in first.out


def test_outside_a_workspace_nothing_is_kept(
    contentops: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.md").write_text("fine\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert contentops("lint", "a.md").code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


# --- watching ---------------------------------------------------------------------------------------------


def test_every_change_that_matters_is_linted_and_a_broken_list_does_not_end_the_watch() -> None:
    codes: Iterator[int | ContentopsError] = iter([0, ContentopsError("a list is broken", hint="mend it"), 1])
    shown: list[str] = []

    def lint() -> int:
        code = next(codes)
        if isinstance(code, ContentopsError):
            raise code
        return code

    changes = [["/w/drafts/.a.md.swp"], ["/w/taboo/x.yaml", "/w/.contentops/cache/y"], ["/w/drafts/a.md"]]
    assert watch(changes, lint, show=shown.append, clear=False) == 1
    assert shown == ["changed: x.yaml", "error: a list is broken; mend it", "changed: a.md"]


@pytest.mark.parametrize(
    ("path", "relevant"),
    [
        ("drafts/a.md", True),
        ("/home/x/taboo/a.yaml", True),
        ("../w/a.md", True),
        ("drafts/a.md~", False),
        ("drafts/.a.md.swp", False),
        ("drafts/~$a.docx", False),
        (".contentops/cache/lint-results", False),
        (".git/index.lock", False),
    ],
)
def test_what_cannot_change_a_finding_is_not_watched(path: str, relevant: bool) -> None:
    assert is_relevant(path) is relevant


def test_texts_lists_and_plans_are_watched(root: Path) -> None:
    (root / "calendars").mkdir()
    watched = {path.name for path in find_watched(["drafts"], ["taboo/house.yaml", "missing.yaml"], root)}
    assert watched == {"drafts", "house.yaml", "contentops.yaml", "taboo", "calendars", "pools"}


def test_standard_input_can_be_shown_as_a_diff(
    contentops: Run, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"cheap\n")))
    result = contentops("lint", "-", "--stdin-filename", "note.md", "--diff")
    assert result.out == "--- a/note.md\n+++ b/note.md\n@@ -1 +1 @@\n-cheap\n+economical\n"
