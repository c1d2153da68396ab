"""`contentops draft ITEM --channel ID`: versions of a draft for its channels, made from its words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from contentops.cli.draft_report import Outcome, render_diff
from contentops.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from contentops.cli.draft_write import Drafter
    from contentops.drafts.orders import DraftOrder
    from contentops.drafts.variant_render import MasterText
    from contentops.models.base import Language
    from contentops.models.settings import Channel
    from contentops.problem import Problem


class VersionDrafter:
    """Makes versions beside the drafts of `drafter`: for the channels named, or for all of each item's."""

    def __init__(self, drafter: Drafter, channels: Sequence[str], *, every: bool) -> None:
        from contentops.problem import suggest

        self.drafter = drafter
        self.root = drafter.root
        known = drafter.opened.workspace.channels
        for channel in channels:
            if channel not in known:
                raise UsageError(
                    f"there is no channel {channel}", hint=suggest(channel, sorted(known), noun="channels")
                )
        self.channels = tuple(dict.fromkeys(channels))
        self.every = every

    def draft(self, order: DraftOrder, *, named: bool) -> list[Outcome]:
        """The versions of one draft. What has none to make is a finding only when it was `named`."""
        own = dict.fromkeys((*order.channels, *(use.channel for use in order.item.channels)))
        wanted = tuple(own) if self.every else self.channels
        if not named:
            wanted = tuple(channel for channel in wanted if channel in own)
        master = self._read_master(order, named)
        if isinstance(master, Outcome):
            return [master] if wanted or named else [Outcome(order.name, "skipped")]
        if not wanted:
            problem = self._problem(
                order, "no-channels", f"{order.name} goes to no channel", "name its channels"
            )
            return [
                Outcome(order.name, "failed" if named else "skipped", problems=(problem,) if named else ())
            ]
        return [
            self._draft(order, channel, master)
            if channel in own
            else self._failed(order, channel, self._stranger(order, channel, tuple(own)))
            for channel in wanted
        ]

    def _draft(self, order: DraftOrder, channel_id: str, master: MasterText) -> Outcome:
        from contentops.drafts.variant_render import VersionRenderer
        from contentops.workspace.draft_files import SeveralDraftsError, head_fields, read_head_fields

        channel = self.drafter.opened.workspace.channels.get(channel_id)
        if channel is None:
            return self._failed(order, channel_id, self._stranger(order, channel_id, order.channels))
        written = head_fields(master.text).get("language")
        language: Language = "zh" if written == "zh" else "en" if written == "en" else self._language()
        try:
            path = self.drafter.index.find(order.name, channel=channel_id)
        except SeveralDraftsError as error:
            problem = self._problem(order, "several-drafts", error.message, error.hint or "")
            return self._failed(order, channel_id, problem)
        if path is not None and read_head_fields(path).get("status") == "published":
            return self._kept(order, channel_id, path)
        renderer = VersionRenderer(self.drafter.renderer(language))
        draft = renderer.render(order, channel, master, allow_missing=self.drafter.allow_missing)
        shown = f"drafts/{order.period}/{order.name}.{channel_id}.md"
        if draft.text is None:
            state = "missing" if draft.missing else "failed"
            return Outcome(order.name, state, shown, draft.missing, draft.problems, channel=channel_id)
        if self.drafter.to_stdout:
            text = draft.text
            return Outcome(
                order.name, "printed", shown, draft.missing, draft.problems, text=text, channel=channel_id
            )
        return self._update(order, channel, draft.text, language, draft.missing, draft.problems)

    def _update(
        self,
        order: DraftOrder,
        channel: Channel,
        text: str,
        language: Language,
        missing: tuple[str, ...],
        problems: tuple[Problem, ...],
    ) -> Outcome:
        from contentops.workspace.draft_update import Rendering, update_draft

        rendering = Rendering(order.name, order.period, text, language, channel=channel.id)
        diff = self.drafter.diff
        update = update_draft(self.root, self.drafter.index, rendering, write=not diff)
        return Outcome(
            order.name,
            update.state,
            update.path,
            missing,
            (*problems, *update.problems),
            update.conflicts,
            diff=render_diff(update.before, update.after, update.path) if diff else None,
            channel=channel.id,
        )

    def _read_master(self, order: DraftOrder, named: bool) -> MasterText | Outcome:
        """The draft that versions are made from, or why there is none."""
        from contentops.drafts.variant_render import MasterText
        from contentops.workspace.draft_files import SeveralDraftsError
        from contentops.workspace.draft_versions import master_mark
        from contentops.workspace.texts import read_text_file

        try:
            path = self.drafter.index.find(order.name)
        except SeveralDraftsError as error:
            problem = self._problem(order, "several-drafts", error.message, error.hint or "")
            return Outcome(order.name, "failed", problems=(problem,))
        if path is None:
            hint = f"write it: `contentops draft {order.name}`; its words are what a channel gets"
            problem = self._problem(order, "no-draft", f"there is no draft of {order.name} yet", hint)
            return Outcome(order.name, "failed" if named else "skipped", problems=(problem,) if named else ())
        shown = path.relative_to(self.root).as_posix()
        text = read_text_file(path, shown)
        if not isinstance(text, str):
            return Outcome(order.name, "failed", shown, problems=(text,))
        return self._check_master(order, MasterText(shown, text, master_mark(text)), named)

    def _check_master(self, order: DraftOrder, master: MasterText, named: bool) -> MasterText | Outcome:
        """The same, unless no version can be made from what it says now."""
        from contentops.conflict_marks import find_marks
        from contentops.drafts.variants import NOT_FOR_READERS
        from contentops.problem import Problem
        from contentops.workspace.draft_files import head_fields

        template = head_fields(master.text).get("template")
        if template in NOT_FOR_READERS:
            return self._working_paper(order, master.path, template, named)
        mark = next(iter(find_marks(master.text)), None)
        if mark is None:
            return master
        message = f"{order.name}: a conflict that nobody has solved"
        hint = "keep what is right, delete the marks, then make its versions"
        problem = Problem(master.path, mark.line, 1, "error", "merge-conflict", message, None, hint)
        return Outcome(order.name, "failed", master.path, problems=(problem,))

    def _working_paper(self, order: DraftOrder, shown: str, template: str, named: bool) -> Outcome:
        """A draft that no reader is to see has no versions."""
        from contentops.problem import Problem

        if not named:
            return Outcome(order.name, "skipped")
        message = f"{order.name}: {template} writes a working paper, which no channel gets"
        hint = "what goes out of this item is made from it; give that an item of its own to draft its text"
        problem = Problem(shown, 1, 1, "error", "working-paper", message, None, hint)
        return Outcome(order.name, "failed", shown, problems=(problem,))

    def _language(self) -> Language:
        return self.drafter.language or self.drafter.opened.workspace.settings.language

    def _stranger(self, order: DraftOrder, channel: str, own: Sequence[str]) -> Problem:
        known = ", ".join(own)
        hint = f"it goes to {known}; add the channel to its channels" if known else "add it to its channels"
        return self._problem(order, "channel-unknown", f"{order.name} does not go to {channel}", hint)

    def _problem(self, order: DraftOrder, rule: str, message: str, hint: str) -> Problem:
        from contentops.problem import Problem

        path, line, column = self.drafter.opened.locate("item", order.item.id, "channels")
        return Problem(path, line, column, "error", rule, message, None, hint)

    def _failed(self, order: DraftOrder, channel: str, problem: Problem) -> Outcome:
        return Outcome(order.name, "failed", problems=(problem,), channel=channel)

    def _kept(self, order: DraftOrder, channel: str, path: Path) -> Outcome:
        from contentops.problem import Problem

        shown = path.relative_to(self.root).as_posix()
        message = f"{order.name}.{channel}: the version is published and stays as it went out"
        problem = Problem(shown, 1, 1, "note", "draft-kept", message, None, "change its status to work on it")
        diff = "" if self.drafter.diff else None
        return Outcome(order.name, "kept", shown, problems=(problem,), diff=diff, channel=channel)
