"""A plan in the making: who is free when, and whether a job still fits.

Working back from a publish day, each link of the chain takes the latest free time before the next one
begins. Hours divide freely over the days of their span, at most `rate` a day, so this gives each link the
latest possible start; hence, when a job's work does not fit before one day, it fits before no earlier day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from contentops.schedule.instance import PARALLEL, REVIEW, Instance, Job, Segment
from contentops.schedule.served import Served

Hours = tuple[tuple[int, int], ...]
"""(week, half-hours) pairs."""
Work = tuple[str, int, int, int, int, Hours]
"""(stage, worker, first day, last day, half-hours, hours by week); a review has no hours."""
Placement = tuple[int, tuple[int, ...], tuple[Work, ...]]
"""(publish day, a day for each channel in the job's order, the work)."""


class State:
    """The free capacity left by the jobs placed so far."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.jobs = instance.jobs
        self.placed: list[Placement | None] = [None] * len(instance.jobs)
        self.score = 0
        self.tries = 0
        """How many days were tried: the unit of the search's budget."""
        self.prefers = False
        """Whether work goes to the preferred person whenever that person can do it, even if it starts earlier."""
        self.hours = [list(worker.hours) for worker in instance.workers]
        self.reviews = [list(worker.reviews) for worker in instance.workers]
        self._days = [worker.days.days for worker in instance.workers]
        self._before = [worker.days.before for worker in instance.workers]
        self._floor = [worker.days.today for worker in instance.workers]
        self._anyones, self._anyones_before = _days_of_anyone(instance)
        self._months = instance.axis.months
        self._month_days = _month_days(instance.axis.months)
        self.blocked = [bytearray(outlet.closed) for outlet in instance.outlets]
        self._per_day: list[list[int]] = [[0] * instance.axis.size for _ in instance.outlets]
        self._per_week: list[list[int]] = [[0] * instance.axis.weeks for _ in instance.outlets]
        self._per_month: list[dict[int, int]] = [dict.fromkeys(self._month_days, 0) for _ in instance.outlets]
        for number, outlet in enumerate(instance.outlets):
            self._settle_waves(number, outlet.taken, outlet.gap)
        self.served = Served(instance)

    @classmethod
    def of(cls, instance: Instance, placed: Sequence[Placement | None]) -> State:
        """The state of a plan."""
        state = cls(instance)
        for job, placement in zip(instance.jobs, placed, strict=True):
            if placement is not None:
                state.restore(job, placement)
        return state

    def add_twins(self) -> None:
        """Give everybody a twin, number `person + len(workers)`: the same days, and no limit a week.

        Who gives no hours, or no reviews, has a twin who gives none either.
        """
        for worker in self.instance.workers:
            self.hours.append([PLENTY if worker.hours_per_week else 0] * self.instance.axis.weeks)
            self.reviews.append([PLENTY if worker.reviews_per_week else 0] * self.instance.axis.weeks)
        self._days += self._days
        self._before += self._before
        self._floor += self._floor

    def _settle_waves(self, number: int, taken: list[int], gap: int) -> None:
        """Take the days of settled waves; their gap reaches in from outside the axis too."""
        size = self.instance.axis.size
        for day in taken:
            for near in range(max(0, day - gap + 1), min(size, day + gap)):
                self.blocked[number][near] = 1
        for day in sorted(taken):
            if 0 <= day < size:
                self._count_wave(number, day)

    def _count_wave(self, number: int, day: int) -> None:
        """Count a settled wave. Full days, weeks and months are closed for good."""
        outlet, blocked = self.instance.outlets[number], self.blocked[number]
        week, month = day // 7, self._months[day]
        self._per_day[number][day] += 1
        self._per_week[number][week] += 1
        self._per_month[number][month] += 1
        closed: list[int] = []
        if outlet.per_day and self._per_day[number][day] >= outlet.per_day:
            closed.append(day)
        if outlet.per_week and self._per_week[number][week] >= outlet.per_week:
            closed.extend(range(week * 7, week * 7 + 7))
        if outlet.per_month and self._per_month[number][month] >= outlet.per_month:
            closed.extend(self._month_days[month])
        for near in closed:
            blocked[near] = 1

    def add_wave(self, number: int, day: int) -> None:
        """A channel publishes on `day`: close what that fills up."""
        self._move_wave(number, day, 1)

    def remove_wave(self, number: int, day: int) -> None:
        """Undo `add_wave`."""
        self._move_wave(number, day, -1)

    def _move_wave(self, number: int, day: int, step: int) -> None:
        outlet, blocked = self.instance.outlets[number], self.blocked[number]
        # A limit closes its days when the count reaches it, and opens them when it falls below again.
        reached = 0 if step > 0 else 1
        if outlet.per_day:
            counts = self._per_day[number]
            counts[day] += step
            if counts[day] + reached == outlet.per_day:
                blocked[day] += step
        if outlet.per_week:
            week = day // 7
            counts = self._per_week[number]
            counts[week] += step
            if counts[week] + reached == outlet.per_week:
                for near in range(week * 7, week * 7 + 7):
                    blocked[near] += step
        if outlet.per_month:
            month = self._months[day]
            monthly = self._per_month[number]
            monthly[month] += step
            if monthly[month] + reached == outlet.per_month:
                for near in self._month_days[month]:
                    blocked[near] += step
        if outlet.gap:
            for near in range(max(0, day - outlet.gap + 1), min(len(blocked), day + outlet.gap)):
                blocked[near] += step

    def find_waves(self, job: Job, day: int) -> tuple[int, ...] | None:
        """The earliest day for each channel when the job is published on `day`; None when one has none."""
        if job.repeats:
            return self._find_repeated_waves(job, day)
        days = []
        leads = not job.waves
        deadline = job.deadline
        for number, first, last in job.waves:
            end = last[day]
            found = self.blocked[number].find(0, first[day], (end if end < deadline else deadline) + 1)
            if found < 0:
                return None
            if found == day:
                leads = True
            days.append(found)
        return tuple(days) if leads else None

    def _find_repeated_waves(self, job: Job, day: int) -> tuple[int, ...] | None:
        days: list[int] = []
        try:
            for number, first, last in job.waves:
                found = self.blocked[number].find(0, first[day], min(last[day], job.deadline) + 1)
                if found < 0:
                    return None
                self.add_wave(number, found)
                days.append(found)
        finally:
            for (number, _, _), found in zip(job.waves, days, strict=False):
                self.remove_wave(number, found)
        return tuple(days) if day in days else None

    def earliest_day(self, job: Job) -> int:
        """The first day the job's dependencies allow; -1 when one of them has no place."""
        after = job.after
        for dep in job.deps:
            placed = self.placed[dep]
            if placed is None:
                return -1
            after = max(after, placed[0])
        return after + 1

    def find_work(self, job: Job, day: int) -> tuple[Work, ...] | None:
        """The work that lets the job be published on `day`, each link as late as it can be.

        Takes the capacity as it goes, and gives all of it back when something does not fit.
        """
        self.tries += 1
        done: list[Work] = []
        bound = day - 1
        for segment in job.chain:
            if segment.kind == PARALLEL:
                start = bound
                for number, part in enumerate(segment.parts):
                    work = self._take_part(part, bound, job.begin, done[len(done) - number :])
                    if work is None:
                        self.give_back(done)
                        return None
                    done.append(work)
                    start = min(start, work[2])
                bound = start - 1
                continue
            work = (
                self._take_review(segment, bound, job.begin)
                if segment.kind == REVIEW
                else self._take_work(segment, bound, job.begin)
            )
            if work is None:
                self.give_back(done)
                return None
            done.append(work)
            bound = work[2] - 1
        return tuple(done)

    def _take_part(self, part: Segment, bound: int, begin: int, beside: Sequence[Work]) -> Work | None:
        """Work or a review with others beside it; of a quorum nobody gives two."""
        if part.kind != REVIEW:
            return self._take_work(part, bound, begin)
        taken = [work[1] for work in beside if work[0] == part.stage]
        if taken:
            count = len(self.instance.workers)  # a twin, who has no limits, is still the same person
            gone = {person % count for person in taken}
            part = replace(part, people=tuple(one for one in part.people if one % count not in gone))
        return self._take_review(part, bound, begin)

    def _latest_start(self, bound: int, days: int) -> int:
        """The latest day on which `days` of work that end by `bound` can begin, whoever does it; 0 when none is."""
        position = self._anyones_before[bound + 1] - days
        return self._anyones[position] if position >= 0 else 0

    def _take_review(self, segment: Segment, bound: int, begin: int) -> Work | None:
        best = (begin - 1, -1, -1)
        latest = self._latest_start(bound, segment.amount)
        for person in segment.people:
            free = self.reviews[person]
            week = bound // 7
            # Earlier weeks cannot begin later than what was found already.
            least = best[0] // 7 if best[0] > 0 else 0
            while week >= least:
                if free[week]:
                    before, days = self._before[person], self._days[person]
                    position = before[min(bound + 1, week * 7 + 7)] - 1
                    first = position - segment.amount + 1
                    if first < self._floor[person]:
                        break
                    if position >= before[week * 7]:
                        if days[first] > best[0]:
                            best = (days[first], days[position], person)
                        break
                week -= 1
            if best[0] == latest:
                break
        start, end, person = best
        if person < 0:
            return None
        self.reviews[person][end // 7] -= 1
        return (segment.stage, person, start, end, 0, ())

    def _take_work(self, segment: Segment, bound: int, begin: int) -> Work | None:
        best: Work | None = None
        cutoff = begin - 1
        latest = self._latest_start(bound, -(-segment.amount // segment.rate))
        amount, end = segment.amount, bound // 7 + 1
        for person in segment.people:
            # Most people are full: a sum tells so faster than a walk through their weeks.
            if sum(self.hours[person][(cutoff if cutoff > 0 else 0) // 7 : end]) < amount:
                continue
            work = self._latest_work(segment, person, bound, cutoff)
            if work is not None and work[2] > cutoff:
                best = work
                cutoff = work[2]
                if cutoff == latest or (self.prefers and segment.prefers):
                    break
        if best is not None:
            free = self.hours[best[1]]
            for week, amount in best[5]:
                free[week] -= amount
        return best

    def _latest_work(self, segment: Segment, person: int, bound: int, cutoff: int) -> Work | None:
        """The latest time `person` has for the work, ending by `bound`; None when it starts before `cutoff`.

        Past weeks have no hours, so the search ends with today's. Weeks without hours cost one look.
        """
        free, before, days = self.hours[person], self._before[person], self._days[person]
        rate, left, week = segment.rate, segment.amount, bound // 7
        least, end = max(0, cutoff) // 7, -1
        taken: list[tuple[int, int]] = []
        while week >= least:
            amount = free[week]
            if amount:
                monday = week * 7
                position = before[monday + 7 if monday + 7 <= bound else bound + 1] - 1
                first = before[monday]
                if first < self._floor[person]:  # noqa: PLR1730  calls of max() and min() cost too much here
                    first = self._floor[person]
                room = (position - first + 1) * rate
                if amount > room:  # noqa: PLR1730
                    amount = room
                if amount > 0:
                    if end < 0:
                        end = days[position]
                    if amount >= left:
                        taken.append((week, left))
                        start = days[position - (left + rate - 1) // rate + 1]
                        return (segment.stage, person, start, end, segment.amount, tuple(taken))
                    taken.append((week, amount))
                    left -= amount
            week -= 1
        return None

    def give_back(self, done: list[Work]) -> None:
        for _, person, _, end, amount, taken in done:
            if amount:
                free = self.hours[person]
                for week, part in taken:
                    free[week] += part
            else:
                self.reviews[person][end // 7] += 1

    def try_place(self, job: Job, day: int) -> bool:
        """Place the job on `day` if everything fits."""
        waves = self.find_waves(job, day)
        if waves is None:
            return False
        work = self.find_work(job, day)
        if work is None:
            return False
        for (number, _, _), wave in zip(job.waves, waves, strict=True):
            self.add_wave(number, wave)
        self.placed[job.index] = (day, waves, work)
        self.score += self.gain(job, day) + self.served.add(job, day, waves)
        return True

    def fits(self, job: Job, day: int) -> bool:
        """Whether the work fits before `day`; the channels are another matter."""
        work = self.find_work(job, day)
        if work is None:
            return False
        self.give_back(list(work))
        return True

    def could_fit(self, job: Job, day: int) -> bool:
        """Whether each link of the chain fits before the next, as if the others took no capacity.

        The latest start of every link is exact then, so a "no" is certain.
        """
        bound = day - 1
        for segment in job.chain:
            starts = []
            for part in segment.parts if segment.kind == PARALLEL else (segment,):
                take = self._take_review if part.kind == REVIEW else self._take_work
                work = take(part, bound, job.begin)
                if work is None:
                    return False
                self.give_back([work])
                starts.append(work[2])
            bound = min(starts) - 1
        return True

    def gain(self, job: Job, day: int) -> int:
        """What the job by itself adds to the score on `day`: its worth and its staying there, less the delay."""
        preferred = job.preferred
        if preferred < 0:
            return job.worth - day + job.days[0]
        if day == preferred:
            return job.worth + self.instance.goals.stay
        return job.worth - abs(day - preferred)

    def restore(self, job: Job, placement: Placement) -> None:
        """Put a job back exactly where it was. The room must be free."""
        day, waves, works = placement
        for _, person, _, end, amount, taken in works:
            if amount:
                free = self.hours[person]
                for week, part in taken:
                    free[week] -= part
            else:
                self.reviews[person][end // 7] -= 1
        for (number, _, _), wave in zip(job.waves, waves, strict=True):
            self.add_wave(number, wave)
        self.placed[job.index] = placement
        self.score += self.gain(job, day) + self.served.add(job, day, waves)

    def remove(self, job: Job) -> Placement:
        """Take a placed job out; its dependants must be out already."""
        placement = self.placed[job.index]
        assert placement is not None  # noqa: S101  callers remove what they found placed
        day, waves, works = placement
        self.give_back(list(works))
        for (number, _, _), wave in zip(job.waves, waves, strict=True):
            self.remove_wave(number, wave)
        self.placed[job.index] = None
        self.score -= self.gain(job, day) + self.served.remove(job, day, waves)
        return placement


PLENTY = 1 << 30
"""Half-hours, or reviews, that never run out."""


def _days_of_anyone(instance: Instance) -> tuple[list[int], list[int]]:
    """The days on which somebody works, in order, and how many lie before each day."""
    worked = sorted({day for worker in instance.workers for day in worker.days.days})
    before = [0] * (instance.axis.size + 1)
    for day in worked:
        before[day + 1] = 1
    return worked, list(accumulate(before))


def _month_days(months: list[int]) -> dict[int, list[int]]:
    days: dict[int, list[int]] = {}
    for day, month in enumerate(months):
        days.setdefault(month, []).append(day)
    return days
