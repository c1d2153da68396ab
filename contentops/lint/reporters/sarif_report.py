"""Findings as SARIF 2.1.0, for code scanning and editors.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html. A rule of SARIF
is one of our rules together with the list behind it, so that a viewer groups what one law or one company
list forbids. Columns count code points, as everywhere in contentops.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from urllib.parse import quote

from contentops import __version__
from contentops.lint.finding import Finding
from contentops.lint.fixes import Edit
from contentops.lint.reporters.json_text import dump_rows
from contentops.lint.reporters.message import finding_details, finding_message, rule_name
from contentops.lint.reporters.offered_fixes import offered_fix
from contentops.lint.reporters.report import Report, Suppressed
from contentops.lint.reporters.rule_texts import RuleText, rule_texts

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ORDER = ("note", "warning", "error")
# Braces are placeholders of SARIF messages (3.11.5), a bracket before `](` opens a link (3.11.6).
_BRACE = re.compile(r"[{}]")
_LINK = re.compile(r"\[(?=[^\]]{0,200}\]\()")
_LINE_END = re.compile(r"\r\n|\r|\n")
_REACH = 200


def render(report: Report) -> str:
    """See `REPORTERS`."""
    every: list[tuple[Finding, Suppressed | None]] = [
        *((finding, None) for finding in report.findings),
        *((item.finding, item) for item in report.suppressed),
    ]
    every = [(_without_mark(finding, report.sources), accepted) for finding, accepted in every]
    findings = [finding for finding, _ in every]
    texts = rule_texts(findings, report.lists)
    rules = {name: number for number, name in enumerate(texts)}
    names = dict.fromkeys([*report.sources, *(finding.path for finding in findings)])
    paths = {path: number for number, path in enumerate(names)}
    results = [
        {
            **_result(finding, rules, paths, report.sources),
            "partialFingerprints": {"contentops/v1": fingerprint},
        }
        | ({"suppressions": [_suppression(accepted)]} if accepted else {})
        for (finding, accepted), fingerprint in zip(
            every, _fingerprints(findings, report.sources), strict=True
        )
    ]
    driver = {
        "name": "contentops",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(text) for text in texts.values()],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "defaultEncoding": "utf-8",
        "artifacts": [{"location": {"uri": _uri(path)}, "roles": ["analysisTarget"]} for path in paths],
        "results": [],
    }
    return dump_rows({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, "results", results)


def _rule(text: RuleText) -> dict[str, object]:
    return {
        "id": text.name,
        "shortDescription": {"text": _plain(text.title)},
        "fullDescription": {"text": _plain(text.summary)},
        "help": {"text": _plain(text.help), "markdown": _braces(text.help)},
        "defaultConfiguration": {"level": max(text.severities, key=_ORDER.index)},
        "properties": {"tags": list(text.tags)},
    }


def _result(
    finding: Finding, rules: Mapping[str, int], paths: Mapping[str, int], sources: Mapping[str, str]
) -> dict[str, object]:
    name = rule_name(finding)
    message = "\n".join([finding_message(finding), *finding_details(finding)])
    result: dict[str, object] = {
        "ruleId": name,
        "ruleIndex": rules[name],
        "level": finding.severity,
        "message": {"text": _plain(message)},
        "locations": [_location(finding, paths)],
        "properties": {
            "category": finding.category,
            "term": finding.term,
            "suggestions": list(finding.suggestions),
        },
    }
    fix = offered_fix(finding, sources.get(finding.path, ""))
    if fix is not None:
        result["fixes"] = [_fix(finding, paths, fix)]
    return result


def _suppression(accepted: Suppressed) -> dict[str, object]:
    suppression: dict[str, object] = {
        "kind": "external" if accepted.in_baseline else "inSource",
        "status": "accepted",
    }
    if accepted.reason:
        suppression["justification"] = accepted.reason
    return suppression


def _location(finding: Finding, paths: Mapping[str, int]) -> dict[str, object]:
    region = {**_region(finding), "snippet": {"text": finding.text}}
    location: dict[str, object] = {
        "physicalLocation": {"artifactLocation": _artifact(finding, paths), "region": region}
    }
    if finding.place:
        location["logicalLocations"] = [{"fullyQualifiedName": finding.place}]
    return location


def _fix(finding: Finding, paths: Mapping[str, int], fix: Edit) -> dict[str, object]:
    # An article before the word may change with it; it stands on the same line.
    region = _region(finding) | {"startColumn": finding.column - (finding.start - fix.start)}
    replacement = {"deletedRegion": region, "insertedContent": {"text": fix.text}}
    change = {"artifactLocation": _artifact(finding, paths), "replacements": [replacement]}
    return {"description": {"text": _plain(f"write {fix.text}")}, "artifactChanges": [change]}


def _without_mark(finding: Finding, sources: Mapping[str, str]) -> Finding:
    """The finding with columns that do not count a byte order mark (3.30: it changes no region)."""
    if not sources.get(finding.path, "").startswith("\ufeff"):
        return finding
    return finding._replace(
        column=max(finding.column - (finding.line == 1), 1),
        end_column=max(finding.end_column - (finding.end_line == 1), 1),
    )


def _region(finding: Finding) -> dict[str, object]:
    return {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": finding.end_line,
        "endColumn": finding.end_column,
    }


def _artifact(finding: Finding, paths: Mapping[str, int]) -> dict[str, object]:
    return {"uri": _uri(finding.path), "index": paths[finding.path]}


def _uri(path: str) -> str:
    """A path as a URI reference: relative ones stay relative, absolute ones become `file:` URIs."""
    encoded = quote(path.encode("utf-8", "replace"), safe="/-._~")
    return f"file://{encoded}" if path.startswith("/") else encoded


def _plain(text: str) -> str:
    return _LINK.sub(r"\\[", _braces(text))


def _braces(text: str) -> str:
    return _BRACE.sub(lambda match: match.group() * 2, text)


def _fingerprints(findings: Sequence[Finding], sources: Mapping[str, str]) -> Iterator[str]:
    """For each finding what tells it from others of its file, however far the lines above it move.

    That is its line, and its rank among findings that look the same.
    """
    seen: dict[tuple[str, ...], int] = {}
    for finding in findings:
        source = sources.get(finding.path, "")
        before = _LINE_END.split(source[max(finding.start - _REACH, 0) : finding.start])[-1]
        after = _LINE_END.split(source[finding.end : finding.end + _REACH])[0]
        line = (before.strip(), finding.text, after.strip())
        key = (finding.path, finding.rule, finding.list, finding.term, *line)
        rank = seen[key] = seen.get(key, 0) + 1
        stable = "\0".join((*key[1:], str(rank)))
        yield sha256(stable.encode("utf-8", "surrogatepass")).hexdigest()[:32]
