"""The change set of a workbook in words, and as a document for machines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from contentops.importing.calendar_merge import Change, ChangeSet
from contentops.importing.calendar_workbook import Returned
from contentops.models.base import text_in
from contentops.models.calendar_import import CalendarImport, CellChange, CellProblem
from contentops.models.workspace import Workspace
from contentops.problem import format_problem, harmless
from contentops.render.sheets import person_labels
from contentops.render.words import words_in

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_LONGEST = 60


@dataclass(frozen=True)
class Report:
    """All there is to say about a workbook."""

    file: str
    returned: Returned
    found: ChangeSet
    workspace: Workspace
    files: Sequence[str]
    written: bool


def render_text(report: Report) -> str:
    """Problems, conflicts, changes and remarks, and their sum."""
    return "".join(f"{harmless(line)}\n" for line in _lines(report))


def render_json(report: Report) -> str:
    """The same as a document."""
    found = report.found
    document = CalendarImport(
        file=report.file,
        period=report.returned.base.period,
        written=report.written,
        files=list(report.files),
        summary=_summary(report),
        changes=[_document(change, report.workspace) for change in found.changes],
        conflicts=[_document(change, report.workspace) for change in found.conflicts],
        problems=[
            CellProblem(place=one.path, rule=one.rule, message=one.message, got=one.got, hint=one.hint)
            for one in found.problems
        ],
        remarks=[*found.warnings, *report.returned.remarks],
    )
    return document.model_dump_json(indent=2) + "\n"


def _lines(report: Report) -> Iterator[str]:
    found, workspace = report.found, report.workspace
    yield f"{report.file}: a workbook of {report.returned.base.period}"
    for problem in found.problems:
        yield format_problem(problem)
    conflicts, changes = _by_item(found.conflicts), _by_item(found.changes)
    for item, clashing in conflicts.items():
        yield from _block("conflict", [*clashing, *changes.get(item, ())], workspace, len(clashing))
    for item, listed in changes.items():
        if item not in conflicts:
            yield from _block("change", listed, workspace)
    for warning in found.warnings:
        yield f"warning: {warning}"
    for remark in report.returned.remarks:
        yield f"note: {remark}"
    yield sum_line(report)


def _by_item(changes: Sequence[Change]) -> dict[str, list[Change]]:
    found: dict[str, list[Change]] = {}
    for change in changes:
        found.setdefault(change.item, []).append(change)
    return found


def _block(word: str, changes: Sequence[Change], workspace: Workspace, clashing: int = 0) -> Iterator[str]:
    """All there is to say of one item; the first `clashing` of its changes are conflicts."""
    yield f"{word} {changes[0].item} {_quoted(changes[0].title)}"
    for change in changes[:clashing]:
        about = f"{change.about}: " if change.about else ""
        yield f"  {about}{_places(change)}"
        yield f"    exported:     {_side(change, change.exported, workspace)}"
        yield f"    the workbook: {_side(change, change.workbook, workspace)}"
        said = "is there no longer" if change.record is None else _side(change, change.record, workspace)
        follows = " (its channels follow with the next plan)" if change.follows else ""
        yield f"    the record:   {said}{follows}"
    for change in changes[clashing:]:
        yield f"  {'change: ' if clashing else ''}{describe(change, workspace)} ({_places(change)})"


def sum_line(report: Report) -> str:
    """`3 changes, 1 conflict, 2 cells that cannot be used; 1 change is in the record already`."""
    count = _summary(report)
    parts = [_counted(count["changes"], "change")]
    parts += [_counted(count["conflicts"], "conflict")] if count["conflicts"] else []
    parts += [_counted(count["problems"], "error")] if count["problems"] else []
    agreed = f"; {_counted(count['agreed'], 'change')} the record has already" if count["agreed"] else ""
    return ", ".join(parts) + agreed


def describe(change: Change, workspace: Workspace) -> str:
    """A change in one clause."""
    if change.field == "dates":
        return _dates(change, workspace)
    if change.field == "notes":
        before, after = change.exported["notes"], change.workbook["notes"]
        if not before:
            return f"notes: {_quoted(after)}"
        return (
            f"notes: {_quoted(before)} -> {_quoted(after)}" if after else f"notes removed: {_quoted(before)}"
        )
    before, after = _side(change, change.exported, workspace), _side(change, change.workbook, workspace)
    about = {"person": f"{change.about}: ", "days": f"{change.about}: ", "state": "state ", "owner": "owner "}
    item = change.item.partition("@")
    every = " (of all occurrences)" if change.field == "owner" and item[1] else ""
    return f"{about[change.field]}{before} -> {after}{every}"


def _dates(change: Change, workspace: Workspace) -> str:
    before, after = change.exported, change.workbook
    parts = []
    if before["publish"] != after["publish"]:
        parts.append(f"published {_day(before['publish'])} -> {_day(after['publish'])}")
    moved = [name for name in after if name != "publish" and before.get(name) != after[name]]
    parts += [f"{_channel(name, workspace)} {_day(before[name])} -> {_day(after[name])}" for name in moved]
    return "; ".join(parts)


def _side(change: Change, codes: Mapping[str, str], workspace: Workspace) -> str:
    if change.field == "dates":
        waves = [f"{_channel(name, workspace)} {codes[name]}" for name in codes if name != "publish"]
        return ", ".join([f"published {_day(codes['publish'])}", *waves])
    if change.field == "days":
        return f"{codes['start']} to {codes['end']}"
    value = codes[change.field]
    if change.field == "notes":
        return _quoted(value) if value else "no notes"
    if change.field == "state":
        return words_in(workspace.settings.language).name("state", value)
    return person_labels(workspace).get(value, value) or "nobody"


def _channel(key: str, workspace: Workspace) -> str:
    name = key.rpartition("/")[2].partition(" #")[0]
    channel = workspace.channels.get(name)
    return text_in(channel.name, workspace.settings.language) if channel else name


def _day(text: str) -> str:
    return f"{text} {_WEEKDAYS[date.fromisoformat(text).weekday()]}"


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    return f'"{line if len(line) <= _LONGEST else line[: _LONGEST - 3] + "..."}"'


def _places(change: Change) -> str:
    return ", ".join(change.places)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' * (count != 1)}"


def _summary(report: Report) -> dict[str, int]:
    found = report.found
    return {
        "changes": len(found.changes),
        "conflicts": len(found.conflicts),
        "problems": len(found.problems),
        "agreed": found.agreed,
    }


def _document(change: Change, workspace: Workspace) -> CellChange:
    return CellChange(
        item=change.item,
        title=change.title,
        field=change.field,
        about=change.about,
        cells=list(change.places),
        exported=dict(change.exported),
        workbook=dict(change.workbook),
        record=None if change.record is None else dict(change.record),
        text=describe(change, workspace),
    )
