"""Who is who: what each does, how much time there is for it, who stands in, who is away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from contentops.manual.blocks import Block, Heading, Paragraph, Spans, Table, plain, strong
from contentops.manual.handbook import Handbook
from contentops.manual.words import Words
from contentops.models.settings import Person


def blocks(book: Handbook, words: Words) -> Iterator[Block]:
    """The chapter."""
    team = book.workspace.settings.team
    makers = [person for person in team if not person.outside and (person.skills or person.hours_per_week)]
    reviewers = [person for person in team if not person.outside and person not in makers]
    partners = [person for person in team if person.outside]
    yield Paragraph(words.say("people.note"), "note")
    for key, people in (("team", makers), ("reviewers", reviewers), ("partners", partners)):
        if people:
            yield Heading(words[f"people.{key}"], f"people-{key}")
            yield _table(people, book, words)
    yield Paragraph(words.say("people.away_note"), "note")


def _table(people: Sequence[Person], book: Handbook, words: Words) -> Table:
    columns: list[tuple[str, list[Spans]]] = [
        ("name", [strong(words.local(person.name)) for person in people]),
        ("title", [words.plain(person.title) for person in people]),
        ("organisation", [words.plain(person.organisation) for person in people]),
        ("does", [plain(words.listed(_does(person, book, words))) for person in people]),
        ("hours", [_number(person.hours_per_week, words) for person in people]),
        ("reviews", [_number(person.reviews_per_week, words) for person in people]),
        ("stands_in", [plain(name_of(person.substitute, book, words)) for person in people]),
        ("email", [plain(person.email or "") for person in people]),
        ("away", [plain(words.semicolon.join(_away(person, book, words))) for person in people]),
    ]
    used = [(key, cells) for key, cells in columns if key == "name" or any(cells)]
    rows = tuple(tuple(cells[n] for _, cells in used) for n in range(len(people)))
    wide = tuple(n for n, (key, _) in enumerate(used) if key in ("does", "away"))
    return Table(tuple(words[f"head.{key}"] for key, _ in used), rows, wide)


def _number(value: float, words: Words) -> Spans:
    return plain(words.number(value)) if value else ()


def _does(person: Person, book: Handbook, words: Words) -> Iterable[str]:
    """The kinds of work, then the steps of review chains."""
    for stage in book.workspace.settings.work_stages:
        if stage.skill in person.skills:
            yield words.local(stage.name) or words.name("work", stage.skill)
    known = {stage.skill for stage in book.workspace.settings.work_stages}
    yield from (words.name("work", skill) for skill in person.skills if skill not in known)
    steps = [
        words.local(step.name) or words.name("review", step.role)
        for chain in book.workspace.settings.review_chains
        for step in chain.steps
        if person.id in step.reviewers
    ]
    yield from (words.line("people.review", role=name) for name in dict.fromkeys(steps))


def _away(person: Person, book: Handbook, words: Words) -> Iterator[str]:
    for stay in sorted(person.leave, key=lambda one: one.start):
        if stay.last >= book.today:
            yield words.days(stay.start, stay.last)


def name_of(person: str | None, book: Handbook, words: Words) -> str:
    """A person's name; empty for nobody."""
    found = book.workspace.people.get(person or "")
    return words.local(found.name) if found is not None else person or ""
