"""`contentops draft ITEM --module N` and `--integrate`: the parts of a hook, one by one and joined."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from contentops.cli.draft_report import Outcome, render_diff

if TYPE_CHECKING:
    from contentops.cli.draft_write import Drafter
    from contentops.drafts.modules import ModuleText
    from contentops.drafts.orders import DraftOrder
    from contentops.drafts.render import Draft
    from contentops.models.base import Language
    from contentops.problem import Problem


class ModuleDrafter:
    """Drafts modules with the templates of `drafter`: those named by number, or all of each item."""

    def __init__(self, drafter: Drafter, numbers: Sequence[int], *, every: bool) -> None:
        self.drafter = drafter
        self.numbers = tuple(dict.fromkeys(numbers))
        self.every = every

    def draft(self, order: DraftOrder, *, named: bool) -> list[Outcome]:
        """The modules of one item. One that has none is a finding only when it was `named`."""
        count = len(order.item.modules)
        if not count:
            return [without_modules(self.drafter, order, named)]
        wanted = tuple(range(1, count + 1)) if self.every else self.numbers
        return [
            self._draft(order, number) if 1 <= number <= count else self._no_such(order, number)
            for number in wanted
        ]

    def _draft(self, order: DraftOrder, number: int) -> Outcome:
        from contentops.drafts.modules import render_module
        from contentops.workspace.draft_files import SeveralDraftsError, read_head_fields

        drafter = self.drafter
        try:
            path = drafter.index.find(order.name, module=number)
        except SeveralDraftsError as error:
            problem = _problem(drafter, order, "several-drafts", error.message, error.hint or "", number)
            return Outcome(order.name, "failed", problems=(problem,), module=number)
        written = read_head_fields(path).get("language") if path is not None else None
        own: Language | None = "zh" if written == "zh" else "en" if written == "en" else None
        language = own or drafter.language or drafter.opened.workspace.settings.language
        draft = render_module(drafter.renderer(language), order, number, allow_missing=drafter.allow_missing)
        shown = f"drafts/{order.period}/{order.name}.module-{number}.md"
        if draft.text is None:
            state = "missing" if draft.missing else "failed"
            return Outcome(order.name, state, shown, draft.missing, draft.problems, module=number)
        if drafter.to_stdout:
            return Outcome(
                order.name, "printed", shown, draft.missing, draft.problems, text=draft.text, module=number
            )
        return self._update(order, number, draft, language)

    def _update(self, order: DraftOrder, number: int, draft: Draft, language: Language) -> Outcome:
        from contentops.workspace.draft_update import Rendering, update_draft

        drafter = self.drafter
        rendering = Rendering(order.name, order.period, draft.text or "", language, module=number)
        update = update_draft(drafter.root, drafter.index, rendering, write=not drafter.diff)
        return Outcome(
            order.name,
            update.state,
            update.path,
            draft.missing,
            (*update.problems, *drafter.still_open(draft, update)),
            update.conflicts,
            diff=render_diff(update.before, update.after, update.path) if drafter.diff else None,
            module=number,
        )

    def _no_such(self, order: DraftOrder, number: int) -> Outcome:
        count = len(order.item.modules)
        message = f"{order.name} has no module {number}"
        problem = _problem(self.drafter, order, "module-unknown", message, f"its modules are 1 to {count}")
        return Outcome(order.name, "failed", problems=(problem,), module=number)


def without_modules(drafter: Drafter, order: DraftOrder, named: bool) -> Outcome:
    """What became of an item that has no modules."""
    message = f"{order.name} has no modules"
    problem = _problem(drafter, order, "no-modules", message, "items of the hook pool may name modules")
    return Outcome(order.name, "failed" if named else "skipped", problems=(problem,) if named else ())


def render_with_modules(drafter: Drafter, order: DraftOrder, language: Language, path: Path | None) -> Draft:
    """The draft of `order` with the texts of its modules; `path` is where the draft stands now."""
    from contentops.drafts.modules import render_joined
    from contentops.drafts.render import Draft

    texts, problems = _read_modules(drafter, order)
    if problems:
        return Draft(order, order.item.template or "", None, tuple(problems))
    missing = {*range(1, len(order.item.modules) + 1)} - {one.number for one in texts}
    return render_joined(
        drafter.renderer(language),
        order,
        texts,
        allow_missing=drafter.allow_missing,
        open_modules=[number for number in sorted(missing) if _may_stay_open(number, path)],
    )


def _read_modules(drafter: Drafter, order: DraftOrder) -> tuple[list[ModuleText], list[Problem]]:
    """The drafts of the modules that there are, and what keeps one from being read."""
    from contentops.conflict_marks import find_marks
    from contentops.drafts.modules import ModuleText
    from contentops.problem import Problem
    from contentops.workspace.draft_files import SeveralDraftsError
    from contentops.workspace.texts import read_text_file

    texts: list[ModuleText] = []
    problems: list[Problem] = []
    for number in range(1, len(order.item.modules) + 1):
        try:
            path = drafter.index.find(order.name, module=number)
        except SeveralDraftsError as error:
            problems.append(
                _problem(drafter, order, "several-drafts", error.message, error.hint or "", number)
            )
            continue
        if path is None:
            continue
        shown = path.relative_to(drafter.root).as_posix()
        text = read_text_file(path, shown)
        if not isinstance(text, str):
            problems.append(text)
            continue
        marks = find_marks(text)
        if marks:
            message = f"{order.name}: module {number}: a conflict that nobody has solved"
            hint = "keep what is right, delete the marks, then join the modules"
            problems.append(Problem(shown, marks[0].line, 1, "error", "merge-conflict", message, None, hint))
        texts.append(ModuleText(number, shown, text))
    return texts, problems


def _may_stay_open(number: int, path: Path | None) -> bool:
    """Whether a placeholder may stand for a module: not where the draft has its text already."""
    from contentops.drafts.text import placeholder
    from contentops.workspace.draft_files import read_head_fields

    if path is None or "integrator" not in read_head_fields(path):
        return True
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    return any(placeholder(f"module-{number}", language) in text for language in ("zh", "en"))


def _problem(
    drafter: Drafter, order: DraftOrder, rule: str, message: str, hint: str, number: int | None = None
) -> Problem:
    from contentops.problem import Problem

    keys = ("modules",) if number is None else ("modules", number - 1)
    path, line, column = drafter.opened.locate("item", order.item.id, *keys)
    return Problem(path, line, column, "error", rule, message, None, hint)
