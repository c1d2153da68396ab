"""What a language server needs from the disk, and what it keeps of an open text. No protocol here."""

from __future__ import annotations

from asyncio import TimerHandle
from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from contentops.lint.finding import Finding
from contentops.lint.inputs import SUFFIXES, kind_of
from contentops.lint.run import PlannedDraft, RunSettings
from contentops.lint.server_text import EditorText
from contentops.problem import Problem

_LANGUAGES = {"markdown": ".md", "plaintext": ".txt", "text": ".txt", "html": ".html"}
_UNREAD = (".yaml", ".yml", ".json", ".toml", ".csv")


class Served(NamedTuple):
    """What the texts of one workspace (or of none) are linted with.

    `problems` are those of its lists and settings, `advice` the lists whose suggestions are for people only.
    """

    settings: RunSettings
    problems: Sequence[Problem] = ()
    advice: frozenset[str] = frozenset()


class Source(Protocol):
    """The disk as the server needs it. Roots and paths are paths of the file system; a root of None is no workspace."""

    def find_root(self, path: str) -> str | None:
        """The workspace that a file belongs to, or None."""

    def name_in(self, root: str, path: str) -> str | None:
        """How problems name a file, when it is one of the workspace's lists or its settings; else None."""

    def path_of(self, root: str, name: str) -> str:
        """The file that a problem names."""

    def load(self, root: str | None, unsaved: Mapping[str, str]) -> Served:
        """Lists and settings, `unsaved` texts taken instead of the files of those paths. The same object while
        nothing has changed."""

    def find_planned(self, root: str | None, text: str) -> PlannedDraft | None:
        """What the workspace's calendar says of the draft in `text`."""

    def find_page(self, root: str | None, finding: Finding) -> str | None:
        """The URI of what is behind a finding: the entry in its list, or the page of its rule."""


class OpenText:
    """An open document and what was last found in it."""

    def __init__(self, uri: str, path: str, language: str, text: EditorText, version: int | None) -> None:
        self.uri = uri
        self.path = path
        self.name = _name_for(path, language)
        self.text = text
        self.version = version
        self.changes = 0
        self.linted = -1
        self.findings: tuple[Finding, ...] = ()
        self.served: Served | None = None
        self.seconds = 0.0
        self.timer: TimerHandle | None = None

    @property
    def kind(self) -> str:
        """The kind of input the text is read as."""
        return kind_of(self.name)

    @property
    def is_read(self) -> bool:
        """Whether readers are meant to see this text: data of a workspace is not linted."""
        return not self.name.lower().endswith(_UNREAD)


def _name_for(path: str, language: str) -> str:
    """The path, with the suffix of the language that the editor says where it has no telling one of its own."""
    suffix = "." + path.rpartition(".")[2].lower()
    wanted = _LANGUAGES.get(language)
    if wanted is None or suffix in _UNREAD or kind_of(path) == kind_of("x" + wanted):
        return path
    return path if suffix in SUFFIXES and language not in ("markdown", "html") else path + wanted
