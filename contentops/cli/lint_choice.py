"""Which lists, packs and rules a run of `contentops lint` uses: the workspace's settings, then the command line."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import typer

from contentops.errors import ContentopsError, InvalidInput, UsageError
from contentops.lint.draft_settings import RuleOptions
from contentops.lint.run import RunSettings
from contentops.lint.taboo import Disguises, TabooList
from contentops.problem import Problem


class Wanted(NamedTuple):
    """What the command line says about lists and rules; the fields have the names of their options."""

    rule: tuple[str, ...] = ()
    disable: tuple[str, ...] = ()
    pack: tuple[str, ...] = ()
    no_packs: bool = False
    list: tuple[str, ...] = ()
    kind: str = ""
    disguises: str = ""


class Choice(NamedTuple):
    """What a run uses. Packs are named and not loaded: a run in which nothing changed does without them.

    `key` differs whenever the lists do.
    """

    lists: tuple[TabooList, ...]
    packs: tuple[str, ...]
    disable: frozenset[str]
    disguises: Disguises
    options: RuleOptions
    kind: str
    key: str
    only: frozenset[str] = frozenset()

    def settings(self, day: str, *, with_lists: bool = True) -> RunSettings:
        """The settings of a run on `day`; without lists they do to look results up."""
        lists = self.all_lists() if with_lists else ()
        return RunSettings(lists, self.disable, self.disguises, self.kind, self.options, day, self.only)

    def all_lists(self) -> tuple[TabooList, ...]:
        """The workspace's lists, those of the command line, and the packs."""
        from contentops.lint.packs import load_pack

        return (*self.lists, *map(load_pack, self.packs))


def choose(root: Path | None, wanted: Wanted) -> Choice:
    """What to use in the workspace at `root` (None: outside of one), as the command line wants it.

    Raises `InvalidInput` for lists that cannot work and `UsageError` for names that nothing has.
    """
    from contentops.lint.packs import PACKS, choose_packs

    own = _load_own(root)
    lists = own.lists
    keys = [own.key]
    for path in wanted.list:
        loaded, key = _load_files(path, lists)
        lists = (*lists, *loaded)
        keys.append(key)
    packs = choose_packs(wanted.pack) if wanted.pack else own.packs
    if wanted.no_packs:
        if wanted.pack:
            raise UsageError("--no-packs and --pack contradict each other", hint="leave one of them out")
        packs = ()
        if not lists:
            typer.echo("note: --no-packs, and no list of yours: only rules are looked at, no words", err=True)
    for name in packs:
        _check_name(name, [*PACKS, "default"], "pack", "packs")
    choice = Choice(
        lists,
        packs,
        own.disable | set(wanted.disable),
        _disguises(wanted.disguises) or own.disguises,
        own.options,
        _kind(wanted.kind),
        "",
    )
    _check_disabled(choice, wanted.disable)
    narrowed = _narrow(choice, wanted)
    keys += [*narrowed.packs, "", *(taboo.name for taboo in narrowed.lists)]
    return narrowed._replace(key="\n".join(keys))


def _load_own(root: Path | None) -> Choice:
    """What the settings of the workspace say."""
    from contentops.lint.packs import choose_packs

    if root is None:
        return Choice((), choose_packs(None), frozenset(), "normal", {}, "", "")
    from contentops.workspace.taboo_lists import load_taboo_lists

    loaded = load_taboo_lists(root)
    refuse_broken(loaded.problems, "the taboo lists or lint settings")
    return Choice(
        tuple(loaded.lists),
        choose_packs(loaded.packs),
        frozenset(loaded.disable),
        loaded.disguises,
        loaded.rules,
        "",
        loaded.key,
    )


def refuse_broken(problems: Sequence[Problem], what: str) -> None:
    """A list that cannot work stops the run: what it should have found would pass in silence."""
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        noun = "error" if len(errors) == 1 else "errors"
        raise InvalidInput(f"{len(errors)} {noun} in {what}", errors)
    print_problems(problems)


def print_problems(problems: Sequence[Problem]) -> None:
    """Problems with files and lists go to standard error, a line each."""
    if problems:
        from contentops.problem import format_problem

        for problem in problems:
            typer.echo(format_problem(problem), err=True)


def _load_files(path: str, known: Sequence[TabooList]) -> tuple[list[TabooList], str]:
    """The lists in a file or folder of the command line that are not `known`, and the key of their content."""
    from contentops.workspace.cache import content_key
    from contentops.workspace.taboo_lists import load_list_files

    try:
        lists, problems, content = load_list_files(Path(path), path)
    except OSError as error:
        raise ContentopsError(f"cannot read the list {path}: {error.strerror or error}") from None
    refuse_broken(problems, f"the list {path}")
    if not lists:
        raise ContentopsError(f"there is no taboo list in {path}")
    names = {other.name: other for other in known}
    lists = [taboo for taboo in lists if taboo != names.get(taboo.name)]  # the same list, named once more
    for taboo in lists:
        if taboo.name in names:
            hint = "the run has that list already, from taboo/ or another --list; rename one of the files"
            raise UsageError(f"{path} is a second list called {taboo.name}", hint=hint)
    return lists, content_key(path.encode("utf-8", "surrogateescape"), content)


def _narrow(choice: Choice, wanted: Wanted) -> Choice:
    """Only the rules and lists that `--rule` names. Nobody can say then which suppressions are unused."""
    from contentops.lint.review import UNUSED

    if not wanted.rule:
        is_partial = bool(wanted.pack or wanted.no_packs)
        return choice._replace(disable=choice.disable | {UNUSED}) if is_partial else choice
    rules = rule_names()
    names = {taboo.name for taboo in choice.lists} | set(choice.packs)
    for name in wanted.rule:
        _check_name(name, [*rules, *names], "rule or list", "rules and lists")
    chosen = set(wanted.rule)
    if UNUSED in chosen:  # which are unused is known only once everything has been looked for
        return choice._replace(only=frozenset(chosen))
    if chosen & names:
        lists = tuple(taboo for taboo in choice.lists if taboo.name in chosen)
        packs = tuple(name for name in choice.packs if name in chosen)
        choice = choice._replace(lists=lists, packs=packs)
        chosen.add("taboo-word")
    return choice._replace(disable=(choice.disable | set(rules)) - chosen)


def rule_names() -> list[str]:
    """Every rule, in the order of the table."""
    from contentops.lint.rules import RULES

    return [rule.name for rule in RULES]


def _check_disabled(choice: Choice, disabled: Sequence[str]) -> None:
    from contentops.lint.packs import PACKS

    known = [*rule_names(), *PACKS, *(taboo.name for taboo in choice.lists)]
    strange = [name for name in disabled if name not in known]
    if strange:
        terms = [
            written
            for taboo in choice.all_lists()
            for entry in taboo.entries
            for written in (*entry.terms, *(pattern.written for pattern in entry.patterns))
        ]
        for name in strange:
            if name not in terms:
                _check_name(name, known, "rule, list or term", "rules and lists")


def _check_name(name: str, known: Sequence[str], noun: str, plural: str) -> None:
    if name not in known:
        from contentops.problem import suggest

        raise UsageError(f"no {noun} is called {name}", hint=suggest(name, known, noun=plural))


def _disguises(name: str) -> Disguises | None:
    from contentops.lint.taboo import DISGUISES

    if not name:
        return None
    for known in DISGUISES:
        if name == known:
            return known
    raise UsageError(f"--disguises cannot be {name}", hint=f"write {', '.join(DISGUISES)}")


def _kind(name: str) -> str:
    if not name:
        return ""
    from contentops.lint.kinds import KINDS, find_kind

    kind = find_kind(name)
    if not kind:
        from contentops.problem import suggest

        raise UsageError(f"no kind of draft is called {name}", hint=suggest(name, KINDS, noun="kinds"))
    return kind
