"""Countries whose public holidays we know, and the working days that a team supplies itself."""

from __future__ import annotations

from collections.abc import Iterator

from contentops.checks.context import Context
from contentops.problem import Problem
from contentops.working_days import is_known_country

# What everybody has is not worth loading the table of all countries for.
_COMMON = frozenset(("CN", "US", "GB", "DE", "JP", "SG"))
_MEANT = {"UK": "GB", "EN": "GB", "UN": "US"}
"""Letters people write for a country that has others; the library takes UK for a country without regions."""


def check_countries(context: Context) -> Iterator[Problem]:
    """Countries nobody knows the public holidays of."""
    settings = context.workspace.settings
    places: list[tuple[str, tuple[str | int, ...]]] = [(settings.country, ("country",))]
    places += [(who.country or "", ("team", index, "country")) for index, who in enumerate(settings.team)]
    for country, keys in places:
        if not country or country in _COMMON or context.workspace.working_days.get(country):
            continue
        if country in _MEANT or not is_known_country(country):
            hint = (
                f"did you mean {_MEANT[country]}?"
                if country in _MEANT
                else ("write the country's two letters of ISO 3166, or supply its years in working_days.yaml")
            )
            yield context.problem(
                "settings", "", *keys, rule="unknown-country", got=country, hint=hint,
                message="the public holidays of this country are not known",
            )  # fmt: skip


def check_working_days(context: Context) -> Iterator[Problem]:
    """Supplied days that lie outside their year, or ranges that end before they start."""
    for country, years in context.workspace.working_days.items():
        for year, days in years.items():
            keys = ("countries", country, str(year))
            for index, span in enumerate(days.holidays):
                if span.last < span.start:
                    yield context.problem(
                        "working_days", "", *keys, "holidays", index, "to", rule="impossible-range",
                        message="days off end before they start", got=span.last.isoformat(),
                        hint="swap from and to",
                    )  # fmt: skip
                elif year not in (span.start.year, span.last.year):
                    yield context.problem(
                        "working_days", "", *keys, "holidays", index, "from", rule="wrong-year",
                        message=f"these days off are listed under {year} and lie outside it",
                        got=span.start.isoformat(), hint="list them under their own year",
                    )  # fmt: skip
            for index, day in enumerate(days.make_up):
                if day.year != year:
                    yield context.problem(
                        "working_days", "", *keys, "make_up", index, rule="wrong-year",
                        message=f"this make-up day is listed under {year} and lies outside it",
                        got=day.isoformat(), hint="list it under its own year",
                    )  # fmt: skip
