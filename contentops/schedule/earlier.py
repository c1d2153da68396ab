"""What an earlier plan of the same period brings along: people's edits, notes and order, and what is a fact."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from hashlib import sha256

from contentops.models.calendar import Calendar, Entry, Wave
from contentops.working_days import CountryDays

_FACTS = ("published", "cancelled")
_DAY = timedelta(days=1)


def take_earlier(existing: Calendar, country: CountryDays, *, fresh: bool = False) -> Calendar:
    """The earlier plan as planning starts from it: where a publish date was moved, the channels follow it.

    With `fresh` only the record of what happened is left: published and cancelled entries. Pins, dates and
    begun work do not count then.
    """
    entries = [_follow(entry, country) for entry in existing.entries if not fresh or entry.state in _FACTS]
    if fresh:
        nothing: dict[str, object] = {"unscheduled": [], "conflicts": [], "released": []}
        return existing.model_copy(update={**nothing, "entries": entries})
    return existing.model_copy(update={"entries": entries})


def hash_entries(entries: Iterable[Entry]) -> str:
    """SHA-256 over where entries stand, who works on them when, and whether they may move."""
    digest = sha256()
    for entry in sorted(entries, key=lambda entry: entry.item):
        digest.update(entry.model_dump_json(exclude={"title", "reason", "notes", "moved_from"}).encode())
    return digest.hexdigest()


def is_edited(calendar: Calendar) -> bool:
    """Whether people changed the entries of a plan after it was made; unknown, so no, in those without a hash."""
    return bool(calendar.entries_hash) and calendar.entries_hash != hash_entries(calendar.entries)


def _follow(entry: Entry, country: CountryDays) -> Entry:
    """The entry with its channels as far from the publish day, in working days, as they were.

    A publish date that no channel has was edited by hand: a plan always publishes on the day of its first
    wave. What happened is left as it was written down.
    """
    first = min((wave.date for wave in entry.channels), default=entry.publish)
    if first == entry.publish or entry.state in _FACTS:
        return entry
    waves = [
        Wave(
            channel=wave.channel,
            date=_shifted(entry.publish, _working_days(first, wave.date, country), country),
        )
        for wave in entry.channels
    ]
    return entry.model_copy(update={"channels": waves})


def _working_days(first: date, last: date, country: CountryDays) -> int:
    """How many working days lie after `first`, up to `last`."""
    return len(country.between(first + _DAY, last))


def _shifted(day: date, count: int, country: CountryDays) -> date:
    """`count` working days after `day`; the day itself for 0, even one that is not worked."""
    return country.add(day, count) if count else day


def carry_notes(calendar: Calendar, existing: Calendar) -> Calendar:
    """The new plan with the notes that people wrote into the earlier one, also of items that lost their place."""
    notes = {refusal.item: refusal.notes for refusal in existing.unscheduled if refusal.notes is not None}
    notes |= {entry.item: entry.notes for entry in existing.entries if entry.notes is not None}
    if not notes:
        return calendar
    return calendar.model_copy(
        update={
            "entries": [
                one if one.notes is not None else one.model_copy(update={"notes": notes.get(one.item)})
                for one in calendar.entries
            ],
            "unscheduled": [
                one.model_copy(update={"notes": notes.get(one.item)}) for one in calendar.unscheduled
            ],
        }
    )


def order_of(existing: Calendar | None) -> Callable[[Entry], tuple[date, int, str]]:
    """The order of entries: by date; on one day those of the earlier plan as it lists them, then the others."""
    places = {entry.item: place for place, entry in enumerate(existing.entries)} if existing else {}
    last = len(places)
    return lambda entry: (entry.publish, places.get(entry.item, last), entry.item)
