"""Writing: all or nothing, and nobody's change is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from contentops.errors import ContentopsError
from contentops.workspace.scaffold import write_workspace
from contentops.workspace.write import ChangedMeanwhileError, inside, write_text


def test_a_text_is_written_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "file.yaml"
    write_text(path, "a: 1\r\n中文\n")
    assert path.read_bytes() == "a: 1\r\n中文\n".encode()
    assert [p.name for p in path.parent.iterdir()] == ["file.yaml"]


def test_a_file_that_changed_meanwhile_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "file.yaml"
    write_text(path, "mine", expected=None)
    with pytest.raises(ChangedMeanwhileError, match="exists already"):
        write_text(path, "other", expected=None)
    path.write_text("theirs")
    with pytest.raises(ChangedMeanwhileError, match="changed by somebody else"):
        write_text(path, "other", expected="mine")
    assert path.read_text() == "theirs"
    write_text(path, "other", expected="theirs")
    assert path.read_text() == "other"
    assert len(list(tmp_path.iterdir())) == 1


def test_the_mode_of_a_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "file.yaml"
    write_text(path, "a")
    path.chmod(0o640)
    write_text(path, "b")
    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("relative", ["../out.md", "/etc/passwd", "a/../../out.md", "link/out.md"])
def test_nothing_is_written_outside_the_workspace(tmp_path: Path, relative: str) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (root / "link").symlink_to(tmp_path)
    with pytest.raises(ContentopsError, match="outside the workspace"):
        inside(root, relative)
    assert inside(root, "drafts/a.md") == root / "drafts/a.md"


def test_killed_at_any_moment_the_file_is_the_old_or_the_new(tmp_path: Path) -> None:
    path = tmp_path / "file.txt"
    path.write_text("0" * 200_000)
    script = (
        "import sys\nfrom pathlib import Path\nfrom contentops.workspace.write import write_text\n"
        "print('go', flush=True)\n"
        "for n in range(10**6):\n    write_text(Path(sys.argv[1]), str(n % 10) * 200_000)\n"
    )
    for wait in (0.0, 0.01, 0.03, 0.05):
        with subprocess.Popen([sys.executable, "-c", script, path], stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(wait)
            os.kill(process.pid, signal.SIGKILL)
        text = path.read_text()
        assert len(text) == 200_000
        assert len(set(text)) == 1


def test_a_new_workspace_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "team"
    files = {"contentops.yaml": "a\n", "pools/basic/a.yaml": "b\n"}
    write_workspace(target, files)
    assert (target / "pools/basic/a.yaml").read_text() == "b\n"
    with pytest.raises(ContentopsError, match="exists already and 1 more"):
        write_workspace(target, files)
    other = tmp_path / "other"
    (other / "pools").mkdir(parents=True)
    (other / "notes.txt").write_text("keep")
    write_workspace(other, files)
    assert (other / "notes.txt").read_text() == "keep"
    assert (other / "contentops.yaml").read_text() == "a\n"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["other", "team"]


def test_a_new_workspace_stumbles_over_nothing_that_is_in_the_way(tmp_path: Path) -> None:
    files = {"a/x.yaml": "a\n", "pools/basic/a.yaml": "b\n", "contentops.yaml": "c\n"}
    outside = tmp_path / "outside"
    outside.mkdir()

    def refused(name: str, message: str) -> None:
        target = tmp_path / name
        before = sorted(tmp_path.rglob("*"))
        with pytest.raises(ContentopsError, match=message):
            write_workspace(target, files)
        assert sorted(tmp_path.rglob("*")) == before

    for name in ("file", "linked", "dangling"):
        (tmp_path / name).mkdir()
    (tmp_path / "file/pools").write_text("mine")
    refused("file", "pools is not a folder")
    (tmp_path / "linked/pools").symlink_to(outside)
    refused("linked", "leads out of")
    (tmp_path / "dangling/contentops.yaml").symlink_to("nowhere")
    refused("dangling", "exists already")
    (tmp_path / "nowhere").symlink_to("gone")
    refused("nowhere", "is not a folder")
    refused("file/pools/team", "pools is not a folder")


def test_a_move_that_fails_half_way_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "team"
    target.mkdir()
    rename = Path.rename

    def full(path: Path, to: Path) -> Path:
        if to.name == "contentops.yaml":
            raise OSError(28, "No space left on device")
        return rename(path, to)

    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(OSError, match="No space"):
        write_workspace(target, {"pools/basic/a.yaml": "b\n", "contentops.yaml": "c\n"})
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_file_in_the_place_of_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "drafts").write_text("x", encoding="utf-8")
    for name in ("drafts/a.md", "drafts/2027/a.md"):
        with pytest.raises(ContentopsError, match="drafts is no folder, and one has to be there"):
            write_text(tmp_path / name, "text")
