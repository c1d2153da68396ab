"""`{{ snippet("ID") }}`: a standing text of the workspace, included word for word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from jinja2 import TemplateRuntimeError
from markupsafe import Markup

from contentops.drafts.text import FactText, clean_text, escape_markdown, split_paragraphs
from contentops.models.base import Language, text_in
from contentops.models.snippets import SharedText
from contentops.problem import Problem, suggest

_CALL = re.compile(r"""\bsnippet\(\s*(["'])(.*?)\1""")


class UnknownSnippetError(TemplateRuntimeError):
    """A template includes a text that nobody has written down."""

    def __init__(self, name: str, known: Mapping[str, SharedText]) -> None:
        super().__init__("there is no text of this id in snippets.yaml")
        self.name = name
        self.hint = suggest(name, known, noun="texts")


def snippet_function(texts: Mapping[str, SharedText], language: Language) -> Callable[[str], str]:
    """What templates call: the words of a text; of several paragraphs, those as Markdown."""

    def snippet(name: str) -> str:
        text = texts.get(str(name))
        if text is None:
            raise UnknownSnippetError(str(name), texts)
        paragraphs = split_paragraphs(clean_text(text_in(text.text, language)))
        if len(paragraphs) == 1:
            return FactText(paragraphs[0])
        return Markup("\n\n").join(escape_markdown(one) for one in paragraphs)

    return snippet


def find_snippet_calls(source: str) -> Iterator[tuple[str, int, int]]:
    """The ids that a template includes as literals, each with line and column."""
    for match in _CALL.finditer(source):
        line = source.count("\n", 0, match.start(2)) + 1
        column = match.start(2) - (source.rfind("\n", 0, match.start(2)) + 1) + 1
        yield match[2], line, column


def snippet_problem(error: UnknownSnippetError, failed: Problem, source: str | None) -> Problem:
    """The problem of a failed template, at the id it names; `source` is the text of the failing file."""
    column = failed.column
    for name, line, start in find_snippet_calls(source or ""):
        if line == failed.line and name == error.name:
            column = start
            break
    return replace(failed, rule="unknown-snippet", column=column, got=error.name, hint=error.hint)
