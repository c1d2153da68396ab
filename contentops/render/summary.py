"""The few lines a manager reads first: how much is planned, what it is worth, where nothing happens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from contentops.models.calendar import Goal
from contentops.render.figures import figure, percent
from contentops.render.overview import POOLS, Overview

_STATES = ("planned", "pinned", "published", "cancelled")


def summary_lines(overview: Overview) -> list[tuple[str, str]]:
    """Labels and figures, in reading order."""
    words, calendar = overview.words, overview.calendar
    lines = [
        (words["placed"], words.say("items", count=len(overview.active))),
        (words["refused"], words.say("items", count=len(calendar.unscheduled))),
        (words["value"], value_line(overview)),
        (words["by_pool"], _counts(overview, "pool", POOLS, [entry.pool for entry in overview.active])),
    ]
    states = [entry.state for entry in overview.entries]
    if set(states) - {"planned"}:
        lines.append((words["by_state"], _counts(overview, "state", _STATES, states)))
    lines.append((words["weeks_silent"], silent_line(overview)))
    goals = [_goal(overview, goal) for goal in calendar.solver.goals]
    if goals:
        lines.append((words["goals"], words["semicolon"].join(goals)))
    solver = calendar.solver
    effort, status = words.name("effort", solver.effort), words.name("status", solver.status)
    lines.append((words["solver"], f"{solver.name} · {effort} · {status}"))
    return [(f"{label}{words['colon'].rstrip()}", line) for label, line in lines if line]


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


def _counts(overview: Overview, kind: str, order: tuple[str, ...], values: Sequence[str]) -> str:
    counted = Counter(values)
    return " · ".join(f"{overview.words.name(kind, name)} {counted[name]}" for name in order if counted[name])


def _goal(overview: Overview, goal: Goal) -> str:
    words, name = overview.words, overview.words.name("goal", goal.goal)
    if goal.bound is None or goal.gap is None:
        return words.say("goal_reached", goal=name, reached=figure(goal.reached))
    return words.say(
        "goal_bound", goal=name, reached=figure(goal.reached), bound=figure(goal.bound), gap=percent(goal.gap)
    )
