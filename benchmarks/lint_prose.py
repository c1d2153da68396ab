"""What the linter says of prose that nobody wrote for it: `python -m benchmarks.lint_prose FOLDER...`.

Each folder holds Markdown or text files. Printed are, per folder, the characters read, errors and warnings
per 10,000 characters, and the speed; with `--show error` (or `warning`) each finding in its sentence, grouped
by what was found, for a person to read: `--each` limits how many of one kind.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from contentops.lint import Finding, TabooList, lint_text
from contentops.lint.engine import Markup
from contentops.lint.packs import choose_packs, load_pack

SUFFIXES = (".md", ".markdown", ".mdx", ".txt")
SEVERITIES = ("error", "warning", "note")
TARGET = 0.1
_ENDS = "。！？!?\n"
_AROUND = 60


class Seen(NamedTuple):
    """A finding and the sentence it stands in, with the finding between « and »."""

    path: str
    finding: Finding
    sentence: str


class Folder(NamedTuple):
    """What was read and found in one folder."""

    name: str
    files: int
    characters: int
    size: int
    seconds: float
    seen: tuple[Seen, ...]

    def rate(self, severity: str) -> float:
        """Findings of a severity per 10,000 characters."""
        count = sum(one.finding.severity == severity for one in self.seen)
        return count * 10_000 / self.characters if self.characters else 0.0


def read_folder(folder: Path, lists: list[TabooList], disable: Collection[str] = ()) -> Folder:
    """Lint every text below a folder."""
    files = characters = size = 0
    seconds = 0.0
    seen: list[Seen] = []
    for path in _find_files(folder):
        text = path.read_text(encoding="utf-8", errors="replace")
        files += 1
        characters += len(text)
        size += len(text.encode("utf-8"))
        start = time.perf_counter()
        markup: Markup = "text" if path.suffix == ".txt" else "markdown"
        findings = lint_text(text, lists, markup=markup, disable=disable)
        seconds += time.perf_counter() - start
        shown = path.relative_to(folder).as_posix()
        seen += [Seen(shown, finding, _sentence(text, finding)) for finding in findings]
    return Folder(folder.name, files, characters, size, seconds, tuple(seen))


def _find_files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in SUFFIXES and path.is_file():
            yield path


def _sentence(text: str, finding: Finding) -> str:
    """The sentence around, at most so many characters to each side."""
    first, last = finding.start, finding.end
    while first > 0 and finding.start - first < _AROUND and text[first - 1] not in _ENDS:
        first -= 1
    while last < len(text) and last - finding.end < _AROUND and text[last] not in _ENDS:
        last += 1
    return f"{text[first : finding.start]}«{finding.text}»{text[finding.end : last]}".replace("\n", "⏎")


def render_folders(folders: list[Folder]) -> str:
    """One line a folder and the sum."""
    lines = [
        f"{'folder':<24}{'files':>7}{'characters':>12}{'errors':>8}{'/10k':>8}{'warnings':>10}{'/10k':>8}{'MB/s':>7}"
    ]
    if len(folders) > 1:
        columns = [(one.files, one.characters, one.size, one.seconds) for one in folders]
        files, characters, size, seconds = (sum(column) for column in zip(*columns, strict=True))
        every = tuple(seen for one in folders for seen in one.seen)
        folders = [*folders, Folder("all", int(files), int(characters), int(size), seconds, every)]
    for one in folders:
        counts = dict.fromkeys(SEVERITIES, 0)
        for seen in one.seen:
            counts[seen.finding.severity] += 1
        speed = one.size / 1e6 / one.seconds if one.seconds else 0.0
        lines.append(
            f"{one.name:<24}{one.files:>7}{one.characters:>12,}{counts['error']:>8}{one.rate('error'):>8.3f}"
            f"{counts['warning']:>10}{one.rate('warning'):>8.3f}{speed:>7.1f}"
        )
    return "\n".join(lines)


def render_seen(folders: list[Folder], severity: str, each: int) -> str:
    """The findings of a severity, grouped by what was found, the most frequent first."""
    groups: dict[tuple[str, str], list[Seen]] = {}
    for one in folders:
        for seen in one.seen:
            if seen.finding.severity == severity:
                key = (seen.finding.list or seen.finding.rule, seen.finding.term or seen.finding.text)
                groups.setdefault(key, []).append(seen._replace(path=f"{one.name}/{seen.path}"))
    lines = []
    for (origin, term), group in sorted(groups.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        lines.append(f"\n{len(group)} × {term} [{origin}]")
        lines += [f"  {seen.sentence.strip()}  ({seen.path}:{seen.finding.line})" for seen in group[:each]]
    return "\n".join(lines)


def main() -> int:
    """Read the folders and print; 1 when errors are above the target."""
    parser = argparse.ArgumentParser(description="What the linter says of real prose.")
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument(
        "--packs", nargs="*", help="names of packs [default: those of a workspace without settings]"
    )
    parser.add_argument(
        "--show", choices=SEVERITIES, action="append", default=[], help="print these findings"
    )
    parser.add_argument("--disable", action="append", default=[], help="a rule, list or term to switch off")
    parser.add_argument("--each", type=int, default=20, help="at most so many findings of one entry")
    options = parser.parse_args()
    lists = [load_pack(name) for name in choose_packs(options.packs)]
    folders = [read_folder(folder, lists, options.disable) for folder in options.folders]
    print(render_folders(folders))
    for severity in options.show:
        print(f"\n== {severity}\n{render_seen(folders, severity, options.each)}")
    characters = sum(one.characters for one in folders)
    errors = sum(seen.finding.severity == "error" for one in folders for seen in one.seen)
    return 1 if errors * 10_000 > TARGET * characters else 0


if __name__ == "__main__":
    sys.exit(main())
