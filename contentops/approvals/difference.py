"""What changed in a text since it was submitted: paragraphs that say something else, not lines wrapped anew."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from contentops.approvals.content import MASTER, Content, normalise_text, split_front_matter


def describe_difference(old: Content, new: Content) -> Iterator[str]:
    """Lines in the manner of a diff: `-` and `+` before what went and what came, a heading for each text."""
    before = {part.label: part.text for part in old.parts}
    after = {part.label: part.text for part in new.parts}
    for label in sorted(before.keys() | after.keys()):
        lines = list(_changed(before.get(label, ""), after.get(label, "")))
        if lines:
            yield f"@@ {'draft' if label == MASTER else 'version for ' + label.partition(':')[2]} @@"
            yield from lines
    files, now = ({asset.path: asset.digest for asset in one.assets} for one in (old, new))
    for path in sorted(files.keys() | now.keys()):
        if files.get(path) != now.get(path) or (path in files) != (path in now):
            yield f"@@ asset {path} @@"
            yield f"- {_name(files, path)}"
            yield f"+ {_name(now, path)}"


def _name(files: dict[str, str | None], path: str) -> str:
    if path not in files:
        return "not among the assets"
    digest = files[path]
    return f"sha256 {digest[:12]}" if digest is not None else "no file"


def _changed(before: str, after: str) -> Iterator[str]:
    old, new = _blocks(before), _blocks(after)
    matcher = SequenceMatcher(None, [key for key, _ in old], [key for key, _ in new], autojunk=False)
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind == "equal":
            continue
        yield from (f"- {line}" for _, block in old[first:last] for line in block)
        yield from (f"+ {line}" for _, block in new[start:end] for line in block)


def _blocks(text: str) -> list[tuple[str, list[str]]]:
    """The lines of the front matter and the paragraphs below, each with what it is compared by."""
    front, body = split_front_matter(text)
    blocks = [(" ".join(line.split()), [line]) for line in (front or "").split("\n") if line.strip()]
    paragraph: list[str] = []
    for line in [*body.split("\n"), ""]:
        if line.strip():
            paragraph.append(line)
        elif paragraph:
            blocks.append((normalise_text("\n".join(paragraph)), paragraph))
            paragraph = []
    return blocks
