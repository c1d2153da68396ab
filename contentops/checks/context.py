"""What a check is given: the workspace, where its values stand, and what exists outside it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from contentops.models.item import Item
from contentops.models.period import Period
from contentops.models.workspace import Workspace
from contentops.problem import Problem, Severity


class Locate(Protocol):
    """How a check finds the place of a value; see `LoadedWorkspace.locate`."""

    def __call__(
        self, kind: str, record_id: str, *keys: str | int, key: bool = False
    ) -> tuple[str, int, int]:
        """Path, line and column."""


@dataclass(frozen=True)
class Context:
    """Everything a check may look at. A check is a function of this and returns problems.

    `broken` holds, by kind, the ids of records that did not load: a reference to one is not unknown.
    Of a kind that is `incomplete` nobody knows all ids: nothing is called unknown or unused for it.
    `templates` are the names of the draft templates there are; `period` narrows what is looked at.
    """

    workspace: Workspace
    locate: Locate
    broken: Mapping[str, Collection[str]] = field(default_factory=dict)
    templates: Collection[str] | None = None
    today: date | None = None
    period: Period | None = None
    incomplete: Collection[str] = ()

    def problem(
        self,
        kind: str,
        record_id: str,
        *keys: str | int,
        rule: str,
        message: str,
        severity: Severity = "error",
        got: str | None = None,
        hint: str | None = None,
        at_key: bool = False,
    ) -> Problem:
        """A problem at a value of a record."""
        path, line, column = self.locate(kind, record_id, *keys, key=at_key)
        return Problem(path, line, column, severity, rule, message, got, hint)

    def known(self, kind: str) -> set[str]:
        """The ids of a kind that a reference may name."""
        records: dict[str, Collection[str]] = {
            "item": self.workspace.items,
            "event": self.workspace.events,
            "node": self.workspace.nodes,
            "person": self.workspace.people,
            "channel": self.workspace.channels,
            "persona": self.workspace.personas,
            "review chain": self.workspace.review_chains,
            "template": self.templates or (),
            "quote": self.workspace.snippets.quotes,
            "text": self.workspace.snippets.texts,
            "product": [product.id for product in self.workspace.settings.brand.products],
        }
        return {*records[kind], *self.broken.get(kind, ())}

    @property
    def items(self) -> list[Item]:
        """The items in the order of the files."""
        return list(self.workspace.items.values())
