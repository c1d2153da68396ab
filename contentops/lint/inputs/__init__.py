"""What a file says, whatever kind it is: its text, what is visible of it, and where each part stands.

`read_input` takes the bytes of Markdown, plain text, HTML, DOCX and XLSX. It is pure, reads nothing beyond
what it is given (no links, no external entities), and is bounded: what would unpack to more memory than a
document can need is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from contentops.errors import ContentopsError

if TYPE_CHECKING:
    from contentops.lint.visible import VisibleText
    from contentops.problem import Problem

SUFFIXES: dict[str, str] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".mkd": "markdown",
    ".txt": "text",
    ".text": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".docm": "docx",
    ".dotx": "docx",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".xltx": "xlsx",
}
"""The kind of a file by its suffix in small letters; every other suffix is read as Markdown."""

_ZIP = b"PK\x03\x04"

KINDS = ("markdown", "text", "html", "docx", "xlsx")


class Places(Protocol):
    """Where the parts of an extracted text stand in the file it was taken from."""

    def name(self, offset: int) -> str:
        """The place of a character as people find it: `paragraph 12, run 3`, `Prices!B4`."""


class LintInput(NamedTuple):
    """One input, read.

    `text` is what offsets of findings count in: the decoded file (byte order mark included), or for DOCX
    and XLSX what was taken from it, one paragraph or cell a line. `places` is None where line and column say it all.
    `encoding` is what the bytes were decoded from, as Python names it ("" when the input was text already, or
    is no text file).
    """

    text: str
    visible: VisibleText
    kind: str
    places: Places | None = None
    encoding: str = ""


class UnreadableInput(ContentopsError):  # noqa: N818  the plain words of the domain
    """An input cannot be read; `problem` says why and, for text, at which line and column."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.path}: {problem.message}", hint=problem.hint)
        self.problem = problem


def kind_of(name: str) -> str:
    """The kind of the file called `name`: one of `KINDS`."""
    _, dot, suffix = name.rpartition(".")
    return SUFFIXES.get((dot + suffix).lower(), "markdown")


def read_input(data: bytes | str, name: str, kind: str | None = None) -> LintInput:
    """Read what is to be linted: the bytes of a file called `name`, or text that is decoded already.

    `kind` is one of `KINDS` and wins over the name's suffix. Never fails for `str`. Raises
    `UnreadableInput` for bytes that are damaged, encrypted, far too large or in no encoding we know.
    """
    kind = kind or kind_of(name)
    if isinstance(data, bytes) and data.startswith(_ZIP) and kind in ("markdown", "text"):
        kind = _kind_of_package(data) or kind  # standard input, or a file with a wrong suffix
    if kind == "docx" and isinstance(data, bytes):
        from contentops.lint.inputs.docx_input import read_docx

        return read_docx(data, name)
    if kind == "xlsx" and isinstance(data, bytes):
        from contentops.lint.inputs.xlsx_input import read_xlsx

        return read_xlsx(data, name)
    encoding = ""
    if isinstance(data, bytes):
        from contentops.lint.inputs.encoding import decode

        data, encoding = decode(data, name)
    return LintInput(data, _read_visible(make_readable(data), kind), kind, None, encoding)


def _kind_of_package(data: bytes) -> str:
    """The kind of an Office file by what is in it."""
    for kind, mark in (("docx", b"word/document"), ("xlsx", b"xl/workbook")):
        if mark in data:
            return kind
    return ""


def _read_visible(readable: str, kind: str) -> VisibleText:
    if kind == "html":
        from contentops.lint.inputs.html_input import read_html

        return read_html(readable)
    if kind == "markdown":
        from contentops.lint.markdown import read_markdown

        return read_markdown(readable)
    from contentops.lint.plain import read_plain

    return read_plain(readable)


def make_readable(text: str) -> str:
    """The text with a stand-in for each character that neither the parser nor the term search takes."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        text = "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
    return text.replace("\x00", "\ufffd")
