"""The workspace that `init` writes: shipped files, with dates that fit the quarter they are for.

The files below `templates/workspace/LANG` are Jinja templates that see `on(week, weekday)`, `holiday(n)`, `year`,
`quarter` and `today`, so that the demo is as lively in any quarter as in the one it was written for.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from contentops.errors import ContentopsError
from contentops.models.base import Language
from contentops.models.period import Period, next_quarter, quarter_of
from contentops.resources import template_dir
from contentops.working_days import CountryDays

ENOUGH_WEEKS = 6
"""With less of a quarter left, new content can hardly be written, reviewed and published in it."""

COUNTRIES: dict[Language, str] = {"zh": "CN", "en": "GB"}
SCHEMAS_FOLDER = ".contentops/schemas"
IGNORED, IGNORES = (
    ".contentops/.gitignore",
    "# The cache is made anew; the schemas belong to the workspace.\ncache/\n",
)
"""Beside what it ignores, so that `init` also works in a repository that has a .gitignore."""
ATTRIBUTED, ATTRIBUTES = (
    "calendars/.gitattributes",
    "# Calendar feeds end their lines with CRLF, as the format demands: git must not turn them.\n*.ics -text\n",
)
"""Beside the feeds for the same reason."""
MERGED, MERGES = (
    "approvals/.gitattributes",
    "# An entry is a line, and its order does not matter: two people who sign at once are both right.\n"
    "*.yaml merge=union\n",
)
"""Beside the approval records."""
EVES = ("农历除夕",)
"""Days off that people count to the holiday after them: the Spring Festival is its first day."""


@dataclass(frozen=True)
class Holiday:
    """A public holiday as templates see it."""

    name: str
    date: str


def quarter_to_plan(today: date, fiscal_year_start: int = 1) -> Period:
    """The current quarter, or the next one when fewer than `ENOUGH_WEEKS` weeks of it are left."""
    current = quarter_of(today, fiscal_year_start)
    if (current.last - today).days + 1 < 7 * ENOUGH_WEEKS:
        return next_quarter(current, fiscal_year_start)
    return current


def scaffold_files(language: Language, period: Period, today: date) -> dict[str, str]:
    """Every file of the demo workspace, by path, dated for `period`."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    root = template_dir("workspace", language)
    environment = Environment(  # noqa: S701  YAML and Markdown, not HTML
        loader=FileSystemLoader(root), undefined=StrictUndefined, keep_trailing_newline=True
    )
    context = _dates(language, period, today)
    files = {IGNORED: IGNORES, ATTRIBUTED: ATTRIBUTES, MERGED: MERGES}
    for path in sorted(root.rglob("*")):
        if path.is_file():
            name = path.relative_to(root).as_posix()
            files[name] = environment.get_template(name).render(context)
    return files


def _dates(language: Language, period: Period, today: date) -> dict[str, Any]:
    days = CountryDays(COUNTRIES[language])
    first_monday = period.first + timedelta(days=-period.first.weekday() % 7)

    def on(week: int, weekday: int) -> str:
        """The `weekday` (1 Monday to 5 Friday) of the quarter's `week`, or the next working day."""
        return days.on_or_after(first_monday + timedelta(weeks=week - 1, days=weekday - 1)).isoformat()

    def holiday(number: int) -> Holiday:
        """The `number`-th public holiday from the quarter's first day on; an eve is no holiday of its own."""
        seen: list[str] = []
        day = period.first
        while True:
            name = days.holiday_name(day, language)
            if name and name not in seen and name not in EVES:
                seen.append(name)
                if len(seen) == number:
                    return Holiday(name, day.isoformat())
            day += timedelta(days=1)

    return {
        "on": on,
        "holiday": holiday,
        "year": period.first.year,
        "quarter": period.name,
        "today": today.isoformat(),
    }


def write_workspace(target: Path, files: dict[str, str]) -> None:
    """Write a new workspace: all of it, or nothing.

    Raises `ContentopsError` when `target` already holds one of the files.
    """
    _check_way(target, files)
    taken = [name for name in files if os.path.lexists(target / name)]
    if taken:
        more = f" and {len(taken) - 1} more" if len(taken) > 1 else ""
        raise ContentopsError(
            f"{target / taken[0]} exists already{more}",
            hint="nothing was written; name a new folder, or move the old one away",
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        for name, text in files.items():
            path = staging / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        staging.chmod(0o755)
        _move_into_place(staging, target, files)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _check_way(target: Path, files: dict[str, str]) -> None:
    """Refuse, before anything is written, whatever stands where a folder must be, and links that lead out."""
    ways = {target, *target.parents, *(folder for name in files for folder in (target / name).parents)}
    for folder in sorted(ways, key=lambda folder: len(folder.parts)):
        if os.path.lexists(folder) and not folder.is_dir():
            raise ContentopsError(
                f"{folder} is not a folder", hint="nothing was written; name another, or move it away"
            )
        if folder.is_relative_to(target) and not folder.resolve().is_relative_to(target.resolve()):
            raise ContentopsError(
                f"{folder} leads out of {target}", hint="nothing was written; name a new folder"
            )


def _move_into_place(staging: Path, target: Path, files: dict[str, str]) -> None:
    if not target.exists():
        staging.rename(target)
        return
    # contentops.yaml goes last: a folder is a workspace only once everything else is there.
    moved: list[Path] = []
    try:
        for name in sorted(files, key=lambda name: name == "contentops.yaml"):
            path = target / name
            path.parent.mkdir(parents=True, exist_ok=True)
            (staging / name).rename(path)
            moved.append(path)
    except BaseException:
        for path in moved:
            path.unlink(missing_ok=True)
        raise
