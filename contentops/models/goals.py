"""What a plan is good for beside the value of its items: targets, and what missing them costs in points.

A point is what `value` counts. The shares, silences and rates that a workspace does not set follow from its
product stage: a product nobody knows needs to be explained to those who look for it, one that everybody
knows must be kept in use.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, StrictInt, model_validator
from pydantic_core import PydanticCustomError

from contentops.models.base import FunnelStage, Id, Means, PoolName, Record, Role, Share

ProductStage = Literal["introduction", "growth", "maturity"]
Points = Annotated[float, Field(ge=0, le=1000)]
Silence = Annotated[StrictInt, Field(ge=1, le=52)]


class Mix(Record):
    """Target shares of effort over the pools and over the means; each set adds up to 1, and `{}` is no target."""

    pools: dict[PoolName, Share] | None = None
    """By content pool; default: by `product_stage`."""
    means: dict[Means, Share] | None = None
    """By means of acquisition; default: by `product_stage`."""

    @model_validator(mode="after")
    def _check(self) -> Mix:
        for name, shares in (("pools", self.pools), ("means", self.means)):
            total = sum(shares.values()) if shares else 1.0
            if abs(total - 1) > 0.005:
                raise PydanticCustomError(
                    "mix_total",
                    "the shares of {name} add up to {total}, expected 1",
                    {"name": name, "total": f"{total:.2f}"},
                )
        return self


class Cadence(Record):
    """How often something should be seen: publications a week, and the longest silence in weeks; `{}` is no target."""

    channels: dict[Id, Annotated[float, Field(gt=0, le=50)]] = Field(default_factory=dict)
    """Publications a week, by channel."""
    roles: dict[Role, Silence] | None = None
    """Longest silence in weeks, by role of the buying chain; default: by `product_stage`."""
    stages: dict[FunnelStage, Silence] | None = None
    """Longest silence in weeks, by funnel stage; default: by `product_stage`."""
    pools: dict[PoolName, Silence] | None = None
    """Longest silence in weeks, by content pool; default: by `product_stage`."""


class GoalRates(Record):
    """What missing a goal costs, in points of value. 0 switches the goal off; it is still reported."""

    channel_week: Points | None = None
    """A publication that a channel misses against its cadence; default: by `product_stage`."""
    role_week: Points | None = None
    """A week in which a role of the buying chain has had nothing for too long; default: by `product_stage`."""
    stage_week: Points | None = None
    """A week in which a funnel stage has had nothing for too long; default: by `product_stage`."""
    pool_week: Points | None = None
    """A week in which a content pool has been silent for too long; default: by `product_stage`."""
    mix_hour: Points | None = None
    """An hour of work that would have to move for the mix to be on target; default: by `product_stage`."""
    moved_entry: Points | None = None
    """An entry of the earlier plan that is published on another day, or not at all; default: by `product_stage`."""


@dataclass(frozen=True, slots=True)
class Targets:
    """The targets and rates that hold: the workspace's own, else those of its product stage."""

    channels: Mapping[str, float]
    """Publications a week, by channel."""
    silences: Mapping[str, Mapping[str, int]]
    """Longest silence in weeks: `roles`, `stages`, `pools`, each by name."""
    mix: Mapping[str, Mapping[str, float]]
    """Shares of effort: `pools`, `means`, each by name; an empty set is no target."""
    rates: Mapping[str, float]
    """Points by the names of `GoalRates`."""


_SILENCES: dict[ProductStage, dict[str, dict[str, int]]] = {
    "introduction": {
        "roles": {"initiator": 2, "evaluator": 3, "decider": 4, "user": 6},
        "stages": {"acquire": 2, "activate": 3, "convert": 5},
        "pools": {"basic": 3, "periodic": 2, "hook": 6},
    },
    "growth": {
        "roles": {"initiator": 3, "evaluator": 3, "decider": 4, "user": 4},
        "stages": {"acquire": 2, "activate": 3, "convert": 3, "retain": 6},
        "pools": {"basic": 3, "periodic": 2, "hook": 5},
    },
    "maturity": {
        "roles": {"initiator": 4, "evaluator": 4, "decider": 4, "user": 3},
        "stages": {"acquire": 3, "activate": 4, "convert": 3, "retain": 3, "renew": 5},
        "pools": {"basic": 4, "periodic": 2, "hook": 5},
    },
}
_MIX: dict[ProductStage, dict[str, dict[str, float]]] = {
    "introduction": {
        "pools": {"basic": 0.40, "periodic": 0.35, "hook": 0.25},
        "means": {"content": 0.55, "event": 0.30, "channel": 0.10, "brand": 0.04, "paid": 0.01},
    },
    "growth": {
        "pools": {"basic": 0.30, "periodic": 0.40, "hook": 0.30},
        "means": {"content": 0.50, "event": 0.25, "channel": 0.12, "brand": 0.08, "paid": 0.05},
    },
    "maturity": {
        "pools": {"basic": 0.25, "periodic": 0.45, "hook": 0.30},
        "means": {"content": 0.40, "event": 0.20, "channel": 0.15, "brand": 0.15, "paid": 0.10},
    },
}
_RATES: dict[ProductStage, dict[str, float]] = {
    "introduction": {"channel_week": 3, "role_week": 8, "stage_week": 6, "pool_week": 5, "mix_hour": 0.2,
                     "moved_entry": 2},
    "growth": {"channel_week": 4, "role_week": 6, "stage_week": 4, "pool_week": 4, "mix_hour": 0.1,
               "moved_entry": 3},
    "maturity": {"channel_week": 5, "role_week": 5, "stage_week": 4, "pool_week": 3, "mix_hour": 0.1,
                 "moved_entry": 4},
}  # fmt: skip


def resolve_targets(stage: ProductStage, mix: Mix, cadence: Cadence, rates: GoalRates) -> Targets:
    """The targets of a workspace: what it sets, and the rest by its product stage."""
    silences = {
        kind: own if (own := getattr(cadence, kind)) is not None else _SILENCES[stage][kind]
        for kind in ("roles", "stages", "pools")
    }
    shares = {
        kind: own if (own := getattr(mix, kind)) is not None else _MIX[stage][kind]
        for kind in ("pools", "means")
    }
    points = {
        name: float(own if (own := getattr(rates, name)) is not None else default)
        for name, default in _RATES[stage].items()
    }
    return Targets(cadence.channels, silences, shares, points)
