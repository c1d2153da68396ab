"""official-account-length: a post is longer than an official account takes.

The text of a post has at most 20,000 characters; what is longer cannot be uploaded. The option `max` may be set
to what your readers finish.

Found, with `max: 10`:

    ---
    template: official_account_post
    title: 一家银行的联合建模
    ---
    从立项到上线一共八个月，真正训练只用了三周。

Not found:

    ---
    template: official_account_post
    title: 一家银行的联合建模
    ---
    真正训练只用三周。
"""

from __future__ import annotations

from collections.abc import Iterator

from contentops.lint.document import Document
from contentops.lint.draft_settings import DraftSettings
from contentops.lint.finding import Finding
from contentops.lint.rules.options import limit
from contentops.lint.rules.places import at_beginning

NAME = "official-account-length"
EXAMPLE = DraftSettings(options={NAME: {"max": 10}})
"""The settings of the examples above."""


def find(document: Document) -> Iterator[Finding]:
    """A finding at the beginning of a post of more than `max` characters."""
    most = limit(document, NAME, "max")
    blocks = document.outline.blocks
    length = len(document.visible.text.rstrip()) - blocks[0].start if blocks else 0
    if most and length > most:
        message = f"the post has {length} characters; an official account takes {most}"
        yield from at_beginning(document, NAME, "error", message)
