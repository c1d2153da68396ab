"""What there is to say about each rule of a run: titles, summaries and help, from the rules and lists themselves."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from inspect import cleandoc
from typing import NamedTuple

from contentops.lint.finding import Finding
from contentops.lint.reporters.message import rule_name
from contentops.lint.taboo import SEVERITIES, Severity, TabooList


class RuleText(NamedTuple):
    """A rule, and the list behind it where there is one. `help` is Markdown."""

    name: str
    title: str
    summary: str
    help: str
    severities: tuple[Severity, ...]
    tags: tuple[str, ...]


def rule_texts(findings: Sequence[Finding], lists: Sequence[TabooList]) -> dict[str, RuleText]:
    """The rules behind `findings`, by name in alphabetical order."""
    by_list = {taboo.name: taboo for taboo in lists}
    grouped: dict[str, list[Finding]] = {}
    for finding in findings:
        grouped.setdefault(rule_name(finding), []).append(finding)
    return {
        name: _rule_text(name, found, by_list.get(found[0].list)) for name, found in sorted(grouped.items())
    }


def _rule_text(name: str, findings: Sequence[Finding], taboo: TabooList | None) -> RuleText:
    rule = findings[0].rule
    page = rule_page(rule)
    summary = page.partition("\n\n")[0].replace("\n", " ") or rule.replace("-", " ")
    title = taboo.title if taboo and taboo.title else summary
    sources = _distinct(finding.source for finding in findings)
    parts = [f"**{title}**", page] if title != summary else [page or summary]
    if sources:
        parts.append("\n".join(["Sources:", "", *(f"- {source}" for source in sources)]))
    return RuleText(
        name=name,
        title=title,
        summary=summary,
        help="\n\n".join(filter(None, parts)),
        severities=tuple(s for s in SEVERITIES if any(finding.severity == s for finding in findings)),
        tags=tuple(_distinct(finding.category for finding in findings)),
    )


def rule_page(rule: str) -> str:
    """The page of a rule: the docstring of its module; "" for what is in no table of rules."""
    from contentops.lint.rules import RULES

    for known in RULES:
        if known.name == rule:
            return cleandoc(sys.modules[known.find.__module__].__doc__ or "").removeprefix(f"{rule}: ")
    return ""


def _distinct(values: Iterable[str]) -> list[str]:
    return sorted({value for value in values if value})
