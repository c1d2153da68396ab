"""Where the entries of a calendar stand in its file."""

from __future__ import annotations

from pathlib import Path

from contentops.workspace.calendars import CALENDARS_FOLDER, calendar_path, read_calendar
from contentops.workspace.validate import Place


class EntryPlaces:
    """Paths, lines and columns in the calendars of a workspace; each file is read once, when it is asked for."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._known: dict[str, tuple[Place | None, dict[tuple[str, str], int]]] = {}

    def locate(
        self, period: str, item: str, *keys: str | int, released: bool = False
    ) -> tuple[str, int, int]:
        """Path, line and column of a value of an entry: `locate("2027-Q1", "case-bank", "publish")`.

        With `released` the pin that was not kept is meant where the calendar holds one, else the entry that
        stands. Line and column are 0 when the calendar has neither.
        """
        place, indices = self._read(period)
        path = f"{CALENDARS_FOLDER}/{period}.yaml"
        for part in ("released", "entries") if released else ("entries", "released"):
            index = indices.get((part, item))
            if place is not None and index is not None:
                line, column = place.document.position((part, index, *keys))
                return path, line, column
        return path, 0, 0

    def _read(self, period: str) -> tuple[Place | None, dict[tuple[str, str], int]]:
        if period not in self._known:
            path = calendar_path(self._root, period)
            calendar, place, _ = read_calendar(path, self._root) if path.is_file() else (None, None, [])
            indices: dict[tuple[str, str], int] = {}
            for part in ("entries", "released") if calendar is not None else ():
                for index, entry in enumerate(getattr(calendar, part)):
                    indices.setdefault((part, entry.item), index)
            self._known[period] = (place, indices)
        return self._known[period]
