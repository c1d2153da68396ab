"""What came back in a workbook of a calendar: its rows by key, whatever was done to the order of rows and columns.

Read is what `contentops.render.xlsx` wrote and people changed in Excel, LibreOffice or another program: sheets that
were renamed or moved are found by their heads, days are read as dates, as serial numbers or as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from contentops.errors import ContentopsError
from contentops.importing.cells import as_text, read_date
from contentops.models.table import Cell, CellFault, RawRow, column_letters
from contentops.models.workspace import Workspace
from contentops.problem import Problem, suggest
from contentops.render.sheets import COLUMNS, STATES, Column, SheetName, cell_text, person_labels
from contentops.render.sheets_base import MARK, Base, BaseSheet, digest, read_base
from contentops.render.words import words_in
from contentops.workspace.tables_xlsx import WorkbookCells

_HEAD_WITHIN = 30  # rows: a title and a few notes may have been put above a table
_ESCAPED = re.compile(r"_x005F_(?=x[0-9A-Fa-f]{4}_)", re.IGNORECASE)
_SERIAL = re.compile(r"\d{5}(\.\d+)?\Z")
_SERIALS = range(1, 110_000)  # up to the year 2200


@dataclass(frozen=True)
class Given:
    """The cells of a row that people may change: by field where it stands and the code of what it says."""

    line: int
    codes: Mapping[str, str]
    places: Mapping[str, str]
    """Field -> `Items!C5`."""


@dataclass
class Returned:
    """A workbook read against its own base."""

    base: Base
    rows: dict[SheetName, dict[str, Given]]
    problems: list[Problem] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    """What nothing follows from, but whoever changed it should know."""


def read_returned(
    cells: WorkbookCells, shown: str, workspace: Workspace, base: Base, date_format: str | None = None
) -> Returned:
    """The rows of a workbook by table and key; what cannot be read is a problem with its sheet and cell."""
    reader = _Reader(cells, shown, workspace, base, date_format)
    for name in COLUMNS:
        reader.read(name)
    reader.conclude()
    return reader.returned


def find_base(cells: WorkbookCells, shown: str) -> Base:
    """What was exported, from the hidden sheet. Raises `ContentopsError` when it is not there or damaged."""
    for rows in cells.sheets.values():
        if is_base(rows):
            base = read_base([as_text(row[0]) if row else "" for _, row, _ in rows])
            if base is None:
                raise ContentopsError(
                    f"{shown}: what was exported, on the hidden sheet, is damaged",
                    hint="render the calendar again and make the changes in the new workbook",
                )
            return base
    raise ContentopsError(
        f"{shown} does not carry what was exported: nobody could tell a change from an old value",
        hint="change the workbook that `contentops render PERIOD --format xlsx` writes, with all its sheets",
    )


def is_base(rows: list[RawRow]) -> bool:
    """Whether these are the rows of the hidden sheet, whatever its name."""
    return bool(rows and rows[0][1] and as_text(rows[0][1][0]) == MARK)


class _Reader:
    def __init__(
        self, cells: WorkbookCells, shown: str, workspace: Workspace, base: Base, date_format: str | None
    ) -> None:
        self.cells, self.shown, self.date_format = cells, shown, date_format
        self.returned = Returned(base, {})
        self.people = _people(workspace, base)
        self.known_people = sorted(person_labels(workspace).values())
        self.states = {
            word.casefold(): state
            for state in STATES
            for word in (state, *(words_in(language).name("state", state) for language in ("zh", "en")))
        }
        self.state_words = [words_in(workspace.settings.language).name("state", state) for state in STATES]

    def read(self, name: SheetName) -> None:
        base = self.returned.base.sheets[name]
        self.returned.rows[name] = {}
        found = self._find(base, name)
        if found is None:
            self._not_found(base, name)
            return
        title, rows, head = found
        columns = self._columns(title, rows[head][1], base, name)
        self._missing_columns(title, base, name, columns)
        self._remark_unread(title, rows, head, columns)
        for line, cells, _ in rows[head + 1 :]:
            self._row(name, title, line, cells, columns)
        missing = len(base.rows) - len(base.rows.keys() & self.returned.rows[name].keys())
        if missing and not self.returned.problems:
            rows_said = (
                f"{missing} row{'s' * (missing != 1)} of the export {'is' if missing == 1 else 'are'} not"
            )
            self.returned.remarks.append(
                f"{title}: {rows_said} there any more; nothing follows from that (to take an item out, set its state)"
            )

    def _find(self, base: BaseSheet, name: SheetName) -> tuple[str, list[RawRow], int] | None:
        """The sheet of a table, by its title or else by its heads, and the index of the row with them."""
        titles = sorted(self.cells.sheets, key=lambda title: title != base.title)
        for title in titles:
            rows = self.cells.sheets[title]
            for index, (_, cells, _) in enumerate(rows[:_HEAD_WITHIN]):
                texts = {_head(cell) for cell in cells}
                wanted = [_head(base.heads[column.field]) for column in COLUMNS[name]]
                found = sum(head in texts for head in wanted)
                if wanted[-1] in texts and (found > len(wanted) // 2 or title == base.title):
                    return title, rows, index
        return None

    def _not_found(self, base: BaseSheet, name: SheetName) -> None:
        """Say why nothing is taken from a table: its key column is gone, its heads are, or all of it."""
        key = base.heads[COLUMNS[name][-1].field]
        wanted = {_head(head) for head in base.heads.values()} - {_head(key)}
        others = {sheet.title for sheet in self.returned.base.sheets.values()} - {base.title}
        for title in sorted(
            self.cells.sheets.keys() - others, key=lambda title: (title != base.title, title)
        ):
            for line, cells, _ in self.cells.sheets[title][:_HEAD_WITHIN]:
                if len(wanted & {_head(cell) for cell in cells}) > len(wanted) * 2 // 3:
                    self._problem(f"{title}!{line}", "missing-column", f"the column {key} is missing",
                                  hint=f"nothing can be taken from {title} without it: undo its deletion, or copy it "
                                  "from a new rendering")  # fmt: skip
                    return
        if base.title in self.cells.sheets:
            self._problem(base.title, "missing-heads", "the row with the heads of the columns is missing",
                          hint="put it back: nothing can be taken from the sheet without it")  # fmt: skip
            return
        self.returned.remarks.append(f"there is no sheet {base.title}: nothing is taken from it")

    def conclude(self) -> None:
        """An error when not one table could be read: that is no workbook without changes."""
        if (
            not self.returned.problems
            and not any(self.returned.rows.values())
            and any(sheet.rows for sheet in self.returned.base.sheets.values())
        ):
            titles = ", ".join(sheet.title for sheet in self.returned.base.sheets.values())
            self._problem(titles, "nothing-read", "none of these sheets is there",
                          hint="render the calendar again and make the changes in the new workbook")  # fmt: skip

    def _remark_unread(
        self,
        title: str,
        rows: list[RawRow],
        head: int,
        columns: Mapping[str, tuple[int, Column]],
    ) -> None:
        """Name what stands above the heads, and in columns without a head."""
        for line, cells, _ in rows[:head]:
            for index, cell in enumerate(cells):
                if cell is not None:
                    self.returned.remarks.append(
                        f"{title}!{column_letters(index)}{line}: what stands above the table is not read"
                    )
        read = {index for index, _ in columns.values()}
        heads = rows[head][1]
        for line, cells, _ in rows[head + 1 :]:
            for index, cell in enumerate(cells):
                headless = index >= len(heads) or not _head(heads[index])
                if cell is not None and index not in read and headless:
                    self.returned.remarks.append(
                        f"{title}!{column_letters(index)}{line}: what stands beside the table is not read"
                    )

    def _columns(
        self, title: str, cells: list[Cell], base: BaseSheet, name: SheetName
    ) -> dict[str, tuple[int, Column]]:
        known = {_head(base.heads[column.field]): column for column in COLUMNS[name]}
        columns: dict[str, tuple[int, Column]] = {}
        for index, cell in enumerate(cells):
            head = _head(cell)
            column = known.get(head)
            if column is None:
                if head:
                    self.returned.remarks.append(
                        f"{title}!{column_letters(index)}: the column {head} is not read"
                    )
            elif column.field in columns:
                self._problem(f"{title}!{column_letters(index)}", "duplicate-column", f"two columns are named {head}",
                              hint="give one of them another name")  # fmt: skip
            else:
                columns[column.field] = (index, column)
        return columns

    def _missing_columns(
        self, title: str, base: BaseSheet, name: SheetName, columns: Mapping[str, tuple[int, Column]]
    ) -> None:
        for column in COLUMNS[name]:
            if column.editable and column.field not in columns:
                head = base.heads[column.field]
                self.returned.remarks.append(
                    f"{title}: the column {head} is missing; nothing is taken from it"
                )

    def _row(
        self,
        name: SheetName,
        title: str,
        line: int,
        cells: list[Cell],
        columns: Mapping[str, tuple[int, Column]],
    ) -> None:
        base, key_field = self.returned.base.sheets[name], COLUMNS[name][-1].field
        values = {
            field_name: cells[index] if index < len(cells) else None
            for field_name, (index, _) in columns.items()
        }
        key = _unescaped(as_text(values[key_field]))
        if not key:
            if any(value is not None for value in values.values()):
                place = f"{title}!{column_letters(columns[key_field][0])}{line}"
                self._problem(place, "missing-key", "the row does not say which entry it is",
                              hint=f"new items are written into pools/; copy {base.heads[key_field]} back")  # fmt: skip
            return
        exported = base.rows.get(key)
        if exported is None:
            place = f"{title}!{column_letters(columns[key_field][0])}{line}"
            self._problem(place, "unknown-item", "nothing of this name was exported", got=key,
                          hint=suggest(key, base.rows, noun="keys"))  # fmt: skip
            return
        codes: dict[str, str] = {}
        places: dict[str, str] = {}
        for field_name, (index, column) in columns.items():
            place = f"{title}!{column_letters(index)}{line}"
            if column.editable:
                places[field_name] = place
                code = self._code(values[field_name], column, place, exported[field_name])
                if code is not None:
                    codes[field_name] = code
            elif field_name != key_field:
                self._compare_computed(values[field_name], column, exported[field_name], place, base)
        self._keep(name, title, key, Given(line, codes, places))

    def _keep(self, name: SheetName, title: str, key: str, given: Given) -> None:
        earlier = self.returned.rows[name].get(key)
        if earlier is None:
            self.returned.rows[name][key] = given
        elif earlier.codes != given.codes:
            place = next(iter(given.places.values()), title)
            self._problem(place, "duplicate-row", f"{key} stands here otherwise than in row {earlier.line}",
                          hint="keep one of the two rows")  # fmt: skip

    def _compare_computed(
        self, cell: Cell, column: Column, exported: str, place: str, base: BaseSheet
    ) -> None:
        text = self._plain(cell, column)
        if text is not None and digest(text) != exported:
            self.returned.remarks.append(
                f"{place}: {base.heads[column.field]} is computed; what stands there now is not taken over"
            )

    def _plain(self, cell: Cell, column: Column) -> str | None:
        if isinstance(cell, CellFault):
            return None
        if column.kind == "day" and cell is not None:
            day = self._day(cell)
            return day.isoformat() if isinstance(day, date) else as_text(cell)
        return cell_text(_unescaped(as_text(cell)))

    def _code(self, cell: Cell, column: Column, place: str, exported: str) -> str | None:
        """The code of a cell; None, with a problem, when it has none."""
        if isinstance(cell, CellFault):
            self._problem(place, "unreadable-cell", cell.message, hint=cell.hint)
            return None
        text = cell_text(_unescaped(as_text(cell)))
        read = {"day": self._date_code, "state": self._state_code, "person": self._person_code}.get(
            column.kind
        )
        return text if read is None else read(cell, text, place, exported)

    def _date_code(self, cell: Cell, text: str, place: str, exported: str) -> str | None:
        del exported
        if not text:
            hint = "write a date; to take an item out, set its state"
            self._problem(place, "missing-date", "the date is missing", hint=hint)
            return None
        day = self._day(cell)
        if isinstance(day, date):
            return day.isoformat()
        self._problem(place, "broken-date", f"the date {day.message}", got=text, hint=day.hint)
        return None

    def _state_code(self, cell: Cell, text: str, place: str, exported: str) -> str | None:
        del cell, exported
        state = self.states.get(text.casefold())
        if state is None:
            hint = f"known states: {', '.join(self.state_words)}"
            self._problem(place, "unknown-state", "this is not a state", got=text, hint=hint)
        return state

    def _person_code(self, cell: Cell, text: str, place: str, exported: str) -> str | None:
        del cell
        if text == self.returned.base.people.get(exported, exported):
            return exported
        person = self.people.get(text.casefold())
        if person is None:
            hint = suggest(text, self.known_people, noun="people")
            self._problem(place, "unknown-person", "nobody is called this", got=text, hint=hint)
        return person

    def _day(self, cell: Cell) -> date | CellFault:
        number = cell
        if isinstance(cell, str) and _SERIAL.match(cell.strip()):
            number = float(cell)
        if isinstance(number, int | float) and not isinstance(number, bool) and int(number) in _SERIALS:
            return self.cells.epoch + timedelta(days=int(number))
        if isinstance(cell, str):
            # `2027-01-12 Tue` and `2027-01-12 周二`: a program that writes dates as they are shown.
            cell = re.sub(r"\s+(?:[A-Za-z]{2,9}\.?|(?:周|星期)[一二三四五六日天])\Z", "", cell.strip())
        return read_date(cell, self.date_format)

    def _problem(
        self, place: str, rule: str, message: str, *, got: str | None = None, hint: str | None = None
    ) -> None:
        self.returned.problems.append(
            Problem(f"{self.shown}:{place}", 0, 0, "error", rule, message, got, hint)
        )


def _people(workspace: Workspace, base: Base) -> dict[str, str]:
    """What a cell may call a person -> the id: as it was exported, as the team is named now, by id."""
    found: dict[str, str] = {}
    for labels in (base.people, person_labels(workspace)):
        for person, label in labels.items():
            found.setdefault(label.casefold(), person)
    for person in (*workspace.people, *base.people, *_ids_in(base)):
        found.setdefault(person.casefold(), person)
    return found


def _ids_in(base: Base) -> Iterator[str]:
    """People that rows name although the team has lost them."""
    for name, columns in COLUMNS.items():
        fields = [column.field for column in columns if column.kind == "person"]
        for row in base.sheets[name].rows.values():
            yield from (row[one] for one in fields if row.get(one))


def _head(cell: Cell) -> str:
    return " ".join(as_text(cell).split())


def _unescaped(text: str) -> str:
    return _ESCAPED.sub("_", text)
