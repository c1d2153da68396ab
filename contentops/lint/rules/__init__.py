"""The rules: one table, read from top to bottom. A rule's docstring is its page in the documentation.

Structure rules are imported when a text of their kind is read for the first time, so that they cost
nothing at start.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from contentops.lint.draft_settings import OptionValue
from contentops.lint.kinds import DRAFTS, EVENTS, NEWS, PRESS
from contentops.lint.taboo import Severity

if TYPE_CHECKING:
    from contentops.lint.document import Document
    from contentops.lint.finding import Finding


class Option(NamedTuple):
    """An option of a rule: its default for Chinese and for English texts, and what it means."""

    name: str
    zh: OptionValue
    en: OptionValue
    meaning: str


class Rule(NamedTuple):
    """A rule by name.

    `kinds` are the kinds of draft it looks at, None for every text. `severity` is the one it has
    unless `lint.rules` gives another; "" when each finding has its own (`taboo-word`). A rule `about_findings`
    looks at what the others have found: `contentops.lint.suppressions` does that after them.
    """

    name: str
    module: str
    kinds: frozenset[str] | None = None
    severity: Severity | str = ""
    options: tuple[Option, ...] = ()
    about_findings: bool = False

    @property
    def find(self) -> Callable[[Document], Iterator[Finding]]:
        """What yields the rule's findings in one document."""
        found: Callable[[Document], Iterator[Finding]] = import_module(
            f"contentops.lint.rules.{self.module}"
        ).find
        return found


_NO_LIMIT = "; 0 is no limit"
_CASES = frozenset(("customer_case",))
_PAPERS = frozenset(("white_paper",))
_PRODUCTS = frozenset(("product_introduction",))
_POSTS = frozenset(("official_account_post",))
_ANNOUNCEMENTS = frozenset(("event_announcement",))

RULES: tuple[Rule, ...] = (
    Rule("taboo-word", "taboo_word"),
    Rule("placeholder-left", "placeholder_left", severity="error"),
    Rule("merge-conflict", "merge_conflict", severity="error"),
    # the headline
    Rule("headline-missing", "headline_missing", DRAFTS, "error"),
    Rule(
        "headline-length", "headline_length", NEWS | _CASES, "warning",
        (Option("max", 20, 80, "the most characters" + _NO_LIMIT),),
    ),
    Rule("headline-shouting", "headline_shouting", NEWS | _CASES | _PRODUCTS | _PAPERS, "warning"),
    Rule("headline-claim", "headline_claim", DRAFTS, "warning"),
    # the opening
    Rule("release-line-missing", "release_line_missing", PRESS, "error"),
    Rule("embargo-line", "embargo_line", NEWS, "error"),
    Rule("dateline-missing", "dateline_missing", NEWS, "error"),
    Rule("dateline-date", "dateline_date", NEWS, "warning"),
    Rule("lead-missing", "lead_missing", NEWS, "error"),
    Rule(
        "lead-length", "lead_length", NEWS, "warning",
        (
            Option("min", 0, 25, "the fewest characters (Chinese) or words (English)"),
            Option("max", 50, 40, "the most characters (Chinese) or words (English)" + _NO_LIMIT),
        ),
    ),
    Rule("lead-incomplete", "lead_incomplete", NEWS, "warning"),
    # the body
    Rule("body-missing", "body_missing", NEWS, "error"),
    Rule(
        "body-length", "body_length", PRESS, "warning",
        (
            Option("min", 300, 300, "the fewest characters (Chinese) or words (English)"),
            Option("max", 500, 800, "the most characters (Chinese) or words (English)" + _NO_LIMIT),
        ),
    ),
    Rule(
        "paragraph-length", "paragraph_length", PRESS | _ANNOUNCEMENTS, "warning",
        (
            Option("sentences", 0, 4, "the most sentences" + _NO_LIMIT),
            Option("characters", 0, 0, "the most characters, words counting as one" + _NO_LIMIT),
        ),
    ),
    Rule("person-outside-quote", "person_outside_quote", NEWS, "warning"),
    Rule("quote-unattributed", "quote_unattributed", NEWS | _CASES, "warning"),
    Rule("figure-without-source", "figure_without_source", NEWS | _CASES | _PRODUCTS | _POSTS, "warning"),
    Rule("image-without-source", "image_without_source", DRAFTS, "warning"),
    Rule(
        "links-too-many", "links_too_many", PRESS, "warning",
        (Option("words", 0, 200, "how many words a link takes" + _NO_LIMIT),),
    ),
    Rule("weekday-wrong", "weekday_wrong", DRAFTS, "error"),
    # the end
    Rule("boilerplate-missing", "boilerplate_missing", NEWS, "error"),
    Rule(
        "boilerplate-length", "boilerplate_length", NEWS | _CASES, "warning",
        (
            Option("sentences", 0, 3, "the most sentences" + _NO_LIMIT),
            Option("characters", 300, 0, "the most characters, words counting as one" + _NO_LIMIT),
        ),
    ),
    Rule("contact-missing", "contact_missing", NEWS, "error"),
    Rule(
        "contact-incomplete", "contact_incomplete", NEWS, "error",
        (
            Option(
                "needs", ("name", "reach"), ("name", "email", "phone"), "what it gives: name, email, phone, reach"
            ),
        ),
    ),
    Rule("end-mark-missing", "end_mark_missing", PRESS, "warning"),
    # what a kind of draft tells
    Rule("event-facts-missing", "event_facts_missing", _ANNOUNCEMENTS, "warning"),
    Rule("event-date", "event_date", EVENTS, "warning"),
    Rule("case-part-missing", "case_part_missing", _CASES, "warning"),
    Rule("product-part-missing", "product_part_missing", _PRODUCTS, "warning"),
    Rule("white-paper-part-missing", "white_paper_part_missing", _PAPERS, "warning"),
    # where it goes
    Rule(
        "official-account-title", "official_account_title", DRAFTS, "error",
        (Option("bytes", 64, 64, "the most bytes in UTF-8" + _NO_LIMIT),),
    ),
    Rule(
        "official-account-digest", "official_account_digest", _POSTS, "error",
        (Option("max", 120, 120, "the most characters" + _NO_LIMIT),),
    ),
    Rule(
        "official-account-author", "official_account_author", _POSTS, "error",
        (Option("max", 8, 8, "the most characters" + _NO_LIMIT),),
    ),
    Rule("official-account-links", "official_account_links", _POSTS, "warning"),
    Rule(
        "official-account-length", "official_account_length", _POSTS, "error",
        (Option("max", 20_000, 20_000, "the most characters" + _NO_LIMIT),),
    ),
    Rule("channel-title", "channel_title", DRAFTS, "warning"),
    Rule("channel-links", "channel_links", DRAFTS, "warning"),
    # suppressions
    Rule("invalid-suppression", "invalid_suppression", severity="error", about_findings=True),
    Rule("unused-suppression", "unused_suppression", severity="warning", about_findings=True),
)  # fmt: skip


_SAID_OF_WORDS = frozenset(("headline-claim",))
"""Rules that have nothing to add where a taboo list has said why the word must not stand there."""


def _overlap(one: Finding, other: Finding) -> bool:
    return one.start < other.end and other.start < one.end


def run_rules(document: Document, disable: Collection[str] = ()) -> Iterator[Finding]:
    """What the rules for this kind of text find, with the severities the settings give."""
    options = document.draft.options
    words: list[Finding] = []
    for rule in RULES:
        if (
            rule.about_findings
            or rule.name in disable
            or (rule.kinds is not None and document.kind not in rule.kinds)
        ):
            continue
        severity = options.get(rule.name, {}).get("severity")
        for finding in rule.find(document):
            if rule.name == "taboo-word":
                words.append(finding)
            elif rule.name in _SAID_OF_WORDS and any(_overlap(finding, word) for word in words):
                continue
            yield finding if severity is None else finding._replace(severity=severity)  # type: ignore[arg-type]
