"""The table of a year as Markdown, `calendars/2027.md`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from contentops.models.base import text_in
from contentops.models.workspace import Workspace
from contentops.models.year import YearPlan, YearWeek
from contentops.render.edition import no_template
from contentops.render.figures import short_span
from contentops.render.markdown import Ready, bold, code, escape, row, rule, stack
from contentops.render.overview import POOLS
from contentops.render.period_view import PeriodView
from contentops.render.templating import render_page
from contentops.render.year_table import LATE, SILENT, load_hours, load_share


def render_year_markdown(
    plan: YearPlan, workspace: Workspace, own: Callable[[str], str | None] = no_template
) -> str:
    """The whole page, in the workspace's language; `own` are the workspace's templates, see `render_page`."""
    page = _Page(plan, workspace)
    values: dict[str, Any] = {
        "plan": plan,
        "page": page,
        "words": page.words,
        "common": page.common,
        "overview": page.view.overview,
        "brand": text_in(workspace.settings.brand.name, page.common.language),
        "pool_names": [page.common.name("pool", pool).capitalize() for pool in POOLS],
        "channels": list(page.channels.values()),
        "listed": [code(name) for name in plan.calendars],
        "code": code,
        "row": row,
        "rule": rule,
    }
    count = sum(len(week.publications) for week in plan.weeks) + len(plan.unscheduled)
    return render_page("year.md.jinja", values, escape=escape, own=own, entries=count)


class _Page:
    """The cells of the page."""

    def __init__(self, plan: YearPlan, workspace: Workspace) -> None:
        self.plan = plan
        self.view = PeriodView(workspace, plan.period, plan.provisional_years)
        self.words, self.common = self.view.words, self.view.common
        self.channels = {
            channel.id: self.view.overview.channel_name(channel.id) for channel in workspace.settings.channels
        }

    def pool_cells(self, week: YearWeek) -> list[Any]:
        """What each pool publishes first in the week; where it is silent too long, that in bold."""
        cells: list[Any] = []
        for pool in POOLS:
            own = [one for one in week.publications if one.pool == pool and one.publish >= week.first]
            if own:
                weekday = self.common.weekday
                cells.append(stack([f"{weekday(one.publish)} {self.view.title(one)}" for one in own]))
            elif pool in week.late_pools:
                cells.append(bold(self.words["late_word"]))
            else:
                cells.append("")
        return cells

    def channel_cells(self, week: YearWeek) -> list[str | Ready]:
        """How often each channel publishes."""
        counts: list[str | Ready] = []
        for name in self.channels:
            count = week.channels.get(name, 0)
            silent = "" if not (week.planned and week.working_days) else SILENT
            counts.append(str(count) if count else bold(LATE) if name in week.late_channels else silent)
        return counts

    def head_cells(self, week: YearWeek) -> list[str | Ready]:
        """Week, dates, working days."""
        name = week.week.partition("-")[2]
        is_empty = week.planned and week.working_days and not week.publications
        return [
            bold(name) if is_empty else name,
            short_span(week.first, week.last),
            str(week.working_days),
        ]

    def load_cells(self, week: YearWeek) -> list[str | Ready]:
        """Hours and their share; bold where it is too much."""
        over = week.hours > week.hours_available
        cells = (load_hours(week), load_share(week))
        return [bold(cell) if over and cell else cell for cell in cells]

    def occasions(self, week: YearWeek) -> Ready | str:
        """Events and nodes, one a line."""
        if not week.occasions and not week.planned:
            return self.words["not_planned"]
        return stack([self.view.occasion(one) for one in week.occasions])
