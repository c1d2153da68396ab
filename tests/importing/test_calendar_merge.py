"""Whatever colleagues and the team change at once: nobody's change is lost, and nothing changes by itself."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from contentops.importing.calendar_merge import ChangeSet, merge
from contentops.importing.calendar_record import edit_record
from contentops.importing.calendar_workbook import find_base, read_returned
from contentops.models.calendar import Calendar
from contentops.models.table import Cell, RawRow
from contentops.render.calendar_yaml import render_yaml
from contentops.render.sheets import SheetName, Sheets
from contentops.render.sheets_base import HIDDEN_SHEET, base_rows
from contentops.workspace.calendars import parse_calendar
from contentops.workspace.tables_xlsx import WorkbookCells
from tests.render.example import build_calendar, build_workspace
from tests.render.strategies import calendars

WORKSPACE = build_workspace("en")
EXPORTED = build_calendar("en")
EPOCH = date(1899, 12, 30)
STATES = st.sampled_from(["planned", "pinned", "published", "cancelled"])
NOTES = st.sampled_from(
    ["", "call them", "two\nlines # no comment", "- x: [y", "2027-01-12", "=1+1", "空白 “备注”"]
)
PEOPLE = st.sampled_from(["lin", "wei", "zhao"])
DAYS = st.dates(date(2027, 1, 4), date(2027, 1, 28))


def cells_of(
    calendar: Calendar, edits: dict[tuple[SheetName, str, str], Cell] | None = None
) -> WorkbookCells:
    """The cells of the calendar's workbook as a program gives them back, some of them edited."""
    sheets = Sheets(calendar, WORKSPACE)
    found: dict[str, list[RawRow]] = {}
    for name, table in sheets.all().items():
        rows: list[RawRow] = [(1, [sheets.words[column.field] for column in table.columns], None)]
        for line, row in enumerate(table.rows, start=2):
            values: dict[str, Any] = {**row.values}
            values.update({f: v for (s, key, f), v in (edits or {}).items() if (s, key) == (name, row.key)})
            rows.append((line, [values[column.field] or None for column in table.columns], None))
        found[sheets.words[f"sheet.{name}"]] = rows
    found[HIDDEN_SHEET] = [(n, [text], None) for n, text in enumerate(base_rows(sheets), start=1)]
    return WorkbookCells(found, EPOCH)


def come_back(cells: WorkbookCells, record: Calendar) -> ChangeSet:
    returned = read_returned(cells, "x.xlsx", WORKSPACE, find_base(cells, "x.xlsx"))
    found = merge(returned, record, WORKSPACE, "x.xlsx")
    found.problems[:0] = returned.problems
    return found


def written(text: str, record: Calendar, found: ChangeSet) -> tuple[str, Calendar]:
    new = edit_record(text, "2027-01.yaml", record, WORKSPACE, found.changes)
    return new, read(new)


def read(text: str) -> Calendar:
    calendar, _, problems = parse_calendar(text.encode(), "2027-01.yaml")
    assert calendar is not None, problems
    return calendar


def distinct(calendar: Calendar) -> Calendar:
    """The calendar with each item once: a record that has one twice is refused."""
    entries = {entry.item: entry for entry in calendar.entries}
    return calendar.model_copy(update={"entries": list(entries.values())})


@settings(max_examples=25)
@given(calendars.map(distinct))
def test_an_unchanged_workbook_changes_nothing_whatever_the_calendar_holds(calendar: Calendar) -> None:
    found = come_back(cells_of(calendar), calendar)
    assert found == ChangeSet()


@settings(max_examples=10)
@given(calendars.map(distinct), calendars.map(distinct))
def test_an_unchanged_workbook_never_undoes_what_the_team_did_since(before: Calendar, now: Calendar) -> None:
    assert come_back(cells_of(before), now) == ChangeSet()


# One entry's state, notes, a task's person and days, and dates: what each side makes of them.
SIDE = st.fixed_dictionaries(
    {}, optional={"state": STATES, "notes": NOTES, "person": PEOPLE, "end": DAYS, "publish": DAYS, "wave": DAYS}
)  # fmt: skip
ITEM, TASK, WAVE = "paper-hospital", "paper-hospital/integrate", "paper-hospital/account"


def by_workbook(side: dict[str, Any]) -> dict[tuple[SheetName, str, str], Cell]:
    sheets = Sheets(EXPORTED, WORKSPACE)
    places: dict[str, tuple[SheetName, str, str]] = {
        "state": ("items", ITEM, "state"), "notes": ("items", ITEM, "notes"), "person": ("tasks", TASK, "person"),
        "end": ("tasks", TASK, "end"), "publish": ("items", ITEM, "publish"), "wave": ("waves", WAVE, "date"),
    }  # fmt: skip
    shown = {name: sheets.person(value) if name == "person" else value for name, value in side.items()}
    return {places[name]: value for name, value in shown.items()}


def by_hand(side: dict[str, Any]) -> Calendar:
    entries = []
    for entry in EXPORTED.entries:
        if entry.item == ITEM:
            data = entry.model_dump()
            data |= {name: side[name] for name in ("state", "publish") if name in side}
            if "notes" in side:
                data["notes"] = side["notes"] or None
            if "wave" in side:
                data["channels"][0]["date"] = side["wave"]
            data["tasks"][1] |= {name: side[name] for name in ("person", "end") if name in side}
            entries.append(type(entry).model_validate(data))
        else:
            entries.append(entry)
    return EXPORTED.model_copy(update={"entries": entries})


def values_of(calendar: Calendar) -> dict[str, Any]:
    entry = next(entry for entry in calendar.entries if entry.item == ITEM)
    task = entry.tasks[1]
    return {
        "state": entry.state, "notes": entry.notes or "", "person": task.person, "days": (task.start, task.end),
        "dates": (entry.publish, entry.channels[0].date),
    }  # fmt: skip


@settings(max_examples=80)
@given(SIDE, SIDE)
def test_nobodys_change_is_lost(theirs: dict[str, Any], ours: dict[str, Any]) -> None:
    base, record = values_of(EXPORTED), by_hand(ours)
    text = "# kept\n" + render_yaml(record, WORKSPACE).replace("state:", "state:  ", 1)
    record = read(text)
    found = come_back(cells_of(EXPORTED, by_workbook(theirs)), record)
    before = values_of(record)
    new, calendar = written(text, record, found)
    after = values_of(calendar)
    changed = {change.field for change in found.changes}
    clashing = {change.field for change in found.conflicts}
    assert not changed & clashing
    refused = {"dates" if "dates" in p.rule or "period" in p.rule else "days" for p in found.problems}
    for name in ("state", "notes", "person"):
        said = theirs.get(name, base[name])
        if name in clashing:
            assert said != base[name] and before[name] not in (base[name], said)
            assert after[name] == before[name]
        else:
            # What the workbook says where it says something new, else what the team has.
            assert after[name] == (said if said != base[name] else before[name])
    for name in ("days", "dates"):
        if name in changed:
            assert before[name] == base[name] or name == "dates"
            continue
        assert after[name] == before[name]
        keys = {"days": ("end",), "dates": ("publish", "wave")}[name]
        told = any(key in theirs and theirs[key] != old_date(key) for key in keys)
        assert not told or name in clashing | refused or found.agreed
    if "days" in changed:
        assert after["days"][1] == theirs["end"]
    if "dates" in changed:
        moved = [
            theirs[key] for key in ("publish", "wave") if theirs.get(key, old_date(key)) != old_date(key)
        ]
        assert after["dates"][0] == moved[0]
        assert after["state"] in ("published", "cancelled") or after["dates"][1] == after["dates"][0]
    assert new.startswith("# kept\n")


def old_date(key: str) -> date:
    entry = next(entry for entry in EXPORTED.entries if entry.item == ITEM)
    return {"end": entry.tasks[1].end, "publish": entry.publish, "wave": entry.channels[0].date}[key]


@settings(max_examples=25)
@given(calendars.map(distinct), st.data())
def test_only_what_changed_changes_in_the_text(calendar: Calendar, data: st.DataObject) -> None:
    """Comments, order and every other value of any record stay."""
    if not calendar.entries:
        return
    rendered = render_yaml(calendar, WORKSPACE).split("\n")
    places = [n for n, line in enumerate(rendered) if line.startswith("  - item:")]
    for n in reversed(places):
        rendered.insert(n, "  # a remark")
    text = "\n".join(rendered)
    calendar = read(text)
    entry = data.draw(st.sampled_from(calendar.entries))
    note = data.draw(NOTES)
    key = next(row.key for row in Sheets(calendar, WORKSPACE).all()["items"].rows
               if calendar.entries[row.entry] is entry)  # fmt: skip
    found = come_back(cells_of(calendar, {("items", key, "notes"): note}), calendar)
    if entry.item != key:
        return
    new, after = written(text, calendar, found)
    assert new.count("  # a remark") == text.count("  # a remark")
    index = calendar.entries.index(entry)
    wanted = entry.model_copy(update={"notes": (note or None) if found.changes else entry.notes})
    assert after.entries == [*calendar.entries[:index], wanted, *calendar.entries[index + 1 :]]
    assert after.model_copy(update={"entries": []}) == calendar.model_copy(update={"entries": []})


def test_the_days_between_two_dates_count_working_days() -> None:
    moved = EXPORTED.entries[0].publish + timedelta(days=7)
    found = come_back(cells_of(EXPORTED, {("items", "release-3", "publish"): moved}), EXPORTED)
    assert [dict(change.workbook) for change in found.changes] == [
        {"publish": "2027-01-19", "release-3/portal": "2027-01-19", "release-3/account": "2027-01-20",
         "release-3/blog": "2027-01-20"}
    ]  # fmt: skip
