"""The library's pieces from pools, calendars, records and drafts, and where people used them again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from contentops.errors import ContentopsError, InvalidInput
from contentops.library.pieces import Outing, Piece
from contentops.models.base import LANGUAGES, Language, LocalizedText, text_in
from contentops.models.calendar import Calendar
from contentops.models.item import Item
from contentops.models.library import Use
from contentops.models.workspace import Workspace
from contentops.problem import Problem, suggest
from contentops.workspace.approvals import list_records, load_record
from contentops.workspace.draft_files import DraftIndex, SeveralDraftsError
from contentops.workspace.lock import locked
from contentops.workspace.texts import read_text_file
from contentops.workspace.validate import Place, validate
from contentops.workspace.write import inside, write_text
from contentops.workspace.yaml_reader import read_yaml
from contentops.yaml_writer import flow

USES_FILE = "library/uses.yaml"
_MARK = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?: .*)?\r?$", re.MULTILINE)
MERGED, MERGES = "library/.gitattributes", "*.yaml merge=union\n"


def collect_pieces(
    root: Path,
    workspace: Workspace,
    calendars: Iterable[Calendar],
    uses: Iterable[Use],
    *,
    everything: bool = False,
) -> list[Piece]:
    """Every piece that went out, and all basic content there is; with `everything` also what is not out yet."""
    outings = _outings(root, workspace, calendars)
    used: dict[str, list[date]] = {}
    for use in uses:
        used.setdefault(use.item, []).append(use.date)
    for item in workspace.items.values():
        for form in item.repackages:  # a hook is used again each time another form of it goes out
            if form.item in outings:
                used.setdefault(item.id, []).extend({one.day for one in outings[form.item]})
    drafts = DraftIndex(root)
    names = dict.fromkeys([*workspace.items, *outings])
    pieces = []
    for name in names:
        known = workspace.items.get(name.partition("@")[0])
        if known is None or (known.recurrence is not None and name == known.id and name not in outings):
            continue
        piece = _piece(workspace, known, name, outings.get(name, ()), sorted(used.get(name, [])))
        piece = _with_draft(root, piece, drafts)
        if everything or piece.outings or (known.pool == "basic" and (known.last_refreshed or piece.draft)):
            pieces.append(piece)
    return pieces


def _outings(root: Path, workspace: Workspace, calendars: Iterable[Calendar]) -> dict[str, list[Outing]]:
    """By item: the days it went out. What was recorded on publication wins over the calendar's day."""
    found: dict[str, dict[str | None, Outing]] = {}
    for item in workspace.items.values():
        if item.published is not None:
            found.setdefault(item.id, {})[None] = Outing(item.published)
    for calendar in calendars:
        for entry in calendar.entries:
            if entry.state == "published":
                outings = found.setdefault(entry.item, {})
                outings.update({wave.channel: Outing(wave.date, wave.channel) for wave in entry.channels})
                if not entry.channels:
                    outings[None] = Outing(entry.publish)
    for name in list_records(root):
        loaded = load_record(root, name)
        for deed in () if loaded.problems else loaded.record.entries:
            if deed.what == "published":
                day = deed.date or date.fromisoformat(deed.at[:10])
                found.setdefault(name, {})[deed.channel] = Outing(day, deed.channel, deed.url)
    return {
        name: sorted(
            (one for key, one in outings.items() if key is not None or len(outings) == 1),
            key=lambda one: (-one.day.toordinal(), one.channel or ""),
        )
        for name, outings in found.items()
    }


def _piece(workspace: Workspace, item: Item, name: str, outings: Iterable[Outing], uses: list[date]) -> Piece:
    language = workspace.settings.language
    persona = workspace.personas.get(item.persona or "")
    industry = item.industry or item.facts.get("industry") or (persona.industry if persona else None)
    given = [industry] if isinstance(industry, str | LocalizedText) else _localized(industry)
    industries = _everywhere(given)
    titles = _everywhere([item.title])
    products = _products(workspace, item, titles)
    out = list(outings)
    made = item.last_refreshed or min((one.day for one in out), default=None)
    return Piece(
        name=name,
        title=text_in(item.title, language),
        titles=titles,
        pool=item.pool,
        format=item.format,
        industry=text_in(given[0], language) if given else "",
        industries=industries,
        products=tuple(products),
        product_names=_everywhere(
            (one.name for one in workspace.settings.brand.products if one.id in products), language
        ),
        role=item.role,
        stage=item.stage,
        keywords=_everywhere(item.keywords),
        facts=tuple(_texts(item.facts)),
        made=made,
        fresh_until=item.refresh_due,
        outings=tuple(out),
        uses=tuple(uses),
    )


def _products(workspace: Workspace, item: Item, titles: Iterable[str]) -> list[str]:
    """The product its facts name, else those whose names stand in its title or keywords."""
    named = item.facts.get("product")
    if isinstance(named, str):
        return [named]
    words = " ".join([*titles, *_everywhere(item.keywords)]).casefold()
    return [
        one.id
        for one in workspace.settings.brand.products
        if any(name.casefold() in words for name in _everywhere([one.name]))
    ]


def _everywhere(texts: Iterable[str | LocalizedText], first: Language = "en") -> tuple[str, ...]:
    """Each text in every language it has, that of `first` first."""
    order = sorted(LANGUAGES, key=lambda language: language != first)
    return tuple(
        dict.fromkeys(text for one in texts for language in order if (text := text_in(one, language)))
    )


def _localized(value: Any) -> list[str | LocalizedText]:
    if isinstance(value, Mapping) and value and set(value) <= set(LANGUAGES):
        return [LocalizedText(**{str(key): str(text) for key, text in value.items()})]
    return []


def _texts(value: Any) -> Iterator[str]:
    """Every text below a value of the facts."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)


def _with_draft(root: Path, piece: Piece, drafts: DraftIndex) -> Piece:
    """The piece with its text, when it has one draft that can be read."""
    try:
        path = drafts.find(piece.name)
    except SeveralDraftsError:
        return piece
    if path is None:
        return piece
    shown = path.relative_to(root).as_posix()
    text = read_text_file(path, shown)
    return replace(piece, draft=shown, text=_body(text) if isinstance(text, str) else "")


def _body(text: str) -> str:
    if not text.startswith("---"):
        return text
    _, mark, body = text.partition("\n---\n")
    return body.strip("\n") if mark else text


def load_uses(root: Path) -> tuple[list[Use], list[Problem]]:
    """What people noted in `library/uses.yaml`, and what is wrong with it."""
    placed, problems = _read_uses(root)
    return [use for _, use in placed], problems


def _read_uses(root: Path) -> tuple[list[tuple[tuple[int, int], Use]], list[Problem]]:
    """The uses, each with its line and column."""
    path = inside(root, USES_FILE)
    if not path.is_file():
        return [], []
    text = read_text_file(path, USES_FILE)
    if not isinstance(text, str):
        return [], [text]
    mark = _MARK.search(text)
    if mark is not None:
        line = text.count("\n", 0, mark.start()) + 1
        hint = "delete the lines with the marks and keep every use"
        message = "git could not join two versions of this file"
        return [], [Problem(USES_FILE, line, 1, "error", "merge-conflict", message, mark[0][:40], hint)]
    document = read_yaml(text, USES_FILE)
    problems = list(document.problems)
    if document.data is not None and not isinstance(document.data, list):
        place = Place(document)
        hint = "each line is one use and begins with `- {`"
        return [], [*problems, place.problem("wrong-type", "expected a list of uses", hint=hint)]
    uses: list[tuple[tuple[int, int], Use]] = []
    for index, value in enumerate(document.data or ()):
        use, found = validate(Use, value, Place(document, (index,)), noun="use")
        problems += found
        if use is not None:
            uses.append((document.position((index,)), use))
    return uses, problems


def add_use(root: Path, use: Use) -> None:
    """Note a use at the end of `library/uses.yaml`, one line, so that two people's notes merge in git."""
    path = inside(root, USES_FILE)
    with locked(root, "library-uses"):
        _, problems = load_uses(root)
        if any(problem.severity == "error" for problem in problems):
            raise InvalidInput(f"{USES_FILE} is not valid", problems, hint="nothing was written")
        before = path.read_bytes().decode("utf-8") if path.is_file() else None
        if not (root / MERGED).exists():
            write_text(inside(root, MERGED), MERGES)
        text = before or ""
        if text and not text.endswith("\n"):
            text += "\n"
        fields = {"item": use.item, "date": use.date, "by": use.by, "for": use.what_for}
        line = "- " + flow({key: value for key, value in fields.items() if value is not None}) + "\n"
        if read_yaml(line, USES_FILE).problems:
            message = "what it was used for holds characters that cannot be written down"
            raise ContentopsError(message, hint="nothing was written; use plain text")
        write_text(path, text + line, expected=before)


def check_uses(root: Path, workspace: Workspace) -> list[Problem]:
    """What is wrong with the notes of uses; an item that is gone is a warning, since the note is history."""
    uses, problems = _read_uses(root)
    told: set[str] = set()
    for (line, column), use in uses:
        if use.item.partition("@")[0] not in workspace.items and use.item not in told:
            told.add(use.item)
            message = "a use names an item that no pool has"
            hint = suggest(use.item, sorted(workspace.items), noun="items")
            problems.append(
                Problem(USES_FILE, line, column, "warning", "unknown-item", message, use.item, hint)
            )
    return problems
