"""Taboo lists as JSON: what packs are shipped as and the workspace's cache holds.

Reading it takes no YAML library and no check, so a run with nothing changed starts fast. Records are
arrays in the order of their fields; `FORMAT` changes whenever that order or the meaning does.
"""

from __future__ import annotations

import json
from typing import Any

from contentops.lint.taboo import Entry, Exemption, Pattern, TabooList, Where

FORMAT = 4


class CodecError(ValueError):
    """The text is not what `encode_lists` wrote, or was written by another version."""


def encode_lists(lists: list[TabooList]) -> str:
    """JSON text of several lists; the same lists give the same text."""
    document = {"format": FORMAT, "lists": lists}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def decode_lists(text: str) -> list[TabooList]:
    """The lists that `encode_lists` wrote. Raises `CodecError` for anything else."""
    try:
        document = json.loads(text)
        if document["format"] != FORMAT:
            raise CodecError("written by another version")
        return [decode_list(values) for values in document["lists"]]
    except (ValueError, TypeError, KeyError, IndexError, RecursionError, AttributeError) as error:
        raise CodecError(str(error)) from None


def decode_list(values: list[Any]) -> TabooList:
    """One list from plain JSON values. Raises `TypeError` or `ValueError` for anything else."""
    name, title, language, entries, contexts, exemptions = values
    return TabooList(
        name,
        title,
        language,
        tuple([_entry(entry) for entry in entries]),
        tuple(contexts),
        tuple([_exemption(exemption) for exemption in exemptions]),
    )


def _exemption(values: list[Any]) -> Exemption:
    name, title, source, contexts, sentence, severity, needs, unless = values
    return Exemption(
        name,
        title,
        source,
        tuple(contexts),
        _patterns(sentence),
        severity,
        _patterns(needs),
        _patterns(unless),
    )


def _patterns(values: list[Any]) -> tuple[Pattern, ...]:
    return tuple(
        [Pattern(written, regex, width, tuple(anchors)) for written, regex, width, anchors in values]
    )


def _entry(values: list[Any]) -> Entry:
    (
        terms, patterns, severity, category, reason, source, suggestions, contexts, exempt_by, case_sensitive,
        where, finds, ignores, inflections,
    ) = values  # fmt: skip
    return Entry(
        tuple(terms),
        _patterns(patterns) if patterns else (),
        severity,
        category,
        reason,
        source,
        tuple(suggestions),
        tuple(contexts),
        tuple(exempt_by),
        case_sensitive,
        _EVERYWHERE if where == _ANYWHERE else _where(where),
        tuple(finds),
        tuple(ignores),
        inflections,
    )


_EVERYWHERE = Where()
_ANYWHERE = ["", [], [], "", ""]
"""What most entries have: they share one value."""


def _where(values: list[Any]) -> Where:
    language, channels, formats, valid_from, valid_until = values
    return Where(language, tuple(channels), tuple(formats), valid_from, valid_until)
