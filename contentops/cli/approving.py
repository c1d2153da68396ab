"""What the commands about approvals share: an item's content, record, chain and places on the calendars."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from contentops.cli.options import OpenWorkspace
from contentops.errors import UsageError

if TYPE_CHECKING:
    from datetime import date

    from contentops.approvals.chain import Circumstances, Progress, SignatureState
    from contentops.approvals.record import Record
    from contentops.drafts.orders import DraftOrder
    from contentops.models.approval import ApprovalEntry
    from contentops.models.calendar import Calendar, Entry
    from contentops.models.item import Item
    from contentops.models.review import ReviewChain
    from contentops.problem import Problem
    from contentops.workspace.approval_content import CollectedContent
    from contentops.workspace.approvals import LoadedRecord
    from contentops.workspace.draft_files import DraftIndex


@dataclass(frozen=True)
class Planned:
    """An entry of a calendar, and where it stands there."""

    period: str
    number: int
    entry: Entry
    spot: tuple[str, int, int]
    wave_spots: tuple[tuple[str, int, int], ...] = ()


class Desk:
    """The approvals of one workspace on one day. Everything is read when it is first asked for."""

    def __init__(self, opened: OpenWorkspace, today: date) -> None:
        self.opened, self.today = opened, today
        self.workspace, self.root = opened.workspace, opened.root
        self._calendars: list[Calendar] = []
        self._verified: dict[tuple[bytes, str | None], SignatureState] = {}

    @cached_property
    def drafts(self) -> DraftIndex:
        """Which file is the draft of what."""
        from contentops.workspace.draft_files import DraftIndex

        return DraftIndex(self.root)

    @cached_property
    def planned(self) -> Mapping[str, list[Planned]]:
        """The entries of all calendars by item. Raises `InvalidInput` for a calendar that cannot be read."""
        from contentops.errors import InvalidInput
        from contentops.workspace.calendars import calendar_path, list_calendars, read_calendar

        found: dict[str, list[Planned]] = {}
        for period in list_calendars(self.root):
            calendar, place, problems = read_calendar(calendar_path(self.root, period), self.root)
            if calendar is None or place is None:
                raise InvalidInput(f"calendars/{period}.yaml is not a calendar that can be read", problems)
            self._calendars.append(calendar)
            path, position = place.document.path, place.document.position
            for number, entry in enumerate(calendar.entries):
                keys = ("entries", number)
                waves = tuple(
                    (path, *position((*keys, "channels", wave, "date")))
                    for wave in range(len(entry.channels))
                )
                planned = Planned(period, number, entry, (path, *position((*keys, "publish"))), waves)
                found.setdefault(entry.item, []).append(planned)
        return found

    def order(self, name: str) -> DraftOrder:
        """The draft of an item as the calendars order it."""
        from contentops.drafts.orders import order_items

        known = self.planned  # reading them reads the calendars
        found = order_items([name], self._calendars if known else [], self.workspace, self.today)
        return found[0]

    def item(self, name: str) -> Item:
        """The item of `name`, which may be an occurrence. Raises `UsageError` when there is none."""
        item = self.workspace.items.get(name.partition("@")[0])
        if item is None:
            from contentops.problem import suggest

            hint = suggest(name, sorted(self.workspace.items), noun="items")
            raise UsageError(f"there is no item {name}", hint=hint)
        return item

    def expand(self, name: str) -> list[str]:
        """The name itself; of a recurring item its occurrences on the calendars that are still to go out."""
        item = self.item(name)
        if "@" in name or item.recurrence is None or name in self.planned:
            return [name]
        found = [
            key
            for key, entries in self.planned.items()
            if key.partition("@")[0] == name and entries[-1].entry.state in ("planned", "pinned")
        ]
        due = [key for key in found if self.planned[key][-1].entry.publish <= self.today]
        following = min(found, key=lambda key: self.planned[key][-1].entry.publish, default=name)
        return due or [following]

    def chain(self, name: str) -> ReviewChain | None:
        """The chain of an item, with those of the channels that only the calendar sends it to."""
        from contentops.models.item import ItemChannel

        item = self.item(name)
        known = {use.channel for use in item.channels}
        waves = {wave.channel for one in self.planned.get(name, ()) for wave in one.entry.channels}
        further = [ItemChannel(channel=channel) for channel in sorted(waves - known)]
        return self.workspace.chain_of(item.model_copy(update={"channels": [*item.channels, *further]}))

    def content(self, name: str) -> CollectedContent:
        """What goes out of the item."""
        from contentops.workspace.approval_content import collect_content

        return collect_content(self.root, name, self.item(name), sorted(self.workspace.channels), self.drafts)

    def stale_versions(self, name: str, content: CollectedContent) -> list[Problem]:
        """A warning for each version for a channel that is older than the draft of the item."""
        from contentops.workspace.draft_versions import check_versions

        if not content.content.text:
            return []
        channels = sorted(self.workspace.channels)
        return check_versions(self.root, self.drafts, name, channels, content.content.text)

    def record(self, name: str) -> LoadedRecord:
        """What was done about the item."""
        from contentops.workspace.approvals import load_record

        return load_record(self.root, name)

    def signatures(self, record: Record) -> dict[str, SignatureState]:
        """The state of each signature of a record; each is verified once, for it costs a process."""
        return {entry.id: self._verify(entry) for entry in record.entries if entry.signature}

    def _verify(self, entry: ApprovalEntry) -> SignatureState:
        from contentops.approvals.record import signed_bytes
        from contentops.workspace.signatures import verify_entry

        # What is signed and the signature, not the id: an id is only what the file claims.
        key = (signed_bytes(entry), entry.signature)
        if key not in self._verified:
            self._verified[key] = verify_entry(entry, self.workspace.people.get(entry.who))
        return self._verified[key]

    def circumstances(
        self, name: str, hashed: str | None, signatures: Mapping[str, SignatureState]
    ) -> Circumstances:
        """What sign-offs are judged by."""
        from contentops.approvals.chain import Circumstances

        return Circumstances(
            people=self.workspace.people,
            owner=self.item(name).owner,
            content=hashed,
            today=self.today,
            signatures_required=self.workspace.settings.approvals.signatures == "required",
            signatures=signatures,
        )

    def progress(self, name: str, record: Record, hashed: str | None) -> Progress | None:
        """How far the item is on its chain; None when it passes none."""
        from contentops.approvals.chain import judge_chain

        chain = self.chain(name)
        if chain is None:
            return None
        return judge_chain(chain, record, self.circumstances(name, hashed, self.signatures(record)))

    def person_name(self, person: str) -> str:
        """A person as readers know them; the id of somebody who is gone."""
        from contentops.models.base import text_in

        known = self.workspace.people.get(person)
        return text_in(known.name, self.workspace.settings.language) if known is not None else person
