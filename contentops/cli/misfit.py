"""One line on stderr for a calendar whose days its period does not mean any more."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from contentops.models.calendar import Calendar
    from contentops.models.settings import Settings


def warn_of_misfits(calendars: Iterable[Calendar | None], settings: Settings) -> None:
    """Say so of each calendar that lies outside its period as a whole."""
    from contentops.models.period_fit import find_misfit

    for calendar in calendars:
        misfit = find_misfit(calendar, settings.fiscal_year_start) if calendar is not None else None
        if misfit is not None:
            name = f"calendars/{misfit.period.name}.yaml"
            typer.echo(f"warning: {name}: {misfit.message}; {misfit.hint}", err=True)
