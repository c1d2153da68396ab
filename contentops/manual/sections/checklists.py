"""Checklists: before a text is submitted, before the gate, on the day, afterwards."""

from __future__ import annotations

from collections.abc import Iterator

from contentops.manual.blocks import Block, Heading, Paragraph, Points
from contentops.manual.handbook import Handbook
from contentops.manual.sections.drafts import age
from contentops.manual.words import Words

_LISTS = {
    "submit": ("s_facts", "s_figures", "s_quotes", "s_names", "s_placeholders", "s_lint", "s_channels", "s_aloud",
               "s_time"),
    "gate": ("g_status", "g_signed", "g_changes", "g_embargo", "g_assets", "g_links", "g_partner", "g_run"),
    "day": ("d_gate", "d_calendar", "d_section", "d_look", "d_record", "d_tell"),
    "after": ("a_answers", "a_waves", "a_figures", "a_reuse", "a_facts", "a_words"),
}  # fmt: skip


def blocks(book: Handbook, words: Words) -> Iterator[Block]:
    """The chapter: what does not apply here is left out."""
    settings = book.workspace.settings
    left_out = set()
    if settings.approvals.signatures != "required":
        left_out.add("g_signed")
    if not any(person.outside for person in settings.team):
        left_out.add("g_partner")
    if not settings.review_chains:
        left_out |= {"s_time", "g_status"}
    yield Paragraph(words.say("checklists.lead"), "note")
    for name, points in _LISTS.items():
        yield Heading(words[f"checklists.{name}"], f"check-{name}")
        kept = [point for point in points if point not in left_out]
        yield Points(tuple(words.say(f"checklists.{one}", age=age(book, words)) for one in kept), check=True)
