"""Checks a calendar against a workspace by the rules alone.

Written from the design's planning rules, on dates and fractions; it shares no code with the planner (not even
the arithmetic of working days), so that an error there cannot hide here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from functools import cache, cached_property
from itertools import pairwise
from typing import Any

import holidays

from contentops.models.calendar import Calendar, Entry, Task
from contentops.models.item import Item
from contentops.models.period import Period
from contentops.models.review import ReviewStep
from contentops.models.workspace import Workspace
from tests.schedule.expected import Wanted, expected_candidates
from tests.schedule.goal_recount import recount
from tests.schedule.standing import gives_way

DAY = timedelta(days=1)
WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


@cache
def _library_workdays(country: str, year: int) -> frozenset[date]:
    table = holidays.country_holidays(
        country, subdiv="ENG" if country == "GB" else None, years=[year - 1, year, year + 1]
    )
    days = (date(year, 1, 1) + n * DAY for n in range(366))
    return frozenset(day for day in days if day.year == year and table.is_working_day(day))


def monday(day: date) -> date:
    return day - day.weekday() * DAY


def week_name(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def _is_same(entry: Entry, now: Entry | None) -> bool:
    same = ("publish", "state", "channels", "tasks")
    return now is not None and all(getattr(now, name) == getattr(entry, name) for name in same)


@dataclass
class Verifier:
    """One calendar under examination."""

    workspace: Workspace
    calendar: Calendar
    period: Period
    today: date
    existing: Calendar | None = None
    beside: tuple[Calendar, ...] = ()
    _violations: list[str] = field(default_factory=list)

    def violations(self) -> list[str]:
        """Every rule the calendar breaks, `rule: what`."""
        self._check_complete()
        self._check_settled()
        for entry in self._free_entries():
            self._check_entry(entry)
        self._check_dependencies()
        self._check_channels()
        self._check_hours()
        self._check_reviews()
        return self._violations

    # --- facts ---------------------------------------------------------------------------------

    def is_workday(self, day: date, country: str | None = None) -> bool:
        code = country or self.workspace.settings.country
        supplied = self.workspace.working_days.get(code, {}).get(day.year)
        if supplied is None:
            return day in _library_workdays(code, day.year)
        off = any(span.start <= day <= (span.end or span.start) for span in supplied.holidays)
        return day in supplied.make_up or (day.weekday() < 5 and not off)

    def works(self, person_id: str, day: date) -> bool:
        person = next(p for p in self.workspace.settings.team if p.id == person_id)
        away = any(span.start <= day <= (span.end or span.start) for span in person.leave)
        return self.is_workday(day, person.country) and not away

    def workdays(self, person_id: str, first: date, last: date) -> int:
        return sum(self.works(person_id, first + n * DAY) for n in range((last - first).days + 1))

    def after(self, day: date, count: int) -> date:
        """The `count`-th working day after (or before) a day; 0 is the day itself."""
        step = DAY if count > 0 else -DAY
        while count:
            day += step
            if self.is_workday(day):
                count -= 1 if count > 0 else -1
        return day

    def half_hours_of(self, person_id: str, week: date) -> int:
        """What a person can do in the week of a Monday."""
        person = next(p for p in self.workspace.settings.team if p.id == person_id)
        days = self.workdays(person_id, week, week + 6 * DAY)
        extra = person.extra_hours.get(week_name(week), 0) if days else 0
        return int(person.hours_per_week * 2) * days // 5 + int(extra * 2)

    def reviews_of(self, person_id: str, week: date) -> int:
        """How many reviews a person can give in the week of a Monday."""
        person = next(p for p in self.workspace.settings.team if p.id == person_id)
        there = self.workdays(person_id, week, week + 6 * DAY) > 0
        return person.reviews_per_week + person.extra_reviews.get(week_name(week), 0) if there else 0

    def wishes(self) -> dict[str, Entry]:
        """The pins that an earlier run released, and that nobody has overtaken since."""
        existing = self.existing
        now = {entry.item: entry for entry in existing.entries} if existing else {}
        found = {}
        for entry in existing.released if existing else ():
            item = self.workspace.items.get(entry.item.partition("@")[0])
            held = item is None or item.status in ("on_hold", "rejected")
            overtaken = entry.item in now and self.is_settled(now[entry.item])
            if not held and not overtaken and entry.publish >= self.today:
                found[entry.item] = entry
        return found

    @cached_property
    def _loose(self) -> set[str]:
        """The settled entries that may change, because not all of them can stay as they are."""
        if self.existing is None:
            return set()
        found = gives_way(self)
        if found is not None:
            return found[0]
        # Too many to try all choices: whatever was changed is taken for the choice.
        now = {entry.item: entry for entry in self.calendar.entries}
        before = [*(e for e in self.existing.entries if self.is_settled(e)), *self.wishes().values()]
        return {e.item for e in before if not _is_same(e, now.get(e.item))}

    def _settled_ids(self) -> set[str]:
        entries = self.existing.entries if self.existing else ()
        settled = {entry.item for entry in entries if self.is_settled(entry)} | set(self.wishes())
        return settled - self._loose

    def wished_days(self) -> dict[str, date]:
        """Where the earlier plan has the candidates that may move, or may not come at all any more."""
        pinned = {entry.item for entry in self.calendar.entries if entry.state == "pinned"}
        settled, wanted = self._settled_ids(), self._wanted()
        return {
            entry.item: entry.publish
            for entry in (self.existing.entries if self.existing else ())
            if entry.item in wanted and entry.item not in settled | pinned
        }

    def check_goals(self) -> list[str]:
        """Where the goals that a calendar reports are not those it reaches."""
        found = recount(self.workspace, self.calendar, self.period, self.is_workday, self.wished_days())
        told = {goal.goal: goal for goal in self.calendar.solver.goals}
        if not found.get("stability"):
            found.pop("stability", None)  # a plan that stands as it was says again what it said
            told.pop("stability", None)
        wrong = [f"{name} is counted, and not reported" for name in sorted(found.keys() - told.keys())]
        for name, goal in told.items():
            if name not in found:
                wrong.append(f"{name} is reported, and not counted")
                continue
            # Points are told in hundredths, hours of the mix in tenths.
            room = 0.051 if name.startswith("mix.") else 0.011 if name == "points" else 0
            if abs(goal.reached - float(found[name])) > room:
                wrong.append(f"{name}: {goal.reached}, counted {float(found[name])}")
            most = name in ("value", "points")
            if (
                goal.bound is not None
                and (goal.reached - goal.bound if most else goal.bound - goal.reached) > 0
            ):
                wrong.append(f"{name}: {goal.reached} is beyond its bound {goal.bound}")
        return wrong

    def is_settled(self, entry: Entry) -> bool:
        """Whether an entry of the earlier plan stays as it is."""
        begun = entry.publish < self.today or any(task.start < self.today for task in entry.tasks)
        item = self.workspace.items.get(entry.item.partition("@")[0])
        wanted = item is not None and item.status not in ("on_hold", "rejected")
        return entry.state != "planned" or (begun and wanted)

    def _free_entries(self) -> list[Entry]:
        settled = self._settled_ids()
        return [entry for entry in self.calendar.entries if entry.item not in settled]

    def _all_entries(self) -> list[Entry]:
        others = (e for other in self.beside for e in other.entries if e.state != "cancelled")
        return [*self.calendar.entries, *others]

    def _wanted(self) -> dict[str, Wanted]:
        settled = self._settled_ids()
        settled |= {e.item for other in self.beside for e in other.entries if e.state != "cancelled"}
        return expected_candidates(self.workspace, self.period, settled, self.is_workday, self.after)

    def report(self, rule: str, entry: Entry | None, text: str) -> None:
        self._violations.append(f"{rule}: {entry.item if entry else ''} {text}".strip())

    # --- the calendar as a whole ---------------------------------------------------------------

    def _check_complete(self) -> None:
        planned = [entry.item for entry in self.calendar.entries]
        refused = [refusal.item for refusal in self.calendar.unscheduled]
        for name in sorted(set(planned) & set(refused)):
            self.report("twice", None, f"{name} is planned and refused")
        for names in (planned, refused):
            for name in sorted({name for name in names if names.count(name) > 1}):
                self.report("twice", None, f"{name} is listed twice")
        wanted = set(self._wanted()) | self._settled_ids()
        for name in sorted(wanted - set(planned) - set(refused)):
            self.report("missing", None, f"{name} is neither planned nor refused")
        for name in sorted((set(planned) | set(refused)) - wanted):
            self.report("uninvited", None, f"{name} is no candidate")
        for refusal in self.calendar.unscheduled:
            if not refusal.reason or not refusal.binding:
                self.report("no-reason", None, f"{refusal.item} is refused without a reason")
        for entry in self.calendar.entries:
            if not entry.reason:
                self.report("no-reason", entry, "stands without a reason")

    def _check_settled(self) -> None:
        """What is settled is as it was, and what gave way is on record."""
        now = {entry.item: entry for entry in self.calendar.entries}
        wishes = self.wishes()
        before = [e for e in self.existing.entries if e.item not in wishes] if self.existing else []
        before = [*(e for e in before if self.is_settled(e)), *wishes.values()]
        for entry in before:
            if entry.item not in self._loose and not _is_same(entry, now.get(entry.item)):
                self.report("moved", entry, "is settled and was changed")
        released = {entry.item: entry for entry in self.calendar.released}
        for entry in before:
            if entry.item not in self._loose or entry.state != "pinned":
                continue
            kept = now.get(entry.item)
            stands = kept is not None and (kept.publish, kept.state) == (entry.publish, "pinned")
            if entry.item in released:
                del released[entry.item]
                self._check_released(entry, kept)
            elif not stands:
                self.report("silent", entry, f"was pinned to {entry.publish}, and nothing says why it is not")
        for name in sorted(released):
            self.report("released", released[name], "gave way without need")
        if [c.item for c in self.calendar.conflicts] != [e.item for e in self.calendar.released]:
            self.report("conflicts", None, "do not go with what was released")

    def _check_released(self, entry: Entry, kept: Entry | None) -> None:
        if kept is not None and kept.state != "planned":
            self.report("released", entry, f"stands on {kept.publish} as {kept.state}")
        refusal = next((r for r in self.calendar.unscheduled if r.item == entry.item), None)
        told = kept.reason if kept is not None else refusal.reason if refusal is not None else None
        if told is not None and str(entry.publish) not in told:
            self.report("silent", entry, f"its reason does not name {entry.publish}: {told}")

    # --- one entry -----------------------------------------------------------------------------

    def _check_entry(self, entry: Entry) -> None:
        wanted = self._wanted().get(entry.item)
        if wanted is None:
            return
        item, publish = wanted.item, entry.publish
        if not self.period.first <= publish <= self.period.last or publish < self.today:
            self.report("period", entry, f"is published on {publish}")
        for rule, first, last in wanted.bounds:
            if (first and publish < first) or (last and publish > last):
                self.report(rule, entry, f"{publish} is not within {first} .. {last}")
        self._check_waves(entry, item)
        self._check_work(entry, item)
        self._check_review_steps(entry, item)
        late = [task for task in entry.tasks if task.end >= publish]
        if late:
            self.report("publish-after-work", entry, f"{late[0].stage} ends on {late[0].end}")

    def _check_waves(self, entry: Entry, item: Item) -> None:
        settings = self.workspace.settings
        if [wave.channel for wave in entry.channels] != [use.channel for use in item.channels]:
            self.report("channels", entry, "does not go to its channels")
            return
        if not entry.channels:
            if not self.is_workday(entry.publish):
                self.report("working-day", entry, f"{entry.publish} is a day off")
            return
        delays = []
        for use in item.channels:
            channel = self.workspace.channels[use.channel]
            delay = use.after if use.after is not None else channel.after
            delays.append(getattr(settings.waves, channel.tier) if delay is None else delay)
        if min(wave.date for wave in entry.channels) != entry.publish:
            self.report("first-wave", entry, "is not published with its first wave")
        for wave, delay in zip(entry.channels, delays, strict=True):
            first = self.after(entry.publish, delay - min(delays))
            last = self.after(entry.publish, delay - min(delays) + settings.waves.room)
            if not first <= wave.date <= last:
                self.report("wave", entry, f"{wave.channel} on {wave.date}, not {first} .. {last}")
            if item.window and item.window.deadline and wave.date > item.window.deadline:
                self.report("deadline", entry, f"{wave.channel} on {wave.date}")

    def _check_work(self, entry: Entry, item: Item) -> None:
        groups = [group for group in self._work_groups(item) if group]
        tasks = [task for task in entry.tasks if not task.stage.startswith("review:")]
        if sorted(t.stage for t in tasks) != sorted(stage for group in groups for stage in group):
            self.report("stages", entry, f"has the stages {[t.stage for t in tasks]}")
            return
        by_stage = {task.stage: task for task in tasks}
        for group in groups:
            for stage, (hours, per_day, people) in group.items():
                self._check_task(entry, by_stage[stage], hours, per_day, people)
        for group, following in pairwise(groups):
            if max(by_stage[s].end for s in group) >= min(by_stage[s].start for s in following):
                self.report("stage-order", entry, f"{sorted(following)} starts before {sorted(group)} ends")

        anchor = item.anchor
        if anchor is not None and anchor.phase == "recap":
            over = (
                self.workspace.events.get(anchor.event or "") or self.workspace.nodes[str(anchor.node)]
            ).last
            for task in entry.tasks:
                if task.start <= over:
                    self.report(
                        "recap", entry, f"{task.stage} starts on {task.start}, the event ends on {over}"
                    )

    def _work_groups(self, item: Item) -> Iterator[dict[str, tuple[float, float, set[str]]]]:
        """What must be done, step by step: stage -> (hours, hours a day, who may)."""
        settings = self.workspace.settings
        per_day = {stage.skill: stage.hours_per_day for stage in settings.work_stages}
        order = list(per_day)

        def stage(skill: str) -> dict[str, tuple[float, float, set[str]]]:
            able = {p.id for p in settings.team if skill in p.skills}
            people = {item.assign[skill]} if skill in item.assign else able
            return {skill: (item.effort[skill], per_day[skill], people)}

        skills = [skill for skill in order if item.effort.get(skill)]
        if not item.modules:
            yield from (stage(skill) for skill in skills)
            return
        early = [skill for skill in skills if order.index(skill) < order.index("write")]
        yield from (stage(skill) for skill in early)
        yield {
            f"module:{n}": (module.effort, per_day["write"], {module.owner})
            for n, module in enumerate(item.modules, 1)
            if module.effort
        }
        joining = item.effort.get("integrate")
        if joining is None:
            joining = -(-sum(module.effort for module in item.modules) * 2 // 5) / 2
        if joining:
            rate = per_day.get("integrate", per_day["write"])
            yield {"integrate": (joining, rate, {str(item.integrator)})}
        yield from (stage(skill) for skill in skills if skill not in early and skill != "integrate")

    def _check_task(self, entry: Entry, task: Task, hours: float, per_day: float, people: set[str]) -> None:
        if task.person not in people:
            self.report("eligible", entry, f"{task.person} does {task.stage}")
            return
        if task.hours != hours:
            self.report("effort", entry, f"{task.stage} has {task.hours} h, not {hours}")
        if task.start < self.today:
            self.report("today", entry, f"{task.stage} starts on {task.start}")
        if not (self.works(task.person, task.start) and self.works(task.person, task.end)):
            self.report("day-off", entry, f"{task.person} is off when {task.stage} starts or ends")
        if self.workdays(task.person, task.start, task.end) * per_day < task.hours:
            self.report("stage-days", entry, f"{task.stage} is too short: {task.start} .. {task.end}")

    def _check_review_steps(self, entry: Entry, item: Item) -> None:
        chain = self.workspace.review_chains.get(item.review_chain or "")
        steps = list(chain.steps) if chain else []
        reviews = [task for task in entry.tasks if task.stage.startswith("review:")]
        wanted = sorted(f"review:{step.role}" for step in steps for _ in range(step.quorum))
        if sorted(task.stage for task in reviews) != wanted:
            self.report("review-steps", entry, f"has {[task.stage for task in reviews]}")
            return
        work_ends = [task.end for task in entry.tasks if task not in reviews]
        before = previous = max(work_ends, default=date.min)
        for step in steps:
            if not step.parallel:
                before = previous
            given = [task for task in reviews if task.stage == f"review:{step.role}"]
            if len({task.person for task in given}) < step.quorum:
                self.report("quorum", entry, f"{step.role} by {[task.person for task in given]}")
            for task in given:
                self._check_review(entry, task, step, before)
                previous = max(previous, task.end)

    def _check_review(self, entry: Entry, task: Task, step: ReviewStep, before: date) -> None:
        if task.person not in step.reviewers:
            self.report("eligible", entry, f"{task.person} reviews {step.role}")
        if task.start <= before:
            self.report("review-order", entry, f"{task.stage} starts on {task.start}")
        if task.start < self.today:
            self.report("today", entry, f"{task.stage} starts on {task.start}")
        ends = self.works(task.person, task.start) and self.works(task.person, task.end)
        if not ends or self.workdays(task.person, task.start, task.end) != step.days:
            self.report(
                "review-days", entry, f"{task.stage} {task.start} .. {task.end}, not {step.days} days"
            )

    # --- between entries -----------------------------------------------------------------------

    def _check_dependencies(self) -> None:
        days: dict[str, date] = {}
        for entry in sorted(self._all_entries(), key=lambda entry: entry.publish, reverse=True):
            if entry.state != "cancelled":
                days[entry.item.partition("@")[0]] = entry.publish
        for entry in self._free_entries():
            if entry.state == "pinned":
                continue  # its work was found anew; its date is a person's, and what it waits for has to be earlier
            item = self.workspace.items[entry.item.partition("@")[0]]
            for name in item.depends_on:
                needed = self.workspace.items[name]
                if needed.status == "published" or needed.published or needed.last_refreshed:
                    continue
                if name not in days or days[name] >= entry.publish:
                    self.report("depends-on", entry, f"{name} is not out before {entry.publish}")

    def _check_channels(self) -> None:
        settled = self._settled_ids() | {e.item for other in self.beside for e in other.entries}
        waves: dict[str, list[tuple[date, str]]] = defaultdict(list)
        for entry in self._all_entries():
            if entry.state != "cancelled":
                for wave in entry.channels:
                    waves[wave.channel].append((wave.date, entry.item))
        for name, found in sorted(waves.items()):
            channel = self.workspace.channels[name]
            for day, item in sorted(found):
                if item in settled:
                    continue
                if not channel.non_working_days and not self.is_workday(day):
                    self.report("channel-working-day", None, f"{item} on {name} on {day}")
                if channel.weekdays and WEEKDAYS[day.weekday()] not in channel.weekdays:
                    self.report("channel-weekday", None, f"{item} on {name} on {day}")
                if any(span.start <= day <= (span.end or span.start) for span in channel.blackouts):
                    self.report("channel-blackout", None, f"{item} on {name} on {day}")
                self._check_quota(name, channel, day, item, [other for other, _ in found])

    def _check_quota(self, name: str, channel: Any, day: date, item: str, days: list[date]) -> None:
        quota = channel.quota
        counts = (
            ("channel-per-day", quota.per_day, sum(other == day for other in days)),
            ("channel-per-week", quota.per_week, sum(monday(other) == monday(day) for other in days)),
            ("channel-per-month", quota.per_month,
             sum((other.year, other.month) == (day.year, day.month) for other in days)),
        )  # fmt: skip
        for rule, limit, count in counts:
            if limit is not None and count > limit:
                self.report(rule, None, f"{item} on {name} on {day}: {count} of {limit}")
        others = sorted(days)
        others.remove(day)
        if any(abs((other - day).days) < channel.min_gap for other in others):
            self.report("channel-gap", None, f"{item} on {name} on {day}")

    def _check_hours(self) -> None:
        """For each person and every interval of weeks: the hours that lie inside do not exceed the capacity."""
        settled = self._settled_ids() | {e.item for other in self.beside for e in other.entries}
        tasks: dict[str, list[tuple[date, date, Fraction, bool]]] = defaultdict(list)
        for entry in self._all_entries():
            for task in entry.tasks:
                row = (monday(task.start), monday(task.end), Fraction(task.hours), entry.item in settled)
                tasks[task.person].append(row)
        for person in self.workspace.settings.team:
            rows = tasks.get(person.id, [])
            for free_only in (False, True):
                self._check_intervals(person.id, [r for r in rows if not (free_only and r[3])], free_only)

    def _check_intervals(
        self, person: str, rows: list[tuple[date, date, Fraction, bool]], free_only: bool
    ) -> None:
        # What is not settled yet has only the days that are left.
        start = self.today if free_only else date.min
        weekly = Fraction(next(p for p in self.workspace.settings.team if p.id == person).hours_per_week)
        overloaded: list[tuple[date, date]] = []
        spans = [
            (first, last) for first in {r[0] for r in rows} for last in {r[1] for r in rows} if first <= last
        ]
        for first, last in sorted(spans, key=lambda span: (span[1] - span[0], span[0])):
            if any(first <= begin and end <= last for begin, end in overloaded):
                continue  # the hours of facts that contradict each other cannot be told apart from the others
            inside = [row for row in rows if first <= row[0] and row[1] <= last]
            days = self.workdays(person, max(first, start), last + 6 * DAY)
            limit = weekly * days / 5 + self._extra_hours(person, max(first, start), last)
            if sum((row[2] for row in inside if row[3]), Fraction(0)) > limit:
                overloaded.append((first, last))
            elif inside and (hours := sum((row[2] for row in inside), Fraction(0))) > limit:
                self.report("hours", None, f"{person}: {hours} h from {first} to {last + 6 * DAY}")

    def _extra_hours(self, person_id: str, first: date, last: date) -> Fraction:
        person = next(p for p in self.workspace.settings.team if p.id == person_id)
        weeks = [monday(first) + n * DAY for n in range(0, (last - monday(first)).days + 1, 7)]
        there = [w for w in weeks if self.workdays(person_id, max(w, first), w + 6 * DAY)]
        return sum((Fraction(person.extra_hours.get(week_name(w), 0)) for w in there), Fraction(0))

    def _check_reviews(self) -> None:
        settled = self._settled_ids() | {e.item for other in self.beside for e in other.entries}
        counts: dict[tuple[str, date], list[str]] = defaultdict(list)
        for entry in self._all_entries():
            for task in entry.tasks:
                if task.stage.startswith("review:"):
                    counts[task.person, monday(task.end)].append(entry.item)
        for (person, week), items in sorted(counts.items()):
            limit = self.reviews_of(person, week)
            if len(items) > limit and any(item not in settled for item in items):
                self.report("reviews-per-week", None, f"{person} reviews {len(items)} in the week of {week}")
