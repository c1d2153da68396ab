"""The merge of drafts against `git merge-file` on the same three texts: conflicts, lost or doubled sentences, seconds.

`python -m benchmarks.draft_merge [--language zh] [--cases 200]` drafts the items of the demo workspace.
Each case takes one draft; a person changes a few sentences (rewrites, adds, takes out, moves a paragraph) and the facts
change a few others, in places chosen by a fixed seed. Both programs merge them. A sentence counts as lost when one side
wrote it, the other left it alone, and the result, conflict sides included, does not have it; as doubled when the
result has it more often than either side.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from pathlib import Path

from contentops.drafts.merge import merge
from contentops.drafts.merge_parts import split_sentences
from contentops.models.base import Language

TODAY = date(2026, 11, 22)
_SEED = 20261122
_NUMBERS = count(2)
"""No two sentences are the same: what is doubled is doubled by the merge."""
_NEW = {
    "en": ("It was agreed in {n} meetings.", "The figure was checked {n} times."),
    "zh": ("双方为此开了{n}次会。", "这一数字核对过{n}遍。"),
}


@dataclass
class Tally:
    """What one program made of all cases."""

    seconds: float = 0.0
    clean: int = 0
    conflicts: int = 0
    lost: int = 0
    doubled: int = 0
    examples: list[str] = field(default_factory=list)


def demo_drafts(language: Language) -> list[str]:
    """The drafts of the demo workspace."""
    from contentops.cli.draft_write import Drafter, find_orders
    from contentops.cli.options import open_workspace
    from contentops.workspace.scaffold import quarter_to_plan, scaffold_files, write_workspace

    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "demo"
        write_workspace(root, scaffold_files(language, quarter_to_plan(TODAY), TODAY))
        opened = open_workspace(root)
        names = [item.id for item in opened.workspace.items.values() if item.template]
        drafter = Drafter(opened, language, to_stdout=True, today=TODAY)
        orders = find_orders(opened, names, None, None, TODAY)
        texts = [drafter.draft(order, named=False).text for order in orders]
        return [text for text in texts if text]


def change(text: str, chance: random.Random, language: Language, edits: int) -> str:
    """`text` with `edits` sentences or paragraphs rewritten, added, taken out or moved."""
    front, _, body = text.partition("\n---\n")
    blocks = body.split("\n\n")
    for _ in range(edits):
        at = chance.randrange(1, len(blocks))
        deed = chance.random()
        if deed < 0.1 and len(blocks) > 4:
            blocks.insert(chance.randrange(1, len(blocks)), blocks.pop(at))
        elif blocks[at].startswith(("#", "-", "|", "1.")) or not blocks[at].strip():
            continue
        else:
            blocks[at] = _reword(blocks[at], chance, language, deed)
    return front + "\n---\n" + "\n\n".join(blocks)


def _reword(block: str, chance: random.Random, language: Language, deed: float) -> str:
    parts = [part.text for part in split_sentences(block)]
    at = chance.randrange(len(parts))
    new = chance.choice(_NEW[language]).format(n=next(_NUMBERS))
    if deed < 0.5:
        parts[at] = new
    elif deed < 0.8:
        parts.insert(at + 1, new)
    elif len(parts) > 1:
        del parts[at]
    return ("" if language == "zh" else " ").join(part.strip() for part in parts)


def by_git(base: str, edited: str, rendered: str, folder: Path) -> tuple[str, int]:
    """What `git merge-file` makes of it, and how many conflicts it leaves."""
    for name, text in (("base", base), ("edited", edited), ("rendered", rendered)):
        (folder / name).write_text(text, encoding="utf-8")
    command = ["git", "merge-file", "-p", "--diff3", "edited", "base", "rendered"]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    return done.stdout.decode(), done.returncode


def judge(tally: Tally, base: str, edited: str, rendered: str, result: str, conflicts: int) -> None:
    """Count what became of every sentence."""
    tally.clean += conflicts == 0
    tally.conflicts += conflicts
    was, yours, new, now = (Counter(_sentences(text)) for text in (base, edited, rendered, result))
    for sentence in {**yours, **new}:
        if sentence in was:
            continue
        # A conflict may show a sentence within a longer one; it is there all the same.
        if not now[sentence] and sentence not in result:
            tally.lost += 1
            tally.examples.append(sentence)
        if conflicts == 0 and now[sentence] > max(yours[sentence], new[sentence]):
            tally.doubled += 1
            tally.examples.append(sentence)


def _sentences(text: str) -> list[str]:
    return [
        part.text.strip()
        for block in text.split("\n\n")
        for part in split_sentences(block)
        if part.text.strip()
    ]


def run(language: Language, cases: int) -> dict[str, Tally]:
    """Merge all cases with both programs."""
    drafts = demo_drafts(language)
    chance = random.Random(_SEED)
    tallies = {"contentops": Tally(), "git merge-file": Tally()}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(cases):
            base = drafts[number % len(drafts)]
            edited, rendered = (change(base, chance, language, chance.randrange(1, 5)) for _ in range(2))
            start = time.perf_counter()
            merged = merge(base, edited, rendered, language)
            tallies["contentops"].seconds += time.perf_counter() - start
            judge(tallies["contentops"], base, edited, rendered, merged.text, len(merged.conflicts))
            start = time.perf_counter()
            text, conflicts = by_git(base, edited, rendered, folder)
            tallies["git merge-file"].seconds += time.perf_counter() - start
            judge(tallies["git merge-file"], base, edited, rendered, text, conflicts)
    return tallies


def main() -> None:
    """Print one line a program and language."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--language", choices=["zh", "en"], action="append")
    parser.add_argument("--cases", type=int, default=200)
    arguments = parser.parse_args()
    print(f"{'':16}{'':4}{'cases':>6}{'clean':>7}{'conflicts':>11}{'lost':>6}{'doubled':>9}{'ms/case':>9}")
    for language in arguments.language or ["en", "zh"]:
        for name, tally in run(language, arguments.cases).items():
            per_case = 1000 * tally.seconds / arguments.cases
            print(
                f"{name:16}{language:4}{arguments.cases:>6}{tally.clean:>7}{tally.conflicts:>11}"
                f"{tally.lost:>6}{tally.doubled:>9}{per_case:>9.1f}"
            )
            for example in tally.examples[:3]:
                print(f"    lost or doubled: {example}")


if __name__ == "__main__":
    main()
