"""Quotes: the words of a person are printed only as that person agreed, as long and where they agreed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from contentops.drafts.fact_types import read_day
from contentops.drafts.facts import is_missing, is_scalar, pick_language
from contentops.drafts.text import clean_text
from contentops.models.base import LANGUAGES, Language, text_in
from contentops.models.item import FORMATS
from contentops.models.settings import Settings
from contentops.models.snippets import Consent
from contentops.problem import Severity

QuoteState = Literal["no-consent", "consent-ended", "consent-not-covering", "consent-later"]


@dataclass(frozen=True)
class QuoteUse:
    """Where and when a quote is printed: the last day it goes out, the item's format, its channels."""

    last_day: date
    format: str
    channels: Sequence[str] = ()


@dataclass(frozen=True)
class GivenConsent:
    """A consent as far as it can be read; `covers` are channels and formats, none meaning all."""

    by: str = ""
    day: date | None = None
    until: date | None = None
    covers: tuple[str, ...] = ()


@dataclass(frozen=True)
class QuoteTrouble:
    """What keeps a quote from being printed. `key` is the key of its consent to look at."""

    state: QuoteState
    severity: Severity
    message: str
    key: str | None = None
    got: str | None = None
    hint: str | None = None


def quote_problems(
    consent: GivenConsent | None, use: QuoteUse, today: date, *, own: bool = False
) -> list[QuoteTrouble]:
    """What is wrong with printing a quote under `consent`: nothing, or every reason.

    Without a consent that is a warning, except for the words of our `own` people, who agree in the
    review chain. A consent that ends before the last day, that does not cover the format or a channel, or
    that is dated after today is an error: the person did not agree to this.
    """
    if consent is None:
        hint = "add consent: {by, date}, or put the quote into snippets.yaml once they agreed"
        message = "nobody is recorded to have agreed that this quote is printed"
        return [] if own else [QuoteTrouble("no-consent", "warning", message, hint=hint)]
    found = []
    if consent.until is not None and consent.until < use.last_day:
        message = f"the consent to this quote ends on {consent.until}, and it is printed on {use.last_day}"
        hint = "ask for the consent to be extended, or leave the quote out"
        found.append(
            QuoteTrouble("consent-ended", "error", message, "until", consent.until.isoformat(), hint)
        )
    if consent.day is not None and consent.day > today:
        message = f"the consent to this quote is dated after today, {today}"
        hint = "correct its date, or wait for it"
        found.append(QuoteTrouble("consent-later", "error", message, "date", consent.day.isoformat(), hint))
    outside = _not_covered(consent, use)
    if outside:
        message = f"the consent to this quote does not cover {', '.join(outside)}"
        hint = "ask for a consent that does, or leave the quote out"
        found.append(
            QuoteTrouble("consent-not-covering", "error", message, "for", ", ".join(consent.covers), hint)
        )
    return found


def _not_covered(consent: GivenConsent, use: QuoteUse) -> list[str]:
    """What is not agreed to: channels of `use`; the format when it has no channels and formats are named."""
    if not consent.covers or use.format in consent.covers:
        return []
    if use.channels:
        return [channel for channel in use.channels if channel not in consent.covers]
    return [use.format] if any(name in FORMATS for name in consent.covers) else []


def read_consent(value: Any, language: Language) -> GivenConsent | None:
    """The consent of an approved quote or one written beside a quote; None when nothing is given.

    Text alone says who agreed. What cannot be read of it is left out: its shape is reported elsewhere.
    """
    if isinstance(value, Consent):
        return GivenConsent(text_in(value.by, language), value.date, value.until, tuple(value.for_))
    value = pick_language(value, language)
    if is_missing(value):
        return None
    if not isinstance(value, Mapping):
        return GivenConsent(clean_text(value)) if is_scalar(value) else None
    parts = {str(key): pick_language(part, language) for key, part in value.items()}
    days = {
        key: read_day(clean_text(parts[key])) if is_scalar(parts.get(key)) else None
        for key in ("date", "until")
    }
    listed = parts.get("for")
    names = listed if isinstance(listed, list | tuple) else [listed]
    covers = tuple(clean_text(name) for name in names if is_scalar(name) and not is_missing(name))
    by = clean_text(parts["by"]) if is_scalar(parts.get("by")) else ""
    return GivenConsent(by, days["date"], days["until"], covers)


def is_own(value: Any, settings: Settings, language: Language) -> bool:
    """Whether a quote is of our own people: of our organisation, or without one and of our team's name."""
    if not isinstance(value, Mapping):
        return False
    name, organisation = (
        clean_text(part) if is_scalar(part := pick_language(value.get(key), language)) else ""
        for key in ("name", "organisation")
    )
    brand = settings.brand
    ours = {text_in(one, known) for one in (brand.name, brand.full_name) for known in LANGUAGES}
    if organisation:
        return organisation.casefold() in {one.casefold() for one in ours if one}
    colleagues = [person.name for person in settings.team if not person.outside]
    names = [*colleagues, *(contact.name for contact in brand.contacts)]
    return bool(name) and name in {text_in(one, known) for one in names for known in LANGUAGES}
