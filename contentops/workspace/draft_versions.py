"""The versions of a draft for channels, as they stand on disk, and whether they are older than their draft."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from contentops.approvals.content import MASTER, Content, Part, hash_content
from contentops.drafts.rendering_mark import strip_mark
from contentops.problem import Problem
from contentops.workspace.draft_files import DraftIndex, SeveralDraftsError
from contentops.workspace.texts import read_text_file
from contentops.workspace.yaml_reader import read_yaml

_MASTER = re.compile(r"^master[ \t]*:[ \t]*[\"']?([0-9a-f]{12})\b", re.MULTILINE)


def master_mark(text: str) -> str:
    """What tells two states of a draft apart: 12 hexadecimal digits; line breaks and blanks do not count."""
    content = Content((Part(MASTER, strip_mark(text)),))
    return hash_content(content, read_yaml)[:12]


def check_versions(
    root: Path, index: DraftIndex, name: str, channels: Iterable[str], draft: str
) -> list[Problem]:
    """A warning for each version of `name` that was made before its draft said `draft`."""
    found = list(_find_versions(root, index, name, channels))
    mark = master_mark(draft) if found else ""
    return [
        Problem(
            path, 1, 1, "warning", "version-stale",
            f"{name}: the version for {channel} is older than its draft", None,
            f"`contentops draft {name} --channel {channel}` brings it up to date",
        )
        for channel, path, made_from in found
        if made_from != mark
    ]  # fmt: skip


def _find_versions(
    root: Path, index: DraftIndex, name: str, channels: Iterable[str]
) -> Iterator[tuple[str, str, str]]:
    """Channel, path and the draft it comes from, of each version that says so."""
    for channel in channels:
        path = None
        with suppress(SeveralDraftsError):
            path = index.find(name, channel=channel)
        if path is None:
            continue
        shown = path.relative_to(root).as_posix()
        text = read_text_file(path, shown)
        match = _MASTER.search(text.split("\n---", 1)[0]) if isinstance(text, str) else None
        if match:
            yield channel, shown, match[1]
