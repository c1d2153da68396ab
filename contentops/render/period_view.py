"""What the year's table and the week's work list have in common: names, titles, days in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pydantic import BaseModel

from contentops.models.calendar import Calendar, SolverReport
from contentops.models.workspace import Workspace
from contentops.models.year import Occasion, Publication, WeekTask
from contentops.render.figures import short_day, short_span
from contentops.render.overview import Overview
from contentops.render.period_words import PeriodWords
from contentops.text_width import clean_line


def render_document(document: BaseModel) -> str:
    """A document for machines: JSON in the order of the model, two blanks of indentation."""
    return document.model_dump_json(indent=2) + "\n"


class PeriodView:
    """A period of a workspace as its readers see it."""

    def __init__(self, workspace: Workspace, period: str, provisional_years: Sequence[str] = ()) -> None:
        self.workspace = workspace
        # Names of people, channels and work come from the same place as those of a calendar.
        self.overview = Overview(
            Calendar(
                period=period,
                provisional=bool(provisional_years),
                provisional_years=list(provisional_years),
                today=date(1901, 1, 1),
                input_hash="",
                solver=SolverReport(name="", status="feasible"),
            ),
            workspace,
        )
        self.common = self.overview.words
        self.words = PeriodWords(workspace.settings.language)

    def title(self, one: Publication | WeekTask) -> str:
        """A title on one line; an occurrence has the date of its rule."""
        title, rule_date = clean_line(one.title) or clean_line(one.item), one.item.partition("@")[2]
        if rule_date:
            return self.common.say("occurrence", title=title, date=clean_line(rule_date).partition("-")[2])
        return title

    def occasion(self, one: Occasion) -> str:
        """`02-09–02-10 The expo`."""
        return f"{short_span(one.first, one.last)} {clean_line(one.title)}"

    def days(self, days: Sequence[date]) -> str:
        """Single days and runs of days: `02-01–02-03, 02-05`."""
        runs: list[list[date]] = []
        for day in days:
            if runs and (day - runs[-1][-1]).days == 1:
                runs[-1].append(day)
            else:
                runs.append([day])
        return self.common.listed([short_span(run[0], run[-1]) for run in runs])

    def weekday(self, day: date) -> str:
        """`02-04 Thu`."""
        return f"{short_day(day)} {self.common.weekday(day)}"
