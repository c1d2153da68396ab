"""The handbook put together: its chapters in order, or those that are asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from hashlib import sha256
from typing import Any

from contentops.manual.blocks import Block, Document, Heading, Section, Span, distinct_anchors
from contentops.manual.handbook import Handbook
from contentops.manual.sections import (
    channels,
    checklists,
    company,
    drafts,
    people,
    reviews,
    rules,
    taboo,
    work,
)
from contentops.manual.words import Words, words_in

SECTIONS: dict[str, Callable[[Handbook, Words], Iterable[Block]]] = {
    "company": company.blocks,
    "work": work.blocks,
    "drafts": drafts.blocks,
    "taboo": taboo.blocks,
    "rules": rules.blocks,
    "reviews": reviews.blocks,
    "channels": channels.blocks,
    "checklists": checklists.blocks,
    "people": people.blocks,
}
"""Every chapter, in the order in which they stand."""


def build_document(book: Handbook, only: Collection[str] = ()) -> Document:
    """The handbook in `book.language`; `only` names the chapters that are wanted, all by default."""
    words = words_in(book.language)
    made = [
        Section(name, words[name], tuple(make(book, words)))
        for name, make in SECTIONS.items()
        if not only or name in only
    ]
    sections = distinct_anchors(made)
    known = {f"#{section.anchor}" for section in sections}
    known |= {f"#{one.anchor}" for section in sections for one in section.blocks if isinstance(one, Heading)}
    sections = tuple(_without_dead_links(section, known) for section in sections)
    brand = words.local(book.workspace.settings.brand.name)
    edition = sha256(repr(sections).encode()).hexdigest()[:8]
    return Document(words.line("title", brand=brand), words["subtitle"], sections, edition)


def _without_dead_links(part: Any, known: Collection[str]) -> Any:
    """Links to chapters that are not there become words."""
    if isinstance(part, Span):
        dead = part.kind == "link" and part.target.startswith("#") and part.target not in known
        return replace(part, kind="", target="") if dead else part
    if isinstance(part, tuple):
        return tuple(_without_dead_links(one, known) for one in part)
    if is_dataclass(part) and not isinstance(part, type):
        changed = dict(_changed_fields(part, known))
        return replace(part, **changed) if changed else part
    return part


def _changed_fields(part: Any, known: Collection[str]) -> Iterator[tuple[str, Any]]:
    for field in fields(part):
        value = getattr(part, field.name)
        if isinstance(value, tuple) or is_dataclass(value):
            made = _without_dead_links(value, known)
            if made != value:
                yield field.name, made
