"""Numbers and days as readers want them, the same in every format."""

from __future__ import annotations

from datetime import date
from math import ceil

DASH = "–"


def figure(number: float, places: int = 1) -> str:
    """A number without a fraction it does not need: `12`, `12.5`."""
    text = f"{number:.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent(share: float) -> str:
    """A share of the whole as a percentage: `5.6%`."""
    return f"{figure(share * 100)}%"


def percent_at_most(share: float) -> str:
    """A percentage that `share` does not exceed: 0.01406 is `1.5%`, for a figure that bounds something."""
    return f"{figure(ceil(round(share * 1000, 6)) / 10)}%"


def short_day(day: date) -> str:
    """`03-12`: the year stands in the heading."""
    return f"{day:%m-%d}"


def short_span(first: date, last: date) -> str:
    """`03-08–03-12`, or one day."""
    return short_day(first) if first == last else f"{short_day(first)}{DASH}{short_day(last)}"
