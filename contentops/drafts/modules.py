"""The parts of a hook: each drafted by itself for its owner, then joined under their headings. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from contentops.drafts.orders import DraftOrder
from contentops.drafts.parts import read_parts
from contentops.drafts.pieces import Piece
from contentops.drafts.render import Draft, DraftRenderer, front_matter_block, front_matter_fields
from contentops.drafts.sandbox import FactList, Fields
from contentops.drafts.text import FactText, clean_text, placeholder
from contentops.markdown_text import PLACEHOLDER, join_lines
from contentops.models.base import Language, text_in
from contentops.models.item import Module
from contentops.problem import Problem

MODULE_TEMPLATE = "white_paper_module"
_FRAMEWORK = "_framework"


@dataclass(frozen=True)
class ModuleText:
    """The draft of a module: its number from 1, where it stands, and what it says."""

    number: int
    path: str
    text: str


def module_template(item_template: str | None) -> str:
    """The template for the modules of an item: beside `X_framework` it is `X_module`."""
    name = item_template or ""
    return name.removesuffix(_FRAMEWORK) + "_module" if name.endswith(_FRAMEWORK) else MODULE_TEMPLATE


def joined_template(item_template: str | None) -> str:
    """The template for the text that modules are joined in: beside `X_framework` it is `X`."""
    return (item_template or "").removesuffix(_FRAMEWORK)


def order_module(order: DraftOrder, number: int) -> DraftOrder:
    """The order for one module, from 1: its own title, owner and facts; its date is the day it is due."""
    module = order.item.modules[number - 1]
    due = next((task.end for task in order.tasks if task.stage == f"module:{number}"), order.publish)
    item = order.item.model_copy(update={"owner": module.owner})
    return replace(order, item=item, title=module.title, facts={}, module=number, publish=due, channels=())


def render_module(
    renderer: DraftRenderer, order: DraftOrder, number: int, *, allow_missing: bool = False
) -> Draft:
    """The draft of one module of `order`."""
    own = order_module(order, number)
    template = module_template(order.item.template)
    body = renderer.render_body(own, template, allow_missing=allow_missing)
    problems = tuple(one for one in body.problems if one.rule not in ("publish-unknown", "embargo-early"))
    if body.text is None:
        return Draft(own, template, None, problems, body.missing)
    fields = front_matter_fields(own, template, renderer.language)
    due = fields.pop("publish")
    for key in ("embargo", "keywords"):
        fields.pop(key)
    head = {"title": fields.pop("title"), "item": fields.pop("item"), "module": number}
    status = {"owner": fields.pop("owner"), "due": due, "status": fields.pop("status")}
    front = front_matter_block({**head, **fields, **status})
    return Draft(own, template, front + "\n" + body.text, problems, body.missing)


def render_joined(
    renderer: DraftRenderer,
    order: DraftOrder,
    texts: Sequence[ModuleText],
    *,
    allow_missing: bool = False,
    open_modules: Sequence[int] = (),
) -> Draft:
    """The draft of `order` with the text of all its modules in their order.

    A module that is not there, or still has placeholders, is a problem that names who writes it; with
    `allow_missing` a warning. `open_modules` are those that get a placeholder instead of their text then.
    """
    template = joined_template(order.item.template)
    problems = _unfinished(renderer, order, texts, open_modules, allow_missing)
    if any(problem.severity == "error" for problem in problems):
        return Draft(order, template, None, tuple(problems))
    chapters = [_chapter(order, number, texts, renderer.language) for number in _numbers(order)]
    listed = FactList(one.fields(order.item.modules[one.number - 1], renderer) for one in chapters)
    body = renderer.render_body(order, template, {"modules": listed}, allow_missing=allow_missing)
    problems += body.problems
    if body.text is None:
        return Draft(order, template, None, tuple(problems), body.missing)
    text = _put_in(body.text, chapters)
    integrator = order.item.integrator or order.item.owner
    fields = {**front_matter_fields(order, template, renderer.language, body.event), "integrator": integrator}
    name = _name(renderer, integrator)
    joined = len(texts)
    path, line, column = renderer.locate("item", order.item.id, "integrator")
    message = f"{order.name}: {joined} of {len(chapters)} modules joined; {name} integrates them"
    problems.append(Problem(path, line, column, "note", "modules-joined", message))
    return Draft(order, template, front_matter_block(fields) + "\n" + text, tuple(problems), body.missing)


@dataclass(frozen=True)
class _Chapter:
    number: int
    title: str
    text: str

    @property
    def mark(self) -> str:
        """What stands for the text while the template's own words are set: no letter of it may change."""
        return f"\ue000{self.number}\ue000"

    def fields(self, module: Module, renderer: DraftRenderer) -> Fields:
        """What a template sees of the module."""
        owner = Fields(
            "owner", {"id": FactText(module.owner), "name": FactText(_name(renderer, module.owner))}
        )
        title = Markup(self.title)  # noqa: S704  a heading as it stands in the module's draft
        text = Markup(self.mark)  # noqa: S704
        return Fields("module", {"number": self.number, "title": title, "owner": owner, "text": text})


def _numbers(order: DraftOrder) -> range:
    return range(1, len(order.item.modules) + 1)


def _chapter(order: DraftOrder, number: int, texts: Sequence[ModuleText], language: Language) -> _Chapter:
    """The heading and the text of one module; its own headings go one level down."""
    titled = join_lines(clean_text(text_in(order.item.modules[number - 1].title, language)))
    found = next((one for one in texts if one.number == number), None)
    if found is None:
        return _Chapter(number, titled, placeholder(f"module-{number}", language))
    parts = read_parts(found.text, language)
    kept = [part for part in parts.parts if part.role != "title" and part.piece.kind != "mark"]
    body = "".join(_lowered(part.piece) + part.piece.gap for part in kept)
    return _Chapter(number, parts.title or titled, body.strip("\n"))


def _lowered(piece: Piece) -> str:
    if piece.kind != "heading":
        return piece.text
    return "#" * min(max(piece.level, 2) + 1, 6) + " " + piece.words


def _put_in(text: str, chapters: Sequence[_Chapter]) -> str:
    """The chapters in the places the template gave them; below everything when it gave none."""
    for chapter in chapters:
        if chapter.mark in text:
            text = text.replace(chapter.mark, chapter.text)
        else:
            text = f"{text.rstrip()}\n\n## {chapter.title}\n\n{chapter.text}\n"
    return text


def _unfinished(
    renderer: DraftRenderer,
    order: DraftOrder,
    texts: Sequence[ModuleText],
    open_modules: Sequence[int],
    allowed: bool,
) -> list[Problem]:
    """The modules that are not written, and the placeholders left in those that are."""
    severity: Any = "warning" if allowed else "error"
    there = {one.number: one for one in texts}
    problems: list[Problem] = []
    for number in _numbers(order):
        module = order.item.modules[number - 1]
        title = join_lines(clean_text(text_in(module.title, renderer.language)))
        who = f"{order.name}: module {number}, {title} ({_name(renderer, module.owner)})"
        own = there.get(number)
        if own is None:
            path, line, column = renderer.locate("item", order.item.id, "modules", number - 1)
            may = number in open_modules
            problems.append(
                Problem(
                    path, line, column, severity if may else "error", "module-missing",
                    f"{who} has no draft", None,
                    f"begin it: `contentops draft {order.name} --module {number}`",
                )
            )  # fmt: skip
            continue
        for match in PLACEHOLDER.finditer(own.text):
            line = own.text.count("\n", 0, match.start()) + 1
            column = match.start() - (own.text.rfind("\n", 0, match.start()) + 1) + 1
            problems.append(
                Problem(
                    own.path,
                    line,
                    column,
                    severity,
                    "module-unfinished",
                    f"{who} is not finished",
                    match[0],
                    "fill it in",
                )
            )
    return problems


def _name(renderer: DraftRenderer, person_id: str) -> str:
    person = renderer.workspace.people.get(person_id)
    return join_lines(clean_text(text_in(person.name, renderer.language))) if person else person_id
