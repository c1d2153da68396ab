"""A small workspace in which an item is written, planned and waits to be approved."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from contentops.yaml_writer import dump
from tests.conftest import Build, Outcome, item, settings

TODAY = "2027-01-13"
DRAFT = """---
title: Who we are
item: news
template: article
language: en
period: 2027-Q1
publish: 2027-01-12
channels: [blog, list]
owner: ann
status: draft
---

# Who we are

Acme makes small engines in Leeds. Ann Lee founded the company in 2011 with two engineers.

Today 40 people build engines that fit in a suitcase, and customers in nine countries repair them themselves.
"""

TEAM: list[dict[str, Any]] = [
    {
        "id": "ann",
        "name": "Ann",
        "skills": ["write", "design"],
        "hours_per_week": 20,
        "reviews_per_week": 1,
        "email": "ann@example.com",
    },
    {"id": "lee", "name": "Lee", "reviews_per_week": 3, "email": "lee@example.com", "substitute": "sam"},
    {"id": "lou", "name": "Lou", "reviews_per_week": 3},
    {"id": "sam", "name": "Sam", "reviews_per_week": 3},
    {"id": "pia", "name": "Pia", "reviews_per_week": 3},
    {"id": "kat", "name": "卡特琳", "outside": True, "organisation": "Nordquell", "reviews_per_week": 1},
]
CHAINS: list[dict[str, Any]] = [
    {
        "id": "press",
        "steps": [
            {"role": "legal", "reviewers": ["lee"], "days": 2},
            {"role": "pr", "reviewers": ["pia"], "days": 1},
        ],
    }
]
CALENDAR: dict[str, Any] = {
    "version": 1,
    "period": "2027-Q1",
    "provisional": False,
    "today": "2027-01-01",
    "input_hash": "0",
    "solver": {"name": "search", "status": "feasible"},
    "entries": [
        {
            "item": "news",
            "title": "Who we are",
            "pool": "basic",
            "publish": "2027-01-12",
            "channels": [
                {"channel": "blog", "date": "2027-01-12"},
                {"channel": "list", "date": "2027-01-13"},
            ],
            "tasks": [
                {"stage": "write", "person": "ann", "start": "2027-01-04", "end": "2027-01-05", "hours": 6},
                {
                    "stage": "review:legal",
                    "person": "lee",
                    "start": "2027-01-06",
                    "end": "2027-01-07",
                    "hours": 0,
                },
                {
                    "stage": "review:pr",
                    "person": "pia",
                    "start": "2027-01-08",
                    "end": "2027-01-08",
                    "hours": 0,
                },
            ],
        }
    ],
}


class Office:
    """The workspace, and the program run in it."""

    def __init__(self, root: Path, run: Callable[..., Outcome], settings_: dict[str, Any]) -> None:
        self.root, self._run = root, run
        self.settings = settings_
        self.draft = root / "drafts/2027-Q1/news.md"
        self.record = root / "approvals/news.yaml"

    def __call__(self, command: str, *arguments: str, today: str = TODAY, code: int | None = 0) -> Outcome:
        """Run a command; its exit code must be `code` unless that is None."""
        done = self._run(command, *arguments, "-C", self.root, "--today", today)
        assert code is None or done.code == code, f"{done.code}\n{done.out}\n{done.err}"
        return done

    def approve_all(self, today: str = TODAY) -> None:
        """Submit and sign as far as the first gate that is open."""
        self("submit", "news", today=today)
        self("approve", "news", "--as", "legal", "--by", "lee", today=today)
        self("approve", "news", "--as", "pr", "--by", "pia", today=today)

    def is_open(self, today: str = TODAY) -> bool:
        """Whether the gate is; nothing but its exit code says so."""
        done = self("gate", "news", today=today, code=None)
        assert done.code in (0, 1), done.err
        return done.code == 0

    def configure(self, **changes: Any) -> None:
        """Write other settings."""
        self.settings = {**self.settings, **changes}
        (self.root / "contentops.yaml").write_text(dump(self.settings), encoding="utf-8")

    def write_item(self, **changes: Any) -> None:
        """Write another item."""
        values = {**ITEM, **changes}
        (self.root / "pools/basic/items.yaml").write_text(dump({"items": [item(**values)]}), encoding="utf-8")

    def lines(self) -> list[str]:
        """The lines of the record."""
        return self.record.read_text(encoding="utf-8").splitlines()


ITEM: dict[str, Any] = {"id": "news", "review_chain": "press", "channels": ["blog", "list"]}


@pytest.fixture
def office(build: Build, contentops: Callable[..., Outcome]) -> Office:
    """A planned and written item whose gate lacks nothing but approvals."""
    chosen = settings(
        team=copy.deepcopy(TEAM),
        review_chains=copy.deepcopy(CHAINS),
        channels=[
            {"id": "blog", "name": "Blog", "tier": "owned"},
            {"id": "list", "name": "List", "tier": "owned"},
        ],
    )
    root = build(
        {
            "contentops.yaml": chosen,
            "pools/basic/items.yaml": {"items": [item(**ITEM)]},
            "calendars/2027-Q1.yaml": CALENDAR,
            "drafts/2027-Q1/news.md": DRAFT,
        }
    )
    return Office(root, contentops, chosen)
