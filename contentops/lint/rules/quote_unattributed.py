"""quote-unattributed: a quotation does not say who speaks, or in what position.

A quotation is worth what its speaker is worth: it needs a name and a title, once for each speaker
(`said Jo Day, CTO at Acme`; `衡屿科技产品总监韩松表示：“……”`). 相关负责人表示 names nobody. Names of
things in quotation marks are no quotations, nor are a few quoted words.

Found:

    ---
    template: event_recap
    language: zh
    ---
    # 沙龙回顾

    2027年2月11日，北京——衡屿科技在北京举办联合风控沙龙，64 位同行到场。

    相关负责人表示：“先对齐样本再谈特征，能少走一半弯路。”

Not found:

    ---
    template: event_recap
    language: zh
    ---
    # 沙龙回顾

    2027年2月11日，北京——衡屿科技在北京举办“联合风控”沙龙，64 位同行到场。

    衡屿科技解决方案架构师沈一帆表示：“先对齐样本再谈特征，能少走一半弯路。”
"""

from __future__ import annotations

from collections.abc import Iterator

from contentops.lint.document import Document
from contentops.lint.finding import Finding
from contentops.lint.parts import paragraphs
from contentops.lint.speakers import Speakers

NAME = "quote-unattributed"


def find(document: Document) -> Iterator[Finding]:
    """The quotations of the body whose speaker is not named with a title, here or before."""
    parts = document.parts
    if parts.salutation is not None:
        return
    speakers = Speakers(chinese=parts.chinese)
    blocks = paragraphs(parts.body)
    for number, block in enumerate(blocks):
        following = blocks[number + 1].text if number + 1 < len(blocks) else ""
        for quote in speakers.read(block.text, following):
            missing = " and ".join(quote.missing)
            message = f"the quotation lacks {missing} of its speaker"
            yield document.finding(
                NAME, "warning", block.start + quote.start, block.start + quote.end, message
            )
