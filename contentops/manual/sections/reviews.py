"""Who must agree: each review chain with its steps, how long it takes, who stands in."""

from __future__ import annotations

from collections.abc import Iterator

from contentops.manual.blocks import (
    Block,
    Card,
    Heading,
    Paragraph,
    Points,
    Spans,
    Table,
    anchor_of,
    code,
    joined,
    plain,
    strong,
)
from contentops.manual.handbook import Handbook
from contentops.manual.sections.people import name_of
from contentops.manual.words import Words
from contentops.models.review import ReviewChain, ReviewStep, chains_of


def blocks(book: Handbook, words: Words) -> Iterator[Block]:
    """The chapter."""
    settings = book.workspace.settings
    yield Paragraph(words.say("reviews.lead"), "lead")
    if not settings.review_chains:
        yield Paragraph(words.say("reviews.none"))
        return
    signed = settings.approvals.signatures == "required"
    yield Points(
        tuple(
            words.say(f"reviews.{key}")
            for key in ("commands", "own", "signed" if signed else "unsigned", "joined")
        )
    )
    for chain in settings.review_chains:
        yield from _chain(chain, book, words)
    yield from _substitutes(book, words)


def _chain(chain: ReviewChain, book: Handbook, words: Words) -> Iterator[Block]:
    yield Heading(words.local(chain.name) or chain.id, anchor_of("chain", chain.id))
    count = sum(
        chain in chains_of(item, book.workspace.settings.review_chains)
        for item in book.workspace.items.values()
        if item.is_open
    )
    rows = (
        (words["reviews.applies"], joined(_applies(chain, book, words), words.semicolon)),
        (words["reviews.takes"], plain(words.line("reviews.days", count=fewest_days(chain)))),
        (
            words["reviews.items"],
            plain(words.line("reviews.count" if count else "reviews.count_zero", count=count)),
        ),
    )
    yield Card(code(chain.id), rows)
    heads = tuple(words[f"head.{key}"] for key in ("step", "reviewer", "agree", "days"))
    yield Table(heads, tuple(_step(n, step, book, words) for n, step in _numbered(chain)), wide=(1,))


def _numbered(chain: ReviewChain) -> Iterator[tuple[str, ReviewStep]]:
    """Steps with their numbers; parallel ones share that of the step they run beside: 2a, 2b."""
    groups: list[list[ReviewStep]] = []
    for step in chain.steps:
        if groups and step.parallel:
            groups[-1].append(step)
        else:
            groups.append([step])
    for number, group in enumerate(groups, 1):
        for place, step in enumerate(group):
            yield f"{number}{chr(ord('a') + place) if len(group) > 1 else ''}", step


def fewest_days(chain: ReviewChain) -> int:
    """The working days a chain takes when everybody uses the time they have; parallel steps count once."""
    spans: list[int] = []
    for step in chain.steps:
        if spans and step.parallel:
            spans[-1] = max(spans[-1], step.days)
        else:
            spans.append(step.days)
    return sum(spans)


def _applies(chain: ReviewChain, book: Handbook, words: Words) -> Iterator[Spans]:
    if chain.formats:
        yield words.say(
            "reviews.formats", names=words.listed(words.name("format", one) for one in chain.formats)
        )
    if chain.channels:
        channels = book.workspace.channels
        names = [words.local(channels[one].name) if one in channels else one for one in chain.channels]
        yield words.say("reviews.channels", names=words.listed(names))
    yield words.say("reviews.named", id=chain.id)


def _step(number: str, step: ReviewStep, book: Handbook, words: Words) -> tuple[Spans, ...]:
    name = words.local(step.name) or words.name("review", step.role)
    title = (*strong(f"{number} {name}"), *plain(" "), *code(step.role))
    if step.parallel:
        title = (*title, *plain(words["reviews.beside"]))
    who = [_reviewer(person, book, words) for person in dict.fromkeys(step.reviewers)]
    return title, plain(words.semicolon.join(who)), plain(_quorum(step, words)), plain(str(step.days))


def _reviewer(person_id: str, book: Handbook, words: Words) -> str:
    person = book.workspace.people.get(person_id)
    name = name_of(person_id, book, words)
    if person is None:
        return name
    parts = (words.local(person.title), words.local(person.organisation))
    about = words["reviews.about"].join(part for part in parts if part)
    return words.line("reviews.partner", name=name, organisation=about) if about else name


def _quorum(step: ReviewStep, words: Words) -> str:
    count = len(set(step.reviewers))
    if count == 1:
        return words["reviews.alone"]
    if step.quorum == count:
        return words.line("reviews.all_of", count=count)
    if step.quorum == 1:
        return words.line("reviews.one_of", count=count)
    return words.line("reviews.some_of", quorum=step.quorum, count=count)


def _substitutes(book: Handbook, words: Words) -> Iterator[Block]:
    settings = book.workspace.settings
    reviewers = {one for chain in settings.review_chains for step in chain.steps for one in step.reviewers}
    people = [person for person in settings.team if person.id in reviewers]
    standing = [
        words.say(
            "reviews.substitute", person=words.local(one.name), name=name_of(one.substitute, book, words)
        )
        for one in people
        if one.substitute is not None
    ]
    if standing:
        yield Heading(words["reviews.substitutes"], "substitutes")
        yield Points(tuple(standing))
    away = []
    for person in people:
        for stay in sorted(person.leave, key=lambda one: one.start):
            if stay.last < book.today:
                continue
            instead = stay.substitute or person.substitute
            away.append(
                words.say(
                    "reviews.away_with" if instead else "reviews.away_without",
                    person=words.local(person.name),
                    days=words.days(stay.start, stay.last),
                    name=name_of(instead, book, words),
                )
            )
    if away:
        yield Heading(words["reviews.away"], "reviewers-away")
        yield Points(tuple(away))
