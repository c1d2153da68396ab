"""What is checked besides words: every rule, its severity here, its limits here, what it reads."""

from __future__ import annotations

from collections.abc import Iterator

from contentops.manual.blocks import Block, Paragraph, Points, Spans, Table, code, plain, strong
from contentops.manual.handbook import Handbook, RuleHere
from contentops.manual.rule_words import advise, language_of, severity_of
from contentops.manual.words import Words

_EVERY = "draft"


def blocks(book: Handbook, words: Words) -> Iterator[Block]:
    """The chapter."""
    yield Paragraph(words.say("rules.lead"), "lead")
    how = words[f"rules.disguises_{book.disguises}"]
    yield Points(
        (
            words.say("rules.gate"),
            words.say("rules.where"),
            words.say("rules.disguises", how=how),
        )
    )
    heads = tuple(words[f"head.{key}"] for key in ("rule", "about", "severity", "applies"))
    yield Table(heads, tuple(_row(rule, book, words) for rule in book.rules), wide=(1,))


def _row(rule: RuleHere, book: Handbook, words: Words) -> tuple[Spans, ...]:
    brand = words.local(book.workspace.settings.brand.name)
    sentence, only = advise(rule, words, brand), language_of(rule)
    if sentence is not None:
        about = sentence
    else:
        about = words.say("rules.no_limit" if only in (None, words.language) else f"rules.only_{only}")
    return code(rule.name), about, _severity(rule, words), plain(_applies(rule, words))


def _severity(rule: RuleHere, words: Words) -> Spans:
    here = words.name("severity", rule.severity if rule.on else "off")
    usual = words.name("severity", rule.usual_severity)
    shown = strong(here) if rule.severity == "error" and rule.on else plain(here)
    kinds = sorted(rule.kinds or ())
    found = {severity_of(rule, kind, words.language) for kind in kinds}
    if rule.on and len(found) > 1:
        softer = words.name("severity", (found - {rule.severity}).pop())
        shown = plain(words.line("rules.in_releases", severity=here, softer=softer))
    elif rule.on and found and found != {rule.severity}:
        shown = plain(words.name("severity", found.pop()))
    if not rule.on or rule.severity != rule.usual_severity:
        return (*shown, *plain(words.line("rules.usually", severity=usual)))
    return (*shown, *plain(words["rules.changed"])) if rule.changed else shown


def _applies(rule: RuleHere, words: Words) -> str:
    if rule.kinds is None:
        return words["rules.everything"]
    if _EVERY in rule.kinds:
        return words["rules.every_draft"]
    releases = any(kind.endswith("_release") for kind in rule.kinds)
    others = sorted(kind for kind in rule.kinds if not kind.endswith("_release"))
    names = [words["rules.releases"]] if releases else []
    return words.listed([*names, *(words.name("kind", kind) for kind in others)])
