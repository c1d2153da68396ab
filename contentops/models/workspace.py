"""Everything a team keeps, loaded and valid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from contentops.models.event import Event, Node
from contentops.models.item import Item
from contentops.models.review import ReviewChain, chains_of, join_chains
from contentops.models.settings import Channel, Person, Persona, Settings
from contentops.models.snippets import Snippets
from contentops.models.working_days import YearOfDays


@dataclass(frozen=True)
class Workspace:
    """The loaded workspace. Mappings are by id and keep the order of the files (sorted paths)."""

    settings: Settings
    items: Mapping[str, Item]
    events: Mapping[str, Event]
    nodes: Mapping[str, Node]
    working_days: Mapping[str, Mapping[int, YearOfDays]] = field(default_factory=dict)
    """Supplied by the team, by country and year."""
    input_hash: str = ""
    """SHA-256 (hex) over the names and contents of the files that a plan is computed from."""
    snippets: Snippets = field(default_factory=Snippets)
    """Approved quotes and standing texts."""

    @cached_property
    def people(self) -> dict[str, Person]:
        """The team by id."""
        return {person.id: person for person in self.settings.team}

    @cached_property
    def channels(self) -> dict[str, Channel]:
        """The channels by id."""
        return {channel.id: channel for channel in self.settings.channels}

    @cached_property
    def personas(self) -> dict[str, Persona]:
        """The personas by id."""
        return {persona.id: persona for persona in self.settings.personas}

    @cached_property
    def review_chains(self) -> dict[str, ReviewChain]:
        """The review chains by id."""
        return {chain.id: chain for chain in self.settings.review_chains}

    def chain_of(self, item: Item) -> ReviewChain | None:
        """The chain `item` passes: of its own, its format's and its channels' joined; None without any."""
        return join_chains(chains_of(item, self.settings.review_chains))
