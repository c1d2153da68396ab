"""Results of the linter, kept so that an unchanged file costs nothing on the next run.

One file in `.contentops/cache/`, a line a result: key, digest, JSON. New results are appended; a line that
is damaged, cut off or from another version is simply not there. When the file has grown beyond `LARGEST`
the older half is dropped.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from contentops.errors import ContentopsError
from contentops.lint.finding import Finding
from contentops.lint.review import Silenced
from contentops.lint.run import Linted, PlannedDraft, RunSettings
from contentops.workspace.cache import CACHE, content_key

NAME = "lint-results"
LARGEST = 8_000_000
"""Bytes of the file: some ten thousand results."""

_LARGEST_RESULT = 500_000
_FORMAT = 1
_KEY = 32
_DIGEST = 16


class ResultCache:
    """The results of a workspace. `save` writes what is new."""

    def __init__(self, root: Path) -> None:
        self._path = root / CACHE / NAME
        self._settings_key = b""
        self._lines: dict[bytes, bytes] | None = None
        self._new: dict[bytes, bytes] = {}

    def use_settings(self, settings_key: str) -> None:
        """From now on results are those of these lists and settings."""
        self._settings_key = settings_key.encode()

    def key(self, path: str, content: bytes | str, planned: PlannedDraft | None) -> bytes:
        """The key of one file's result: its content, its suffix, what is planned for it, the settings."""
        data = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
        suffix = path.rpartition(".")[2].lower()
        known = repr(planned).encode("utf-8", "surrogateescape")
        return content_key(self._settings_key, suffix.encode("utf-8", "replace"), known, data)[:_KEY].encode()

    def get(self, key: bytes, path: str, content: bytes | str) -> Linted | None:
        """The result stored under `key` for the file that findings now call `path`, or None."""
        body = self._new.get(key) or self._read().get(key)
        if body is None or content_key(key, body[_DIGEST:])[:_DIGEST].encode() != body[:_DIGEST]:
            return None
        try:
            return _decode(body[_DIGEST:], path, content)
        except (ValueError, TypeError, KeyError, IndexError, RecursionError, ContentopsError):
            return None

    def put(self, key: bytes, linted: Linted) -> None:
        """Keep a result. Files that could not be read and results that are very large are not kept."""
        if linted.problem is None:
            body = _encode(linted)
            if len(body) <= _LARGEST_RESULT:
                self._new[key] = content_key(key, body)[:_DIGEST].encode() + body

    def save(self) -> None:
        """Write what is new. A workspace that cannot be written to stays as it is."""
        if not self._new:
            return
        lines = b"".join(key + body + b"\n" for key, body in self._new.items())
        with suppress(OSError, ContentopsError):
            size = self._path.stat().st_size if self._path.exists() else 0
            if size + len(lines) > LARGEST:
                self._drop_old(lines)
            else:
                self._append(lines)
            self._lines = {**(self._lines or {}), **self._new}
        self._new = {}

    def _append(self, lines: bytes) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        # One write to a file opened for appending: two runs at once do not cut each other's lines, and a line
        # that was left unfinished ends here.
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        descriptor = os.open(self._path, flags, 0o666)
        try:
            os.write(descriptor, b"\n" + lines)
        finally:
            os.close(descriptor)

    def _drop_old(self, lines: bytes) -> None:
        kept: list[bytes] = []
        size = len(lines)
        for key, body in reversed(list(self._read().items())):
            size += len(key) + len(body) + 1
            if size > LARGEST // 2:
                break
            kept.append(key + body + b"\n")
        from contentops.workspace.write import write_bytes

        write_bytes(self._path, b"".join(reversed(kept)) + lines[: LARGEST // 2])

    def _read(self) -> dict[bytes, bytes]:
        if self._lines is None:
            try:
                stored = self._path.read_bytes() if self._path.stat().st_size <= 2 * LARGEST else b""
            except OSError:
                stored = b""
            self._lines = {line[:_KEY]: line[_KEY:] for line in stored.split(b"\n") if len(line) > _KEY}
        return self._lines


def settings_key(settings: RunSettings, lists_key: str) -> str:
    """What results depend on beside the file: the program, the lists (by their own key), the settings."""
    options = json.dumps(settings.options, sort_keys=True, default=list)
    names = (*sorted(settings.disable), "", *sorted(settings.only))
    parts = (lists_key, settings.disguises, settings.kind, settings.date, options, *names)
    return content_key(
        str(_FORMAT).encode(), _program_key(), *(part.encode("utf-8", "replace") for part in parts)
    )


def _program_key() -> bytes:
    """The program's version, and its linter's files as they are: in a checkout they change between versions."""
    import contentops
    from contentops import lint

    found = []
    for folder, subfolders, names in os.walk(Path(lint.__file__).parent):
        subfolders[:] = sorted(name for name in subfolders if name != "__pycache__")
        for name in sorted(names):
            status = os.stat(os.path.join(folder, name))  # noqa: PTH116, PTH118  a hundred files at every start
            found.append(f"{name} {status.st_size} {status.st_mtime_ns}")
    return "\n".join([contentops.__version__, *found]).encode("utf-8", "surrogateescape")


def _encode(linted: Linted) -> bytes:
    keeps_text = linted.kind in ("docx", "xlsx") and bool(linted.findings or linted.silenced)
    document = [
        linted.kind,
        linted.encoding,
        linted.text if keeps_text else None,
        [found[1:] for found in linted.findings],
        [[silenced.finding[1:], silenced.reason] for silenced in linted.silenced],
    ]
    return json.dumps(document, ensure_ascii=True, separators=(",", ":")).encode()


def _decode(body: bytes, path: str, content: bytes | str) -> Linted:
    kind, encoding, text, findings, silenced = json.loads(body)
    found = tuple(_findings(findings, path))
    quiet = tuple(
        Silenced(finding, reason)
        for finding, reason in zip(
            _findings([values for values, _ in silenced], path),
            [reason for _, reason in silenced],
            strict=True,
        )
    )
    if text is None:
        text = _decode_text(content, encoding) if found or quiet else ""
    return Linted(path, kind, text, encoding, found, quiet)


def _decode_text(content: bytes | str, encoding: str) -> str:
    return content if isinstance(content, str) else content.decode(encoding or "utf-8")


def _findings(documents: Iterable[list[Any]], path: str) -> Iterable[Finding]:
    at = Finding._fields.index("suggestions") - 1
    for values in documents:
        values[at] = tuple(values[at])
        yield Finding(path, *values)
