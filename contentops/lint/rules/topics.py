"""What the rules about missing parts of longer drafts share: looking for a part by its words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from contentops.lint.document import Document
from contentops.lint.finding import Finding
from contentops.lint.labels import bare
from contentops.lint.outline import Block
from contentops.lint.rules.places import at_end


def find_missing(
    document: Document, rule: str, topics: Mapping[str, str], *, anywhere: Collection[str] = ()
) -> Iterator[Finding]:
    """A finding at the end of the draft for each topic that no heading names.

    `topics` are expressions by the name of the part. The parts named in `anywhere` may also be told in the
    text, without a heading of their own. A draft without headings is a story and is searched as a whole.
    """
    heads = [block.text for block in document.outline.blocks if is_heading(document, block)]
    headline = document.parts.headline
    if headline is not None and headline.text in heads:
        heads.remove(headline.text)
    text = "\n".join(block.text for block in document.outline.blocks)
    for name, words in topics.items():
        form = re.compile(words, re.IGNORECASE)
        told = any(form.search(head) for head in heads)
        if not told and (len(heads) < 2 or name in anywhere):
            told = form.search(text) is not None
        if not told:
            yield from at_end(document, rule, "warning", f"the draft does not tell {name}")


def is_heading(document: Document, block: Block) -> bool:
    """A heading, or a paragraph of a few words that is bold or stands in 【】 as headings do."""
    if block.kind == "heading":
        return bool(block.text)
    if block.kind != "paragraph" or not 0 < len(block.text) <= 40:
        return False
    line = document.source[block.first : block.last].strip()
    return line.startswith(("**", "__", "【", "一、", "二、", "三、", "四、", "五、")) and len(bare(line)) > 1
