"""Where the suppressions of a text stand and what they say; what they mean is `contentops.lint.suppressions`.

Read are HTML comments in Markdown (outside code) and in HTML, `#` comments and the key `lint-disable` in
front matter, and in plain text, which has no comments, lines that begin with `#` or `//` or are an HTML comment.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

EVERY_BAN = "taboo-word"
"""The rule behind every list: silenced in a whole file, nothing of any list would be seen there any more."""

_TOO_MUCH = f"{EVERY_BAN} is every ban of every list, too much for a whole file; name the list or the term"

VERBS = ("disable-next-line", "disable-line", "disable-file", "disable", "enable")


class Name(NamedTuple):
    """A name in a suppression and its place in the source."""

    text: str
    start: int
    end: int


class Directive(NamedTuple):
    """One suppression as written.

    `verb` is one of `VERBS`. `start` and `end` are source offsets of the whole comment; `target` is the
    offset in the line that `disable-next-line` is about. With a `problem` nothing is to be silenced.
    """

    verb: str
    names: tuple[Name, ...]
    reason: str
    start: int
    end: int
    target: int
    problem: str = ""


_COMMENT = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)
_TEXT_LINE = re.compile(
    r"^[ \t\ufeff]*(?:<!--(?P<html>[^\r\n]*?)-->|(?:#+|//+)(?P<line>[^\r\n]*))[ \t]*$", re.MULTILINE
)
_MATTER_COMMENT = re.compile(r"(?:^|[ \t])#+([^\r\n]*)", re.MULTILINE)
_WRITTEN = re.compile(r"\s*contentops-((?:dis|en)[A-Za-z_-]*)")
_NAME = re.compile(
    r"\s*(?:\"([^\"\n]*)\"|“([^”\n]*)”|`([^`\n]*)`|([^,，、:：\"“`\s][^,，、:：]*?))\s*(?=[,，、:：]|\Z)"
)
_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\n|\r|\Z)")
_HTML_TOKEN = re.compile(
    r"<!--(.*?)(?:-->|\Z)|<(script|style|textarea|template|noscript)\b.*?(?:</\2\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_MATTER = re.compile(
    r"\ufeff?(---|\+\+\+)[ \t]*(?:\r\n|\n|\r)(.*?)^(?:\1|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE
)
_MATTER_KEY = re.compile(
    r"^(?:[\"']?lint[-_]disable[\"']?[ \t]*:|\[[ \t]*[\"']?lint[-_]disable[\"']?[ \t]*\])[ \t]*([^\r\n#]*)[^\r\n]*",
    re.MULTILINE,
)
_MATTER_ENTRY = re.compile(
    r"[ \t]*(?:- +)?(?:\"([^\"\r\n]+)\"|'([^'\r\n]+)'|([^\s#\"'=:][^\r\n=:]*?))[ \t]*[:=](?:[ \t]+|$)(.*)\Z"
)


def find_directives(source: str, markup: str) -> list[Directive]:
    """The suppressions in a text of kind `markup`, in order. Word files and workbooks have none."""
    comments = sorted(_find_comments(source, markup))
    targets = _next_lines(source, comments)
    found = [one for comment in comments if (one := _read(source, comment, targets)) is not None]
    if markup == "markdown":
        found += _front_matter_key(source)
    return sorted(found, key=lambda directive: (directive.start, directive.end))


class _Comment(NamedTuple):
    """A comment, and the part of it that is words."""

    start: int
    end: int
    first: int
    last: int


def _find_comments(source: str, markup: str) -> Iterator[_Comment]:
    if markup == "markdown":
        matter = _MATTER.match(source)
        if matter is not None:
            for match in _MATTER_COMMENT.finditer(source, *matter.span(2)):
                yield _Comment(*match.span(), *match.span(1))
        for start, end in _html_spans(source):
            for match in _COMMENT.finditer(source, start, end):
                yield _Comment(*match.span(), *match.span(1))
    elif markup == "html":
        for match in _HTML_TOKEN.finditer(source):
            if match.group(1) is not None:
                yield _Comment(*match.span(), *match.span(1))
    elif markup == "text":
        for match in _TEXT_LINE.finditer(source):
            yield _Comment(*match.span(), *match.span("html" if match.group("html") is not None else "line"))


def _html_spans(source: str) -> Iterator[tuple[int, int]]:
    """Where HTML stands in Markdown: what looks like a comment in code is no comment."""
    if "<!--" not in source:
        return
    from pyromark import Options, events_with_range

    from contentops.lint.inputs import make_readable

    start = 1 if source.startswith("\ufeff") else 0
    text = make_readable(source[start:])
    data = text.encode("utf-8")
    byte, char = 0, start
    options = Options.ENABLE_TABLES | Options.ENABLE_GFM | Options.ENABLE_YAML_STYLE_METADATA_BLOCKS
    for event, span in events_with_range(text, options=options, merge_text=False):
        if isinstance(event, str) or not ("InlineHtml" in event or event.get("Start") == "HtmlBlock"):
            continue
        offsets = []
        for edge in (span["start"], span["end"]):
            if edge < byte:  # cannot be: neither kind holds the other
                return
            char += len(data[byte:edge].decode("utf-8"))
            byte = edge
            offsets.append(char)
        yield offsets[0], offsets[1]


def _read(source: str, comment: _Comment, targets: dict[int, int]) -> Directive | None:
    """The suppression in a comment, or None when the comment is about something else."""
    written = _WRITTEN.match(source, comment.first, comment.last)
    if written is None:
        return None
    verb = written.group(1)
    if verb not in VERBS:
        from contentops.problem import suggest

        hint = suggest(verb, VERBS, noun="suppressions").replace("did you mean ", "did you mean contentops-")
        problem = f"there is no contentops-{verb}; {hint}"
        return Directive(verb, (), "", comment.start, comment.end, 0, problem)
    names: list[Name] = []
    cursor = written.end()
    reason = ""
    while (name := _NAME.match(source, cursor, comment.last)) is not None:
        group = name.lastindex or 1
        names.append(Name(name.group(group), *name.span(group)))
        cursor = name.end()
        if source[cursor : cursor + 1] not in (",", "，", "、") or cursor >= comment.last:
            break
        cursor += 1
    rest = source[cursor : comment.last].strip()
    if rest[:1] in (":", "："):
        reason, rest = rest[1:].strip(), ""
    problem = _find_problem(verb, names, reason, rest)
    target = targets[comment.end] if verb == "disable-next-line" else comment.start
    return Directive(verb, tuple(names), reason, comment.start, comment.end, target, problem)


def _find_problem(verb: str, names: list[Name], reason: str, rest: str) -> str:
    if rest:
        return f"cannot read {rest[:40]!r}; write contentops-{verb} NAME: reason"
    if verb == "enable":
        return ""
    if not names:
        return f"name what may stand here, a rule, a list or a term: contentops-{verb} NAME: reason"
    if verb == "disable-file" and any(name.text == EVERY_BAN for name in names):
        return _TOO_MUCH
    if not reason:
        written = ", ".join(name.text for name in names)
        return f"this silences nothing until it has a reason: contentops-{verb} {written}: reason"
    return ""


def _next_lines(source: str, comments: Sequence[_Comment]) -> dict[int, int]:
    """For the end of each comment the offset of the next line with something to read on it.

    Blank lines and other comments do not count. From the last comment to the first, so that a comment above
    another one need not look further than that.
    """
    starts = [comment.start for comment in comments]
    found: dict[int, int] = {}
    for comment in reversed(comments):
        found[comment.end] = _next_line(source, comment.end, comments, starts, found)
    return found


def _next_line(
    source: str, end: int, comments: Sequence[_Comment], starts: Sequence[int], known: dict[int, int]
) -> int:
    line = _LINE.match(source, end)
    while line is not None and line.end() < len(source):
        cursor = line.end()
        line = _LINE.match(source, cursor)
        if line is None or not line.group(1).strip():
            continue
        first = cursor + len(line.group(1)) - len(line.group(1).lstrip())
        number = bisect_right(starts, first) - 1
        if number < 0 or comments[number].end <= first or comments[number].start < cursor:
            return cursor
        last = comments[number].end
        if source[last : max(line.end(1), last)].strip():
            return cursor
        return known.get(last, cursor)
    return len(source)


def _front_matter_key(source: str) -> Iterator[Directive]:
    """`lint-disable:` in front matter, with a line `NAME: reason` for each name: they hold for the whole file."""
    matter = _MATTER.match(source)
    key = _MATTER_KEY.search(source, *matter.span(2)) if matter is not None else None
    if matter is None or key is None:
        return
    example = "write below it, indented, one line for each name: NAME: reason"
    if key.group(1).strip():
        yield Directive(
            "disable-file", (), "", *key.span(), 0, f"cannot read {key.group(1).strip()[:40]!r}; {example}"
        )
        return
    is_table = key.group().startswith("[")
    cursor = key.end()
    line = _LINE.match(source, cursor, matter.end(2))
    while line is not None and line.end() < matter.end(2):
        line = _LINE.match(source, line.end(), matter.end(2))
        if line is None or not line.group(1).strip() or line.group(1).lstrip().startswith("#"):
            continue
        text = line.group(1)
        if text.startswith("[") if is_table else not text.startswith((" ", "\t", "- ")):
            return
        yield _read_entry(source, line.start(1), line.end(1), example)


def _read_entry(source: str, start: int, end: int, example: str) -> Directive:
    entry = _MATTER_ENTRY.match(source, start, end)
    first = start + len(source[start:end]) - len(source[start:end].lstrip())
    last = start + len(source[start:end].rstrip())
    if entry is None:
        problem = f"cannot read {source[first:last][:40]!r}; {example}"
        return Directive("disable-file", (), "", first, last, 0, problem)
    group = next(number for number in (1, 2, 3) if entry.group(number) is not None)
    name = Name(entry.group(group), *entry.span(group))
    reason = re.sub(r"(?:^|[ \t])#.*", "", entry.group(4)).strip().strip("\"'").strip()
    problem = "" if reason else f"this silences nothing until it has a reason: {name.text}: reason"
    problem = _TOO_MUCH if name.text == EVERY_BAN else problem
    return Directive("disable-file", (name,), reason, first, last, 0, problem)
