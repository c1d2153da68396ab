"""How fast the linter reads: `python benchmarks/lint_speed.py [--megabytes 10] [--terms 2000]`.

Ten megabytes of mixed Chinese and English Markdown are made from a fixed seed: headings, emphasis, links,
code, tables, lists, entities, soft line breaks, and a term of the list now and then, some disguised.
Printed are megabytes of UTF-8 a second, in one process, and the ratio to a plain scan of the same text
for the same terms with the same automaton, which reads no markup and sees through nothing.
"""

from __future__ import annotations

import argparse
import random
import resource
import time

from ahocorasick_rs import AhoCorasick

from contentops.lint import TabooList, lint_text
from contentops.lint.taboo import Entry

TARGET = 5.0
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
    """Make the text, lint it three times and print the best."""
    parser = argparse.ArgumentParser(description="How fast the linter reads.")
    parser.add_argument("--megabytes", type=float, default=10)
    parser.add_argument("--terms", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    terms = make_terms(options.terms, options.seed)
    text = make_text(options.megabytes, terms, options.seed)
    size = len(text.encode("utf-8")) / 1e6
    lists = [
        TabooList(
            "benchmark", "benchmark", "", tuple(Entry((term,), (), "error", "x", "y") for term in terms)
        )
    ]
    lint_text("warm up 预热", lists)
    linted = min(_seconds(lambda: lint_text(text, lists)) for _ in range(3))
    findings = lint_text(text, lists)
    assert all(text[finding.start : finding.end] == finding.text for finding in findings)
    automaton = AhoCorasick([term.lower() for term in terms])
    scanned = min(
        _seconds(lambda: automaton.find_matches_as_indexes(text, overlapping=True)) for _ in range(3)
    )
    plain = len(automaton.find_matches_as_indexes(text, overlapping=True))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    verdict = "ok" if size / linted >= TARGET else "too slow"
    print(f"text          {size:8.1f} MB, {len(terms)} terms")
    print(f"lint          {size / linted:8.1f} MB/s, {len(findings)} findings ({verdict})")
    print(f"plain scan    {size / scanned:8.1f} MB/s, {plain} matches")
    print(f"ratio         {linted / scanned:8.1f} x the plain scan")
    print(f"peak memory   {memory:8.0f} MiB")


def _seconds(function: object) -> float:
    start = time.perf_counter()
    function()  # type: ignore[operator]
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
