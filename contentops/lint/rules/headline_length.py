"""headline-length: the headline is too long.

News desks and search results cut a headline after about 80 characters of English; a Chinese 标题 is read
in one line of about 20 characters. Two Latin letters or digits count as one Chinese character.

Found:

    ---
    template: product_launch_release
    ---
    # 衡屿科技正式对外发布新一代屿联联邦学习平台企业版三点六版本

Not found:

    ---
    template: product_launch_release
    ---
    # 屿联 3.6 发布：联合建模可逐步核对
"""

from __future__ import annotations

from collections.abc import Iterator

from contentops.lint.counts import count_title_characters
from contentops.lint.document import Document
from contentops.lint.finding import Finding
from contentops.lint.rules.options import limit

NAME = "headline-length"


def find(document: Document) -> Iterator[Finding]:
    """A finding over a headline that is longer than `max`."""
    headline = document.parts.headline
    longest = limit(document, NAME, "max")
    if headline is None or not longest:
        return
    length = count_title_characters(headline.text) if document.parts.chinese else len(headline.text)
    if length > longest:
        message = f"the headline has {length} characters; keep it to {longest}"
        yield document.finding(NAME, "warning", headline.start, headline.end, message)
