"""A baseline: the findings that were there when a team began, so that only new ones fail.

An entry is known by what it is about (file, rule, list, term), by what stands in the text and by the
sentence around it, and is counted. So it stays known when lines are added above it, when a paragraph is
wrapped anew, and when the file gets another name; it is new again when its sentence is rewritten,
because then somebody has to look at it anyway, and when it is written once more.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from contentops.errors import ContentopsError
from contentops.lint.finding import Finding

VERSION = 1
# 1: first version.

_REACH = 160
_LONGEST_TEXT = 200
_EDGE = re.compile(r"[。！？!?；;|]|\.(?=\s)|\n[ \t]*\r?\n|\n(?=[ \t>]{0,20}(?:[-*+#]|[0-9]{1,3}[.)、]))")
_DRESSING = re.compile(r"[\s*_~`>]+")


class Key(NamedTuple):
    """What makes two findings the same one. `sentence` is a digest of the sentence around the finding."""

    path: str
    rule: str
    list: str
    term: str
    text: str
    sentence: str


class Stale(NamedTuple):
    """An entry of the baseline that is found `times` less often than it says."""

    key: Key
    times: int


class Baseline:
    """The old findings of a run. `claim` takes from them what is found again; `stale` tells what is left."""

    def __init__(self, counts: Mapping[Key, int]) -> None:
        self._left = Counter(counts)

    def claim(self, keys: Sequence[Key]) -> list[bool]:
        """For each finding, in order, whether it is an old one."""
        return [self._take(key) for key in keys]

    def claim_renamed(self, keys: Sequence[Key], is_gone: Callable[[str], bool]) -> list[bool]:
        """The same among the entries of files that are gone, under whatever name."""
        by_rest: dict[Key, list[Key]] = {}
        for left in self._left:
            if is_gone(left.path):
                by_rest.setdefault(left._replace(path=""), []).append(left)
        return [any(self._take(left) for left in by_rest.get(key._replace(path=""), ())) for key in keys]

    def _take(self, key: Key) -> bool:
        if not self._left[key]:
            return False
        self._left[key] -= 1
        return True

    def stale(self, is_judged: Callable[[str], bool]) -> list[Stale]:
        """What was not claimed of the files that this run can judge, in order."""
        return [
            Stale(key, count) for key, count in sorted(self._left.items()) if count and is_judged(key.path)
        ]


def find_keys(path: str, findings: Iterable[Finding], text: str) -> list[Key]:
    """The keys of the findings in one file, whose text is `text`; `path` is relative to the baseline."""
    return [
        Key(path, found.rule, found.list, found.term, _shorten(found.text), _digest(text, found))
        for found in findings
    ]


def _shorten(text: str) -> str:
    return text if len(text) <= _LONGEST_TEXT else f"{text[:_LONGEST_TEXT]}…"


def _digest(text: str, found: Finding) -> str:
    """A digest of the sentence around a finding, without what a new line wrapping or emphasis changes."""
    from hashlib import sha256

    from contentops.lint.fold import fold

    if found.start == found.end:
        return ""  # about something that is not there
    first = max(0, found.start - _REACH)
    for edge in _EDGE.finditer(text, first, found.start):
        first = edge.end()
    edge_after = _EDGE.search(text, found.end, found.end + _REACH)
    last = edge_after.start() if edge_after else min(len(text), found.end + _REACH)
    if text[first:last].lstrip().startswith("#"):
        line_end = text.find("\n", found.end, last)
        last = line_end if line_end >= 0 else last
    sentence = _DRESSING.sub("", fold(text[first:last]))
    return sha256(sentence.encode("utf-8", "replace")).hexdigest()[:16]


def render_baseline(keys: Iterable[Key]) -> str:
    """The file of a baseline: JSON with an entry a line in the order of files, so that changes are read easily."""
    counts = sorted(Counter(keys).items())
    lines = [json.dumps({**key._asdict(), "count": count}, ensure_ascii=False) for key, count in counts]
    entries = ",\n    ".join(lines)
    body = f"[\n    {entries}\n  ]" if lines else "[]"
    text = f'{{\n  "version": {VERSION},\n  "findings": {body}\n}}\n'
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


class BrokenBaseline(ContentopsError):  # noqa: N818  the plain words of the domain
    """A file that was given as a baseline and is none; the message says where and why."""


def parse_baseline(text: str, name: str) -> dict[Key, int]:
    """The entries of a baseline with their counts. Raises `BrokenBaseline` for a file that is none."""
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        place, why = f"{name}:{error.lineno}:{error.colno}", "here it is not JSON"
        if any(mark in text for mark in ("<<<<<<<", ">>>>>>>")):
            why = "it holds the marks of a merge that was not finished"
        raise _broken(place, why) from None
    except (ValueError, RecursionError):
        raise _broken(name, "its JSON holds a number or depth that no baseline has") from None
    if not isinstance(document, dict) or "findings" not in document or "version" not in document:
        raise _broken(name, "it has no version and findings")
    if document["version"] != VERSION:
        message = f"it is of version {str(document['version'])[:20]}, and this program writes {VERSION}"
        raise _broken(name, message)
    entries = document["findings"]
    if not isinstance(entries, list):
        raise _broken(name, "its findings are no list of entries")
    return dict(_parse_entry(entry, number, text, name) for number, entry in enumerate(entries, 1))


def _parse_entry(entry: Any, number: int, text: str, name: str) -> tuple[Key, int]:
    why = _why_no_entry(entry)
    if why:
        raise _broken(_place_entry(text, number, name), f"entry {number} {why}")
    return Key(*(entry[field] for field in Key._fields)), entry["count"]


def _why_no_entry(entry: Any) -> str:
    """What is wrong with an entry, or ""."""
    if not isinstance(entry, dict):
        return "is not in braces"
    for field in Key._fields:
        if not isinstance(entry.get(field), str):
            return f"has no text for {field}"
    count = entry.get("count")
    if not isinstance(count, int) or isinstance(count, bool) or count < 1:
        return "has no count above 0"
    return ""


def _place_entry(text: str, number: int, name: str) -> str:
    """Where an entry stands: a line each, as they are written; else only the file's name."""
    starts = list(re.finditer(r"^[ \t]+(?=\{)", text, re.MULTILINE))
    if len(starts) < number:
        return name
    start = starts[number - 1]
    return f"{name}:{text.count(chr(10), 0, start.start()) + 1}:{start.end() - start.start() + 1}"


def _broken(place: str, why: str) -> BrokenBaseline:
    hint = "restore the file, or write it anew with --write-baseline, which keeps a copy"
    return BrokenBaseline(f"{place}: not a baseline of the linter: {why}", hint=hint)
