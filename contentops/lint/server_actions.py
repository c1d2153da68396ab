"""What an editor offers about a finding: words to show, and edits that mend or suppress it. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from contentops.lint.finding import Finding
from contentops.lint.fixes import EDITABLE, find_edits, fix_text
from contentops.lint.inputs import read_input
from contentops.lint.lookup import Known
from contentops.text_width import clean_line

Lint = Callable[[str], Sequence[Finding]]

_MOST_SHOWN = 8
_MARKUP = "*_~`<>[]&|\\"
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~!])")
_BLANK = re.compile(r"[…〈〉{}【】]|<[^>]*>|\.\.\.")
_ADVICE = re.compile(
    r"(?:写明|写出|写清|写上|改写|改为|改成|改用|删去|删除|去掉|用数据|用事实|说明|注明|标明|列出|给出|提供|补充|附上|核实|确认|请|不要|避免"
    r"|(?:name|give|say|state|add|remove|delete|drop|leave|cite|quote|show|describe|write|use|avoid|replace|explain|put|spell|tell|link|check)\b)",
    re.IGNORECASE,
)


_DELETE = re.compile(
    r"(?:删去|删除|去掉|删掉)(?:该词|此词|它|该字)?|(?:delete|remove|drop) (?:it|the word)", re.IGNORECASE
)


class TextEdit(NamedTuple):
    """The source characters `start` to `end` become `text`."""

    start: int
    end: int
    text: str


class Action(NamedTuple):
    """Something a person can choose. `preferred`: what an editor may do when asked to just mend it."""

    title: str
    edit: TextEdit
    preferred: bool = False


def describe(finding: Finding, known: Known | None) -> str:
    """A finding in Markdown, for a hover: why, after which law or rule, what instead, and when it is fine."""
    subject = finding.term or finding.text or finding.rule
    lines = [f"**{finding.severity}** · {_escape(subject)}", "", _escape(finding.message)]
    if finding.source:
        lines += ["", f"Source: {_escape(finding.source)}"]
    if finding.suggestions:
        lines += ["", "Instead:", *(f"- {_escape(suggestion)}" for suggestion in finding.suggestions)]
    if known is not None:
        lines += list(_describe_entry(known))
        lines += ["", f"List: {_escape(known.taboo.title)} (`{known.taboo.name}`)"]
    else:
        lines += ["", f"Rule: `{finding.rule}`"]
    return "\n".join(lines)


def _describe_entry(known: Known) -> Iterator[str]:
    exemptions = known.exemptions
    if exemptions:
        yield from ("", "Fine, or less grave, when:")
        for exemption in exemptions:
            kept = f" (then a {exemption.severity})" if exemption.severity else ""
            source = f", {exemption.source}" if exemption.source else ""
            yield f"- {_escape(exemption.title + source)}{kept}"
    contexts = known.entry.contexts
    if contexts:
        shown = ", ".join(_escape(context) for context in contexts[:_MOST_SHOWN])
        more = f" and {len(contexts) - _MOST_SHOWN} more" if len(contexts) > _MOST_SHOWN else ""
        yield from ("", f"Fine inside: {shown}{more}")


def _escape(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", clean_line(text))


def is_advice(suggestion: str) -> bool:
    """Whether a suggestion tells a person what to do and is no text to put in."""
    return _ADVICE.match(suggestion) is not None


def suggest_edits(text: str, kind: str, finding: Finding) -> list[Action]:
    """An action for each suggestion that is text, also for one with blanks that a person then fills in."""
    if kind not in EDITABLE or not finding.text or text[finding.start : finding.end] != finding.text:
        return []
    actions = []
    for suggestion in finding.suggestions:
        if _DELETE.fullmatch(suggestion):
            deletion = TextEdit(finding.start, finding.end, "")
            if not _shows_markup(text, kind, deletion):
                actions.append(Action(f"Delete “{clean_line(finding.text)}”", deletion))
            continue
        if is_advice(suggestion):
            continue
        one = finding._replace(suggestions=(suggestion,))
        edit = next((TextEdit(*found[:3]) for found in find_edits(text, kind, [one], ())), None)
        as_it_is = edit is not None
        edit = edit or TextEdit(finding.start, finding.end, suggestion)
        if not as_it_is and _shows_markup(text, kind, edit):
            continue
        fill = " and fill it in" if _BLANK.search(suggestion) else ""
        title = f"Replace with “{clean_line(edit.text)}”{fill}"
        actions.append(Action(title, edit, preferred=as_it_is and len(finding.suggestions) == 1))
    return actions


def _shows_markup(text: str, kind: str, edit: TextEdit) -> bool:
    """Whether the edit would tear a piece of markup apart, so that readers see the rest of it."""
    before = read_input(text, "", kind).visible.text
    after = read_input(text[: edit.start] + edit.text + text[edit.end :], "", kind).visible.text
    return any(after.count(mark) > before.count(mark) + edit.text.count(mark) for mark in _MARKUP)


def suppress_edits(text: str, kind: str, finding: Finding, lint: Lint) -> list[Action]:
    """Actions that put a suppression in, on the finding's line and for the whole file; the person writes the reason.

    Where a comment can stand depends on the text: each place is tried, and taken when the finding is
    silent with it and everything else is as before. Until the reason is written the suppression is itself a finding.
    """
    if kind not in EDITABLE:
        return []
    name = _suppressed_name(finding)
    before = lint(text)
    actions = []
    for title, places in (
        (f"Suppress {name} on this line with a reason …", _line_places(text, kind, finding, name)),
        (f"Suppress {name} in this file with a reason …", _file_places(text, kind, name)),
    ):
        for at, opening, closing in places:
            tried = text[:at] + f"{opening}reason{closing}" + text[at:]
            found = lint(tried)
            silent = not any(_is_same(one, finding) and not _moved(one, finding, at) for one in found)
            if silent and len(found) < len(before) and _complaints(found) <= _complaints(before):
                actions.append(Action(title, TextEdit(at, at, opening + closing)))
                break
    return actions


def _complaints(findings: Sequence[Finding]) -> int:
    return sum(one.rule.endswith("-suppression") for one in findings)


def _suppressed_name(finding: Finding) -> str:
    name = finding.term or finding.rule
    plain = re.fullmatch(r"[^\s,，、:：\"“”`<>\-][^,，、:：\"“”`<>\r\n]{0,60}", name) and "--" not in name
    if plain:
        return name
    written = clean_line(finding.text)
    if '"' not in name and "--" not in name and len(name) <= 60 and not re.search(r"[\r\n]", name):
        return f'"{name}"'
    return f'"{written}"' if written and not re.search(r'"|--', written) else (finding.list or finding.rule)


def _is_same(one: Finding, other: Finding) -> bool:
    return (one.rule, one.list, one.term, one.text) == (other.rule, other.list, other.term, other.text)


def _moved(one: Finding, other: Finding, at: int) -> bool:
    """Whether `one` is another place with the same words, not `other` after something was put in at `at`."""
    return one.start < other.start if at > other.start else one.line not in (other.line, other.line + 1)


_Place = tuple[int, str, str]
"""Where to put a suppression in, what stands before its reason and what after."""


def _line_places(text: str, kind: str, finding: Finding, name: str) -> Iterator[_Place]:
    start, end = _line_at(text, finding.start)
    newline = "\r\n" if "\r\n" in text else "\n"
    indent = re.match(r"[ \t]*", text[start:end])
    margin = indent.group() if indent else ""
    if kind == "text":
        yield start, f"# contentops-disable-next-line {name}: ", newline
        return
    _, last = _line_at(text, max(finding.end - 1, finding.start))
    yield last, f" <!-- contentops-disable-line {name}: ", " -->"
    yield end, f" <!-- contentops-disable-line {name}: ", " -->"
    if kind == "markdown":
        yield end, f"  # contentops-disable-line {name}: ", ""
        yield start, f"{margin}# contentops-disable-next-line {name}: ", newline
    yield start, f"{margin}<!-- contentops-disable-next-line {name}: ", f" -->{newline}"


def _file_places(text: str, kind: str, name: str) -> Iterator[_Place]:
    newline = "\r\n" if "\r\n" in text else "\n"
    end = len(text)
    gap = "" if not text or text.endswith(("\n", "\r")) else newline
    if kind == "text":
        yield end, f"{gap}# contentops-disable-file {name}: ", newline
    else:
        yield end, f"{gap}{newline}<!-- contentops-disable-file {name}: ", f" -->{newline}"


def _line_at(text: str, offset: int) -> tuple[int, int]:
    start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    ends = [at for at in (text.find("\n", offset), text.find("\r", offset)) if at >= 0]
    return start, min(ends, default=len(text))


def fix_all_edit(text: str, name: str, kind: str, lint: Lint, advice: frozenset[str]) -> TextEdit | None:
    """The edit that does what `contentops lint --fix` does; None when there is nothing to put in."""
    fixed = fix_text(text, name, kind, lint, advice)
    if fixed.text == text:
        return None
    start = 0
    limit = min(len(text), len(fixed.text))
    while start < limit and text[start] == fixed.text[start]:
        start += 1
    tail = 0
    while tail < limit - start and text[len(text) - tail - 1] == fixed.text[len(fixed.text) - tail - 1]:
        tail += 1
    return TextEdit(start, len(text) - tail, fixed.text[start : len(fixed.text) - tail])
