"""A planned workspace on disk, and its workbook as colleagues get it: opened, changed and saved by openpyxl."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from contentops.models.calendar import Calendar
from contentops.render.calendar_yaml import render_yaml
from contentops.workspace.load import load_workspace
from tests.conftest import Build, item, settings

PERIOD = "2027-Q1"
CHANNELS = [
    {"id": "blog", "name": "Blog", "tier": "owned"},
    {"id": "desk", "name": "Trade desk", "tier": "vertical"},
]
ENTRIES: list[dict[str, Any]] = [
    {"item": "intro", "title": "Who we are", "pool": "basic", "publish": "2027-01-12",
     "channels": [{"channel": "desk", "date": "2027-01-12"}, {"channel": "blog", "date": "2027-01-14"}],
     "tasks": [{"stage": "write", "person": "ann", "start": "2027-01-04", "end": "2027-01-06", "hours": 6},
               {"stage": "review:legal", "person": "lee", "start": "2027-01-11", "end": "2027-01-11", "hours": 0}],
     "reason": "the first day: it has room"},
    {"item": "news", "title": "联邦学习新国标 🎉", "pool": "periodic", "publish": "2027-02-02",
     "channels": [{"channel": "blog", "date": "2027-02-02"}], "reason": "", "notes": "wait for the\nsecond page",
     "tasks": [{"stage": "write", "person": "ben", "start": "2027-01-25", "end": "2027-01-27", "hours": 4}]},
    {"item": "talk", "title": '=cmd|"/C calc"!A0', "pool": "periodic", "publish": "2027-03-02", "state": "pinned",
     "channels": [{"channel": "blog", "date": "2027-03-02"}], "reason": "pinned"},
]  # fmt: skip
CALENDAR: dict[str, Any] = {
    "period": PERIOD, "provisional": False, "today": "2026-11-22", "input_hash": "0" * 64,
    "solver": {"name": "search", "status": "feasible"}, "entries": ENTRIES,
}  # fmt: skip


def build_planned(build: Build, **changes: Any) -> Path:
    """A workspace with three items, two channels, and a plan of the first quarter."""
    items = [
        item(id="news", title="联邦学习新国标 🎉", owner="ben", channels=["blog"]),
        item(id="talk", owner="ben"),
    ]
    root = build(
        {
            "contentops.yaml": settings(channels=CHANNELS, **changes),
            "pools/periodic/items.yaml": {"items": items},
        }
    )
    workspace = load_workspace(root).workspace
    assert workspace is not None
    (root / "calendars").mkdir()
    text = render_yaml(Calendar.model_validate(CALENDAR), workspace)
    record_of(root).write_text(text, encoding="utf-8", newline="\n")
    return root


def record_of(root: Path) -> Path:
    """The record of the plan."""
    return root / "calendars" / f"{PERIOD}.yaml"


def edit(root: Path, change: Callable[[Workbook], None]) -> Path:
    """The rendered workbook with a colleague's changes, as a file outside the workspace."""
    workbook = load_workbook(root / "calendars" / f"{PERIOD}.xlsx")
    change(workbook)
    path = root.parent / "back.xlsx"
    workbook.save(path)
    return path


def cell(sheet: Worksheet, key: str, head: str) -> Any:
    """The cell of a row by its key and the head of its column."""
    heads = {one.value: one.column for one in sheet[1]}
    for row in sheet.iter_rows(min_row=2):
        if any(one.value == key for one in row):
            line, column = row[0].row, heads[head]
            assert line is not None and column is not None
            return sheet.cell(line, column)
    raise AssertionError(f"no row {key}")
