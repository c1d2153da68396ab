"""The versions of a draft for channels, as they stand on disk, and whether they are older than their draft."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from contentops.approvals.content import MASTER, Content, Part, hash_content
from contentops.drafts.rendering_mark import strip_mark
from contentops.workspace.draft_files import DraftIndex, SeveralDraftsError
from contentops.workspace.texts import read_text_file
from contentops.workspace.yaml_reader import read_yaml

_MASTER = re.compile(r"^master[ \t]*:[ \t]*[\"']?([0-9a-f]{12})\b", re.MULTILINE)


@dataclass(frozen=True)
class Version:
    """A version of a draft: whose, for which channel, where, and whether the draft changed since it was made."""

    item: str
    channel: str
    path: str
    stale: bool


def master_mark(text: str) -> str:
    """What tells two states of a draft apart: 12 hexadecimal digits; line breaks and blanks do not count."""
    content = Content((Part(MASTER, strip_mark(text)),))
    return hash_content(content, read_yaml)[:12]


def find_versions(
    root: Path, index: DraftIndex, name: str, channels: Iterable[str], *, master: str | None = None
) -> list[Version]:
    """The versions of `name` that there are, in the order of `channels`; `master` is its draft when it is read.

    Without a draft, or where one of the two cannot be read or says nothing of the other, none is stale.
    """
    found: list[tuple[str, Path]] = []
    for channel in channels:
        with suppress(SeveralDraftsError):
            path = index.find(name, channel=channel)
            if path is not None:
                found.append((channel, path))
    if not found:
        return []
    text = master if master is not None else _read_draft(index, name)
    mark = master_mark(text) if text is not None else None
    return [
        Version(name, channel, path.relative_to(root).as_posix(), _is_older(path, mark))
        for channel, path in found
    ]


def _read_draft(index: DraftIndex, name: str) -> str | None:
    try:
        path = index.find(name)
    except SeveralDraftsError:
        return None
    text = read_text_file(path, path.name) if path is not None else None
    return text if isinstance(text, str) else None


def _is_older(path: Path, mark: str | None) -> bool:
    text = read_text_file(path, path.name)
    front = text.split("\n---", 1)[0] if isinstance(text, str) else ""
    match = _MASTER.search(front)
    return mark is not None and match is not None and match[1] != mark
