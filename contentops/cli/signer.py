"""Who acts: from `--as ROLE`, `--by PERSON` and the email address that git knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from contentops.cli.approving import Desk
from contentops.cli.ids import find_id
from contentops.errors import UsageError

if TYPE_CHECKING:
    from contentops.models.item import Item
    from contentops.models.review import ReviewChain

OWN_ROLES = ("owner", "watcher", "integrator")


class Signer(NamedTuple):
    """The person and the role; `entered_by` is who writes it down, when git says that it is somebody else."""

    who: str
    role: str
    entered_by: str | None = None


def read_role(
    desk: Desk, name: str, chain: ReviewChain, given: str, by: str | None
) -> tuple[str, str | None]:
    """`--as` and `--by` of a review: a person in the place of the role stands for their one step that is not done.

    Steps whose turn it is go before later ones. Raises `UsageError` when that leaves none, or several.
    """
    role = find_id(given, {step.role for step in chain.steps})
    person = find_id(given, desk.workspace.people)
    if (
        role is not None
        or person is None
        or (by is not None and find_id(by, desk.workspace.people) != person)
    ):
        return role or given, by
    from contentops.approvals.people import find_seats

    progress = desk.progress(name, desk.record(name).record, desk.content(name).hashed)
    own = [
        one
        for one in (progress.steps if progress is not None else ())
        if one.state != "done"
        and find_seats(person, one.step, desk.workspace.people, desk.today)
        and person not in {entry.who for _, entry in one.approvals}
    ]
    roles = list(dict.fromkeys(one.step.role for one in own if one.state == "open"))
    roles = roles or list(dict.fromkeys(one.step.role for one in own))
    if len(roles) == 1:
        return roles[0], person
    if roles:
        message = f"{person} may answer as {' and as '.join(roles)}"
        raise UsageError(
            message, hint=f"name one: --as {f' --by {person} or --as '.join(roles)} --by {person}"
        )
    known = ", ".join(dict.fromkeys(step.role for step in chain.steps))
    raise UsageError(
        f"no step of the chain {chain.id} waits for {person}",
        hint=f"name the step and who answers: --as ROLE --by PERSON; the roles are {known}",
    )


def find_reviewer(desk: Desk, chain: ReviewChain, role: str, by: str | None) -> Signer:
    """The reviewer who acts as `role`.

    `--by` names the person. Without it it is whoever git's `user.email` says, if that is an address of the team;
    else the only reviewer of the role. Raises `UsageError` when that leaves it open.
    """
    steps = [step for step in chain.steps if step.role == role]
    if not steps:
        raise _unknown_role(role, chain)
    typing = _person_of_git(desk)
    if by is not None:
        person = _known(desk, by)
        return Signer(person, role, typing if typing not in (None, person) else None)
    reviewers = list(dict.fromkeys(person for step in steps for person in step.reviewers))
    if typing is not None:
        from contentops.approvals.people import find_seats

        if any(find_seats(typing, step, desk.workspace.people, desk.today) for step in steps):
            return Signer(typing, role)
        raise UsageError(
            f"by git's user.email you are {typing}, who does not answer as {role} today",
            hint=f"name who answered: --by {' or --by '.join(reviewers)}",
        )
    if len(reviewers) == 1 and not desk.workspace.people[reviewers[0]].is_on_leave(desk.today):
        return Signer(reviewers[0], role)
    raise UsageError(
        f"several people may answer as {role}"
        if len(reviewers) > 1
        else f"{reviewers[0]} is away on {desk.today}",
        hint=f"name one: --by {' or --by '.join(reviewers)}"
        + (" or their substitute" if len(reviewers) == 1 else ""),
    )


def find_submitter(desk: Desk, item: Item, chain: ReviewChain | None, given: str | None) -> Signer:
    """Who submits or publishes: a person, a role of the item (`owner`), or a role of the chain with one reviewer.

    Without `--as` it is whoever git says, else the item's owner.
    """
    typing = _person_of_git(desk)
    if given is None:
        who = typing or item.owner
        return Signer(who, _own_role(item, who))
    own = find_id(given, {*desk.workspace.people, *OWN_ROLES})
    given = own if own is not None else given
    if given in OWN_ROLES:
        person: str | None = getattr(item, given)
        if person is None:
            raise UsageError(f"{item.id} has no {given}", hint="name a person: --as PERSON")
        return Signer(person, given, typing if typing not in (None, person) else None)
    if given in desk.workspace.people:
        return Signer(given, _own_role(item, given), typing if typing not in (None, given) else None)
    if chain is not None and any(step.role == given for step in chain.steps):
        return find_reviewer(desk, chain, given, None)
    from contentops.problem import suggest

    known = sorted([*desk.workspace.people, *OWN_ROLES])
    raise UsageError(f"there is nobody called {given}", hint=suggest(given, known, noun="people and roles"))


def _own_role(item: Item, person: str) -> str:
    return next((role for role in OWN_ROLES if getattr(item, role) == person), "author")


def _unknown_role(role: str, chain: ReviewChain) -> UsageError:
    from contentops.problem import suggest

    roles = sorted({step.role for step in chain.steps})
    return UsageError(f"the chain {chain.id} has no step {role}", hint=suggest(role, roles, noun="steps"))


def _known(desk: Desk, person: str) -> str:
    known = find_id(person, desk.workspace.people)
    if known is None:
        from contentops.problem import suggest

        hint = suggest(person, sorted(desk.workspace.people), noun="people")
        raise UsageError(f"there is nobody called {person}", hint=hint)
    return known


def _person_of_git(desk: Desk) -> str | None:
    from contentops.workspace.approval_history import git_setting

    address = git_setting(desk.root, "user.email").casefold()
    if not address:
        return None
    team = desk.workspace.people.values()
    return next((person.id for person in team if (person.email or "").casefold() == address), None)
