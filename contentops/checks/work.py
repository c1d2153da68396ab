"""Work: everything an item needs must be something somebody here is allowed and able to do."""

from __future__ import annotations

from collections.abc import Iterator

from contentops.checks.context import Context
from contentops.models.base import text_in
from contentops.models.item import INTEGRATE, Item
from contentops.models.review import chains_of
from contentops.models.settings import Person
from contentops.problem import Problem, suggest


def check_work(context: Context) -> Iterator[Problem]:
    """Kinds of work without a person, people without hours, and reviews nobody has time for."""
    order = [stage.skill for stage in context.workspace.settings.work_stages]
    able: dict[str, list[Person]] = {
        skill: [p for p in context.workspace.settings.team if skill in p.skills and p.hours_per_week > 0]
        for skill in order
    }
    for item in context.items:
        if item.is_held_back:
            continue
        yield from _check_effort(context, item, order, able)
        yield from _check_assigned(context, item)
        yield from _check_modules(context, item)
    yield from _check_skills(context, order)
    yield from _check_reviewers(context)


def _check_effort(
    context: Context, item: Item, order: list[str], able: dict[str, list[Person]]
) -> Iterator[Problem]:
    for skill, hours in item.effort.items():
        if skill == INTEGRATE and item.modules:
            continue
        if skill not in able:
            yield context.problem(
                "item", item.id, "effort", skill, at_key=True, rule="unknown-work-stage", got=skill,
                message=f"item {item.id} needs a kind of work that work_stages does not list",
                hint=suggest(skill, order, noun="work stages"),
            )  # fmt: skip
        elif hours > 0 and not able[skill]:
            yield context.problem(
                "item", item.id, "effort", skill, at_key=True, rule="nobody-can", got=f"{hours:g} h",
                message=f"item {item.id} needs {skill}, and nobody with hours_per_week has that skill",
                hint=_who_could(context, skill),
            )  # fmt: skip


def _who_could(context: Context, skill: str) -> str:
    without_hours = [person.id for person in context.workspace.settings.team if skill in person.skills]
    if without_hours:
        return f"give {without_hours[0]} hours_per_week, or add {skill} to somebody else's skills"
    return f"add {skill} to somebody's skills"


def _check_assigned(context: Context, item: Item) -> Iterator[Problem]:
    for skill, who in item.assign.items():
        person = context.workspace.people.get(who)
        if skill not in item.effort:
            yield context.problem(
                "item", item.id, "assign", skill, at_key=True, rule="assigned-without-work", severity="warning",
                message=f"item {item.id} assigns {skill} but has no hours of it in effort", got=skill,
                hint=f"add effort.{skill}, or take the assignment away",
            )  # fmt: skip
        elif person is not None and (skill not in person.skills or person.hours_per_week == 0):
            lacks = f"the skill {skill}" if skill not in person.skills else "hours_per_week"
            yield context.problem(
                "item", item.id, "assign", skill, rule="not-allowed", got=who,
                message=f"item {item.id} gives {skill} to somebody without {lacks}",
                hint=f"give {who} {lacks}, or assign somebody else",
            )  # fmt: skip


def _check_modules(context: Context, item: Item) -> Iterator[Problem]:
    people = context.workspace.people
    makers: list[tuple[tuple[str | int, ...], str, str]] = [
        (("modules", index, "owner"), module.owner, "writes a module")
        for index, module in enumerate(item.modules)
    ]
    if item.integrator is not None:
        makers.append((("integrator",), item.integrator, "integrates the modules"))
    for keys, who, does in makers:
        person = people.get(who)
        if person is not None and person.hours_per_week == 0:
            yield context.problem(
                "item", item.id, *keys, rule="not-allowed", got=who,
                message=f"item {item.id}: somebody without hours_per_week {does}",
                hint=f"give {who} hours_per_week, or name somebody else",
            )  # fmt: skip


def _check_skills(context: Context, order: list[str]) -> Iterator[Problem]:
    for index, person in enumerate(context.workspace.settings.team):
        for number, skill in enumerate(person.skills):
            if skill not in order:
                yield context.problem(
                    "settings", "", "team", index, "skills", number, rule="unknown-work-stage", got=skill,
                    message=f"{person.id} has a skill that work_stages does not list",
                    hint=suggest(skill, order, noun="work stages"),
                )  # fmt: skip


def _check_reviewers(context: Context) -> Iterator[Problem]:
    chains = context.workspace.settings.review_chains
    used = {chain.id for item in context.items if item.is_open for chain in chains_of(item, chains)}
    people = context.workspace.people
    for index, chain in enumerate(context.workspace.settings.review_chains):
        for number, step in enumerate(chain.steps):
            known = [people[who] for who in step.reviewers if who in people]
            if chain.id in used and known and not any(person.reviews_per_week for person in known):
                names = ", ".join(text_in(person.name, "en") for person in known)
                yield context.problem(
                    "settings", "", "review_chains", index, "steps", number, "reviewers", rule="nobody-can",
                    message=f"nobody of the step {step.role} of chain {chain.id} gives any review ({names})",
                    hint="set reviews_per_week of one of them to 1 or more",
                )  # fmt: skip
