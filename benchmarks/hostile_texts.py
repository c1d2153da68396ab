"""Texts that hang careless programs: each shape as a function from a size in characters to a text of about that size.

Read by `benchmarks/lint_hostile.py` and, small, by the tests.
"""

from __future__ import annotations

from collections.abc import Callable

Shape = Callable[[int], str]


def _repeat(piece: str, before: str = "", after: str = "") -> Shape:
    return lambda size: before + piece * max((size - len(before) - len(after)) // len(piece), 1) + after


def _nested(opening: str, closing: str, inside: str = "最佳") -> Shape:
    def shape(size: int) -> str:
        depth = max(size // (len(opening) + len(closing)), 1)
        return opening * depth + inside + closing * depth

    return shape


def _stairs(line: str) -> Shape:
    """Lines each indented two blanks more than the one before."""
    return lambda size: "".join("  " * depth + line for depth in range(max(int(size**0.5), 1)))


def _growing(mark: str) -> Shape:
    """Runs of a mark, each longer than the one before: none closes another."""
    return lambda size: "".join(mark * length + "a " for length in range(1, max(int((2 * size) ** 0.5), 2)))


SHAPES: dict[str, Shape] = {
    # one line
    "one line of prose": _repeat("我们是国家级平台，数据不出本地；a best-in-class engine. "),
    "one line of quiet prose": _repeat(
        "平台在各方的机房里训练模型，原始数据不出本地，只交换加密之后的参数；每次发布都附有测试与说明。"
        "The platform keeps data where it is and trains models across companies with secure aggregation. "
        * 8
        + "我们是国家级平台。"
    ),
    "one line of one letter": _repeat("a"),
    "one line of one character": _repeat("最"),
    "one line of blanks": _repeat(" "),
    "one line of tabs": _repeat("\t"),
    "one line of a term": _repeat("最佳"),
    "one line of a term, spaced": _repeat("国 家 级 "),
    "one line of a term, dotted": _repeat("国.家*级|"),
    "one word in pieces": lambda size: "国" + "." * size + "家级",
    "spelled out": _repeat("b e s t "),
    "what patterns look for": _repeat("全球领先的"),
    "what patterns begin with": _repeat("全球"),
    "sources and years": _repeat("据2020年报告", after="最佳"),
    "hyphens": _repeat("a-"),
    "apostrophes": _repeat("a'"),
    "points": _repeat("."),
    "numbers": _repeat("1."),
    # quotes, brackets, tags
    "nested quotes": _repeat("> ", after="最佳"),
    "nested quotes without blanks": _repeat(">"),
    "nested brackets": _nested("[", "]"),
    "open brackets": _repeat("["),
    "links never closed": _repeat("[a]("),
    "images": _repeat("!["),
    "nested lists in a line": _repeat("- "),
    "nested lists": _stairs("- 最佳\n"),
    "numbered lists": _repeat("1. "),
    "nested tags": _nested("<div>", "</div>"),
    "dressing tags": _nested("<b>", "</b>"),
    "tags never closed": _repeat("<a "),
    "angle brackets": _repeat("<"),
    "comments never closed": _repeat("<!--"),
    "comments": _repeat("<!-- a -->"),
    "suppressions": _repeat("<!-- contentops-disable-line 最佳: ok --> 最佳\n"),
    "suppressions never closed": _repeat("<!-- contentops-disable-next-line "),
    "processing instructions": _repeat("<?"),
    "scripts": _repeat("<script>"),
    "alt texts": _repeat("<img alt='最佳'>"),
    # emphasis and code
    "stars": _repeat("*"),
    "emphasis": _repeat("*a **a "),
    "crossed emphasis": _repeat("_a*b"),
    "growing backticks": _growing("`"),
    "growing tildes": _growing("~"),
    # blocks
    "headings": _repeat("# 最佳\n"),
    "number signs": _repeat("#"),
    "a wide table": lambda size: "|a" * (size // 4) + "|\n" + "|-" * (size // 4) + "|\n",
    "a long table": _repeat("|最佳|b|\n", before="|a|b|\n|-|-|\n"),
    "footnotes": _repeat("[^1]: "),
    "references": lambda size: "".join(f"[{n}]: a\n" for n in range(size // 9)) + "[1]",
    "entities": _repeat("&lt;"),
    "ampersands": _repeat("&"),
    # front matter
    "front matter": _repeat("title: 最佳\n", before="---\n", after="---\n"),
    "front matter never closed": _repeat("title: 最佳\n", before="---\n"),
    "a field of comments": _repeat(" #", before="---\ntitle: ", after="\n---\n"),
    "a key of one letter": _repeat("a", before="---\n", after=":\n---\n"),
    "toml": _repeat("title = '最佳'\n", before="+++\n", after="+++\n"),
    # addresses
    "addresses": _repeat("https://a.example/b "),
    "marks of addresses": _repeat("://"),
    "mail": _repeat("a@b.c"),
    "at signs": _repeat("@"),
    "www": _repeat("www."),
    "an address without end": _repeat("a", before="https://"),
    # placeholders and quotations
    "placeholders": _repeat("{{"),
    "placeholders to fill": _repeat("[TO FILL: a "),
    "placeholders in Chinese": _repeat("【待补"),
    "quotation marks": _repeat("“‘"),
    "straight quotation marks": _repeat('"a '),
    # characters
    "no width": _repeat("国\u200b家\u200b级"),
    "only no width": _repeat("\u200b"),
    "line ends": _repeat("\n"),
    "carriage returns": _repeat("\r"),
    "both line ends": _repeat("最\r\n佳\r\n"),
    "emoji": _repeat("👨\u200d👩\u200d👧"),
    "Extension B": _repeat("𠮷最佳"),
    "combining marks": _repeat("\u0301", before="a"),
    "half pairs": _repeat("\ud800"),
    "nulls": _repeat("\x00"),
    "both directions": _repeat("\u202e最\u202c佳"),
}
