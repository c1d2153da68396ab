"""How fast the linter reads: `python benchmarks/lint_speed.py [--megabytes 3] [--terms 2000 20000]`.

Some megabytes of mixed Chinese and English Markdown are made from a fixed seed: headings, emphasis, links,
code, tables, lists, entities, soft line breaks, and a term of the list now and then, some disguised.
Printed are megabytes of UTF-8 a second, in one process, and the ratio to a plain scan of the same text
for the same terms with the same automaton, which reads no markup and sees through nothing.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Callable
from functools import partial
from itertools import product

from ahocorasick_rs import AhoCorasick

from contentops.lint import TabooList, lint_text
from contentops.lint.engine import Markup
from contentops.lint.taboo import DISGUISES, Entry

HAN = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所"
    "民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日"
    "那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想"
)
_ENGLISH = (
    "the platform keeps data where it is and trains models across companies with secure aggregation each "
    "release adds support for new hardware documentation examples and tests users can deploy nodes in "
    "minutes teams review results together before they publish"
)
LATIN = tuple(_ENGLISH.split())


def make_terms(count: int, seed: int) -> list[str]:
    """Terms of two to six Han characters, every fifth one or two Latin words; all different."""
    random_ = random.Random(seed)
    terms: dict[str, None] = {}
    while len(terms) < count:
        if random_.random() < 0.2:
            letters = "".join(random_.choices("abcdefghijklmnopqrstuvwxyz", k=random_.randint(5, 11)))
            terms[letters if random_.random() < 0.5 else f"{letters} {random_.choice(LATIN)}"] = None
        else:
            terms["".join(chr(random_.randrange(0x4E00, 0x9F00)) for _ in range(random_.randint(2, 6)))] = (
                None
            )
    return list(terms)


def _sentence(random_: random.Random, terms: list[str]) -> str:
    if random_.random() < 0.4:
        words = random_.choices(LATIN, k=random_.randint(8, 18))
        words[random_.randrange(len(words))] = random_.choice(
            ("`code`", "**strong**", "[a link](https://a.example/b)", "data")
        )
        return " ".join(words) + ". "
    text = "".join(random_.choices(HAN, k=random_.randint(12, 40)))
    at = random_.randrange(len(text))
    middle = random_.choice(
        ("", "", "", f"**{text[at : at + 3]}**", "&amp;", "，", f"[{text[at : at + 4]}](https://a.example/)")
    )
    if random_.random() < 0.02:
        term = random_.choice(terms)
        middle = random_.choice(
            (term, f"{term[0]}**{term[1:]}**", f"{term[0]}\u200b{term[1:]}", term.upper())
        )
    return f"{text[:at]}{middle}{text[at:]}。"


def make_text(megabytes: float, terms: list[str], seed: int) -> str:
    """Markdown of about so many megabytes of UTF-8."""
    random_ = random.Random(seed)
    blocks: list[str] = []
    size = 0
    while size < megabytes * 1e6:
        kind = random_.random()
        line = "".join(_sentence(random_, terms) for _ in range(random_.randint(2, 6)))
        if kind < 0.1:
            block = f"## {line[:30]}\n"
        elif kind < 0.2:
            block = "".join(f"- {_sentence(random_, terms)}\n" for _ in range(4))
        elif kind < 0.25:
            block = f"| 项 | value |\n|---|---|\n| {line[:20]} | {line[20:40]} |\n"
        elif kind < 0.3:
            block = f"```python\n{line}\n```\n"
        elif kind < 0.5:
            block = f"{line[:50]}\n{line[50:]}\n"
        else:
            block = f"{line}\n"
        blocks.append(block)
        size += len(block.encode("utf-8")) + 1
    return "\n".join(blocks)


def main() -> None:
    """Make the text, lint it in every way and print the best of three."""
    parser = argparse.ArgumentParser(description="How fast the linter reads.")
    parser.add_argument("--megabytes", type=float, default=3)
    parser.add_argument("--terms", type=int, nargs="+", default=[2000, 20000])
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    for count in options.terms:
        measure(options.megabytes, count, options.seed)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {memory:.0f} MiB, texts of this benchmark included")


def measure(megabytes: float, count: int, seed: int) -> None:
    """Print what one number of terms gives: text and Markdown, each kind of disguise, half and all of the text."""
    terms = make_terms(count, seed)
    text = make_text(megabytes, terms, seed)
    size = len(text.encode("utf-8")) / 1e6
    entries = tuple(Entry((term,), (), "error", "x", "y") for term in terms)
    lists = [TabooList("benchmark", "benchmark", "", entries)]
    automaton = AhoCorasick([term.lower() for term in terms])
    scan = _best(lambda: automaton.find_matches_as_indexes(text, overlapping=True))
    print(f"{count} terms, {size:.1f} MB; plain scan {size / scan:.1f} MB/s")
    start = time.process_time()
    lint_text("warm up 预热", lists)
    print(f"  preparing the lists {time.process_time() - start:.2f} s")
    markups: tuple[Markup, ...] = ("text", "markdown")
    for markup, disguises in product(markups, DISGUISES):
        lint = partial(lint_text, lists=lists, markup=markup, disguises=disguises)
        taken = _best(partial(lint, text))
        half = _best(partial(lint, text[: len(text) // 2]))
        findings = lint(text)
        assert all(text[finding.start : finding.end] == finding.text for finding in findings)
        print(
            f"  {markup:9}{disguises:9}{size / taken:6.1f} MB/s, {taken / scan:5.1f} x the plain scan, "
            f"{taken / half:.1f} x half the text, {len(findings)} findings"
        )


def _best(function: Callable[[], object]) -> float:
    """Processor seconds, which others on the machine disturb less than the clock."""

    def once() -> float:
        start = time.process_time()
        function()
        return time.process_time() - start

    return min(once() for _ in range(3))


if __name__ == "__main__":
    main()
