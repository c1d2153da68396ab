"""`contentops library`: what there is, how old, where it went, and what people noted."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from contentops.workspace.schemas import SCHEMAS
from tests.conftest import Build, Outcome, item, settings

Run = Callable[..., Outcome]
DAY = "2027-05-01"
DRAFT = (
    "---\nitem: intro\nlanguage: en\n---\n\n# Who we are\n\nWe help hospitals to share models, not records.\n"
)


def calendar(*entries: dict[str, Any]) -> dict[str, Any]:
    return {
        "version": 1, "period": "2027-Q1", "provisional": False, "today": "2026-12-01", "input_hash": "0",
        "solver": {"name": "search", "status": "feasible"}, "entries": list(entries),
    }  # fmt: skip


@pytest.fixture
def root(build: Build) -> Path:
    entry = {
        "item": "news", "title": "The news", "pool": "periodic", "publish": "2027-02-02", "state": "published",
        "channels": [{"channel": "blog", "date": "2027-02-03"}],
    }  # fmt: skip
    own = settings()
    own["brand"]["products"] = [{"id": "commons", "name": {"zh": "公地", "en": "Acme Commons"}}]
    return build(
        {
            "contentops.yaml": own,
            "pools/basic/items.yaml": {
                "items": [
                    item(industry="Hospitals", refresh_every="3m", last_refreshed="2026-12-31"),
                    item(id="later", title="Not made yet"),
                ]
            },
            "pools/periodic/news.yaml": {
                "items": [item(id="news", title="Acme Commons 4 is out", pool="periodic")]
            },
            "calendars/2027-Q1.yaml": calendar(entry),
            "drafts/2027-Q1/whatever.md": DRAFT,
        }
    )


def test_published_and_basic_content_is_listed_with_age_and_use(root: Path, contentops: Run) -> None:
    outcome = contentops("library", "-C", root, "--today", DAY)
    assert outcome.code == 0
    assert outcome.out == (
        "Who we are  intro\n"
        "  basic · article · Hospitals · decider · acquire\n"
        "  made 2026-12-31, 4 months ago · never used · stale since 2027-03-31\n"
        "  drafts/2027-Q1/whatever.md\n"
        "\n"
        "Acme Commons 4 is out  news\n"
        "  periodic · article · Acme Commons · decider · acquire\n"
        "  made 2027-02-03, 87 days ago · last used 2027-02-03\n"
        "  2027-02-03  Blog\n"
    )


def test_words_filters_and_json_agree_with_the_schema(root: Path, contentops: Run) -> None:
    outcome = contentops("library", "hospitals", "-C", root, "--today", DAY, "--stale", "--json")
    report = json.loads(outcome.out)
    jsonschema.validate(report, SCHEMAS["library-report"]())
    (found,) = report["pieces"]
    assert (found["item"], found["age_days"], found["stale"]) == ("intro", 121, True)
    assert found["excerpt"] == "We help hospitals to share models, not records."
    assert contentops("library", "hospitals", "-C", root, "--today", DAY, "--fresh").code == 1
    assert "later" in contentops("library", "-C", root, "--today", DAY, "--all").out
    by_product = contentops("library", "-C", root, "--today", DAY, "--product", "公地")
    assert "Acme Commons 4" in by_product.out
    assert "Who we are" not in by_product.out


def test_a_mistyped_filter_is_not_an_empty_library(root: Path, contentops: Run) -> None:
    outcome = contentops("library", "-C", root, "--channel", "blgo")
    assert outcome.code == 2
    assert "blog" in outcome.err
    assert contentops("library", "-C", root, "--unused-for", "soon").code == 2
    assert contentops("library", "-C", root, "--for", "a pitch").code == 2


def test_a_use_is_noted_and_counts(root: Path, contentops: Run) -> None:
    noted = contentops(
        "library",
        "-C",
        root,
        "--use",
        "intro",
        "--for",
        'Northbank: "second" meeting',
        "--by",
        "ann",
        "--today",
        DAY,
    )
    assert noted.code == 0
    lines = (root / "library/uses.yaml").read_text().splitlines()
    assert lines == ["- {item: intro, date: 2027-05-01, by: ann, for: 'Northbank: \"second\" meeting'}"]
    assert "last used 2027-05-01" in contentops("library", "-C", root, "--today", "2027-06-01").out
    assert "intro" not in contentops("library", "-C", root, "--today", "2027-06-01", "--unused-for", "8w").out
    assert contentops("library", "-C", root, "--use", "intor").code == 2
    assert contentops("check", "-C", root, "--today", "2026-12-01").code == 0


def test_damaged_notes_are_reported_and_never_written_over(root: Path, contentops: Run) -> None:
    (root / "library").mkdir()
    (root / "library/uses.yaml").write_text("- {item: intro, date: yesterday}\n")
    assert "library/uses.yaml:1:" in contentops("check", "-C", root).out
    outcome = contentops("library", "-C", root, "--use", "intro", "--today", DAY)
    assert outcome.code == 2
    assert (root / "library/uses.yaml").read_text() == "- {item: intro, date: yesterday}\n"


def test_notes_of_two_branches_merge_in_git(root: Path, contentops: Run) -> None:
    def git(*arguments: str) -> None:
        own = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *own, *arguments], cwd=root, check=True, capture_output=True)

    contentops("library", "-C", root, "--use", "intro", "--today", DAY)
    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-q", "-m", "one")
    git("checkout", "-q", "-b", "other")
    contentops("library", "-C", root, "--use", "news", "--today", "2027-05-02")
    git("commit", "-q", "-a", "-m", "two")
    git("checkout", "-q", "main")
    contentops("library", "-C", root, "--use", "intro", "--today", "2027-05-03")
    git("commit", "-q", "-a", "-m", "three")
    git("merge", "-q", "other")
    days = sorted(
        line.split("date: ")[1][:10] for line in (root / "library/uses.yaml").read_text().splitlines()
    )
    assert days == ["2027-05-01", "2027-05-02", "2027-05-03"]


def test_another_form_of_a_hook_counts_as_its_use(build: Build, contentops: Run) -> None:
    hook = item(id="paper", title="The paper", pool="hook", status="published", published="2026-06-01")
    hook["repackages"] = [{"format": "slides", "title": "Slides", "item": "deck"}]
    deck = item(id="deck", title="Slides", pool="hook", status="published", published="2027-01-10")
    root = build({"pools/hook/hooks.yaml": {"items": [hook, deck]}})
    report = json.loads(contentops("library", "paper", "-C", root, "--today", DAY, "--json").out)
    assert [(one["item"], one["last_used"]) for one in report["pieces"]] == [("paper", "2027-01-10")]


def test_a_note_that_no_file_can_hold_is_refused(root: Path, contentops: Run) -> None:
    done = contentops("library", "--use", "intro", "--for", "a\x07b", "-C", root, "--today", DAY)
    assert done.code == 2
    assert "holds characters that cannot be written down" in done.err
    assert not (root / "library/uses.yaml").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(("--fresh", "--stale"), "leave nothing"), (("。🙂",), "has no word to look for")],
)
def test_a_question_that_asks_nothing_is_said_to(
    root: Path, contentops: Run, arguments: tuple[str, ...], said: str
) -> None:
    done = contentops("library", *arguments, "-C", root, "--today", DAY)
    assert done.code == 2
    assert said in done.err


def test_uses_that_git_could_not_join_and_items_that_are_gone(root: Path, contentops: Run) -> None:
    uses = root / "library/uses.yaml"
    uses.parent.mkdir()
    line = "- {item: intro, date: 2027-01-01}\r\n"
    uses.write_bytes(f"<<<<<<< HEAD\r\n{line}=======\r\n>>>>>>> b\r\n".encode())
    done = contentops("check", "-C", root, "--today", DAY)
    assert "library/uses.yaml:1:1: error: git could not join two versions of this file" in done.out
    uses.write_bytes(f"{line}- {{item: intor, date: 2027-01-01}}\r\n".encode())
    done = contentops("check", "-C", root, "--today", DAY)
    assert "library/uses.yaml:2:3: warning: a use names an item that no pool has (got intor)" in done.out
    assert "did you mean intro?" in done.out
