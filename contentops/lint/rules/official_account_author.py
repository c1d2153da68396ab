"""official-account-author: the author's name is too long for an official account.

The author of a post has at most 8 characters. It is `author` in the front matter.

Found:

    ---
    template: official_account_post
    title: 一家银行的联合建模
    author: 衡屿科技解决方案架构师团队
    ---
    正文。

Not found:

    ---
    template: official_account_post
    title: 一家银行的联合建模
    author: 沈一帆
    ---
    正文。
"""

from __future__ import annotations

from collections.abc import Iterator

from contentops.lint.document import Document
from contentops.lint.finding import Finding
from contentops.lint.rules.official_account import at_field, find_field
from contentops.lint.rules.options import limit

NAME = "official-account-author"


def find(document: Document) -> Iterator[Finding]:
    """A finding over an author of more than `max` characters."""
    most = limit(document, NAME, "max")
    name, author = find_field(document, ("author", "byline"))
    if most and len(author) > most:
        message = f"an official account takes authors of {most} characters; this one has {len(author)}"
        yield from at_field(document, NAME, "error", name, message)
