"""Hours by week: all of them, within the span, at the pace of the work, and within the week's room if anything is."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from contentops.models.period import monday_of
from contentops.week_hours import Stint, lay_out, most_by_week

MONDAY = date(2027, 2, 8)
WEEKS = [MONDAY + timedelta(days=7 * n) for n in range(4)]
ROOM = dict.fromkeys(WEEKS, 40)


def stint(
    start: date, end: date, half_hours: int, per_day: int = 8, away: frozenset[date] = frozenset()
) -> Stint:
    days = [start + timedelta(days=n) for n in range((end - start).days + 1)]
    worked = [day for day in days if day.weekday() < 5 and day not in away]
    return Stint(start, end, half_hours, per_day, worked)


def laid(*stints: Stint, room: dict[date, int] = ROOM) -> list[dict[date, int]]:
    return lay_out(stints, lambda monday: room[monday])


dates = st.integers(0, 27).map(lambda n: MONDAY + timedelta(days=n))


@st.composite
def problems(draw: st.DrawFn) -> tuple[list[Stint], dict[date, int]]:
    away = draw(st.frozensets(dates, max_size=8))
    spans = st.lists(st.tuples(dates, dates, st.integers(1, 90), st.integers(1, 12)), min_size=1, max_size=6)
    stints = [stint(min(a, b), max(a, b), amount, rate, away) for a, b, amount, rate in draw(spans)]
    return stints, {monday: draw(st.integers(0, 60)) for monday in WEEKS}


def least_overload(stints: list[Stint], room: dict[date, int]) -> int:
    """What no arrangement avoids, by max-flow min-cut: over all sets of weeks, what must fall there less their room."""
    most = [most_by_week(one) for one in stints]
    least = 0
    for count in range(1, len(WEEKS) + 1):
        for chosen in combinations(WEEKS, count):
            elsewhere = [sum(part for week, part in weeks.items() if week not in chosen) for weeks in most]
            must = sum(max(0, one.half_hours - other) for one, other in zip(stints, elsewhere, strict=True))
            least = max(least, must - sum(room[week] for week in chosen))
    return least


def test_a_friday_takes_no_more_of_a_task_than_a_day_allows() -> None:
    long = stint(date(2027, 2, 12), date(2027, 2, 16), 24)
    other = stint(MONDAY, date(2027, 2, 11), 16)
    assert laid(long, other) == [{WEEKS[0]: 8, WEEKS[1]: 16}, {WEEKS[0]: 16}]


def test_more_than_its_days_allow_is_shared_out_by_days() -> None:
    assert laid(stint(date(2027, 2, 12), date(2027, 2, 16), 30)) == [{WEEKS[0]: 10, WEEKS[1]: 20}]
    away = frozenset([date(2027, 2, 12)])
    assert laid(stint(date(2027, 2, 12), date(2027, 2, 16), 30, away=away)) == [{WEEKS[1]: 30}]


def test_a_task_without_a_working_day_stands_in_its_last_week() -> None:
    assert laid(stint(date(2027, 2, 13), date(2027, 2, 14), 6)) == [{WEEKS[0]: 6}]


def test_the_earliest_deadline_comes_first() -> None:
    later, sooner = stint(WEEKS[0], date(2027, 2, 26), 40), stint(WEEKS[0], date(2027, 2, 12), 30)
    assert laid(later, sooner) == [{WEEKS[0]: 10, WEEKS[1]: 30}, {WEEKS[0]: 30}]


@given(problems())
def test_every_hour_falls_in_a_week_that_can_take_it(problem: tuple[list[Stint], dict[date, int]]) -> None:
    stints, room = problem
    for one, weeks in zip(stints, laid(*stints, room=room), strict=True):
        assert sum(weeks.values()) == one.half_hours
        assert all(part > 0 for part in weeks.values())
        assert all(monday_of(one.start) <= week <= monday_of(one.end) for week in weeks)
        days = Counter(monday_of(day) for day in one.days)
        fits = len(one.days) * one.per_day >= one.half_hours
        for week, part in weeks.items():
            if fits:
                assert part <= days[week] * one.per_day
            elif one.days:
                assert abs(part - one.half_hours * days[week] / len(one.days)) < 1


@given(problems())
def test_weeks_hold_too_much_only_where_nothing_avoids_it(
    problem: tuple[list[Stint], dict[date, int]],
) -> None:
    stints, room = problem
    used: Counter[date] = Counter()
    for weeks in laid(*stints, room=room):
        used.update(weeks)
    assert sum(max(0, used[week] - room[week]) for week in WEEKS) == least_overload(stints, room)


@given(problems())
def test_the_order_given_matters_only_between_equal_days(
    problem: tuple[list[Stint], dict[date, int]],
) -> None:
    stints, room = problem
    spans = {(one.start, one.end) for one in stints}
    if len(spans) == len(stints):
        forward, backward = laid(*stints, room=room), laid(*reversed(stints), room=room)
        assert forward == backward[::-1]
    assert laid(*stints, room=room) == laid(*stints, room=room)
