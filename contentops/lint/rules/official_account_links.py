"""official-account-links: a post has links that an official account does not show.

In the text of a post only links to other posts work (`mp.weixin.qq.com`); any other link loses its target, and
its reader. One address may be given as 阅读原文 (`source_url` in the front matter), or as a QR code.

Found:

    ---
    template: official_account_post
    title: 一家银行的联合建模
    ---
    详见[案例全文](https://hengyu.example.cn/cases)。

Not found:

    ---
    template: official_account_post
    title: 一家银行的联合建模
    source_url: https://hengyu.example.cn/cases
    ---
    上一篇见[联合统计入门](https://mp.weixin.qq.com/s/abc)，全文点“阅读原文”。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from contentops.lint.document import Document
from contentops.lint.finding import Finding

NAME = "official-account-links"

_OUTSIDE = re.compile(r"(?i)(?:https?:)?//(?!mp\.weixin\.qq\.com)")


def find(document: Document) -> Iterator[Finding]:
    """The links that lead out of the platform."""
    blocks = document.outline.blocks
    begin = blocks[0].first if blocks else len(document.source)
    for link in document.outline.links:
        if link.first >= begin and _OUTSIDE.match(link.target):
            message = "an official account shows no such link: give the address as 阅读原文 or as a QR code"
            yield document.finding_at(NAME, "warning", link.first, link.last, message)
