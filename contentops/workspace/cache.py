"""Derived state under `.contentops/cache/`: safe to delete, and never trusted.

An entry is stored under a key made from all it was derived from. An entry that is missing, damaged or
from other inputs is simply not there; an entry that cannot be written is done without.
"""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from contentops.errors import ContentopsError

CACHE = Path(".contentops") / "cache"


def content_key(*contents: bytes) -> str:
    """A key that differs whenever the contents do, or their number or order."""
    digest = sha256()
    for content in contents:
        digest.update(len(content).to_bytes(8, "big"))
        digest.update(content)
    return digest.hexdigest()


def read_cache(root: Path, name: str, key: str) -> str | None:
    """What was stored under `name` for this key, or None."""
    try:
        stored = (root / CACHE / name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    stored_key, _, text = stored.partition("\n")
    body_key, _, input_key = stored_key.partition(" ")
    if input_key != key or body_key != content_key(text.encode("utf-8")):
        return None
    return text


def write_cache(root: Path, name: str, key: str, text: str) -> None:
    """Store `text` under `name` for this key. A workspace that cannot be written to stays as it is."""
    from contentops.workspace.write import write_text  # a run that only reads does without its libraries

    with suppress(OSError, ContentopsError):
        write_text(root / CACHE / name, f"{content_key(text.encode('utf-8'))} {key}\n{text}")
