"""How work goes here: pools, stages, readers, the steps from item to publication, kinds of work, waves, duties."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from contentops.manual.blocks import Block, Heading, Paragraph, Points, Spans, Table, plain, strong
from contentops.manual.handbook import Handbook
from contentops.manual.words import Words
from contentops.models.base import FunnelStage, PoolName, Role


def blocks(book: Handbook, words: Words) -> Iterator[Block]:
    """The chapter."""
    yield Paragraph(words.say("work.lead"), "lead")
    yield from _pools(book, words)
    yield from _stages(book, words)
    yield from _readers(book, words)
    yield from _steps(book, words)
    yield from _kinds(book, words)
    yield from _waves(book, words)
    yield Heading(words["work.duties"], "duties")
    duties = ("owner", "watcher", "integrator", "reviewer")
    yield Points(tuple(words.say(f"work.duty_{duty}") for duty in duties))


def _pools(book: Handbook, words: Words) -> Iterator[Block]:
    items = [item for item in book.workspace.items.values() if not item.is_held_back]
    targets = book.workspace.settings.targets
    shares = targets.mix["pools"]
    yield Heading(words["work.pools"], "pools")
    yield Table(
        tuple(words[f"head.{key}"] for key in ("pool", "what", "items", "share")),
        tuple(
            (
                strong(words.name("pool", pool)),
                plain(words.name("pool_about", pool)),
                plain(str(sum(item.pool == pool for item in items))),
                plain(f"{shares[pool]:.0%}" if pool in shares else ""),
            )
            for pool in get_args(PoolName)
        ),
        wide=(1,),
    )


def _stages(book: Handbook, words: Words) -> Iterator[Block]:
    items = [item for item in book.workspace.items.values() if not item.is_held_back]
    silences = book.workspace.settings.targets.silences["stages"]
    yield Heading(words["work.stages"], "stages")
    yield Table(
        tuple(words[f"head.{key}"] for key in ("stage", "what", "items", "silence")),
        tuple(
            (
                strong(words.name("stage", stage)),
                plain(words.name("stage_about", stage)),
                plain(str(sum(item.stage == stage for item in items))),
                _silence(silences.get(stage), words),
            )
            for stage in get_args(FunnelStage)
        ),
        wide=(1,),
    )
    yield Paragraph(words.say("work.stages_note"), "note")


def _silence(weeks: int | None, words: Words) -> Spans:
    return plain(words.line("work.weeks", count=weeks)) if weeks is not None else ()


def _readers(book: Handbook, words: Words) -> Iterator[Block]:
    personas = book.workspace.settings.personas
    silences = book.workspace.settings.targets.silences["roles"]
    rows = []
    for role in get_args(Role):
        about = plain(f"{words.name('role', role)}{words['colon']}{words.name('role_about', role)}")
        found = [persona for persona in personas if persona.role == role]
        for persona in found or (None,):
            rows.append(
                (
                    about,
                    words.plain(persona.name) if persona else (),
                    plain(words["slash"].join(words.local(one) for one in persona.cares_about))
                    if persona
                    else (),
                    _silence(silences.get(role), words),
                )
            )
    yield Heading(words["work.readers"], "readers")
    yield Paragraph(words.say("work.readers_note"), "note")
    heads = tuple(words[f"head.{key}"] for key in ("role", "persona", "cares", "silence"))
    yield Table(heads, tuple(rows), wide=(1, 2))


def _steps(book: Handbook, words: Words) -> Iterator[Block]:
    stages = words.listed(_stage_names(book, words))
    steps = ("item", "plan", "work", "draft", "lint", "submit", "gate", "publish", "after")
    yield Heading(words["work.steps"], "steps")
    yield Points(tuple(words.say(f"work.step_{step}", stages=stages) for step in steps), ordered=True)


def _stage_names(book: Handbook, words: Words) -> list[str]:
    return [
        words.local(stage.name) or words.name("work", stage.skill)
        for stage in book.workspace.settings.work_stages
    ]


def _kinds(book: Handbook, words: Words) -> Iterator[Block]:
    settings = book.workspace.settings
    rows = []
    for stage, name in zip(settings.work_stages, _stage_names(book, words), strict=True):
        who = [words.local(person.name) for person in settings.team if stage.skill in person.skills]
        rows.append(
            (
                strong(name),
                plain(words.number(stage.hours_per_day)),
                plain(words.listed(who) or words["none"]),
            )
        )
    yield Heading(words["work.kinds"], "kinds-of-work")
    yield Table(tuple(words[f"head.{key}"] for key in ("work", "per_day", "who")), tuple(rows), wide=(2,))
    yield Paragraph(words.say("work.kinds_note"), "note")
    yield Paragraph(words.say("work.modules"))


def _waves(book: Handbook, words: Words) -> Iterator[Block]:
    waves, phases = book.workspace.settings.waves, book.workspace.settings.phases
    yield Heading(words["work.waves"], "waves")
    room = words.line("work.room", count=waves.room)
    vertical, owned = waves.vertical - waves.portal, waves.owned - waves.portal
    if vertical or owned:
        yield Paragraph(
            words.say(
                "work.wave_line", vertical=_later(vertical, words), owned=_later(owned, words), room=room
            )
        )
    else:
        yield Paragraph(words.say("work.wave_same", room=room))
    yield Paragraph(
        words.say(
            "work.phases",
            warm_first=_around(phases.warm_up.first, words),
            warm_last=_around(phases.warm_up.last, words),
            recap_first=_around(phases.recap.first, words),
            recap_last=_around(phases.recap.last, words),
        )
    )


def _later(days: int, words: Words) -> str:
    return words.line("work.days", count=days) if days else words["work.days_zero"]


def _around(day: int, words: Words) -> str:
    if day == 0:
        return words["work.event_day"]
    return words.line("work.before" if day < 0 else "work.after", count=abs(day))
