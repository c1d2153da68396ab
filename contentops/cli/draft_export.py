"""`contentops draft --to docx|html`: drafts as documents, for colleagues and partners."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import typer

from contentops.errors import ContentopsError, ExitCode, UsageError

if TYPE_CHECKING:
    from contentops.cli.options import OpenWorkspace
    from contentops.documents.house_style import Letterhead
    from contentops.drafts.orders import DraftOrder
    from contentops.models.base import Language

ExportFormat = Literal["docx", "html"]
EXPORT_FOLDER = "exports"


@dataclass(frozen=True)
class Exported:
    """A draft that became a document: its name, where it stands, where the document went."""

    item: str
    draft: str
    path: str
    written: bool


def export_draft(
    opened: OpenWorkspace,
    name: str,
    draft: Path,
    to: ExportFormat,
    output: Path | None,
    *,
    many: bool = False,
) -> Exported:
    """Write the draft at `draft` as a document, to `exports/NAME.docx` or to `output` (a file, or a folder for `many`).

    Raises `ContentopsError`, writing nothing, when the draft holds unsolved conflicts or the document there was edited.
    """
    from contentops.documents.markdown_reader import read_markdown
    from contentops.workspace.exports import Pictures, store_export, text_digest

    root = opened.root
    shown = draft.relative_to(root).as_posix()
    text = _read(draft, shown)
    _refuse_conflicts(text, shown)
    fields = _front_fields(text, shown)
    language = fields.get("language") or opened.workspace.settings.language
    if language not in ("zh", "en"):
        language = opened.workspace.settings.language
    digest = text_digest(text)
    head = _letterhead(opened, name, fields, language, digest)
    path = _target(root, name, to, output, many=many)
    markdown = read_markdown(text)
    if to == "html":
        from contentops.documents.house_style import HOUSE_STYLES
        from contentops.documents.html_writer import seal, write_html

        page = write_html(markdown.blocks, HOUSE_STYLES[language], head, Pictures(root, draft))
        return Exported(name, shown, _shown(path, root), _put(path, seal(page).encode()))
    from contentops.documents.docx_writer import write_docx
    from contentops.documents.house_style import HOUSE_STYLES

    properties = {"contentops-item": name, "contentops-text": digest}
    document = write_docx(markdown.blocks, HOUSE_STYLES[language], head, properties, Pictures(root, draft))
    written = _put(path, document)
    store_export(root, text)
    return Exported(name, shown, _shown(path, root), written)


def _put(path: Path, content: bytes) -> bool:
    """Write a document unless it is there already; one that somebody edited is never replaced."""
    from contentops.documents.docx_package import is_untouched
    from contentops.documents.html_writer import is_sealed
    from contentops.workspace.write import write_bytes

    if path.is_file():
        there = path.read_bytes()
        if there == content:
            return False
        if not (is_untouched(there) if path.suffix == ".docx" else is_sealed(there)):
            back = f"bring the edits back with `contentops draft --from {path.name}`, then "
            hint = f"{back if path.suffix == '.docx' else ''}move it away, or give another -o"
            raise ContentopsError(f"{path} was edited since it was exported, or is not ours", hint=hint)
    write_bytes(path, content)
    return True


def _target(root: Path, name: str, to: ExportFormat, output: Path | None, *, many: bool) -> Path:
    file_name = f"{name}.{to}"
    if output is None:
        return root / EXPORT_FOLDER / file_name
    if many or output.is_dir():
        if output.is_file():
            raise UsageError(f"{output} is a file", hint="give a folder: there are several drafts")
        return output / file_name
    if output.suffix.lower() != f".{to}":
        raise UsageError(
            f"{output} does not end in .{to}", hint=f"name it {output.stem}.{to}, or give a folder"
        )
    return output


def _read(draft: Path, shown: str) -> str:
    from contentops.workspace.texts import read_text_file

    text = read_text_file(draft, shown)
    if not isinstance(text, str):
        raise ContentopsError(text.message, hint=text.hint)
    return text


def _refuse_conflicts(text: str, shown: str) -> None:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith(("<<<<<<< ", ">>>>>>> ")):
            raise ContentopsError(
                f"{shown}:{number}: the draft holds a conflict that nobody has solved", hint="solve it first"
            )


def _front_fields(text: str, shown: str) -> Mapping[str, Any]:
    """The draft's front matter; nothing when it cannot be read (`lint` says why)."""
    from contentops.documents.markdown_reader import read_markdown
    from contentops.workspace.yaml_reader import read_yaml

    lines = read_markdown(text).front_matter.splitlines()[1:-1]
    data = read_yaml("\n".join(lines) + "\n", shown).data if lines else None
    return data if isinstance(data, dict) else {}


def _letterhead(
    opened: OpenWorkspace, name: str, fields: Mapping[str, Any], language: Language, digest: str
) -> Letterhead:
    from contentops.documents.house_style import HOUSE_STYLES, Letterhead
    from contentops.drafts.phrases import phrase_filters
    from contentops.models.base import text_in

    workspace = opened.workspace
    style = HOUSE_STYLES[language]
    say = phrase_filters(language, workspace.settings.country)["date"]
    facts = []
    channel = workspace.channels.get(str(fields.get("channel", "")))
    if channel is not None:
        facts.append(text_in(channel.name, language))
    for key, words in (("publish", style.planned), ("embargo", style.until)):
        try:
            facts.append(words.format(say(date.fromisoformat(str(fields[key])))))
        except (KeyError, ValueError):
            continue
    brand = text_in(workspace.settings.brand.name, language)
    return Letterhead(brand, style.note, tuple(facts), f"{name} · {digest[:8]}")


def _shown(path: Path, root: Path) -> str:
    try:
        return path.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return str(path)


def export_drafts(
    opened: OpenWorkspace,
    orders: Sequence[DraftOrder],
    to: ExportFormat,
    output: Path | None,
    channels: Sequence[str],
    *,
    every: bool = False,
    as_json: bool = False,
) -> int:
    """Export the drafts of `orders`, or their versions for `channels` (all of an item's with `every`).

    A draft that is not there, one with conflicts, or a document that somebody edited keeps no other from being
    written; the exit code is 1 then.
    """
    from contentops.workspace.draft_files import DraftIndex, draft_name

    index = DraftIndex(opened.root)
    wanted: list[tuple[str, str | None]] = []
    for order in orders:
        chosen = order.channels if every else channels
        wanted += [(order.name, channel) for channel in chosen] if chosen else [(order.name, None)]
    exported: list[Exported] = []
    failed: list[str] = []
    for item, channel in wanted:
        name = draft_name(item, channel=channel)
        try:
            draft = index.find(item, channel=channel)
            if draft is None:
                again = f"contentops draft {item}" + (f" --channel {channel}" if channel else "")
                raise ContentopsError(f"there is no draft of {name} yet", hint=f"write it: `{again}`")
            exported.append(export_draft(opened, name, draft, to, output, many=len(wanted) > 1))
        except UsageError:
            raise
        except ContentopsError as error:
            failed.append(name)
            typer.echo(f"error: {error}" + (f"; {error.hint}" if error.hint else ""), err=True)
    _report(exported, failed, as_json=as_json)
    return ExitCode.FINDINGS if failed else ExitCode.CLEAN


def _report(exported: list[Exported], failed: list[str], *, as_json: bool) -> None:
    if as_json:
        import json

        documents = [asdict(one) for one in exported]
        typer.echo(
            json.dumps({"version": 1, "documents": documents, "failed": failed}, ensure_ascii=False, indent=2)
        )
        return
    for one in exported:
        typer.echo(f"{'exported' if one.written else 'unchanged'} {one.path}")
