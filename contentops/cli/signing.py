"""Entries that `submit`, `approve`, `reject` and `publish` write: made and judged under the record's lock."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from contentops.cli.approving import Desk
from contentops.errors import ContentopsError, UsageError

if TYPE_CHECKING:
    from contentops.approvals.chain import Progress
    from contentops.approvals.content import Content
    from contentops.cli.signer import Signer
    from contentops.models.approval import ApprovalEntry
    from contentops.models.review import ReviewChain
    from contentops.workspace.approvals import LoadedRecord

ItemName = Annotated[
    str, typer.Argument(metavar="ITEM", help="An item by id; an occurrence as ID@DATE.", show_default=False)
]
AsRole = Annotated[
    str,
    typer.Option(
        "--as",
        metavar="ROLE",
        help="A step of the review chain, such as legal; or who has one step to answer for.",
        show_default=False,
    ),
]
By = Annotated[
    str | None,
    typer.Option("--by", metavar="PERSON", help="Who answers [default: whoever git's user.email is]."),
]
Note = Annotated[str | None, typer.Option("--note", metavar="TEXT", help="Why, for everybody to read.")]
Sign = Annotated[bool, typer.Option("--sign", help="Sign with the person's SSH key (ssh-keygen -Y).")]
Key = Annotated[
    Path | None,
    typer.Option("--key", metavar="FILE", help="The SSH key to sign with; the same as --sign with it."),
]


def only_name(desk: Desk, name: str) -> str:
    """The item or the one occurrence that `name` stands for. Raises `UsageError` when it stands for several."""
    names = desk.expand(name)
    if len(names) > 1:
        raise UsageError(f"{name} has several occurrences that are due", hint=f"name one: {', '.join(names)}")
    return names[0]


def require_chain(desk: Desk, name: str) -> ReviewChain:
    """The chain of an item. Raises `UsageError` when it passes none."""
    chain = desk.chain(name)
    if chain is None:
        raise UsageError(
            f"{name} passes no review chain, so there is nothing to approve",
            hint="give it a review_chain, or name its format or a channel of it in one",
        )
    return chain


def require_content(desk: Desk, name: str) -> tuple[Content, str]:
    """What goes out, and its hash. Raises `InvalidInput` when there is no text that could be signed."""
    from contentops.approvals.gate import find_conflict_marks
    from contentops.errors import InvalidInput

    found = desk.content(name)
    problems = [*found.problems]
    for part in found.content.parts:
        problems += find_conflict_marks(part.text, found.paths[part.label])
    if found.hashed is None or problems:
        raise InvalidInput(f"{name} has no text that can be signed", problems, hint="nothing was written")
    return found.content, found.hashed


def refuse_earlier(loaded: LoadedRecord, at: str) -> None:
    """Raise `ContentopsError` when the day of `at` lies before that of an entry in the record."""
    latest = max((entry.day.isoformat() for entry in loaded.record.entries), default="")
    if at[:10] < latest:
        raise ContentopsError(
            f"the record of {loaded.record.item} already has an entry of {latest}",
            hint=f"an entry of {at[:10]} cannot come after it; use a later --today",
        )


def build_entry(
    desk: Desk, loaded: LoadedRecord, at: str, signer: Signer, key: Path | None, *, sign: bool, **values: Any
) -> ApprovalEntry:
    """The next entry of a record, signed when asked for."""
    from contentops.approvals.record import make_entry

    values |= {
        "item": loaded.record.item,
        "after": list(loaded.record.heads),
        "at": at,
        "who": signer.who,
        "role": signer.role,
        "entered_by": signer.entered_by,
    }
    entry = make_entry(**values)
    if not (sign or key is not None):
        return entry
    from contentops.workspace.signatures import find_key, sign_entry

    person = desk.workspace.people[signer.who]
    signature = sign_entry(entry, person, find_key(person, key))
    return make_entry(**values, signature=signature)


def judge_with(desk: Desk, name: str, loaded: LoadedRecord, entry: ApprovalEntry, hashed: str) -> Progress:
    """How far the item would be with one more entry."""
    from contentops.approvals.record import read_record

    progress = desk.progress(name, read_record(name, [*loaded.record.entries, entry]), hashed)
    if progress is None:  # the caller has asked for the chain
        raise UsageError(f"{name} passes no review chain")
    return progress


def tell_progress(desk: Desk, name: str, progress: Progress) -> None:
    """The line after a deed: who is next, or that everybody has approved."""
    if progress.state == "approved":
        typer.echo(f"  all approvals are there; `contentops gate {name}` says whether it may go out")
    for step in progress.open_steps:
        names = " or ".join(
            desk.person_name(one.person)
            + (f" (away; {desk.person_name(one.stand_ins[0])} stands in)" if one.stand_ins else "")
            for one in step.holders
        )
        many = f", {step.lacking} of them" if step.lacking > 1 else ""
        days = step.step.days
        typer.echo(
            f"  next: {step.step.role}{many}: {names or 'nobody who may'}, {days} working day{'s' * (days != 1)}"
        )
