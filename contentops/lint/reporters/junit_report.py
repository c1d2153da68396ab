"""Findings as JUnit XML: a test suite for each file, a test case for each finding.

What makes the run fail (errors, and warnings with `--fail-on warning`) is a failed test. Other findings
are tests that passed and say something; a file without findings is one test that passed. There is
no time in it: the same texts give the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence

from contentops.lint.finding import Finding
from contentops.lint.reporters.message import by_file, finding_details, finding_message, rule_name
from contentops.lint.reporters.report import Report
from contentops.lint.reporters.xml_text import DECLARATION, xml_attributes, xml_content


def render(report: Report) -> str:
    """See `REPORTERS`."""
    found = by_file(report.findings)
    suites = [
        _suite(path, found.get(path, []), report) for path in [*dict.fromkeys([*report.sources, *found])]
    ]
    tests = sum(max(len(found.get(path, [])), 1) for path in {**report.sources, **found})
    failures = sum(map(report.fails, report.findings))
    opening = xml_attributes(name="contentops lint", tests=tests, failures=failures, errors=0, time=0)
    return f"{DECLARATION}<testsuites{opening}>\n{''.join(suites)}</testsuites>\n"


def _suite(path: str, findings: Sequence[Finding], report: Report) -> str:
    failures = sum(map(report.fails, findings))
    attributes = xml_attributes(
        name=path, tests=max(len(findings), 1), failures=failures, errors=0, skipped=0, time=0
    )
    cases = [_case(finding, fails=report.fails(finding)) for finding in findings] or [
        f"    <testcase{xml_attributes(name='nothing found', classname=path, file=path, time=0)}/>\n"
    ]
    return f"  <testsuite{attributes}>\n{''.join(cases)}  </testsuite>\n"


def _case(finding: Finding, *, fails: bool) -> str:
    attributes = xml_attributes(
        name=f"{finding.line}:{finding.column} {rule_name(finding)}",
        classname=finding.path,
        file=finding.path,
        line=finding.line,
        time=0,
    )
    message = finding_message(finding)
    place = f"{finding.path}:{finding.line}:{finding.column}: {finding.severity}: {message}"
    details = xml_content("\n".join([place, *finding_details(finding)]))
    if fails:
        opening = xml_attributes(type=finding.severity, message=message)
        inner = f"      <failure{opening}>{details}</failure>\n"
    else:
        inner = f"      <system-out>{details}</system-out>\n"
    return f"    <testcase{attributes}>\n{inner}    </testcase>\n"
