"""The merge of front matter, key by key: the person's order, comments and further keys stay."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from contentops.conflict_marks import BASE, CLOSE, MIDDLE, OPEN
from contentops.drafts.merge_text import Labels
from contentops.yaml_writer import dump

_LARGEST = 1 << 16
_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_YAML_LINE = re.compile(r"[ \t#]|-[ \t]|[^\s:#][^:\n]*:(?:[ \t]|$)")
_COMMENT = re.compile(r"(?:^|[ \t])#", re.MULTILINE)


@dataclass(frozen=True)
class Entry:
    """One key of a front matter as it is written.

    `above` are the comments and blank lines over it, `text` its own lines, `value` what they mean
    whatever the way of writing, `items` its elements with their lines when it is a list of plain words,
    `comment` what stands behind a value of one line.
    """

    key: str
    above: str
    text: str
    value: tuple[Any, ...]
    items: tuple[tuple[str, int], ...] | None = None
    comment: str = ""


@dataclass(frozen=True)
class FrontMatter:
    """The entries of a front matter, and the lines below the last one."""

    entries: tuple[Entry, ...]
    below: str

    def get(self, key: str) -> Entry | None:
        """The entry of that key, or None."""
        return next((entry for entry in self.entries if entry.key == key), None)


def split_front_matter(text: str) -> tuple[str, str]:
    """The front matter of `text`, with its marks, and what follows it.

    One whose closing mark is missing ends where the lines no longer look like YAML.
    """
    match = _FRONT_MATTER.match(text)
    if match is not None:
        return match[0], text[match.end() :]
    if not re.match(r"---[ \t]*\n", text):
        return "", text
    lines = text.split("\n")
    end = 1
    while end < len(lines) and _YAML_LINE.match(lines[end]):
        end += 1
    head = "\n".join(lines[:end]) + ("\n" if end < len(lines) else "")
    return head, text[len(head) :]


def read_front_matter(text: str) -> FrontMatter | None:
    """The keys of a front matter (`text` as `split_front_matter` gives it).

    None when it cannot be taken apart by keys: it is not there, not valid, or written in another form.
    """
    match = _FRONT_MATTER.fullmatch(text)
    if match is None or len(text) > _LARGEST:
        return None
    nodes = _top_level(match[1])
    return _entries(match[1], nodes) if nodes is not None else None


@dataclass(frozen=True)
class _Node:
    key: str
    line: int
    value: tuple[Any, ...]
    items: tuple[tuple[str, int], ...] | None
    end: tuple[int, int] | None  # line and column behind a scalar of one line


def _place(mark: Any) -> tuple[int, int]:
    """Line and column, from 0. The parser always gives marks, although its types allow none."""
    return mark.line, mark.column


def _top_level(text: str) -> list[_Node] | None:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        events = list(yaml.parse(text, Loader=loader))
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    # The document is one mapping in block style: its events stand between the two of stream, document, mapping.
    if len(events) < 6 or not isinstance(events[2], yaml.MappingStartEvent) or events[2].flow_style:
        return None
    nodes: list[_Node] = []
    at = 3
    while not isinstance(events[at], yaml.MappingEndEvent):
        key = events[at]
        if not isinstance(key, yaml.ScalarEvent) or _place(key.start_mark)[1]:
            return None
        end = _node_end(events, at + 1)
        nodes.append(_node(key, events[at + 1 : end]))
        at = end
    keys = [node.key for node in nodes]
    lines = [node.line for node in nodes]
    sound = len(set(keys)) == len(keys) and len(set(lines)) == len(lines)
    # What refers to another place of the file cannot be carried over by itself.
    anchored = any(isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) for event in events)
    return nodes if sound and not anchored else None


def _node_end(events: Sequence[Any], at: int) -> int:
    import yaml

    depth = 0
    while True:
        event = events[at]
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        at += 1
        if depth == 0:
            return at


def _node(key: Any, events: Sequence[Any]) -> _Node:
    import yaml

    value = tuple((type(event).__name__, getattr(event, "value", None)) for event in events)
    line = _place(key.start_mark)[0]
    first = events[0]
    if isinstance(first, yaml.ScalarEvent):
        end = _place(first.end_mark)
        return _Node(key.value, line, value, None, end if end[0] == line else None)
    scalars = events[1:-1]
    items = None
    if isinstance(first, yaml.SequenceStartEvent) and all(isinstance(e, yaml.ScalarEvent) for e in scalars):
        items = tuple((event.value, _place(event.start_mark)[0]) for event in scalars)
    return _Node(key.value, line, value, items, None)


def _entries(text: str, nodes: Sequence[_Node]) -> FrontMatter:
    lines = text.split("\n")[:-1]
    entries: list[Entry] = []
    start = 0
    for node, following in zip(nodes, [*nodes[1:], None], strict=True):
        end = following.line if following else len(lines)
        own = end
        while own > node.line + 1 and (not lines[own - 1].strip() or lines[own - 1].startswith("#")):
            own -= 1
        comment = ""
        if node.end is not None:
            comment = lines[node.end[0]][node.end[1] :].rstrip()
        items = (
            tuple((word, line - node.line) for word, line in node.items) if node.items is not None else None
        )
        entries.append(
            Entry(
                node.key,
                _text(lines[start : node.line]),
                _text(lines[node.line : own]),
                node.value,
                items,
                comment,
            )
        )
        start = own
    return FrontMatter(tuple(entries), _text(lines[start:]))


def _text(lines: Sequence[str]) -> str:
    return "".join(line + "\n" for line in lines)


def merge_front_matter(base: FrontMatter | None, yours: FrontMatter, new: FrontMatter, labels: Labels) -> str:
    """The front matters of three versions as one, with its marks. Without a base, every difference is a conflict.

    Keys that only the person has are kept, and keys that only the new rendering has are added.
    """
    merger = _FrontMerge(base, yours, new, labels)
    return f"---\n{merger.merge()}---\n"


class _FrontMerge:
    def __init__(
        self, base: FrontMatter | None, yours: FrontMatter, new: FrontMatter, labels: Labels
    ) -> None:
        self.base, self.yours, self.new, self.labels = base, yours, new, labels

    def merge(self) -> str:
        pieces: list[tuple[str, str]] = []
        for entry in self.yours.entries:
            pieces.append((entry.key, entry.above + self._entry(entry)))
        for index, entry in enumerate(self.new.entries):
            if self.yours.get(entry.key) is None:
                text = self._not_yours(entry)
                if text:
                    pieces.insert(self._place(index, [key for key, _ in pieces]), (entry.key, text))
        return "".join(text for _, text in pieces) + self.yours.below

    def _place(self, index: int, keys: list[str]) -> int:
        """Behind the nearest key that stands before it in the new rendering."""
        for entry in reversed(self.new.entries[:index]):
            if entry.key in keys:
                return keys.index(entry.key) + 1
        return 0

    def _not_yours(self, new: Entry) -> str:
        """A key that the person does not have: new, or removed by the person."""
        was = self.base.get(new.key) if self.base else None
        if was is None:
            return new.text
        return "" if was.value == new.value else self._conflict(was, None, new)

    def _entry(self, yours: Entry) -> str:
        was = self.base.get(yours.key) if self.base else None
        new = self.new.get(yours.key)
        if new is None:
            if was is None:
                return yours.text
            return "" if was.value == yours.value else self._conflict(was, yours, None)
        if new.value == yours.value or (was is not None and was.value == new.value):
            return yours.text
        if was is not None and was.value == yours.value:
            taken = _take(yours, new)
        elif was is not None:
            taken = _merge_lists(was, yours, new)
        else:
            taken = None
        return self._conflict(was, yours, new) if taken is None else taken

    def _conflict(self, was: Entry | None, yours: Entry | None, new: Entry | None) -> str:
        text = f"{OPEN} {self.labels.yours}\n{yours.text if yours else ''}"
        if self.base is not None:
            text += f"{BASE} {self.labels.base}\n{was.text if was else ''}"
        return text + f"{MIDDLE}\n{new.text if new else ''}{CLOSE} {self.labels.new}\n"


def _take(yours: Entry, new: Entry) -> str | None:
    """The new value in place of one that the person has not changed, with the person's comment."""
    if yours.comment and new.text.count("\n") == 1 and not new.comment:
        return new.text.rstrip("\n") + yours.comment + "\n"
    if yours.items is not None and _COMMENT.search(yours.text):
        was = replace(yours, text=yours.text)
        return _merge_lists(was, yours, new)
    if _COMMENT.search(yours.text.removesuffix(yours.comment + "\n")) and yours.text != new.text:
        return None if yours.text.count("\n") > 1 else new.text
    return new.text


def _merge_lists(was: Entry, yours: Entry, new: Entry) -> str | None:
    """Lists of words: what either side added is in, what either removed is out. None when they are none."""
    if was.items is None or yours.items is None or new.items is None:
        return None
    before, ours, theirs = ([word for word, _ in entry.items or ()] for entry in (was, yours, new))
    gone = [word for word in before if word not in theirs]
    added = [word for word in theirs if word not in before and word not in ours]
    lines = yours.text.split("\n")[:-1]
    one_each = len({line for _, line in yours.items}) == len(yours.items) == len(lines) - 1
    if one_each and yours.items:
        removed = {line for word, line in yours.items if word in gone}
        first = lines[yours.items[0][1]]
        indent = first[: len(first) - len(first.lstrip())]
        kept = [line for at, line in enumerate(lines) if at not in removed]
        if len(kept) == 1 and not added:
            return f"{kept[0]} []\n"
        return _text(kept) + "".join(f"{indent}{line}\n" for line in dump(added).splitlines() if added)
    if _COMMENT.search(yours.text):
        return None
    return dump({yours.key: [word for word in ours if word not in gone] + added})
