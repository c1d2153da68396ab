"""One text being linted: its source, what is visible of it, and how a place becomes a finding."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from contentops.lint.draft_settings import DraftSettings
from contentops.lint.finding import Finding
from contentops.lint.fold import fold
from contentops.lint.taboo import Circumstances, Disguises, Severity, TabooList
from contentops.lint.visible import VisibleText
from contentops.lint.words import detect_languages

if TYPE_CHECKING:
    from contentops.lint.outline import Outline
    from contentops.lint.parts import Parts


class Document:
    """What a rule works on: `folded` has the offsets of `visible.text`, findings those of `source`.

    `markup` says what the source is: markdown, text, html, docx or xlsx.
    """

    def __init__(
        self,
        path: str,
        source: str,
        visible: VisibleText,
        lists: Sequence[TabooList] = (),
        markup: str = "markdown",
        circumstances: Circumstances = Circumstances(),
        disguises: Disguises = "normal",
        draft: DraftSettings = DraftSettings(),
    ) -> None:
        self.path = path
        self.source = source
        self.visible = visible
        self.lists = lists
        self.markup = markup
        self.circumstances = circumstances
        self.disguises = disguises
        self.draft = draft

    @cached_property
    def folded(self) -> str:
        """The visible text, folded for comparison."""
        return fold(self.visible.text)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages the text is read with."""
        return detect_languages(self.folded)

    @cached_property
    def outline(self) -> Outline:
        """Front matter, blocks, links and images."""
        from contentops.lint.outline import read_outline

        return read_outline(self.source, self.visible, self.markup)

    @cached_property
    def parts(self) -> Parts:
        """The parts of a draft that were recognised: headline, lead, boilerplate, contact."""
        from contentops.lint.parts import find_parts

        return find_parts(self.source, self.outline, self.visible.text)

    @cached_property
    def kind(self) -> str:
        """The kind of draft, as the settings or the front matter say it; "" when nobody says."""
        if self.draft.kind:
            return self.draft.kind
        if not self.source.startswith(("---", "+++", "\ufeff")):
            return ""
        from contentops.lint.front_fields import read_fields
        from contentops.lint.kinds import kind_of_fields

        return kind_of_fields(read_fields(self.source))

    @cached_property
    def line_starts(self) -> list[int]:
        """Source offsets of the first character of each line; a line ends at LF, CRLF or CR."""
        if "\r" in self.source:
            return [0, *(end.end() for end in re.finditer(r"\r\n?|\n", self.source))]
        return [0, *accumulate(len(line) + 1 for line in self.source.split("\n"))]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, from 1, of a source offset."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def finding(
        self,
        rule: str,
        severity: Severity,
        start: int,
        end: int,
        message: str,
        *,
        taboo: str = "",
        category: str = "",
        term: str = "",
        source: str = "",
        suggestions: Sequence[str] = (),
    ) -> Finding:
        """A finding over the visible characters `start` to `end`, placed in the source."""
        first, last = self.visible.source_span(start, end)
        return self.finding_at(
            rule,
            severity,
            first,
            last,
            message,
            taboo=taboo,
            category=category,
            term=term,
            source=source,
            suggestions=suggestions,
        )

    def finding_at(
        self,
        rule: str,
        severity: Severity,
        first: int,
        last: int,
        message: str,
        *,
        taboo: str = "",
        category: str = "",
        term: str = "",
        source: str = "",
        suggestions: Sequence[str] = (),
    ) -> Finding:
        """A finding over the source from `first` to `last`."""
        line, column = self.place(first)
        end_line, end_column = self.place(last)
        return Finding(
            path=self.path,
            rule=rule,
            severity=severity,
            list=taboo,
            category=category,
            term=term,
            text=self.source[first:last],
            message=message,
            source=source,
            suggestions=tuple(suggestions),
            line=line,
            column=column,
            end_line=end_line,
            end_column=end_column,
            start=first,
            end=last,
        )
