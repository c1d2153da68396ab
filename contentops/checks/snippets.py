"""Snippets: what an approved quote or a standing text names, and whether it may still be used."""

from __future__ import annotations

from collections.abc import Iterator

from contentops.checks.context import Context
from contentops.models.item import FORMATS
from contentops.problem import Problem, suggest


def check_snippets(context: Context) -> Iterator[Problem]:
    """Unknown owners, channels and formats; quotes nobody agreed to; consents that are over; texts overdue."""
    yield from _check_quotes(context)
    people = context.known("person")
    for text in context.workspace.snippets.texts.values():
        if text.owner is not None and text.owner not in people:
            yield context.problem(
                "text", text.id, "owner", rule="unknown-person", got=text.owner,
                message=f"the text {text.id} names a person that does not exist",
                hint=suggest(text.owner, people, noun="people"),
            )  # fmt: skip
        due = text.review_due
        if context.today is not None and due is not None and due < context.today:
            who = f"ask {text.owner} to look" if text.owner else "look"
            yield context.problem(
                "text", text.id, "reviewed", rule="stale-text", severity="warning",
                message=f"the text {text.id} was to be looked through by {due}",
                got=f"{text.reviewed}, every {text.refresh_every}",
                hint=f"{who} through it, then put today's date here",
            )  # fmt: skip


def _check_quotes(context: Context) -> Iterator[Problem]:
    places = {*context.workspace.channels, *FORMATS}
    for quote in context.workspace.snippets.quotes.values():
        consent = quote.consent
        if consent is None:
            yield context.problem(
                "quote", quote.id, "id", rule="no-consent", severity="warning", got=quote.id,
                message="nobody is recorded to have agreed that this quote is printed",
                hint="add consent: {by, date}",
            )  # fmt: skip
            continue
        for index, name in enumerate(consent.for_):
            if name not in places:
                yield context.problem(
                    "quote", quote.id, "consent", "for", index, rule="unknown-channel", got=name,
                    message=f"the consent to {quote.id} names a channel or format that does not exist",
                    hint=suggest(name, places, noun="channels and formats"),
                )  # fmt: skip
        if context.today is not None and consent.until is not None and consent.until < context.today:
            yield context.problem(
                "quote", quote.id, "consent", "until", rule="consent-ended", severity="warning",
                message=f"the consent to {quote.id} is over: no draft may print it any more",
                got=consent.until.isoformat(), hint="ask for it to be extended, or take the quote out",
            )  # fmt: skip
