"""Killed at any write, and two at once: no sign-off is lost, none is half written, and the workspace loads."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from contentops.cli.app import run
from contentops.errors import ContentopsError
from contentops.workspace import write
from contentops.workspace.approvals import load_record
from contentops.workspace.lock import locked
from tests.approvals.conftest import Office

PARALLEL = [
    {
        "id": "press",
        "steps": [
            {"role": "legal", "reviewers": ["lee", "lou", "pia", "kat"], "days": 2, "quorum": 4},
        ],
    }
]
_CALLS = ("fsync", "replace", "link", "mkdir", "unlink")


class Killed(BaseException):
    """The process is gone: nothing after this runs, not even what cleans up."""


def _die_at(monkeypatch: pytest.MonkeyPatch, number: int) -> Callable[[], int]:
    """Make the `number`-th call that changes the disk the last one that happens."""
    count = 0

    def dying(real: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **named: object) -> object:
            nonlocal count
            count += 1
            if count > number:
                raise Killed
            done = real(*arguments, **named)
            if count == number:
                raise Killed
            return done

        return call

    monkeypatch.setattr(os, "fsync", dying(os.fsync))
    monkeypatch.setattr(os, "link", dying(os.link))
    for name in ("replace", "unlink", "mkdir", "chmod"):
        monkeypatch.setattr(Path, name, dying(getattr(Path, name)))
    return lambda: count


_DEEDS: list[tuple[list[list[str]], list[str]]] = [
    ([], ["submit", "news"]),
    ([["submit", "news"]], ["approve", "news", "--as", "legal", "--by", "lee"]),
    ([["submit", "news"]], ["reject", "news", "--as", "legal", "--by", "lee", "--note", "no"]),
    (
        [["submit", "news"], ["approve", "news", "--as", "legal", "--by", "lee"],
         ["approve", "news", "--as", "pr", "--by", "pia"],
         ["publish", "news", "--channel", "blog", "--url", "https://e.com"]],
        ["publish", "news", "--channel", "list", "--url", "https://e.com"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("before", "deed"), _DEEDS, ids=["submit", "approve", "reject", "publish"])
def test_killed_at_every_change_of_the_disk(
    office: Office, before: list[list[str]], deed: list[str], tmp_path: Path
) -> None:
    import shutil

    for command in before:
        office(command[0], *command[1:])
    start = tmp_path / "start"
    shutil.copytree(office.root, start)
    known = {entry.id for entry in load_record(office.root, "news").record.entries}
    drafts = office.draft.read_bytes()
    number, finished = 0, False
    while not finished:
        shutil.rmtree(office.root)
        shutil.copytree(start, office.root)
        with pytest.MonkeyPatch.context() as monkeypatch:
            _die_at(monkeypatch, number)
            try:
                finished = run([*deed, "-C", str(office.root), "--today", "2027-01-13"]) == 0
            except Killed:
                finished = False
        after = load_record(office.root, "news")
        assert not after.problems, (number, after.problems)
        assert known <= set(after.record.by_id)
        assert office.draft.read_bytes() == drafts
        office("check")
        number += 1
        assert number < 60
    assert number > 5
    assert len(load_record(office.root, "news").record.entries) == len(known) + 1


def _start(root: Path, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "contentops", *arguments, "-C", str(root), "--today", "2027-01-13"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_processes_that_sign_at_once(office: Office) -> None:
    office.configure(
        review_chains=PARALLEL, team=[{**one, "reviews_per_week": 9} for one in office.settings["team"]]
    )
    office("submit", "news")
    people = ["lee", "lou", "pia", "kat", "lee", "lou"]
    running = [_start(office.root, "approve", "news", "--as", "legal", "--by", who) for who in people]
    ends = [one.communicate()[1] for one in running]
    codes = [one.returncode for one in running]
    assert codes.count(0) == 4, ends
    assert sum("has signed this step already" in said for said in ends) == 2
    record = load_record(office.root, "news")
    assert not record.problems
    assert len(record.record.entries) == 5
    assert len(record.record.heads) == 1
    assert office.is_open()


def test_a_lock_is_waited_for_and_given_up(office: Office) -> None:
    with (
        locked(office.root, "approvals-news"),
        pytest.raises(ContentopsError, match="another contentops is working"),
        locked(office.root, "approvals-news", patience=0.05),
    ):
        pass
    with locked(office.root, "approvals-news", patience=0.05):
        pass


def test_a_record_that_somebody_edits_meanwhile_is_not_overwritten(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office("submit", "news")
    real = write._check_unchanged

    def edit_first(path: Path, expected: str) -> None:
        if path == office.record:
            path.write_text(expected + "# a remark\n", encoding="utf-8")
        real(path, expected)

    monkeypatch.setattr(write, "_check_unchanged", edit_first)
    done = office("approve", "news", "--as", "legal", "--by", "lee", code=2)
    assert "was changed by somebody else meanwhile" in done.err
    assert office.lines()[-1] == "# a remark"
