"""Review chains: who must agree before an item goes out, in which order, and who stands in for whom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StrictInt, model_validator
from pydantic_core import PydanticCustomError

from contentops.models.base import DateRange, Flag, Id, Record, Text
from contentops.models.item import Format, Item

_KEY = re.compile(r"(?:sk-)?(?:ssh|ecdsa)-[a-z0-9@.-]+ [A-Za-z0-9+/]+={0,3}(?: .*)?")


def _check_key(value: str) -> str:
    if not _KEY.fullmatch(value):
        raise PydanticCustomError(
            "signing_key", "expected a public SSH key as it stands in a .pub file: ssh-ed25519 AAAA..."
        )
    return value


SigningKey = Annotated[str, AfterValidator(_check_key)]


class Leave(DateRange):
    """Days a person is away, and who answers reviews meanwhile."""

    substitute: Id | None = None
    """Who stands in; default: the person's own `substitute`."""


class ReviewStep(Record):
    """One level of a review chain; any of `reviewers` may take it, as many as `quorum` says must agree."""

    role: Id
    """Who this level is: legal, pr, boss, partner ..."""
    name: Text | None = None
    """Its name for readers."""
    reviewers: Annotated[list[Id], Field(min_length=1)]
    """People who may take it."""
    days: Annotated[StrictInt, Field(ge=1, le=60)] = 1
    """Working days the reviewer has to answer (the reviewer's own working days)."""
    quorum: Annotated[StrictInt, Field(ge=1, le=20)] = 1
    """How many of the reviewers must agree."""
    parallel: Flag = False
    """Whether it runs beside the step before it rather than after it."""

    @model_validator(mode="after")
    def _check(self) -> ReviewStep:
        if self.quorum > len(set(self.reviewers)):
            raise PydanticCustomError("quorum", "quorum asks for more people than there are reviewers")
        return self


class ReviewChain(Record):
    """The levels an item passes, in order, before it may be published."""

    id: Id
    """The name items use."""
    name: Text | None = None
    """Its name for readers."""
    formats: list[Format] = Field(default_factory=list)
    """Items of these formats pass it when they name no chain of their own."""
    channels: list[Id] = Field(default_factory=list)
    """Items that go to one of these channels pass it as well."""
    steps: Annotated[list[ReviewStep], Field(min_length=1)]
    """The levels, in order."""


class Approvals(Record):
    """What a sign-off must carry."""

    signatures: Literal["optional", "required"] = "optional"
    """Whether a sign-off counts only with a signature by one of the person's `signing_keys`."""


def groups_of(chain: ReviewChain | None) -> list[list[ReviewStep]]:
    """The steps of a chain in order, those that run beside one another together."""
    groups: list[list[ReviewStep]] = []
    for step in chain.steps if chain is not None else ():
        if step.parallel and groups:
            groups[-1].append(step)
        else:
            groups.append([step])
    return groups


def chains_of(item: Item, chains: Sequence[ReviewChain]) -> list[ReviewChain]:
    """Every chain `item` passes: its own or its format's first, then those of its channels, in file order."""
    own = next((one for one in chains if one.id == item.review_chain), None)
    if own is None and item.review_chain is None:
        own = next((one for one in chains if item.format in one.formats), None)
    used = {use.channel for use in item.channels}
    further = [one for one in chains if one is not own and used & set(one.channels)]
    return ([own] if own is not None else []) + further


def join_chains(chains: Sequence[ReviewChain]) -> ReviewChain | None:
    """The one chain that stands for all of `chains`: their steps in order; None when there are none.

    A role that several chains ask for is asked once, by the people whom all of these chains allow, with
    the longest time and the largest quorum. Where nobody is allowed by all, both steps stay.
    """
    if len(chains) < 2:
        return chains[0] if chains else None
    steps: list[ReviewStep] = []
    for chain in chains:
        for step in chain.steps:
            place = next((n for n, one in enumerate(steps) if _joins(one, step)), None)
            if place is None:
                steps.append(step)
            else:
                steps[place] = _join(steps[place], step)
    return chains[0].model_copy(update={"id": "+".join(one.id for one in chains), "steps": steps})


def _joins(one: ReviewStep, other: ReviewStep) -> bool:
    both = set(one.reviewers) & set(other.reviewers)
    return one.role == other.role and len(both) >= max(one.quorum, other.quorum)


def _join(one: ReviewStep, other: ReviewStep) -> ReviewStep:
    return one.model_copy(
        update={
            "reviewers": [person for person in one.reviewers if person in other.reviewers],
            "days": max(one.days, other.days),
            "quorum": max(one.quorum, other.quorum),
        }
    )
