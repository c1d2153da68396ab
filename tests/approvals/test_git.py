"""Two people sign at once, each on a branch of their own; git joins the records without a word."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from contentops.workspace.scaffold import MERGED
from tests.approvals.conftest import CHAINS, DRAFT, Office

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

SIDE_BY_SIDE: list[dict[str, Any]] = [
    {
        "id": "press",
        "steps": [
            {"role": "legal", "reviewers": ["lee"], "days": 2},
            {"role": "pr", "reviewers": ["pia"], "days": 1, "parallel": True},
            {"role": "partner", "reviewers": ["kat"], "days": 1},
        ],
    }
]


def git(root: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=T", "-c", "user.email=nobody@example.com", "-c", "commit.gpgsign=false"]
    done = subprocess.run(
        ["git", *identity, *arguments], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def commit(root: Path) -> None:
    git(root, "add", "drafts", "approvals", "pools", "calendars", "contentops.yaml")
    git(root, "commit", "-q", "-m", "step")


@pytest.fixture
def repository(office: Office) -> Office:
    """The workspace in a repository, submitted and committed."""
    office.configure(review_chains=SIDE_BY_SIDE)
    git(office.root, "init", "-q", "-b", "main")
    office("submit", "news")
    commit(office.root)
    return office


def test_two_branches_sign_at_once_and_both_count(repository: Office) -> None:
    root = repository.root
    assert (root / MERGED).is_file()
    git(root, "switch", "-q", "-c", "theirs")
    repository("approve", "news", "--as", "pr", "--by", "pia")
    commit(root)
    git(root, "switch", "-q", "main")
    repository("approve", "news", "--as", "legal", "--by", "lee")
    commit(root)
    git(root, "merge", "-q", "--no-edit", "theirs")
    assert len(repository.lines()) == 3
    assert "<<<<" not in repository.record.read_text(encoding="utf-8")
    assert not repository.is_open()
    repository("approve", "news", "--as", "partner", "--by", "kat")
    assert repository.is_open()
    assert "approval" not in repository("check").out


def test_both_branches_begin_the_record(office: Office) -> None:
    root = office.root
    git(root, "init", "-q", "-b", "main")
    (root / MERGED).parent.mkdir()
    (root / MERGED).write_text("*.yaml merge=union\n", encoding="utf-8")
    commit(root)
    git(root, "switch", "-q", "-c", "theirs")
    office("submit", "news", "--as", "ann", "--note", "one")
    commit(root)
    git(root, "switch", "-q", "main")
    office("submit", "news", "--as", "lou", "--note", "two")
    commit(root)
    git(root, "merge", "-q", "--no-edit", "theirs")
    assert len(office.lines()) == 2
    office("approve", "news", "--as", "legal", "--by", "lee")
    office("approve", "news", "--as", "pr", "--by", "pia")
    assert office.is_open()


def test_a_rejection_on_another_branch_ends_the_round(repository: Office) -> None:
    root = repository.root
    git(root, "switch", "-q", "-c", "theirs")
    repository("reject", "news", "--as", "pr", "--by", "pia", "--note", "no")
    commit(root)
    git(root, "switch", "-q", "main")
    repository.configure(review_chains=CHAINS)
    repository("withdraw", "news")
    repository("submit", "news")
    repository("approve", "news", "--as", "legal", "--by", "lee")
    repository("approve", "news", "--as", "pr", "--by", "pia")
    assert repository.is_open()
    commit(root)
    git(root, "merge", "-q", "--no-edit", "theirs")
    assert not repository.is_open()
    repository("submit", "news")
    assert not repository.is_open()


def test_two_submissions_of_different_texts_open_nothing_that_nobody_saw(repository: Office) -> None:
    root = repository.root
    git(root, "switch", "-q", "-c", "theirs")
    repository.draft.write_text(DRAFT.replace("in nine", "in ten"), encoding="utf-8")
    repository("submit", "news")
    commit(root)
    git(root, "switch", "-q", "main")
    repository.draft.write_text(DRAFT.replace("in Leeds", "in York"), encoding="utf-8")
    repository("submit", "news")
    repository("approve", "news", "--as", "legal", "--by", "lee")
    commit(root)
    git(root, "merge", "-q", "--no-edit", "theirs")
    assert "approval-stale" in repository("gate", "news", "--json", code=1).out


def test_what_was_committed_once_is_missed(repository: Office) -> None:
    root = repository.root
    repository("approve", "news", "--as", "legal", "--by", "lee")
    repository("reject", "news", "--as", "pr", "--by", "pia", "--note", "no")
    commit(root)
    shutil.rmtree(root / ".contentops")
    repository.record.write_text("\n".join(repository.lines()[:-1]) + "\n", encoding="utf-8")
    commit(root)
    done = repository("gate", "news", code=1)
    assert "was in this record and is gone" in done.out


def test_an_entry_that_lives_on_another_branch_is_not_missed(repository: Office) -> None:
    root = repository.root
    git(root, "switch", "-q", "-c", "theirs")
    repository("approve", "news", "--as", "pr", "--by", "pia")
    commit(root)
    git(root, "switch", "-q", "main")
    assert "approval" not in repository("check").out


def test_git_says_who_signs(repository: Office) -> None:
    root = repository.root
    git(root, "config", "user.email", "LEE@example.com")
    repository("approve", "news", "--as", "legal")
    assert "who: lee" in repository.lines()[-1]
    assert "you are lee, who does not answer as pr" in repository("approve", "news", "--as", "pr", code=2).err
    repository("approve", "news", "--as", "pr", "--by", "pia")
    assert "entered_by: lee" in repository.lines()[-1]
    assert "entered by Lee" in repository("status", "news").out


def test_attributes_that_call_the_records_binary_hide_nothing(repository: Office) -> None:
    root = repository.root
    repository("approve", "news", "--as", "legal", "--by", "lee")
    repository("approve", "news", "--as", "pr", "--by", "pia")
    repository("approve", "news", "--as", "partner", "--by", "kat")
    repository("reject", "news", "--as", "pr", "--by", "pia", "--note", "no")
    commit(root)
    lines = repository.record.read_text(encoding="utf-8").splitlines(keepends=True)
    repository.record.write_text("".join(lines[:-1]), encoding="utf-8")
    (root / MERGED).write_text("*.yaml merge=union -diff\n", encoding="utf-8")
    commit(root)
    shutil.rmtree(root / ".contentops")
    done = repository("gate", "news", code=1)
    assert "was in this record and is gone" in done.out


def test_a_merge_that_git_could_not_do_says_which_lines_go(repository: Office) -> None:
    text = repository.record.read_text(encoding="utf-8")
    repository.record.write_text(f"<<<<<<< HEAD\n{text}=======\n>>>>>>> theirs\n", encoding="utf-8")
    done = repository("gate", "news", code=1)
    assert "approvals/news.yaml:1:1: error: git could not join two versions of this record" in done.out
    assert "approvals/news.yaml:4:1" in done.out
    assert "delete the lines with the marks and keep every entry" in done.out
    assert "never submitted" not in done.out
    assert "approvals/news.yaml:1:1" in repository("check", code=1).out
    assert "nothing was written" in repository("submit", "news", code=2).err
