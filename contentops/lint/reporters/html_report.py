"""Findings as one page for legal and PR: each text with its highlights, and a row for each finding.

The page is one file without scripts, pictures or links to elsewhere, and says so in its content security policy:
it can be mailed, filed and printed, and what a text says cannot make it do anything. Its filters are style
sheets; a browser that does not know them shows everything.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from contentops import __version__
from contentops.lint.finding import Finding
from contentops.lint.reporters.marked_text import (
    Character,
    Line,
    Piece,
    mark_text,
    replace_unseen,
    show_unseen,
)
from contentops.lint.reporters.message import by_file
from contentops.lint.reporters.page_words import WORDS, page_language
from contentops.lint.reporters.report import Report
from contentops.lint.reporters.rule_words import message_in, title_in
from contentops.lint.reporters.summary import Summary, summarize
from contentops.lint.taboo import SEVERITIES
from contentops.resources import template_dir

if TYPE_CHECKING:
    from jinja2 import Environment


_SHOWN = 60


class Row(NamedTuple):
    """One finding: its number on the page, and the number of the list or rule it comes from."""

    number: int
    finding: Finding
    found: tuple[Character, ...]
    group: int


class Group(NamedTuple):
    """What one list or rule found; the worst come first."""

    number: int
    name: str
    title: str
    summary: Summary


class File(NamedTuple):
    """One text with its findings."""

    path: str
    rows: list[Row]
    summary: Summary
    lines: Iterator[Line]

    def classes(self, piece: Piece) -> str:
        """The severity of a piece, and the list where all its findings are of one."""
        first = self.rows[0].number
        groups = {self.rows[number - first].group for number in piece.owners}
        return f"{piece.severity} only-{groups.pop()}" if len(groups) == 1 else piece.severity


def render(report: Report) -> str:
    """See `REPORTERS`."""
    environment = _environment()
    language = page_language(report)
    report = report._replace(
        findings=[_say(finding, language) for finding in report.findings],
        suppressed=[one._replace(finding=_say(one.finding, language)) for one in report.suppressed],
    )
    groups = _groups(report, language)
    style = environment.get_template("report.css.jinja").render(groups=groups)
    return environment.get_template("report.html.jinja").render(
        words=WORDS[language],
        language="zh-CN" if language == "zh" else "en",
        version=__version__,
        style=style,
        style_hash=b64encode(sha256(style.encode()).digest()).decode(),
        severities=SEVERITIES,
        summary=report.summary,
        groups=groups,
        files=list(_files(report, groups)),
        clean=_clean(report),
        accepted=report.suppressed,
    )


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(template_dir("lint")),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _finalize(value: object) -> object:
    """Every word of a finding, a list or a path: nothing in it can be unseen, or reorder what is beside it."""
    plain = isinstance(value, str) and not hasattr(value, "__html__")
    return replace_unseen(str(value)) if plain else value


def _say(finding: Finding, language: str) -> Finding:
    return finding._replace(message=message_in(finding, language))


def _groups(report: Report, language: str) -> list[Group]:
    titles = {taboo.name: taboo.title for taboo in report.lists}
    found: dict[str, list[Finding]] = {}
    for finding in report.findings:
        found.setdefault(_group_name(finding), []).append(finding)
    counted = [(summarize(findings, 0), name) for name, findings in found.items()]
    counted.sort(key=lambda one: (-one[0].errors, -one[0].warnings, -one[0].notes, one[1]))
    return [
        Group(number, name, titles.get(name) or title_in(name, language), summary)
        for number, (summary, name) in enumerate(counted, 1)
    ]


def _group_name(finding: Finding) -> str:
    return finding.list or finding.rule


def _files(report: Report, groups: Sequence[Group]) -> Iterator[File]:
    numbers = {group.name: group.number for group in groups}
    number = 0
    for path, findings in by_file(report.findings).items():
        rows = []
        for finding in findings:
            number += 1
            found = show_unseen(_shorten(finding.text))
            rows.append(Row(number, finding, found, numbers[_group_name(finding)]))
        text = report.sources.get(path, "")
        lines = mark_text(text, [(row.number, row.finding) for row in rows])
        yield File(path, rows, summarize(findings, 1), lines)


def _shorten(text: str) -> str:
    """What a row shows of a finding that may be a whole paragraph; the text beside it has all of it."""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _clean(report: Report) -> list[str]:
    found = {finding.path for finding in report.findings}
    return [path for path in report.sources if path not in found]
