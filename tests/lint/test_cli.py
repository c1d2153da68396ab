"""`contentops lint` as a person runs it: exit codes, formats, workspaces, the cache, what it imports."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from contentops.lint import Finding, lint_text
from contentops.lint.packs import load_pack
from contentops.lint.reporters.text_report import render_text
from contentops.text_width import display_width

Run = Callable[..., Any]
Build = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    texts = tmp_path / "texts"
    (texts / "sub").mkdir(parents=True)
    (texts / ".hidden").mkdir()
    (texts / "b.md").write_text("正常的一段话。\n", encoding="utf-8")
    (texts / "a.txt").write_text("最佳平台\n", encoding="utf-8")
    (texts / "sub" / "c.markdown").write_text("领先的平台\n", encoding="utf-8")
    (texts / ".hidden" / "d.md").write_text("最佳\n", encoding="utf-8")
    (texts / "e.py").write_text("最佳\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return texts


def test_a_folder_is_walked_in_order_and_errors_make_it_exit_1(contentops: Run, folder: Path) -> None:
    result = contentops("lint", "texts", "--json")
    assert result.code == 1
    report = json.loads(result.out)
    assert report["version"] == 1
    assert report["summary"] == {"files": 3, "errors": 1, "warnings": 1, "notes": 0}
    assert [finding["path"] for finding in report["findings"]] == ["texts/a.txt", "texts/sub/c.markdown"]


def test_each_finding_has_the_fields_of_the_contract(contentops: Run, folder: Path) -> None:
    report = json.loads(contentops("lint", "texts/a.txt", "--format", "json").out)
    [finding] = report["findings"]
    assert list(finding) == [
        "path", "rule", "severity", "list", "category", "term", "text", "message", "source", "suggestions",
        "line", "column", "end_line", "end_column", "start", "end",
    ]  # fmt: skip
    assert (finding["line"], finding["column"], finding["end_line"], finding["end_column"]) == (1, 1, 1, 3)
    assert (finding["start"], finding["end"], finding["text"]) == (0, 2, "最佳")


def test_warnings_fail_only_when_asked(contentops: Run, folder: Path) -> None:
    assert contentops("lint", "texts/sub").code == 0
    assert contentops("lint", "texts/sub", "--fail-on", "warning").code == 1
    assert contentops("lint", "texts/b.md").code == 0
    assert contentops("lint", "texts/b.md", "--fail-on", "nonsense").code == 2


def test_what_cannot_be_read_is_told_after_the_rest(contentops: Run, folder: Path) -> None:
    (folder / "bad.md").write_bytes("好\n坏".encode() + b"\xff")
    result = contentops("lint", "texts/a.txt", "texts/bad.md", "texts/none.md")
    assert result.code == 2
    assert "最佳" in result.out
    assert "texts/bad.md:2:2: error: not UTF-8 text" in result.err
    assert "texts/none.md: error: cannot be read" in result.err


def test_standard_input_has_the_markup_of_its_name(contentops: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def feed(text: str) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    feed("`最佳`")
    assert contentops("lint", "-").code == 0
    feed("`最佳`")
    result = contentops("lint", "-", "--stdin-filename", "note.txt")
    assert result.code == 1
    assert result.out.startswith("note.txt:1:2: error: 最佳: ")


def test_no_path_needs_a_workspace(contentops: Run) -> None:
    result = contentops("lint")
    assert result.code == 2
    assert "name the files to lint" in result.err


def workspace(build: Build, lists: dict[str, str], settings: str = "") -> Path:
    root = build()
    (root / "taboo").mkdir(exist_ok=True)
    for name, text in lists.items():
        (root / "taboo" / name).write_text(text, encoding="utf-8")
    with (root / "contentops.yaml").open("a", encoding="utf-8") as file:
        file.write(settings)
    (root / "drafts").mkdir(exist_ok=True)
    (root / "drafts" / "a.md").write_text("Our Widget is best-in-class.\n", encoding="utf-8")
    return root


def found(result: Any) -> list[tuple[str, str]]:
    return [(finding["list"], finding["text"]) for finding in json.loads(result.out)["findings"]]


def test_a_workspace_lints_its_drafts_with_its_lists_and_the_packs(contentops: Run, build: Build) -> None:
    root = workspace(build, {"house.txt": "widget => gadget\n"})
    assert found(contentops("lint", "-C", root, "--json")) == [
        ("house", "Widget"),
        ("en-unsupported-claims", "best-in-class"),
    ]


def test_settings_choose_packs_and_lists_and_switch_rules_off(contentops: Run, build: Build) -> None:
    lists = {"house.txt": "widget\n", "old.txt": "our\n"}
    root = workspace(build, lists, "lint:\n  packs: []\n  lists: [taboo/house.txt]\n")
    assert found(contentops("lint", "-C", root, "--json")) == [("house", "Widget")]
    (root / "contentops.yaml").write_text("lint: {disable: [taboo-word]}\n", encoding="utf-8")
    assert found(contentops("lint", "-C", root, "--json")) == []


def test_a_broken_list_stops_the_run_with_its_place(contentops: Run, build: Build) -> None:
    root = workspace(build, {"house.yaml": "entries:\n- trem: x\n"}, "lint: {packs: [zh-advertising-law]}\n")
    result = contentops("lint", "-C", root)
    assert result.code == 2
    assert "taboo/house.yaml:2:3: error: unknown key trem; did you mean term?" in result.err
    assert "no pack is called zh-advertising-law; did you mean zh-advertising-law-article-9?" in result.err
    assert contentops("lint", "-C", root, "--json").out == ""


def test_the_cache_is_used_rebuilt_when_damaged_and_follows_changes(contentops: Run, build: Build) -> None:
    root = workspace(build, {"house.txt": "widget\n"}, "lint: {packs: []}\n")
    cache = root / ".contentops" / "cache" / "lint.json"
    assert found(contentops("lint", "-C", root, "--json")) == [("house", "Widget")]
    stored = cache.read_text(encoding="utf-8")
    for damaged in (
        "",
        "x",
        stored[:-5],
        stored.replace("widget", "gadget"),
        "\ud800".encode("utf-8", "replace").decode(),
    ):
        cache.write_text(damaged, encoding="utf-8")
        assert found(contentops("lint", "-C", root, "--json")) == [("house", "Widget")]
        assert cache.read_text(encoding="utf-8") == stored
    (root / "taboo" / "house.txt").write_text("our\n", encoding="utf-8")
    assert found(contentops("lint", "-C", root, "--json")) == [("house", "Our")]


SLOW = ("pydantic", "yaml", "rich", "jinja2", "holidays", "openpyxl", "contentops.models", "html.entities")


def test_nothing_slow_is_imported_when_nothing_changed(contentops: Run, build: Build) -> None:
    root = workspace(build, {"house.yaml": "entries: [widget]\n"})
    contentops("lint", "-C", root)
    program = (
        "import sys; from contentops.cli.app import run; "
        f"run(['lint', '-C', {str(root)!r}]); "
        f"print([name for name in {SLOW!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def underlined(finding: Finding, text: str) -> str:
    """What the marks stand under, by columns."""
    lines = render_text([finding], {finding.path: text}, colour=False).splitlines()
    shown, marks = lines[1], lines[2]
    before = len(marks) - len(marks.lstrip(" "))
    under, column = "", 0
    for char in shown:
        if before <= column < len(marks):
            under += char
        column += display_width(char)
    return under


@pytest.mark.parametrize(
    "text",
    [
        "我们是最佳平台",
        "\t缩进 最佳",
        "😀😀 最佳 😀",
        "1" * 300 + "最佳" + "2" * 300,
        "甲" * 300 + "最佳" + "乙" * 300,
        "\ufeff最佳",
        "x\u200b最佳",
        "\x1b[31m最佳",
    ],
)
def test_the_marks_stand_under_the_term_whatever_is_before_it(text: str) -> None:
    [finding] = lint_text(text, [load_pack("zh-advertising-law-article-9")], markup="text")
    assert underlined(finding, text) == "最佳"
    report = render_text([finding], {"": text}, colour=False)
    assert "\x1b" not in report
    assert all(display_width(line) < 140 for line in report.splitlines()[1:3])


def test_a_term_over_two_lines_is_marked_on_its_first() -> None:
    text = "前文国\n家级后文"
    [finding] = lint_text(text, [load_pack("zh-advertising-law-article-9")])
    assert underlined(finding, text) == "国"


def test_colour_is_only_added_around_the_same_words() -> None:
    text = "最佳"
    findings = lint_text(text, [load_pack("zh-advertising-law-article-9")])
    coloured = render_text(findings, {"": text}, colour=True)
    assert "\x1b[31merror\x1b[0m" in coloured
    assert coloured.replace("\x1b[31m", "").replace("\x1b[0m", "") == render_text(
        findings, {"": text}, colour=False
    )
