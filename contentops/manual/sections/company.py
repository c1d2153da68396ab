"""Who we are: what we say about ourselves word for word, products, contacts, approved quotes, standing texts."""

from __future__ import annotations

from collections.abc import Iterator

from contentops.manual.blocks import Block, Card, Heading, Paragraph, Spans, Table, code, plain, strong
from contentops.manual.handbook import Handbook
from contentops.manual.words import Words
from contentops.models.base import text_in
from contentops.models.snippets import ApprovedQuote, Consent, SharedText


def blocks(book: Handbook, words: Words) -> Iterator[Block]:
    """The chapter."""
    brand = book.workspace.settings.brand
    if brand.one_liner is not None:
        yield Paragraph(words.plain(brand.one_liner), "lead")
    facts = [
        ("company.full_name", words.plain(brand.full_name)),
        ("company.website", plain(brand.website or "")),
        ("company.city", words.plain(brand.city)),
    ]
    rows = tuple((words[key], value) for key, value in facts if value)
    if rows:
        yield Card(strong(words.local(brand.name)), rows)
    yield Heading(words["company.boilerplate"], "boilerplate")
    yield Paragraph(words.plain(brand.boilerplate), "quote")
    yield Paragraph(words.say("company.boilerplate_note"), "note")
    if brand.products:
        yield Heading(words["company.products"], "products")
        for product in brand.products:
            rows = (("id", code(product.id)),)
            about = words.plain(product.one_liner)
            yield Card(
                strong(words.local(product.name)), ((words["head.what"], about), *rows) if about else rows
            )
    yield from _contacts(book, words)
    yield from _quotes(book, words)
    yield from _texts(book, words)


def _contacts(book: Handbook, words: Words) -> Iterator[Block]:
    contacts = book.workspace.settings.brand.contacts
    columns = [
        key
        for key in ("name", "title", "email", "phone", "wechat")
        if key == "name" or any(getattr(contact, key) for contact in contacts)
    ]
    yield Heading(words["company.contacts"], "contacts")
    if len(contacts) > 1:
        yield Paragraph(words.say("company.contacts_note"), "note")
    yield Table(
        tuple(words[f"head.{key}"] for key in columns),
        tuple(tuple(words.plain(getattr(contact, key)) for key in columns) for contact in contacts),
    )


def _quotes(book: Handbook, words: Words) -> Iterator[Block]:
    quotes = book.workspace.snippets.quotes
    yield Heading(words["company.quotes"], "quotes")
    if not quotes:
        yield Paragraph(words.say("company.no_quotes"), "note")
        return
    yield Paragraph(words.say("company.quotes_note"), "note")
    for quote in quotes.values():
        yield Paragraph(words.plain(quote.text), "quote")
        yield Card(code(quote.id), tuple(_quote_rows(quote, book, words)))


def _quote_rows(quote: ApprovedQuote, book: Handbook, words: Words) -> Iterator[tuple[str, Spans]]:
    who = words.listed(words.local(part) for part in (quote.name, quote.title, quote.organisation))
    yield words["company.quote_by"], plain(who)
    consent = quote.consent
    if consent is None:
        yield words["company.quote_consent"], words.say("company.no_consent")
        return
    yield words["company.quote_consent"], _consent(consent, book, words)
    if consent.for_:
        channels = book.workspace.channels
        names = [
            words.local(channels[one].name) if one in channels else words.name("format", one)
            for one in consent.for_
        ]
        yield words["company.quote_for"], plain(words.listed(names))
    if consent.note is not None:
        yield words["company.note"], words.plain(consent.note)


def _consent(consent: Consent, book: Handbook, words: Words) -> Spans:
    by, day = words.local(consent.by), words.day(consent.date)
    if consent.until is None:
        return words.say("company.consent", by=by, day=day)
    key = "company.consent_over" if consent.until < book.today else "company.consent_until"
    return words.say(key, by=by, day=day, until=words.day(consent.until))


def _texts(book: Handbook, words: Words) -> Iterator[Block]:
    texts = book.workspace.snippets.texts
    if not texts:
        return
    yield Heading(words["company.texts"], "texts")
    yield Paragraph(words.say("company.texts_note"), "note")
    for text in texts.values():
        for paragraph in text_in(text.text, words.language).split("\n\n"):
            yield Paragraph(words.plain(paragraph), "quote")
        yield Card(code(text.id), tuple(_text_rows(text, book, words)))


def _text_rows(text: SharedText, book: Handbook, words: Words) -> Iterator[tuple[str, Spans]]:
    if text.owner is not None:
        person = book.workspace.people.get(text.owner)
        yield words["company.owner"], words.plain(person.name) if person else code(text.owner)
    if text.reviewed is not None:
        day, due = words.day(text.reviewed), text.review_due
        if due is None:
            yield words["company.reviewed"], plain(day)
        else:
            key = "company.review_over" if due < book.today else "company.review_due"
            yield words["company.reviewed"], words.say(key, day=day, due=words.day(due))
