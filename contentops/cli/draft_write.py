"""The drafts of `contentops draft` one by one: rendered, then written, merged or printed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from contentops.cli.draft_report import Outcome, render_diff
from contentops.cli.options import OpenWorkspace, read_days
from contentops.errors import UsageError

if TYPE_CHECKING:
    from contentops.drafts.orders import DraftOrder
    from contentops.drafts.render import Draft, DraftRenderer
    from contentops.models.base import Language
    from contentops.problem import Problem
    from contentops.workspace.draft_files import SeveralDraftsError
    from contentops.workspace.draft_update import Update


_FARTHEST = 3660
"""Days that --due-within looks ahead at most: no plan reaches further."""


class Drafter:
    """Makes drafts one by one, so that what is wrong with one keeps no other from being written.

    Without a `language` a draft that exists stays in its own. With `to_stdout` drafts are printed; with `diff`
    the changes are shown. Either way nothing is written, otherwise call it within `lock_drafts`.
    With `integrate` the texts of modules are joined in the draft of their item.
    """

    def __init__(
        self,
        opened: OpenWorkspace,
        language: Language | None,
        *,
        allow_missing: bool = False,
        to_stdout: bool = False,
        diff: bool = False,
        today: date | None = None,
        integrate: bool = False,
    ) -> None:
        from contentops.workspace.draft_files import DraftIndex

        self.opened = opened
        self.root = opened.root
        self.language = language
        self.allow_missing = allow_missing
        self.to_stdout = to_stdout
        self.diff = diff
        self.today = today
        self.integrate = integrate
        self.index = DraftIndex(opened.root)
        self._renderers: dict[Language, DraftRenderer] = {}

    def draft(self, order: DraftOrder, *, named: bool) -> Outcome:
        """Make the draft of `order`. An item without a template is a finding only when it was `named`."""
        from contentops.workspace.draft_files import SeveralDraftsError

        if order.item.template is None:
            problems = (self._no_template(order),) if named else ()
            return Outcome(order.name, "no-template" if named else "skipped", problems=problems)
        try:
            path = None if self.to_stdout else self.index.find(order.name)
        except SeveralDraftsError as error:
            return Outcome(order.name, "failed", problems=_several(order, error))
        fields = self._fields(path)
        language, refused = self._choose_language(order, path, fields)
        if refused is not None:
            return refused
        draft = self._render(order, language, path, joined=self.integrate or "integrator" in fields)
        if draft.text is None:
            shown = self._shown(path) or f"drafts/{order.period}/{order.name}.md"
            state = "missing" if draft.missing else "failed"
            return Outcome(order.name, state, shown, draft.missing, draft.problems)
        if self.to_stdout:
            shown = f"drafts/{order.period}/{order.name}.md"
            return Outcome(order.name, "printed", shown, draft.missing, draft.problems, text=draft.text)
        return self._update(order, draft, language)

    def _render(self, order: DraftOrder, language: Language, path: Path | None, *, joined: bool) -> Draft:
        """The new rendering; once the modules are joined in a draft, they stay in it."""
        if joined and order.item.modules:
            from contentops.cli.draft_modules import render_with_modules

            return render_with_modules(self, order, language, path)
        return self.renderer(language).render(order, allow_missing=self.allow_missing)

    def _update(self, order: DraftOrder, draft: Draft, language: Language) -> Outcome:
        from contentops.workspace.draft_update import Rendering, update_draft
        from contentops.workspace.write import ChangedMeanwhileError

        rendering = Rendering(order.name, order.period, draft.text or "", language)
        try:
            update = update_draft(self.root, self.index, rendering, write=not self.diff)
        except (OSError, ChangedMeanwhileError) as error:  # the other drafts are written, and told of
            shown = self._shown(self.index.find(order.name)) or f"drafts/{order.period}/{order.name}.md"
            return Outcome(order.name, "failed", shown, problems=(_not_written(order, shown, error),))
        problems = (
            *update.problems,
            *self.still_open(draft, update),
            *self._about(order, update, language),
            *self._stale_versions(order, update),
        )
        outcome = Outcome(order.name, update.state, update.path, draft.missing, problems, update.conflicts)
        if self.diff:
            outcome = replace(outcome, diff=render_diff(update.before, update.after, update.path))
        return outcome

    def still_open(self, draft: Draft, update: Update) -> list[Problem]:
        """What is wrong with the facts; a placeholder that the person has filled in the draft is not."""
        from contentops.drafts.text import placeholder

        filled = {
            key
            for key in draft.missing
            if update.before is not None
            and not any(placeholder(key, language) in update.after for language in ("zh", "en"))
        }
        return [
            problem
            for problem in draft.problems
            if not (
                problem.rule == "fact-missing"
                and problem.message.partition(" needs ")[2].partition(" (")[0] in filled
            )
        ]

    def _about(self, order: DraftOrder, update: Update, language: Language) -> list[Problem]:
        """What of a draft does not agree with the plan although it is up to date."""
        from contentops.problem import Problem

        if update.before is None or update.state == "failed":
            return []
        problems: list[Problem] = []
        if update.state != "conflict":
            problems += self.renderer(language).check_kept(order, update.path, update.after)
        folder = update.path.split("/")[1]
        if re.match(r"\d{4}(-|\Z)", folder) and folder != order.period:
            problems.append(
                Problem(
                    update.path, 1, 1, "note", "draft-elsewhere",
                    f"{order.name} is planned in {order.period}; its draft stays in drafts/{folder}/", None,
                    "move it if you like: it is found wherever it stands below drafts/",
                )
            )  # fmt: skip
        return problems

    def _stale_versions(self, order: DraftOrder, update: Update) -> list[Problem]:
        """The versions for channels that were made before the draft said what it says now."""
        from contentops.workspace.draft_versions import check_versions

        if update.before is None or update.state in ("failed", "conflict"):
            return []
        channels = dict.fromkeys((*order.channels, *(use.channel for use in order.item.channels)))
        return check_versions(self.root, self.index, order.name, channels, update.after)

    def _choose_language(
        self, order: DraftOrder, path: Path | None, fields: dict[str, str]
    ) -> tuple[Language, Outcome | None]:
        """The language to render in, or what became of a draft that is in another one, or published."""
        from contentops.problem import Problem

        settings = self.opened.workspace.settings
        written = fields.get("language")
        own: Language | None = "zh" if written == "zh" else "en" if written == "en" else None
        chosen = self.language or own or settings.language
        why = hint = None
        if path is not None and own is not None and own != chosen:
            why = f"the draft is in {own} and stays as it is"
            hint = f"move it out of drafts/ to draft {order.name} in {chosen}, or use --stdout"
        elif path is not None and fields.get("status") == "published":
            why, hint = "the draft is published and stays as it went out", "change its status to work on it"
        if why is None:
            return chosen, None
        shown = self._shown(path) or ""
        problem = Problem(shown, 1, 1, "note", "draft-kept", f"{order.name}: {why}", None, hint)
        return chosen, Outcome(order.name, "kept", shown, problems=(problem,), diff="" if self.diff else None)

    def _fields(self, path: Path | None) -> dict[str, str]:
        from contentops.workspace.draft_files import read_head_fields

        return read_head_fields(path) if path is not None else {}

    def renderer(self, language: Language) -> DraftRenderer:
        """The renderer of one language; templates that it has read are read once."""
        from contentops.drafts.render import DraftRenderer
        from contentops.workspace.draft_files import TemplateFolders
        from contentops.workspace.yaml_reader import read_yaml

        if language not in self._renderers:
            self._renderers[language] = DraftRenderer(
                self.opened.workspace,
                language,
                TemplateFolders(self.root),
                read_yaml,
                self.opened.locate,
                today=self.today,
            )
        return self._renderers[language]

    def _shown(self, path: Path | None) -> str | None:
        return path.relative_to(self.root).as_posix() if path is not None else None

    def _no_template(self, order: DraftOrder) -> Problem:
        from contentops.problem import Problem

        path, line, column = self.opened.locate("item", order.item.id)
        return Problem(
            path, line, column, "error", "no-template", f"{order.name} has no draft template", None,
            "give it one with the key template; `contentops templates` lists those there are",
        )  # fmt: skip


def _not_written(order: DraftOrder, path: str, error: Exception) -> Problem:
    from contentops.problem import Problem

    why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return Problem(
        path, 1, 1, "error", "draft-not-written", f"{order.name}: the draft could not be written ({why})", None,
        "it is as it was; run this again when the cause is gone",
    )  # fmt: skip


def _several(order: DraftOrder, error: SeveralDraftsError) -> tuple[Problem, ...]:
    from contentops.problem import Problem

    others = {path: ", ".join(one for one in error.paths if one != path) for path in error.paths}
    return tuple(
        Problem(
            path,
            1,
            1,
            "error",
            "several-drafts",
            f"{order.name} has another draft: {other}",
            None,
            error.hint,
        )
        for path, other in others.items()
    )


def find_orders(
    opened: OpenWorkspace,
    items: list[str],
    period: str | None,
    due_within: str | None,
    today: date,
) -> list[DraftOrder]:
    """The drafts that are asked for. Raises `UsageError` when that is not clear."""
    from contentops.cli.options import read_period
    from contentops.drafts.orders import order_due, order_items, order_period
    from contentops.workspace.calendars import list_calendars, load_calendar

    workspace, root = opened.workspace, opened.root
    if due_within is not None and (items or period):
        raise UsageError("--due-within stands alone", hint="leave out the items and --period")
    if period is not None:
        name = read_period(period, workspace.settings).name
        return order_period(load_calendar(root, name), workspace, items)
    calendars = [load_calendar(root, name) for name in list_calendars(root)]
    if due_within is not None:
        if not calendars:
            raise UsageError("there is no calendar yet", hint="run `contentops plan PERIOD` first")
        return order_due(calendars, workspace, today, min(read_days(due_within, "14d, 2w or 1m"), _FARTHEST))
    if not items:
        raise UsageError("nothing to draft", hint="name items, or give --period or --due-within")
    return order_items(items, calendars, workspace, today)
