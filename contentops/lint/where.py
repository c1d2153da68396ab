"""Whether an entry applies to a text that goes to certain channels, in a format, on a day."""

from __future__ import annotations

from contentops.lint.taboo import Circumstances, Where


def applies(where: Where, circumstances: Circumstances) -> bool:
    """Whether the entry does; what is not known of the text excludes nothing."""
    if where.channels and circumstances.channels and not set(where.channels) & set(circumstances.channels):
        return False
    if where.formats and circumstances.format and circumstances.format not in where.formats:
        return False
    date = circumstances.date
    return not date or (where.valid_from <= date and (not where.valid_until or date <= where.valid_until))
