"""What is doubtful about the facts of one draft, each with the place it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from contentops.drafts.dates import Locate, check_facts
from contentops.drafts.fact_figures import figure_troubles
from contentops.drafts.fact_quotes import QuoteUse, is_own, quote_problems, read_consent
from contentops.drafts.fact_types import FactSpec
from contentops.drafts.fact_walk import GivenFact, find_given
from contentops.drafts.facts import FactLayer, is_scalar
from contentops.drafts.orders import DraftOrder
from contentops.drafts.text import clean_text
from contentops.models.base import Language
from contentops.models.workspace import Workspace
from contentops.problem import Problem


@dataclass(frozen=True)
class FactTrouble:
    """One doubt about a fact: `path` is the fact (`facts.figures[0]`), `state` one word for it."""

    path: str
    state: str
    problem: Problem


@dataclass(frozen=True)
class FactCheck:
    """What the facts of a draft are judged by: the draft, who reads it, and the day it is."""

    order: DraftOrder
    workspace: Workspace
    language: Language
    today: date
    locate: Locate

    @property
    def last_day(self) -> date:
        """The last day the draft goes out, as far as anybody knows; never before today."""
        waves = [wave.date for wave in self.order.waves]
        return max([self.today, *waves, *([self.order.publish] if self.order.publish else [])])

    @property
    def _is_recap(self) -> bool:
        anchor = self.order.item.anchor
        return anchor is not None and anchor.event is not None and anchor.phase == "recap"

    def find(self, specs: Mapping[str, FactSpec], layers: Sequence[FactLayer]) -> list[FactTrouble]:
        """Doubtful figures, facts of days to come, and quotes that are not agreed to."""
        figures = find_given("figure", specs, layers, self.language)
        quotes = find_given("quote", specs, layers, self.language)
        later = check_facts(self.order, specs, layers, self.today, self.locate, self.language)
        return [
            *(FactTrouble(path, "later-than-today", problem) for path, problem in later),
            *(trouble for given in figures for trouble in self._figure(given)),
            *(trouble for given in quotes for trouble in self._quote(given)),
        ]

    def _figure(self, given: GivenFact) -> Iterator[FactTrouble]:
        limit = self.workspace.settings.facts.stale_after
        first = max(self.today, self.order.publish) if self.order.publish else self.today
        for trouble in figure_troubles(
            given.value, given.spec, self.language, used_on=first, stale_after=limit
        ):
            if trouble.state == "undated" and trouble.key is None and self._is_recap:
                continue  # the event has a day, and the text is about nothing else
            layer = given.layer
            key = (trouble.key,) if trouble.key else ()
            place = self.locate(layer.kind, layer.record_id, *layer.keys, *given.keys, *key)
            message = f"{self.order.name}: {given.path}: {trouble.message}"
            problem = Problem(*place, "warning", trouble.rule, message, trouble.got, trouble.hint)
            yield FactTrouble(given.path, trouble.state, problem)

    def _quote(self, given: GivenFact) -> Iterator[FactTrouble]:
        item, value, layer = self.order.item, given.value, given.layer
        approved = self.workspace.snippets.quotes.get(clean_text(value)) if is_scalar(value) else None
        if is_scalar(value) and approved is None:
            return  # an unknown id or words without a name: both are reported as that
        use = QuoteUse(self.last_day, item.format, self.order.channels)
        if approved is not None:
            consent, own = read_consent(approved.consent, self.language), False
        else:
            raw = value.get("consent") if isinstance(value, Mapping) else None
            consent = read_consent(raw, self.language)
            own = is_own(value, self.workspace.settings, self.language)
        for trouble in quote_problems(consent, use, self.today, own=own):
            keys = ("consent", trouble.key) if trouble.key else ()
            place = (
                self.locate("quote", approved.id, *keys)
                if approved is not None
                else self.locate(layer.kind, layer.record_id, *layer.keys, *given.keys, *keys)
            )
            who = f"{given.path} ({approved.id})" if approved is not None else given.path
            message = f"{self.order.name}: {who}: {trouble.message}"
            problem = Problem(*place, trouble.severity, trouble.state, message, trouble.got, trouble.hint)
            yield FactTrouble(given.path, trouble.state, problem)
