"""The few lines a manager reads first: how much is planned, what it is worth, where nothing happens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from contentops.models.calendar import Goal
from contentops.render.figures import figure, percent, percent_at_most
from contentops.render.overview import POOLS, Overview

_STATES = ("planned", "pinned", "published", "cancelled")


def summary_lines(overview: Overview) -> list[tuple[str, str]]:
    """Labels and figures, in reading order."""
    words, calendar = overview.words, overview.calendar
    lines = [
        (words["placed"], words.say("items", count=len(overview.active))),
        (words["refused"], words.say("items", count=len(calendar.unscheduled))),
        (words["value"], _value_against_bound(overview)),
        (words["by_pool"], _counts(overview, "pool", POOLS, [entry.pool for entry in overview.active])),
    ]
    states = [entry.state for entry in overview.entries]
    if set(states) - {"planned"}:
        lines.append((words["by_state"], _counts(overview, "state", _STATES, states)))
    lines.append((words["weeks_silent"], silent_line(overview)))
    lines.append((words["not_kept"], not_kept_line(overview)))
    return _labelled(overview, lines)


def method_lines(overview: Overview) -> list[tuple[str, str]]:
    """How the plan was made, for whoever wants to know: no manager has to read it."""
    words, solver = overview.words, overview.calendar.solver
    goals = words["semicolon"].join(_goal(overview, goal) for goal in solver.goals)
    effort, status = words.name("effort", solver.effort), words.name("status", solver.status)
    method = (words["solver"], f"{solver.name} · {effort} · {status}")
    return _labelled(overview, [method, (words["goals"], goals)])


def _labelled(overview: Overview, lines: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(f"{label}{overview.words['colon'].rstrip()}", line) for label, line in lines if line]


def _value_against_bound(overview: Overview) -> str:
    """The value, and how far at most it is from the best that could be proved possible."""
    words, value = overview.words, value_line(overview)
    gaps = [goal.gap for goal in overview.calendar.solver.goals if goal.goal == "value"]
    if not value or not gaps or gaps[0] is None:
        return value
    if gaps[0] <= 0:
        return words.say("value_at_most", value=value)
    return words.say("value_within", value=value, gap=percent_at_most(gaps[0]))


def value_line(overview: Overview) -> str:
    """What the planned entries are worth out of everything that asked for a place; empty without values."""
    reached, total = overview.value_planned, overview.value_planned + overview.value_refused
    if not total:
        return ""
    return overview.words.say("value_of", reached=reached, total=total, share=percent(reached / total))


def silent_line(overview: Overview) -> str:
    """The weeks with nothing published, by name."""
    silent = overview.silent_weeks
    if not silent:
        return overview.words["no_silent_week"]
    weeks = overview.words.listed([week.name for week in silent])
    return overview.words.say("silent_weeks", count=len(silent), weeks=weeks)


def not_kept_line(overview: Overview) -> str:
    """The pins whose date was given up; empty when all of them hold."""
    words, released = overview.words, overview.calendar.released
    if not released:
        return ""
    pins = [words.say("not_kept_pin", title=overview.title(entry), date=entry.publish) for entry in released]
    return words.say("not_kept_line", count=len(released), pins=words["semicolon"].join(pins))


def _counts(overview: Overview, kind: str, order: tuple[str, ...], values: Sequence[str]) -> str:
    counted = Counter(values)
    return " · ".join(f"{overview.words.name(kind, name)} {counted[name]}" for name in order if counted[name])


def _goal(overview: Overview, goal: Goal) -> str:
    words, name = overview.words, overview.words.name("goal", goal.goal)
    if goal.bound is None:
        return words.say("goal_reached", goal=name, reached=figure(goal.reached))
    form = "goal_bound" if goal.rate is None else "goal_least"
    return words.say(form, goal=name, reached=figure(goal.reached), bound=figure(goal.bound))
