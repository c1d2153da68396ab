"""How findings are printed, one module a format. A reporter returns text or bytes; someone else writes them.

Every module named here has a function `render(report: Report) -> str` (or `bytes`, where `binary`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from contentops.lint.reporters.report import Report


class Reporter(NamedTuple):
    """One format: where it is made and what it needs.

    `needs_sources`: the report's `sources` must hold the text of each file that has findings (of every
    file where `binary`). `binary`: what comes back is bytes, and belongs into a file rather than on a
    terminal. `suffix` is what the name of such a file ends with.
    """

    module: str
    help: str
    needs_sources: bool = False
    binary: bool = False
    suffix: str = ".txt"


REPORTERS = {
    "text": Reporter("text_report", "for people, in the terminal", needs_sources=True),
    "json": Reporter("json_report", "one JSON document", suffix=".json"),
    "jsonl": Reporter("jsonl_report", "one JSON object a line, one line a finding", suffix=".jsonl"),
    "sarif": Reporter("sarif_report", "SARIF 2.1.0, for code scanning", True, suffix=".sarif"),
    "github": Reporter("github_report", "annotations of a GitHub Actions run"),
    "junit": Reporter("junit_report", "JUnit XML, for the test view of a CI", suffix=".xml"),
    "checkstyle": Reporter("checkstyle_report", "Checkstyle XML", suffix=".xml"),
    "rdjson": Reporter("rdjson_report", "reviewdog's JSON", True, suffix=".json"),
    "rdjsonl": Reporter("rdjsonl_report", "reviewdog's JSON, one line a finding", True, suffix=".jsonl"),
    "html": Reporter("html_report", "one page for legal and PR, to open in a browser", True, suffix=".html"),
    "docx": Reporter("docx_report", "a Word file with the findings as comments", True, True, ".docx"),
}


def render_report(name: str, report: Report) -> str | bytes:
    """The report in the format called `name`, a key of `REPORTERS`; text ends with a line break or is empty.

    The module of a format is imported when it is asked for. Raises `KeyError` for an unknown name,
    and `ContentopsError` when `docx` is given a Word file that cannot be copied.
    """
    from importlib import import_module

    module = import_module(f"{__name__}.{REPORTERS[name].module}")
    rendered: str | bytes = module.render(report)
    return rendered
