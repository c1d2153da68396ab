"""What goes out of an item, collected from disk: its draft, the versions for channels, its assets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from contentops.approvals.content import MASTER, AssetDigest, Content, Part, digest, hash_content
from contentops.errors import ContentopsError
from contentops.models.item import Item
from contentops.problem import Problem
from contentops.workspace.draft_files import DraftIndex, SeveralDraftsError
from contentops.workspace.texts import read_text_file
from contentops.workspace.write import inside
from contentops.workspace.yaml_reader import read_yaml


@dataclass(frozen=True)
class CollectedContent:
    """What was found. `hashed` is None when there is no draft that can be read; `problems` say why."""

    content: Content
    hashed: str | None
    paths: dict[str, str]
    """The file of each part by its label, relative to the workspace."""
    problems: tuple[Problem, ...] = ()
    asset_problems: tuple[tuple[int, Problem], ...] = ()
    """What is wrong with assets, each with the number of the asset in the item's list."""


def collect_content(
    root: Path, name: str, item: Item, channels: Iterable[str], index: DraftIndex
) -> CollectedContent:
    """Everything of `name` (an item or `ITEM@DATE`) that goes out; `channels` are all that may have a version."""
    parts: list[Part] = []
    paths: dict[str, str] = {}
    problems: list[Problem] = []
    for channel in (None, *channels):
        label = MASTER if channel is None else f"channel:{channel}"
        try:
            path = index.find(name, channel=channel)
        except SeveralDraftsError as error:
            problems.append(
                Problem(error.paths[0], 0, 0, "error", "several-drafts", error.message, None, error.hint)
            )
            continue
        if path is None:
            if channel is None:
                problems.append(_no_draft(name))
            continue
        shown = path.relative_to(root).as_posix()
        paths[label] = shown
        text = _read(root, path, shown)
        if isinstance(text, Problem):
            problems.append(text)
        else:
            parts.append(Part(label, text))
    digests, asset_problems = _read_assets(root, item)
    content = Content(tuple(parts), tuple(digests))
    hashed = None if problems else hash_content(content, read_yaml)
    return CollectedContent(content, hashed, paths, tuple(problems), tuple(asset_problems))


def _no_draft(name: str) -> Problem:
    return Problem(
        "drafts/", 0, 0, "error", "no-draft", f"there is no draft of {name}", None,
        f"write one: `contentops draft {name}`",
    )  # fmt: skip


def _read(root: Path, path: Path, shown: str) -> str | Problem:
    try:
        inside(root, shown)
    except ContentopsError as error:
        return Problem(shown, 0, 0, "error", "unreadable-file", error.message, None, error.hint)
    return read_text_file(path, shown)


def _read_assets(root: Path, item: Item) -> tuple[list[AssetDigest], list[tuple[int, Problem]]]:
    digests: dict[str, AssetDigest] = {}
    problems: list[tuple[int, Problem]] = []
    for number, asset in enumerate(item.assets):
        try:
            content = inside(root, asset.path).read_bytes()
            why = "" if content else "is empty"
        except ContentopsError as error:
            content, why = b"", error.message
        except OSError as error:
            content, why = b"", f"cannot be read: {error.strerror or error}"
        digests[asset.path] = AssetDigest(asset.path, digest(content) if content else None)
        if why:
            hint = f"put the file there, or take it off the assets of {item.id}"
            message = f"the asset {asset.path} {why}"
            problems.append(
                (number, Problem(asset.path, 0, 0, "error", "asset-missing", message, None, hint))
            )
    return list(digests.values()), problems
