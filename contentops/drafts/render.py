"""From an order to the text of a draft: facts, template, front matter. Pure; nothing is written here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from jinja2 import FunctionLoader

from contentops.bounded_templates import FAILURES, template_problem
from contentops.drafts.context import DraftContext, build_context, event_of
from contentops.drafts.dates import check_announcement, check_kept, check_recap
from contentops.drafts.fact_problems import FactCheck
from contentops.drafts.fact_snippets import UnknownSnippetError, snippet_function, snippet_problem
from contentops.drafts.facts import FactIssue
from contentops.drafts.orders import DraftOrder
from contentops.drafts.phrases import phrase_filters, phrase_tests
from contentops.drafts.sandbox import DraftEnvironment
from contentops.drafts.template import (
    TEMPLATE_SUFFIX,
    DraftTemplate,
    FindSource,
    ReadYaml,
    find_template,
)
from contentops.drafts.text import clean_text
from contentops.drafts.tidy import set_lines, tidy
from contentops.drafts.titles import SHORT_TITLE, short_titles
from contentops.errors import InvalidInput
from contentops.markdown_text import join_lines
from contentops.models.base import Language, text_in
from contentops.models.event import Event
from contentops.models.workspace import Workspace
from contentops.problem import Problem
from contentops.yaml_writer import dump

Locate = Callable[..., tuple[str, int, int]]
"""`LoadedWorkspace.locate`: where a value of a record stands."""

DIGEST = "digest"
"""The fact, and the key of the front matter, that the linter measures (official-account-digest)."""

SHIPPED_PREFIX = "shipped/"
"""`{% include "shipped/NAME" %}` reaches the template that comes with the program."""


@dataclass(frozen=True)
class Draft:
    """What came of one order. `text` is None when something kept the draft from being made."""

    order: DraftOrder
    template: str
    text: str | None
    problems: tuple[Problem, ...] = ()
    missing: tuple[str, ...] = ()
    """The YAML keys of required facts that are not there."""


@dataclass(frozen=True)
class Body:
    """What stands below the front matter of a draft; `text` is None when something kept it from being made."""

    text: str | None
    problems: tuple[Problem, ...] = ()
    missing: tuple[str, ...] = ()
    event: Event | None = None
    digest: str = ""
    """What stands under the title where the text is shared."""


class DraftRenderer:
    """Renders drafts of one workspace in one language; a template is read and compiled once."""

    def __init__(
        self,
        workspace: Workspace,
        language: Language,
        find: FindSource,
        read_yaml: ReadYaml,
        locate: Locate,
        *,
        today: date | None = None,
    ) -> None:
        self.today = today
        self.workspace = workspace
        self.language = language
        self.find = find
        self.read_yaml = read_yaml
        self.locate = locate
        self.environment = DraftEnvironment(
            FunctionLoader(self._load), phrase_filters(language, workspace.settings.country)
        )
        self.environment.tests.update(phrase_tests(language))
        self.environment.globals["snippet"] = snippet_function(workspace.snippets.texts, language)
        self._templates: dict[str, DraftTemplate | InvalidInput | None] = {}

    def render(self, order: DraftOrder, *, allow_missing: bool = False) -> Draft:
        """The draft of `order`, whose item has a template.

        Missing facts and a template that cannot be rendered are problems of the draft; with
        `allow_missing` a missing fact becomes a visible placeholder and a warning.
        """
        name = order.item.template or ""
        body = self.render_body(order, name, allow_missing=allow_missing)
        if body.text is None:
            return Draft(order, name, None, body.problems, body.missing)
        front = render_front_matter(order, name, self.language, body.event, body.digest)
        return Draft(order, name, front + "\n" + body.text, body.problems, body.missing)

    def render_body(
        self,
        order: DraftOrder,
        name: str,
        more: Mapping[str, Any] | None = None,
        *,
        allow_missing: bool = False,
    ) -> Body:
        """What stands below the front matter, by the template `name`; `more` is what else it sees.

        A template that passes on the words of a draft (it needs one) leaves their typography alone.
        """
        try:
            template = self._template(name)
        except InvalidInput as error:
            return Body(None, error.problems)
        if template is None:
            return Body(None, (self._unknown_template(order, name),))
        for need in ("draft", "modules"):
            if need in template.header.needs and need not in (more or {}):
                return Body(None, (self._not_alone(order, name, need),))
        context = build_context(order, self.workspace, template.header, self.language)
        problems = [self._describe(issue, order, name, allow_missing) for issue in context.issues]
        missing = tuple(_full_path(issue) for issue in context.issues if not issue.trouble)
        problems += self._early_embargo(order)
        problems += check_announcement(order, template.name, context.event, self.locate)
        problems += self._too_early(order, template, context)
        blocked = any(problem.severity == "error" for problem in problems)
        if order.publish is None and not blocked:
            problems.append(self._undated(order))
        if blocked:
            return Body(None, tuple(problems), missing)
        body, trouble = self._render_body(template, {**context.values, **(more or {})})
        digest = context.values["facts"]["digest"] if DIGEST in template.header.facts else ""
        return Body(body, (*problems, *trouble), missing, context.event, join_lines(str(digest)))

    def check_kept(self, order: DraftOrder, path: str, text: str) -> list[Problem]:
        """Warnings for what has changed since the draft `text` of `order`, which stays, was made."""
        event = event_of(order.item, self.workspace)
        return check_kept(text, path, order, event, self.read_yaml)

    def _too_early(self, order: DraftOrder, template: DraftTemplate, context: DraftContext) -> list[Problem]:
        if self.today is None:
            return []
        specs = template.header.facts
        check = FactCheck(order, self.workspace, self.language, self.today, self.locate)
        return [
            *check_recap(order, template.name, context.event, self.today, self.locate),
            *(trouble.problem for trouble in check.find(specs, context.layers)),
        ]

    def _template(self, name: str) -> DraftTemplate | None:
        if name not in self._templates:
            try:
                self._templates[name] = find_template(name, self.language, self.find, self.read_yaml)
            except InvalidInput as error:
                self._templates[name] = error
        found = self._templates[name]
        if isinstance(found, InvalidInput):
            raise found
        return found

    def _load(self, name: str) -> tuple[str, str, None] | None:
        shipped_only = name.startswith(SHIPPED_PREFIX)
        source = self.find(name.removeprefix(SHIPPED_PREFIX), self.language, shipped_only=shipped_only)
        return (source.text, source.path, None) if source else None

    def _render_body(
        self, template: DraftTemplate, values: Mapping[str, Any]
    ) -> tuple[str | None, list[Problem]]:
        """The text below the front matter. Whatever a template does wrong is a problem with its line."""
        path = template.source.path
        self.environment.start()
        try:
            compiled = self.environment.get_template(template.name + TEMPLATE_SUFFIX)
            text = compiled.render(**values)
            if "draft" in template.header.needs:
                return set_lines(text, self.language), []
            return tidy(text, self.language), []
        except FAILURES as error:
            problem = template_problem(error, path, lambda name: name.endswith(TEMPLATE_SUFFIX))
            if isinstance(error, UnknownSnippetError):
                problem = snippet_problem(error, problem, self._source(problem.path))
        return None, [problem]

    def _source(self, path: str) -> str | None:
        """The text of the template that people know by `path`."""
        name = path.rpartition("/")[2]
        sources = (self.find(name, self.language, shipped_only=only) for only in (False, True))
        return next((source.text for source in sources if source and source.path == path), None)

    def _describe(self, issue: FactIssue, order: DraftOrder, template: str, allowed: bool) -> Problem:
        layer = issue.layer
        path, line, column = self.locate(layer.kind, layer.record_id, *layer.keys, *issue.keys)
        key = _full_path(issue)
        about = f" ({issue.spec.description})" if issue.spec.description else ""
        if issue.trouble:
            message = f"{order.name}: {key}: {issue.trouble}{about}"
        else:
            message = f"{order.name}: the template {template} needs {key}{about}"
        sample = f", for example: {issue.spec.sample}" if issue.spec.sample else ""
        hint = issue.hint or f"fill in {key}{sample}"
        rule = "fact-shape" if issue.trouble else "fact-missing"
        severity: Any = "warning" if allowed and not issue.trouble else "error"
        return Problem(path, line, column, severity, rule, message, issue.got, hint)

    def _not_alone(self, order: DraftOrder, name: str, need: str) -> Problem:
        path, line, column = self.locate("item", order.item.id, "template")
        what, how = {
            "draft": ("adapts a draft to a channel", "`contentops draft ITEM --channel ID`"),
            "modules": ("joins the drafts of modules", "`contentops draft ITEM --integrate`"),
        }[need]
        return Problem(
            path, line, column, "error", "template-not-alone",
            f"{order.name}: this template {what} and writes none by itself", name,
            f"give the item a template that writes its draft; {how} uses this one",
        )  # fmt: skip

    def _undated(self, order: DraftOrder) -> Problem:
        path, line, column = self.locate("item", order.item.id)
        return Problem(
            path, line, column, "warning", "publish-unknown",
            f"{order.name} is on no calendar, so its draft has no date",
            hint="plan its period first, or fill in the date where the draft leaves it open",
        )  # fmt: skip

    def _early_embargo(self, order: DraftOrder) -> list[Problem]:
        embargo = order.item.embargo
        if embargo is None or order.publish is None or embargo >= order.publish:
            return []
        path, line, column = self.locate("item", order.item.id, "embargo")
        return [
            Problem(
                path, line, column, "warning", "embargo-early",
                f"{order.name}: the embargo ends before the planned publication on {order.publish}",
                embargo.isoformat(), "move one of the two: others may print it first",
            )
        ]  # fmt: skip

    def _unknown_template(self, order: DraftOrder, name: str) -> Problem:
        path, line, column = self.locate("item", order.item.id, "template")
        return Problem(
            path, line, column, "error", "unknown-template",
            f"{order.name}: there is no draft template of this name for {self.language}", name,
            "`contentops templates` lists those there are",
        )  # fmt: skip


def render_front_matter(
    order: DraftOrder, template: str, language: Language, event: Event | None = None, digest: str = ""
) -> str:
    """The YAML block that opens a draft: what calendar, item and event said when it was made."""
    return front_matter_block(front_matter_fields(order, template, language, event, digest))


def front_matter_fields(
    order: DraftOrder, template: str, language: Language, event: Event | None = None, digest: str = ""
) -> dict[str, Any]:
    """The keys of that block, those without a value too."""
    item = order.item
    given = order.facts.get(SHORT_TITLE, item.facts.get(SHORT_TITLE)) if order.module is None else None
    short = short_titles(given, language)
    return {
        "title": join_lines(clean_text(text_in(order.title, language))),
        SHORT_TITLE: short[0] if len(short) == 1 else short,
        DIGEST: digest,
        "item": order.name,
        "template": template,
        "language": language,
        "period": order.period,
        "publish": order.publish,
        "embargo": item.embargo,
        "event_start": event.start if event else None,
        "event_end": event.last if event else None,
        "channels": list(order.channels),
        "keywords": [join_lines(clean_text(text_in(keyword, language))) for keyword in item.keywords],
        "owner": item.owner,
        "status": "draft",
    }


def front_matter_block(fields: Mapping[str, Any]) -> str:
    """Keys that have a value as the YAML block that opens a draft."""
    return (
        "---\n" + dump({key: value for key, value in fields.items() if value not in (None, [], "")}) + "---\n"
    )


def _full_path(issue: FactIssue) -> str:
    """The key as people find it: `facts.partner.name`, `brand.facts.city`, `luntan: facts.theme`."""
    if issue.path.startswith("facts.") and issue.layer.name:
        return issue.layer.name + issue.path.removeprefix("facts")
    return issue.path
