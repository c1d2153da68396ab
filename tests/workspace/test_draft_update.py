"""Drafts on disk: found wherever they stand, and brought up to date without losing an edit."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from contentops.workspace.draft_bases import BASES, KEPT
from contentops.workspace.draft_files import DraftIndex, SeveralDraftsError, find_draft
from contentops.workspace.draft_update import Rendering, Update, update_draft
from contentops.workspace.write import write_text

HEAD = "---\ntitle: A\nitem: launch\ntemplate: note\nlanguage: en\n---\n\n"
FIRST = HEAD + "It starts on 6 January. It has 30 seats. Come.\n"
SECOND = FIRST.replace("6 January", "13 January")


def update(root: Path, text: str, **changes: object) -> Update:
    rendering = Rendering("launch", "2027-Q1", text, "en")
    return update_draft(root, DraftIndex(root), rendering, write=changes.get("write", True) is True)


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_bytes().decode("utf-8")
    assert before in text
    path.write_bytes(text.replace(before, after).encode("utf-8"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    assert update(tmp_path, FIRST).state == "written"
    return tmp_path / "drafts/2027-Q1/launch.md"


def test_an_unedited_draft_is_brought_up_to_date(tmp_path: Path, path: Path) -> None:
    assert update(tmp_path, FIRST).state == "unchanged"
    assert update(tmp_path, SECOND).state == "updated"
    assert "13 January" in path.read_text(encoding="utf-8")
    assert update(tmp_path, SECOND).state == "unchanged"


def test_an_edited_draft_takes_the_change_and_keeps_the_edit(tmp_path: Path, path: Path) -> None:
    edit(path, "30 seats", "31 seats")
    edited = path.read_text(encoding="utf-8")
    assert update(tmp_path, FIRST).state == "unchanged"
    assert path.read_text(encoding="utf-8") == edited
    assert update(tmp_path, SECOND, write=False).state == "merged"
    assert path.read_text(encoding="utf-8") == edited
    assert update(tmp_path, SECOND).state == "merged"
    assert path.read_text(encoding="utf-8").endswith("It starts on 13 January. It has 31 seats. Come.\n")
    assert update(tmp_path, FIRST).state == "merged"
    assert path.read_text(encoding="utf-8") == edited


def test_a_conflict_is_written_once_and_then_waits(tmp_path: Path, path: Path) -> None:
    edit(path, "6 January", "7 January")
    done = update(tmp_path, SECOND)
    assert (done.state, len(done.conflicts)) == ("conflict", 1)
    text = path.read_text(encoding="utf-8")
    again = update(tmp_path, SECOND.replace("30", "40"))
    assert (again.state, path.read_text(encoding="utf-8")) == ("conflict", text)
    assert [(problem.line, problem.rule) for problem in again.problems] == [(9, "merge-conflict")]
    assert again.conflicts[0].yours.startswith("It starts on 7 January.")
    # once it is solved, things go on
    path.write_text(text.split("<<<<<<<")[0] + again.conflicts[0].yours + "\n", encoding="utf-8")
    assert update(tmp_path, SECOND.replace("30", "40")).state == "merged"
    assert path.read_text(encoding="utf-8").endswith("It starts on 7 January. It has 40 seats. Come.\n")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_without_contentops_an_unedited_draft_is_known_by_its_mark(
    end: str, tmp_path: Path, path: Path
) -> None:
    path.write_bytes(path.read_bytes().replace(b"\n", end.encode()))
    shutil.rmtree(tmp_path / ".contentops")
    assert update(tmp_path, SECOND).state == "updated"
    assert path.read_bytes().count(end.encode()) == SECOND.count("\n") + 1


def test_without_contentops_an_edited_draft_is_never_overwritten(tmp_path: Path, path: Path) -> None:
    edit(path, "30 seats", "31 seats")
    shutil.rmtree(tmp_path / ".contentops")
    # the rendering is the same as the one the draft was made from: nothing to do, and the base is back
    edited = path.read_text(encoding="utf-8")
    assert update(tmp_path, FIRST).state == "unchanged"
    assert update(tmp_path, SECOND, write=False).state == "merged"
    shutil.rmtree(tmp_path / ".contentops")
    done = update(tmp_path, SECOND)
    assert done.state == "conflict"
    assert done.conflicts[0].base is None
    assert "It starts on 6 January. It has 31 seats. Come.\n" in path.read_text(encoding="utf-8")
    assert edited != path.read_text(encoding="utf-8")


def test_a_base_that_somebody_changed_is_not_trusted(tmp_path: Path, path: Path) -> None:
    edit(path, "30 seats", "31 seats")
    for base in (tmp_path / BASES).rglob("*.md"):
        edit(base, "30 seats", "31 seats")
    assert update(tmp_path, SECOND).state == "conflict"


def test_an_older_draft_from_git_meets_its_own_base(tmp_path: Path, path: Path) -> None:
    edit(path, "30 seats", "31 seats")
    older = path.read_bytes()
    update(tmp_path, SECOND)
    path.write_bytes(older)
    assert update(tmp_path, SECOND.replace("Come.", "Do come.")).state == "merged"
    assert path.read_text(encoding="utf-8").endswith("13 January. It has 31 seats. Do come.\n")


def test_old_renderings_are_dropped(tmp_path: Path, path: Path) -> None:
    for number in range(KEPT + 5):
        update(tmp_path, FIRST.replace("30", str(100 + number)))
    assert len(list((tmp_path / BASES / "launch").glob("*.md"))) == KEPT
    edit(path, "Come.", "Do come.")
    assert update(tmp_path, SECOND).state == "merged"


def test_a_renamed_and_moved_draft_is_found_and_stays(tmp_path: Path, path: Path) -> None:
    moved = tmp_path / "drafts/Frühling/our launch.md"
    moved.parent.mkdir()
    path.rename(moved)
    assert find_draft(tmp_path, "launch") == moved
    assert update(tmp_path, SECOND).path == "drafts/Frühling/our launch.md"
    assert not path.exists()


@pytest.mark.parametrize(
    "head",
    [
        "---\nitem: launch\n---\n",
        "\ufeff---\r\nitem: 'launch'  # ours\r\n---\r\n",
        '---\n<<<<<<< your text\ntitle: x\n=======\ntitle: y\n>>>>>>> new rendering\nitem: "launch"\n---\n',
        "---\ntitle: [broken\nitem: launch\n\nno closing mark\n",
    ],
)
def test_front_matter_says_whose_a_draft_is_however_it_was_saved(head: str, tmp_path: Path) -> None:
    path = tmp_path / "drafts/any/name.md"
    path.parent.mkdir(parents=True)
    path.write_bytes(head.encode())
    assert find_draft(tmp_path, "launch") == path
    assert find_draft(tmp_path, "name") is None
    assert find_draft(tmp_path, "launch", channel="blog") is None


def test_versions_for_channels_and_modules_are_drafts_of_their_own(tmp_path: Path) -> None:
    folder = tmp_path / "drafts/2027-Q1"
    folder.mkdir(parents=True)
    for name, extra in (("launch", ""), ("launch.blog", "channel: blog\n"), ("third", "module: 3\n")):
        (folder / f"{name}.md").write_text(f"---\nitem: launch\n{extra}---\n", encoding="utf-8")
    (folder / "launch.mail.md").write_text("no front matter\n", encoding="utf-8")
    (folder / ".launch.md.tmp").write_text("---\nitem: launch\n---\n", encoding="utf-8")
    assert find_draft(tmp_path, "launch") == folder / "launch.md"
    assert find_draft(tmp_path, "launch", channel="blog") == folder / "launch.blog.md"
    assert find_draft(tmp_path, "launch", channel="mail") == folder / "launch.mail.md"
    assert find_draft(tmp_path, "launch", module=3) == folder / "third.md"


def test_two_files_that_claim_one_item_are_both_named(tmp_path: Path, path: Path) -> None:
    shutil.copy(path, path.with_name("launch (copy).md"))
    with pytest.raises(SeveralDraftsError) as caught:
        update(tmp_path, SECOND)
    assert caught.value.paths == ("drafts/2027-Q1/launch (copy).md", "drafts/2027-Q1/launch.md")
    assert "6 January" in path.read_text(encoding="utf-8")


def test_a_file_of_somebody_elses_in_the_place_of_a_new_draft_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "drafts/2027-Q1/launch.md"
    path.parent.mkdir(parents=True)
    path.write_text("---\nitem: other\n---\n", encoding="utf-8")
    assert update(tmp_path, FIRST).state == "failed"
    assert path.read_text(encoding="utf-8") == "---\nitem: other\n---\n"


def test_a_text_that_was_never_ours_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "drafts/2027-Q1/launch.md"
    path.parent.mkdir(parents=True)
    path.write_text("My own words.\n", encoding="utf-8")
    assert update(tmp_path, FIRST).state == "kept"
    assert path.read_text(encoding="utf-8") == "My own words.\n"


def test_a_save_while_the_merge_runs_is_not_lost(
    tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saves = iter(["31 seats", "32 seats"])

    def save_first(target: Path, text: str, *, expected: str) -> None:
        after = next(saves, None)
        if after is not None:
            edit(path, "30 seats" if after[:2] == "31" else "31 seats", after)
        write_text(target, text, expected=expected)

    monkeypatch.setattr("contentops.workspace.draft_update.write_text", save_first)
    assert update(tmp_path, SECOND).state == "merged"
    assert path.read_text(encoding="utf-8").endswith("13 January. It has 32 seats. Come.\n")
