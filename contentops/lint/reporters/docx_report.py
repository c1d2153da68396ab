"""Findings as comments in a Word file, for colleagues who read and answer there.

One Word file comes back as a copy of itself with comments; anything else (Markdown, text, several
files, a Word file that cannot be copied because it holds macros) as a new file with the text. Comments carry
no date, so that the same texts give the same bytes.
"""

from __future__ import annotations

from contentops.lint.inputs import kind_of
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

    return comment_draft(report.sources, report.findings, language)
