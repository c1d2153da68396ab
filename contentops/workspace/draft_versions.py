"""The versions of a draft for channels, as they stand on disk, and whether they are older than their draft."""

from __future__ import annotations

import re
from collections.abc import Iterable
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


def find_versions(root: Path, index: DraftIndex, name: str, channels: Iterable[str]) -> list[Version]:
    """The versions of `name` that there are, in the order of `channels`.

    Without a draft, or where one of the two cannot be read or said which it comes from, none is stale.
    """
    mark = None
    found: list[Version] = []
    for channel in channels:
        try:
            path = index.find(name, channel=channel)
            master = index.find(name)
        except SeveralDraftsError:
            continue
        if path is None:
            continue
        shown = path.relative_to(root).as_posix()
        if mark is None and master is not None:
            text = read_text_file(master, shown)
            mark = master_mark(text) if isinstance(text, str) else ""
        found.append(
            Version(name, channel, shown, bool(mark) and _made_from(path, shown) not in (None, mark))
        )
    return found


def _made_from(path: Path, shown: str) -> str | None:
    text = read_text_file(path, shown)
    front = text.split("\n---", 1)[0] if isinstance(text, str) else ""
    match = _MASTER.search(front)
    return match[1] if match else None
