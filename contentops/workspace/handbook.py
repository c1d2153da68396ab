"""What the handbook says, gathered from the workspace: templates, lists, rules, and everything in its settings."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from contentops.drafts.render import Locate
from contentops.errors import InvalidInput
from contentops.lint.packs import PACKS, choose_packs, load_pack
from contentops.lint.reporters.rule_texts import rule_page
from contentops.lint.rules import RULES, Option, Rule
from contentops.lint.taboo import Entry, TabooList
from contentops.manual.handbook import (
    ExemptionHere,
    Handbook,
    RuleHere,
    RuleValue,
    TabooEntryHere,
    TabooListHere,
)
from contentops.models.base import LANGUAGES, Language
from contentops.models.workspace import Workspace
from contentops.workspace.editions import own_template
from contentops.workspace.handbook_drafts import gather_drafts
from contentops.workspace.taboo_lists import WorkspaceLists, load_taboo_lists
from contentops.workspace.write import inside, write_text

OWN_TEMPLATES = "templates/manual"
MANUAL_FOLDER = "manual"
"""Where the handbook goes."""


def gather_handbook(
    root: Path,
    workspace: Workspace,
    locate: Locate,
    *,
    language: Language,
    today: date,
    with_drafts: bool = True,
) -> Handbook:
    """Everything the handbook of the workspace at `root` says in `language`; its templates only `with_drafts`.

    Raises `InvalidInput` when its taboo lists, its lint settings or the header of a template are not valid.
    """
    loaded = load_taboo_lists(root)
    errors = [problem for problem in loaded.problems if problem.severity == "error"]
    if errors:
        raise InvalidInput("the taboo lists or lint settings are not valid", errors)
    packs = choose_packs(loaded.packs)
    printed = [name for name in packs if _is_written(PACKS[name].language, workspace, language)]
    off = set(loaded.disable)
    lists = [
        *(_list(taboo, off, own=True) for taboo in loaded.lists),
        *(_list(load_pack(name), off, own=False) for name in printed),
    ]
    in_force = [] if "taboo-word" in off else [taboo for taboo in lists if taboo.name not in off]
    rules = {rule.name for rule in RULES}
    drafts = gather_drafts(root, workspace, locate, language, today) if with_drafts else ()
    return Handbook(
        workspace=workspace,
        language=language,
        today=today,
        drafts=tuple(drafts),
        lists=tuple(in_force),
        rules=tuple(_rule(rule, loaded) for rule in RULES),
        disguises=loaded.disguises,
        disabled=tuple(name for name in dict.fromkeys(loaded.disable) if name not in rules),
        unused_packs=tuple(name for name in PACKS if name not in packs),
        packs_elsewhere=tuple(name for name in packs if name not in printed and name not in off),
    )


def write_handbook(root: Path, name: str, text: str) -> str:
    """Write `manual/NAME`; returns its path, and says when it was so already."""
    shown = f"{MANUAL_FOLDER}/{name}"
    path = inside(root, shown)
    if path.is_file() and path.read_bytes() == text.encode("utf-8"):
        return f"{shown} (unchanged)"
    write_text(path, text)
    return shown


def own_manual_template(root: Path, name: str) -> str | None:
    """The workspace's own template of that name below `templates/manual/`, or None."""
    return own_template(root, name, OWN_TEMPLATES)


def _is_written(language: str, workspace: Workspace, handbook: Language) -> bool:
    """Whether anybody here writes in `language`: the workspace, the reader of the handbook, or a channel."""
    settings = workspace.settings
    if language in ("", settings.language, handbook):
        return True
    return any(not channel.languages or language in channel.languages for channel in settings.channels)


def _list(taboo: TabooList, off: Collection[str], *, own: bool) -> TabooListHere:
    return TabooListHere(
        name=taboo.name,
        title=taboo.title,
        language=taboo.language,
        own=own,
        entries=tuple(_entries(taboo, off)),
        exemptions=tuple(
            ExemptionHere(one.name, one.title, one.source, one.severity) for one in taboo.exemptions
        ),
        contexts=taboo.contexts,
    )


def _entries(taboo: TabooList, off: Collection[str]) -> Iterator[TabooEntryHere]:
    """The entries without what is switched off."""
    for entry in taboo.entries:
        terms = tuple(term for term in entry.terms if term not in off)
        patterns = tuple(pattern.written for pattern in entry.patterns if pattern.written not in off)
        if terms or patterns:
            yield _entry(entry, terms, patterns)


def _entry(entry: Entry, terms: tuple[str, ...], patterns: tuple[str, ...]) -> TabooEntryHere:
    where = entry.where
    return TabooEntryHere(
        terms=terms,
        patterns=patterns,
        severity=entry.severity,
        category=entry.category,
        reason=entry.reason,
        source=entry.source,
        suggestions=entry.suggestions,
        contexts=entry.contexts,
        exemptions=entry.exempt_by,
        finds=entry.finds,
        channels=where.channels,
        formats=where.formats,
        valid_from=where.valid_from,
        valid_until=where.valid_until,
    )


def _rule(rule: Rule, loaded: WorkspaceLists) -> RuleHere:
    given = loaded.rules.get(rule.name, {})
    severity = given.get("severity", rule.severity)
    return RuleHere(
        name=rule.name,
        summary=" ".join(rule_page(rule.name).partition("\n\n")[0].split()),
        kinds=rule.kinds,
        severity=str(severity),
        usual_severity=rule.severity,
        on=rule.name not in loaded.disable,
        options={option.name: _values(option, given.get(option.name)) for option in rule.options},
        changed=any(option.name in given for option in rule.options),
        severity_set="severity" in given,
    )


def _values(option: Option, given: Any) -> dict[Language, RuleValue]:
    """The value of an option for each language: what the settings give, else its default."""
    own = given if isinstance(given, Mapping) else dict.fromkeys(LANGUAGES, given)
    return {
        language: value if (value := own.get(language)) is not None else getattr(option, language)
        for language in LANGUAGES
    }
