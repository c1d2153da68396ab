"""The ZIP packages of XML parts that DOCX and XLSX files are, opened without trusting them.

Refused with a plain word: what is no such package, is encrypted, damaged, unpacks to more than a document can
need, or has a document type declaration (whose entities are how XML reads other files and explodes).
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple, Protocol
from xml.parsers import expat

from contentops.lint.inputs import UnreadableInput
from contentops.problem import Problem

if TYPE_CHECKING:
    from xml.parsers.expat import XMLParserType

RULE = "unreadable-file"
LARGEST = 300_000_000
"""Bytes, once unpacked. A book of a thousand pages with its pictures has a tenth of that."""
LARGEST_PART = 120_000_000
_DEEPEST = 2_000
_CHUNK = 1 << 20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    KeyError,
    NotImplementedError,
    RuntimeError,
)


class Receiver(Protocol):
    """What is told of the elements of a part; names are `namespace localname`, or the bare name without one."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """Characters inside an element; one run of them may come in several pieces."""


class Relation(NamedTuple):
    """A part that another part names: the last word of the relation's type, and the part's name."""

    kind: str
    target: str


def refuse(name: str, message: str, hint: str | None = None) -> UnreadableInput:
    """The error that stops the reading of the file called `name`."""
    return UnreadableInput(Problem(name, 0, 0, "error", RULE, message, None, hint))


class Package:
    """An opened package. Raises `UnreadableInput` on every way in which it can be broken."""

    def __init__(self, data: bytes, name: str, program: str) -> None:
        self.name = name
        self.again = f"open it in {program} and save it again"
        if data.startswith(_OLE):
            raise refuse(
                name,
                f"encrypted, or in the format of {program} before 2007",
                f"save it in {program} without a password",
            )
        if not data:
            raise refuse(name, "an empty file", self.again)
        try:
            self.archive = zipfile.ZipFile(io.BytesIO(data))
            entries = self.archive.infolist()
        except _DAMAGED as error:
            raise refuse(name, f"damaged: no complete ZIP package ({error})", self.again) from None
        size = sum(entry.file_size for entry in entries)
        if size > LARGEST:
            raise refuse(
                name,
                f"unpacks to {size // 1_000_000} MB, more than the {LARGEST // 1_000_000} MB allowed",
                "divide it into several files",
            )
        self.parts = frozenset(entry.filename for entry in entries)

    def read(self, part: str, most: int = LARGEST_PART) -> bytes:
        """The bytes of a part, whatever size the package claims for it."""
        try:
            with self.archive.open(part) as stream:
                content = stream.read(most + 1)
        except _DAMAGED as error:
            raise refuse(self.name, f"damaged in {part} ({error})", self.again) from None
        if len(content) > most:
            raise refuse(
                self.name,
                f"{part} has more than the {most // 1_000_000} MB allowed",
                "divide it into several files",
            )
        return content

    def parse(self, part: str, receiver: Receiver) -> None:
        """Tell `receiver` of all elements of a part, in document order."""
        content = self.read(part)
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        guard = _Guard(self, part, receiver)
        parser.StartDoctypeDeclHandler = guard.refuse_doctype
        parser.StartElementHandler = guard.start
        parser.EndElementHandler = guard.end
        parser.CharacterDataHandler = receiver.text
        self._feed(parser, content, part)

    def _feed(self, parser: XMLParserType, content: bytes, part: str) -> None:
        try:
            for start in range(0, len(content), _CHUNK):
                parser.Parse(content[start : start + _CHUNK], False)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            message = f"damaged in {part}, line {error.lineno}: {expat.ErrorString(error.code)}"
            raise refuse(self.name, message, self.again) from None
        except ValueError as error:  # an encoding that is unknown or has several bytes a character
            raise refuse(self.name, f"damaged in {part}: {error}", self.again) from None

    def relations(self, part: str) -> dict[str, Relation]:
        """The parts that `part` ("" for the package) names, by id; external targets are left out."""
        folder, base = posixpath.split(part)
        listed = posixpath.join(folder, "_rels", f"{base}.rels")
        if listed not in self.parts:
            return {}
        receiver = _Relations(folder)
        self.parse(listed, receiver)
        return {key: found for key, found in receiver.found.items() if found.target in self.parts}

    def main_part(self) -> str | None:
        """The part that holds the document or the workbook."""
        for relation in self.relations("").values():
            if relation.kind == "officeDocument":
                return relation.target
        return None


class _Guard:
    """Counts the depth, and refuses a document type."""

    def __init__(self, package: Package, part: str, receiver: Receiver) -> None:
        self.package = package
        self.part = part
        self.receiver = receiver
        self.depth = 0

    def refuse_doctype(self, *_: object) -> None:
        message = f"{self.part} declares a document type, which no Office file has"
        raise refuse(self.package.name, message, self.package.again)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise refuse(
                self.package.name, f"{self.part} is nested more than {_DEEPEST} deep", self.package.again
            )
        self.receiver.start(name, attributes)

    def end(self, name: str) -> None:
        self.depth -= 1
        self.receiver.end(name)


class _Relations:
    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.found: dict[str, Relation] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name.endswith("Relationship") and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            full = (
                target[1:]
                if target.startswith("/")
                else posixpath.normpath(posixpath.join(self.folder, target))
            )
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.found[attributes.get("Id", "")] = Relation(kind, full)

    def end(self, name: str) -> None:
        pass

    def text(self, text: str) -> None:
        pass


def in_order(relations: Mapping[str, Relation], kind: str) -> Iterator[str]:
    """The parts of one kind, each once, by name with numbers in order (`header2` before `header10`)."""
    targets = {relation.target for relation in relations.values() if relation.kind == kind}
    yield from sorted(targets, key=lambda target: (len(target), target))
