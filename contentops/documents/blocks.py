"""What a draft is made of, between Markdown, Word and HTML: one block for each paragraph on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal


@dataclass(frozen=True, slots=True)
class Run:
    """Words that look alike. `link` is where they lead; `image` is the path of a picture whose alt text they are."""

    text: str
    bold: bool = False
    italic: bool = False
    strike: bool = False
    code: bool = False
    link: str = ""
    image: str = ""


Runs = tuple[Run, ...]

EMBEDDED = "embedded:"
"""In the place of a path, before the digest of a picture that does not say where it came from."""

Kind = Literal["heading", "paragraph", "item", "quote", "code", "table", "rule", "mark"]


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, or a table.

    `level`: 1-6 of a heading; 1 and more of a list item or quotation, by its depth. `ordered`, `number`: of a
    list item with a number; `number` 0 is a further paragraph of the item before it. `rows`: of a table, its
    head first.
    A `mark` is the line `###` that ends an English release. `lines`: where it stands in the Markdown it was read from,
    counted from 0, the end not included.
    """

    kind: Kind
    runs: Runs = ()
    level: int = 0
    ordered: bool = False
    number: int = 0
    rows: tuple[tuple[Runs, ...], ...] = ()
    lines: tuple[int, int] = (0, 0)

    @property
    def text(self) -> str:
        """The words alone."""
        if self.kind == "table":
            return "\n".join("\t".join(plain(cell) for cell in row) for row in self.rows)
        return plain(self.runs)

    @property
    def likeness(self) -> Block:
        """The block without its place: two that are alike here say the same in the same form."""
        runs = join_runs(self.runs)
        rows = tuple(tuple(join_runs(cell) for cell in row) for row in self.rows)
        # Word counts lists anew where somebody inserts a point: the number itself is not content.
        number = min(self.number, 1)
        return replace(self, runs=runs, rows=rows, number=number, lines=(0, 0))


def plain(runs: Sequence[Run]) -> str:
    """The words of `runs`."""
    return "".join(run.text for run in runs)


def join_runs(runs: Sequence[Run]) -> Runs:
    """`runs` with neighbours that look alike made one, no empty ones, no blanks at either end."""
    joined: list[Run] = []
    for run in runs:
        if not run.text and not run.image:
            continue
        if joined and not run.image and replace(joined[-1], text="") == replace(run, text=""):
            joined[-1] = replace(run, text=joined[-1].text + run.text)
        else:
            joined.append(run)
    if joined and not joined[0].image:
        joined[0] = replace(joined[0], text=joined[0].text.lstrip())
    if joined and not joined[-1].image:
        joined[-1] = replace(joined[-1], text=joined[-1].text.rstrip())
    return tuple(run for run in joined if run.text or run.image)
