"""One file of a run: bytes in, findings out. Pure and picklable, so that processes can share the work.

Annotations are values here and not text, which would cost each class of records a millisecond at start.
"""

from collections.abc import Mapping
from typing import NamedTuple

from contentops.errors import ContentopsError
from contentops.lint.draft_settings import NO_OPTIONS, DraftSettings, PlannedFacts, RuleOptions
from contentops.lint.finding import Finding
from contentops.lint.review import Silenced
from contentops.lint.taboo import Circumstances, Disguises, TabooList
from contentops.problem import Problem

_FRONT_MATTER = 16_000


class RunSettings(NamedTuple):
    """What holds for every file of a run.

    `kind` is the kind of draft to take each text for ("" leaves it to its front matter), `options` those
    of rules, `date` today as ISO text: the day of a text that does not say when it is published. With
    `only` the findings of all other rules and lists are left out after everything has been looked for.
    """

    lists: tuple[TabooList, ...]
    disable: frozenset[str] = frozenset()
    disguises: Disguises = "normal"
    kind: str = ""
    options: RuleOptions = NO_OPTIONS
    date: str = ""
    only: frozenset[str] = frozenset()


class PlannedDraft(NamedTuple):
    """What the workspace knows of one draft: the facts for rules, and where the text is going."""

    facts: PlannedFacts
    channels: tuple[str, ...] = ()
    format: str = ""


class Task(NamedTuple):
    """One file to lint: what findings call it, its bytes (or text), and what is planned for it."""

    path: str
    content: bytes | str
    planned: PlannedDraft | None = None


class Linted(NamedTuple):
    """What came of one file.

    `text` is what findings point into, `kind` one of `contentops.lint.inputs.KINDS`. With a `problem` the
    file could not be read, and there is nothing else.
    """

    path: str
    kind: str = ""
    text: str = ""
    encoding: str = ""
    findings: tuple[Finding, ...] = ()
    silenced: tuple[Silenced, ...] = ()
    problem: Problem | None = None


def lint_file(task: Task, settings: RunSettings) -> Linted:
    """Lint one file. A file that cannot be read is a problem in the result; nothing is raised for it."""
    from contentops.lint.engine import review_input
    from contentops.lint.inputs import UnreadableInput, read_input

    try:
        given = read_input(task.content, task.path)
    except UnreadableInput as error:
        return Linted(task.path, problem=error.problem)
    except ContentopsError as error:
        return Linted(task.path, problem=unreadable(task.path, error.message, error.hint))
    facts = task.planned.facts if task.planned is not None else None
    review = review_input(
        given,
        settings.lists,
        path=task.path,
        disable=settings.disable,
        circumstances=find_circumstances(given.text, task.planned, settings.date),
        disguises=settings.disguises,
        draft=DraftSettings(settings.kind, facts, settings.options),
    )
    findings = review.findings
    if settings.only:
        findings = [found for found in findings if found.rule in settings.only or found.list in settings.only]
    return Linted(task.path, given.kind, given.text, given.encoding, tuple(findings), tuple(review.silenced))


def unreadable(path: str, message: str, hint: str | None = None) -> Problem:
    """The problem of a file that cannot be read."""
    return Problem(path, 0, 0, "error", "unreadable-file", message, None, hint)


def find_circumstances(text: str, planned: PlannedDraft | None, today: str) -> Circumstances:
    """Where a text is going and when: what its front matter says, else the calendar, else `today`."""
    fields = draft_fields(text)
    channels = fields.get("channels", fields.get("channel", ()))
    if isinstance(channels, str):
        channels = (channels,) if channels else ()
    known = planned or PlannedDraft(PlannedFacts())
    return Circumstances(
        channels=tuple(channels) or known.channels,
        format=_word(fields, "format") or known.format,
        date=_day(_word(fields, "publish") or _word(fields, "date")) or known.facts.publish or today,
    )


def draft_fields(text: str | bytes) -> Mapping[str, str | tuple[str, ...]]:
    """The front matter at the beginning of a text, as `read_fields` reads it; {} where there is none."""
    beginning = text[:_FRONT_MATTER]
    if isinstance(beginning, bytes):
        beginning = beginning.decode("utf-8", "replace")
    if not beginning.startswith(("---", "+++", "\ufeff")):
        return {}
    from contentops.lint.front_fields import read_fields

    return read_fields(beginning)


def _word(fields: Mapping[str, str | tuple[str, ...]], key: str) -> str:
    value = fields.get(key, "")
    return value if isinstance(value, str) else ""


def _day(written: str) -> str:
    """The date in a field, or "" where there is none: `2027-01-13`, also with a time after it."""
    day = written[:10]
    parts = day.split("-")
    is_day = [len(part) for part in parts] == [4, 2, 2] and all(part.isdecimal() for part in parts)
    return day if is_day and day.isascii() else ""
