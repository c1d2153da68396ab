"""official-account-digest: the digest of an official-account post is too long.

The digest (摘要) under a shared post has at most 120 characters; what is longer is refused when the post is
uploaded. It is `digest`, `summary` or `description` in the front matter; without one, the platform
shows the first 54 characters of the text.

Found, with `max: 30`:

    ---
    template: official_account_post
    title: 一家银行的联合建模
    digest: 从立项到上线一共八个月，其中三个月花在字段清单上，两个月花在网络和机房上。
    ---
    正文。

Not found:

    ---
    template: official_account_post
    title: 一家银行的联合建模
    digest: 从立项到上线一共八个月，真正训练只用了三周。
    ---
    正文。
"""

from __future__ import annotations

from collections.abc import Iterator

from contentops.lint.document import Document
from contentops.lint.draft_settings import DraftSettings
from contentops.lint.finding import Finding
from contentops.lint.rules.official_account import at_field, find_field
from contentops.lint.rules.options import limit

NAME = "official-account-digest"
EXAMPLE = DraftSettings(options={NAME: {"max": 30}})
"""The settings of the examples above."""


def find(document: Document) -> Iterator[Finding]:
    """A finding over a digest of more than `max` characters."""
    most = limit(document, NAME, "max")
    name, digest = find_field(document, ("digest", "摘要", "summary", "description", "excerpt"))
    if most and len(digest) > most:
        message = f"an official account takes digests of {most} characters; this one has {len(digest)}"
        yield from at_field(document, NAME, "error", name, message)
