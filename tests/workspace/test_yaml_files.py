"""Files that cannot be read, or that nobody would read: said, never skipped in silence."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from contentops.problem import Problem
from contentops.workspace.load import load_workspace
from contentops.workspace.taboo_lists import check_taboo_lists
from contentops.workspace.yaml_files import LARGEST
from tests.conftest import Build


def _found(root: Path) -> list[Problem]:
    return load_workspace(root).problems


@pytest.mark.parametrize("name", ["pools/basic/x.yaml", "nodes.yaml", "events.yaml", "working_days.yaml"])
def test_what_has_the_name_of_a_file_and_is_none(build: Build, tmp_path: Path, name: str) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text("items: []\n")
    path = build() / name
    root = tmp_path / "workspace"
    messages = []
    makers: tuple[Callable[[], object], ...] = (
        path.mkdir,
        lambda: os.mkfifo(path),
        lambda: path.symlink_to(outside),
        lambda: path.symlink_to("nowhere"),
        lambda: path.symlink_to(path.name),
    )
    for make in makers:
        make()
        (problem,) = _found(root)
        assert (problem.path, problem.rule, problem.severity) == (name, "unreadable-file", "error")
        messages.append(problem.message)
        path.rmdir() if path.is_dir() else path.unlink()
    assert len(set(messages)) == 5


def test_a_file_we_may_not_read_is_a_problem_of_its_own(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = build({"nodes.yaml": "nodes: []\n", "taboo/own.yaml": "entries: []\n"})
    real = Path.read_bytes

    def denied(path: Path) -> bytes:
        if path.name in ("nodes.yaml", "own.yaml"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", denied)
    (problem,) = _found(root)
    assert (problem.path, problem.message) == ("nodes.yaml", "cannot be read: Permission denied")
    (problem,) = check_taboo_lists(root)
    assert (problem.path, problem.message) == ("taboo/own.yaml", "cannot be read: Permission denied")


def test_taboo_lists_are_never_skipped_in_silence(build: Build) -> None:
    root = build({"taboo/own.txt": "best\n"})
    (root / "taboo/link.yaml").symlink_to("/etc/hostname")
    os.mkfifo(root / "taboo/pipe.txt")
    assert [p.path for p in check_taboo_lists(root)] == ["taboo/link.yaml", "taboo/pipe.txt"]


def test_a_file_far_too_large_is_not_read(build: Build) -> None:
    root = build({"pools/hook/big.yaml": "#" * (LARGEST + 1)})
    (problem,) = _found(root)
    assert "more than the 10 allowed" in problem.message


def test_a_file_name_that_is_no_text(build: Build) -> None:
    root = build()
    Path(root, "pools/basic", os.fsdecode(b"\xff.yaml")).write_text("items: 3\n")
    (problem,) = _found(root)
    assert problem.message == "the name of the file is not UTF-8"


def test_what_looks_meant_for_us_and_is_not_read(build: Build) -> None:
    root = build(
        {"node.yaml": "nodes: []\n", "pools/basic/more.yaml.txt": "items: 3\n", "assets/logo.txt": "x"}
    )
    (root / "event").mkdir()
    found = {p.path: (p.severity, p.hint) for p in _found(root)}
    assert found == {
        "node.yaml": ("warning", "did you mean nodes.yaml?"),
        "event": ("warning", "did you mean events?"),
        "pools/basic/more.yaml.txt": ("warning", "rename it to more.yaml; Windows may hide the last ending"),
    }


def test_an_ending_in_capitals_is_read(build: Build) -> None:
    (problem,) = _found(build({"pools/hook/MORE.YAML": "items: 3\n"}))
    assert (problem.path, problem.line, problem.column) == ("pools/hook/MORE.YAML", 1, 8)


MAPPING = "into: periodic\nmap: {title: 选题, owner: 负责人}\n"


def test_a_mapping_for_import_beside_the_files_is_no_stranger(build: Build) -> None:
    assert _found(build({"yingshe.yaml": MAPPING, "node.yml": "into: nodes\n"})) == []


@pytest.mark.parametrize(
    "text",
    [
        MAPPING + "colour: red\n",
        "into: periodic\ninto: hook\n",
        "into: elsewhere\n",
        "map: {title: 选题}\n",
        "- into\n",
        "",
        b"into: \xff\n",
    ],
)
def test_what_is_no_mapping_is_still_named(build: Build, text: str | bytes) -> None:
    (problem,) = _found(build({"ideas.yaml": text}))
    assert (problem.path, problem.severity, problem.message) == (
        "ideas.yaml", "warning", "this file is not read",
    )  # fmt: skip
    assert (
        problem.hint
        == "known files: contentops.yaml, events.yaml, nodes.yaml, snippets.yaml, working_days.yaml"
    )


def test_a_mapping_that_cannot_be_read_is_still_named(build: Build) -> None:
    root = build()
    (root / "link.yaml").symlink_to("nowhere")
    (problem,) = _found(root)
    assert (problem.path, problem.message) == ("link.yaml", "this file is not read")


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("nodse.yaml", "did you mean nodes.yaml?"),
        ("Nodes.yaml", "did you mean nodes.yaml?"),
        ("contentops.yml", "did you mean contentops.yaml?"),
        ("workingdays.yaml", "did you mean working_days.yaml?"),
        ("notes-2027.yaml", "known files"),
        ("nod.yaml", "did you mean nodes.yaml?"),
        ("no.yaml", "known files"),
    ],
)
def test_only_a_name_that_is_really_near_is_suggested(build: Build, name: str, hint: str) -> None:
    (problem,) = _found(build({name: "x: 1\n"}))
    assert problem.path == name
    assert hint in (problem.hint or "")


def test_the_short_ending_is_read_and_not_remarked_on(build: Build) -> None:
    (problem,) = _found(build({"nodes.yml": "nodes: 3\n"}))
    assert (problem.path, problem.severity) == ("nodes.yml", "error")


def test_a_folder_that_is_only_like_ours_is_left_alone(build: Build) -> None:
    root = build()
    (root / "tools").mkdir()
    (root / "metrik").mkdir()
    (problem,) = _found(root)
    assert (problem.path, problem.hint) == ("metrik", "did you mean metrics?")
