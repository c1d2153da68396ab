"""Review chains that nobody can finish, and substitutes who cannot stand in."""

from __future__ import annotations

from collections.abc import Iterator

from contentops.checks.context import Context
from contentops.models.settings import Person
from contentops.problem import Problem


def check_chains(context: Context) -> Iterator[Problem]:
    """Steps with fewer signing keys than they need, substitutes of oneself, and circles of people away at once."""
    settings = context.workspace.settings
    if settings.approvals.signatures == "required":
        yield from _check_keys(context)
    for number, person in enumerate(settings.team):
        yield from _check_substitutes(context, number, person)


def _check_keys(context: Context) -> Iterator[Problem]:
    people = context.workspace.people
    for place, chain in enumerate(context.workspace.settings.review_chains):
        for number, step in enumerate(chain.steps):
            able = [
                one for one in dict.fromkeys(step.reviewers) if one in people and people[one].signing_keys
            ]
            if len(able) < step.quorum:
                yield context.problem(
                    "settings", "", "review_chains", place, "steps", number, "reviewers",
                    rule="unsignable-step", severity="warning",
                    message=f"chain {chain.id}: {step.role} needs {step.quorum} signed approval"
                    f"{'s' * (step.quorum != 1)}, and {len(able)} of its reviewers have signing_keys",
                    hint="add the reviewers' public keys, or write approvals: {signatures: optional}",
                )  # fmt: skip


def _check_substitutes(context: Context, number: int, person: Person) -> Iterator[Problem]:
    named: list[tuple[str, tuple[str | int, ...]]] = []
    if person.substitute is not None:
        named.append((person.substitute, ("substitute",)))
    named += [
        (stay.substitute, ("leave", place, "substitute"))
        for place, stay in enumerate(person.leave)
        if stay.substitute is not None
    ]
    for substitute, keys in named:
        if substitute == person.id:
            yield context.problem(
                "settings", "", "team", number, *keys,
                rule="substitute-oneself", message=f"{person.id} stands in for themselves", got=substitute,
                hint="name somebody else, or leave it out",
            )  # fmt: skip
    yield from _check_circles(context, number, person)


def _check_circles(context: Context, number: int, person: Person) -> Iterator[Problem]:
    """Stays in which everybody who might stand in is away too."""
    people = context.workspace.people
    for place, stay in enumerate(person.leave):
        if stay.substitute is None and person.substitute is None:
            continue
        seen = [person.id]
        current: Person | None = person
        while current is not None and current.is_on_leave(stay.start):
            span = next(one for one in current.leave if one.covers(stay.start))
            following = span.substitute or current.substitute
            if following is None or following not in people:
                break
            if following in seen:
                if following == person.id and len(seen) > 1:
                    yield context.problem(
                        "settings", "", "team", number, "leave", place,
                        rule="substitute-circle", severity="warning",
                        message=f"nobody stands in for {person.id} on {stay.start}: "
                        f"{' -> '.join([*seen, following])} are all away",
                        hint="name a substitute who is there, in substitute or in the stay of leave",
                    )  # fmt: skip
                break
            seen.append(following)
            current = people.get(following)
