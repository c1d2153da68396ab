"""official-account-title: the title is too long for an official account.

An official account (公众号) takes titles of at most 64 bytes in UTF-8: 21 Chinese characters. `title` in the front
matter or the headline is the title. The rule looks at official-account posts, and at every draft that a
channel named 公众号, 服务号 or 订阅号 is to carry.

Found:

    ---
    template: official_account_post
    title: 从立项到上线的八个月：一家城市商业银行怎样做联合风控建模
    ---
    正文。

Not found:

    ---
    template: official_account_post
    title: 一家银行做联合建模的八个月
    ---
    正文。
"""

from __future__ import annotations

from collections.abc import Iterator

from contentops.lint.document import Document
from contentops.lint.finding import Finding
from contentops.lint.rules.official_account import goes_to_official_account
from contentops.lint.rules.options import limit

NAME = "official-account-title"


def find(document: Document) -> Iterator[Finding]:
    """A finding over a title of more than `bytes` bytes."""
    if not goes_to_official_account(document):
        return
    headline = document.parts.headline
    most = limit(document, NAME, "bytes")
    if headline is None or not most:
        return
    size = len(headline.text.encode("utf-8", "replace"))
    if size > most:
        message = (
            f"an official account takes titles of {most} bytes ({most // 3} Han characters); this has {size}"
        )
        yield document.finding(NAME, "error", headline.start, headline.end, message)
