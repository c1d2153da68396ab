"""Approval records on disk: `approvals/ITEM.yaml`, and the texts they are about in `approvals/texts/`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from contentops.approvals.content import MASTER, AssetDigest, Content, Part, hash_content
from contentops.approvals.record import Fault, Record, entry_fields, find_removed, read_record
from contentops.errors import ContentopsError, InvalidInput
from contentops.models.approval import ApprovalEntry
from contentops.problem import Problem
from contentops.workspace.approval_history import note_seen, recorded_ids
from contentops.workspace.lock import locked
from contentops.workspace.scaffold import MERGED, MERGES
from contentops.workspace.texts import decode_text
from contentops.workspace.validate import Place, validate
from contentops.workspace.write import inside, write_text
from contentops.workspace.yaml_files import unreadable, why_not_read
from contentops.workspace.yaml_reader import read_yaml
from contentops.yaml_writer import flow

APPROVALS_FOLDER = "approvals"
TEXTS_FOLDER = f"{APPROVALS_FOLDER}/texts"


@dataclass(frozen=True)
class LoadedRecord:
    """A record with its file. `problems` has what keeps it from being believed; `text` is None without a file."""

    path: str
    record: Record
    problems: tuple[Problem, ...] = ()
    text: str | None = None
    places: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Line and column of each entry by its id."""

    def place(self, entry: ApprovalEntry | None) -> tuple[str, int, int]:
        """Where an entry stands; the beginning of the file for None."""
        line, column = self.places.get(entry.id, (1, 1)) if entry is not None else (1 if self.text else 0, 1)
        return self.path, line, column


def list_records(root: Path) -> list[str]:
    """The items that have a record, in order."""
    folder = root / APPROVALS_FOLDER
    return (
        sorted(path.stem for path in folder.glob("*.yaml") if not path.name.startswith("."))
        if folder.is_dir()
        else []
    )


def load_record(root: Path, item: str) -> LoadedRecord:
    """The record of `item`; an empty one when there is none. What is wrong with it is in `problems`."""
    name = f"{APPROVALS_FOLDER}/{item}.yaml"
    path = inside(root, name)
    if not path.exists() and not path.is_symlink():
        return _finish(root, item, name, [], None, Place(read_yaml("", name)), [])
    refused = why_not_read(path, root)
    if refused is not None:
        return LoadedRecord(name, Record(item), (refused,))
    try:
        text = decode_text(path.read_bytes(), name)
    except OSError as error:
        return LoadedRecord(name, Record(item), (unreadable(path, root, error),))
    if not isinstance(text, str):
        return LoadedRecord(name, Record(item), (text,))
    marks = _conflict_marks(text, name)
    if marks:
        return LoadedRecord(name, Record(item), marks, text)
    document = read_yaml(text, name)
    place = Place(document)
    problems = [problem for problem in document.problems if problem.severity == "error"]
    entries: list[tuple[int, ApprovalEntry]] = []
    if document.data is not None and not isinstance(document.data, list):
        hint = "each line is one entry and begins with `- {`; restore the file from git"
        problems.append(place.problem("approval-form", "the record is not a list of entries", hint=hint))
    elif not problems:
        for index, value in enumerate(document.data or ()):
            entry, found = validate(ApprovalEntry, value, Place(document, (index,)), noun="entry")
            problems += found
            if entry is not None:
                entries.append((index, entry))
    return _finish(root, item, name, entries, text, place, problems)


_MARK = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: .*)?\r?$", re.MULTILINE)


def _conflict_marks(text: str, name: str) -> tuple[Problem, ...]:
    """A merge without the attributes that join records leaves marks; the entries between them are all right."""
    return tuple(
        Problem(
            name, text.count("\n", 0, mark.start()) + 1, 1, "error", "merge-conflict",
            "git could not join two versions of this record", mark[0].rstrip()[:40],
            f"delete the lines with the marks and keep every entry; {MERGED} with `{MERGES.strip()}` "
            "lets git do so",
        )
        for mark in _MARK.finditer(text)
    )  # fmt: skip


def _finish(
    root: Path,
    item: str,
    name: str,
    entries: list[tuple[int, ApprovalEntry]],
    text: str | None,
    place: Place,
    problems: list[Problem],
) -> LoadedRecord:
    record = read_record(item, [entry for _, entry in entries])
    found = [*problems]
    for fault in record.faults:
        found.append(_problem(fault, entries, place))
    if not problems:
        removed = find_removed(record, recorded_ids(root, name, {entry.id for _, entry in entries}))
        found += [_problem(fault, entries, place) for fault in removed]
    places = {entry.id: place.document.position((index,)) for index, entry in reversed(entries)}
    return LoadedRecord(name, record, tuple(sorted(found, key=Problem.sort_key)), text, places)


def _problem(fault: Fault, entries: list[tuple[int, ApprovalEntry]], place: Place) -> Problem:
    keys = (entries[fault.index][0],) if fault.index is not None else ()
    return place.problem(fault.rule, fault.message, *keys, hint=fault.hint)


def append_entry(root: Path, item: str, make: Callable[[LoadedRecord], ApprovalEntry]) -> ApprovalEntry:
    """Add the entry that `make` gives for the record as it is now, alone and in one step.

    `make` may raise to write nothing. Raises `InvalidInput` when the record is not to be believed: nothing is
    built on a broken one.
    """
    path = inside(root, f"{APPROVALS_FOLDER}/{item}.yaml")
    with locked(root, f"approvals-{item}"):
        loaded = load_record(root, item)
        if loaded.problems:
            raise InvalidInput(
                f"{loaded.path} cannot be believed", loaded.problems, hint="nothing was written"
            )
        entry = make(loaded)
        if not (root / MERGED).exists():  # a workspace from before there were approvals
            write_text(inside(root, MERGED), MERGES)
        line = _render_readable(entry)
        before = loaded.text or ""
        if before and not before.endswith("\n"):
            before += "\n"
        write_text(path, before + line + "\n", expected=loaded.text)
        note_seen(root, loaded.path, [*loaded.record.by_id, entry.id])
    return entry


def _render_readable(entry: ApprovalEntry) -> str:
    """The line of an entry. Raises `ContentopsError` for characters that no YAML file can hold."""
    try:
        line = render_entry(entry)
        document = read_yaml(line + "\n", "")
        again = document.data is not None and ApprovalEntry.model_validate(document.data[0]) == entry
    except ValueError:
        again = False
    if not again:
        message = "the note, address or reason holds characters that cannot be written down"
        raise ContentopsError(message, hint="nothing was written; use plain text")
    return line


def render_entry(entry: ApprovalEntry) -> str:
    """The one line of an entry, which every YAML reader takes the same way."""
    return "- " + flow(entry_fields(entry))


_SEPARATOR = re.compile(
    r"^<!-- contentops: (?:version ([^ ]+)|asset ([0-9a-f]{64}|none) (.+)) -->$", re.MULTILINE
)


def keep_text(root: Path, content: Content, hashed: str) -> None:
    """Keep what is submitted, so that the difference since is shown on any machine. The same text is kept once."""
    path = inside(root, f"{TEXTS_FOLDER}/{hashed}.md")
    if read_kept_text(root, hashed) is not None:
        return
    text = _render_content(content)
    if hash_content(_parse_content(text), read_yaml) != hashed:
        raise ContentopsError(
            "the draft has lines that begin with <!-- contentops: version or asset",
            hint="these words mark the parts of a text that is kept for approval; change them",
        )
    write_text(path, text)


def read_kept_text(root: Path, hashed: str) -> Content | None:
    """The content that was kept under its hash; None when it is gone, or is not what its name says."""
    path = inside(root, f"{TEXTS_FOLDER}/{hashed}.md")
    try:
        content = _parse_content(path.read_bytes().decode("utf-8"))
    except (OSError, UnicodeDecodeError):
        return None
    return content if hash_content(content, read_yaml) == hashed else None


def _render_content(content: Content) -> str:
    text = content.text
    for part in content.parts:
        if part.label != MASTER:
            text += f"\n<!-- contentops: version {part.label} -->\n{part.text}"
    for asset in content.assets:
        text += f"\n<!-- contentops: asset {asset.digest or 'none'} {asset.path} -->"
    return text


def _parse_content(text: str) -> Content:
    parts: list[Part] = []
    assets: list[AssetDigest] = []
    label, start = MASTER, 0
    for mark in [*_SEPARATOR.finditer(text), None]:
        if label is not None:
            end = mark.start() if mark is not None else len(text)
            parts.append(Part(label, text[start:end]))
        if mark is None:
            break
        label, start = mark[1], mark.end() + 1
        if label is None:
            assets.append(AssetDigest(mark[3], None if mark[2] == "none" else mark[2]))
    return Content(tuple(parts), tuple(assets))
