"""body-missing: below the lead, nothing is told.

The body (主体) carries what the lead promised: background, details, figures, voices. A release that ends
after its lead is an announcement nobody can write about.

Found:

    ---
    template: upgrade_release
    language: zh
    ---
    # 屿联 3.7 发布

    2027年1月12日，北京——衡屿科技发布屿联 3.7。

    ## 关于衡屿科技

    衡屿科技提供隐私计算产品。

Not found:

    ---
    template: upgrade_release
    language: zh
    ---
    # 屿联 3.7 发布

    2027年1月12日，北京——衡屿科技发布屿联 3.7。

    新版本缩短了跨机房长任务的恢复时间，验证人员可以单独复算每一轮训练。

    ## 关于衡屿科技

    衡屿科技提供隐私计算产品。
"""

from __future__ import annotations

from collections.abc import Iterator

from contentops.lint.document import Document
from contentops.lint.finding import Finding
from contentops.lint.rules.places import at_block

NAME = "body-missing"


def find(document: Document) -> Iterator[Finding]:
    """A finding at the lead under which nothing follows."""
    parts = document.parts
    if parts.lead is not None and not any(block.kind != "heading" for block in parts.body[1:]):
        message = "the body is missing: nothing follows the lead"
        yield from at_block(document, NAME, "error", parts.lead, message)
