"""Who may answer for whom on a day: the reviewers of a step, and who stands in while one is away."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from contentops.models.review import ReviewStep
from contentops.models.settings import Person


def find_stand_ins(reviewer: str, people: Mapping[str, Person], day: date) -> list[str]:
    """Who may answer instead of `reviewer` on `day`, nearest first; nobody while the reviewer is there.

    The stay of leave names them before the person does. A substitute who is away as well hands on to their own.
    """
    found: list[str] = []
    current = people.get(reviewer)
    while current is not None and current.is_on_leave(day):
        stay = next(span for span in current.leave if span.covers(day))
        following = stay.substitute or current.substitute
        if following is None or following == reviewer or following in found:
            break
        found.append(following)
        current = people.get(following)
    return found


def find_seats(who: str, step: ReviewStep, people: Mapping[str, Person], day: date) -> list[str]:
    """The reviewers of `step` that `who` may sign as on `day`: themselves, else those they stand in for."""
    if who in step.reviewers:
        return [who]
    return [one for one in dict.fromkeys(step.reviewers) if who in find_stand_ins(one, people, day)]


def is_barred_as_author(who: str, step: ReviewStep, authors: Collection[str]) -> bool:
    """Whether `who` may not sign because the text is theirs.

    Nobody confirms their own text where the step has enough others for its quorum; where it has not, the chain
    itself wants the author's word.
    """
    others = set(step.reviewers) - set(authors)
    return who in authors and len(others) >= step.quorum
