"""lead-missing: the draft has no lead.

The lead (导语) is the paragraph under the headline that tells the news in one breath; whoever reads on
reads it first. A list or another heading in its place is none.

Found:

    ---
    template: event_recap
    language: zh
    ---
    # 沙龙回顾：联合风控的立项与边界

    ## 媒体联系

    - 联系人：苏蔓

Not found:

    ---
    template: event_recap
    language: zh
    ---
    # 沙龙回顾：联合风控的立项与边界

    2027年2月11日，北京——衡屿科技在北京举办联合风控沙龙，64 位同行讨论立项与边界。
"""

from __future__ import annotations

from collections.abc import Iterator

from contentops.lint.document import Document
from contentops.lint.finding import Finding
from contentops.lint.rules.places import at_beginning

NAME = "lead-missing"


def find(document: Document) -> Iterator[Finding]:
    """A finding over the headline, under which the lead belongs."""
    parts = document.parts
    if parts.lead is not None:
        return
    message = (
        "the lead is missing: put a paragraph under the headline that says who does what, when and where"
    )
    if parts.headline is not None and parts.headline.text:
        yield document.finding(NAME, "error", parts.headline.start, parts.headline.end, message)
    else:
        yield from at_beginning(document, NAME, "error", message)
