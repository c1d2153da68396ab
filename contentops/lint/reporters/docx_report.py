"""Findings as comments in a Word file, for colleagues who read and answer there.

One Word file comes back as a copy of itself with comments; anything else (Markdown, text, several
files, workbooks, a Word file that cannot be copied because it holds macros) as a new file with the text. Comments carry
no date, so that the same texts give the same bytes.
"""

from __future__ import annotations

from contentops.lint.inputs import Places, kind_of, read_input
from contentops.lint.reporters.page_words import page_language
from contentops.lint.reporters.report import Report


def render(report: Report) -> bytes:
    """See `REPORTERS`."""
    language = page_language(report)
    paths = list(report.sources)
    if len(paths) == 1 and paths[0] in report.originals and kind_of(paths[0]) == "docx":
        from contentops.lint.reporters.docx_copy import comment_copy

        try:
            return comment_copy(report.originals[paths[0]], report.findings, language)
        except ValueError:
            pass  # what was read from it can still be shown
    from contentops.lint.reporters.docx_draft import comment_draft

    return comment_draft(report.sources, report.findings, language, _find_cells(report))


def _find_cells(report: Report) -> dict[str, Places]:
    """Where each line of the text of a workbook stands."""
    found: dict[str, Places] = {}
    for path in report.sources:
        if path in report.originals and kind_of(path) == "xlsx":
            places = read_input(report.originals[path], path).places
            if places is not None:
                found[path] = places
    return found
