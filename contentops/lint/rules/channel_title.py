"""channel-title: the headline is too long for a channel it goes to.

A channel of `contentops.yaml` may have a `title_limit`, in characters. A longer headline is cut there, or
refused. The channels are those of the item in the calendar; the version for a channel (`channel` in its front
matter) is measured by that channel alone. A `short_title` in the front matter that fits is what the channel gets.

Found, for a channel that takes 10 characters:

    ---
    template: customer_case
    language: zh
    ---
    # 澜川银行：联合建模识别多头借贷

Not found:

    ---
    template: customer_case
    language: zh
    ---
    # 澜川银行的联合建模
"""

from __future__ import annotations

from collections.abc import Iterator

from contentops.lint.document import Document
from contentops.lint.draft_settings import ChannelLimits, DraftSettings, PlannedFacts
from contentops.lint.finding import Finding

NAME = "channel-title"
EXAMPLE = DraftSettings(plan=PlannedFacts(channels=(ChannelLimits("汇闻网", title_limit=10),)))
"""The settings of the examples above."""


def find(document: Document) -> Iterator[Finding]:
    """A finding over the headline for every channel that takes a shorter one."""
    plan = document.draft.plan
    headline = document.parts.headline if plan is not None and plan.channels else None
    if plan is None or headline is None:
        return
    length = len(headline.text)
    given = document.outline.fields.get("short_title", ())
    short = min((len(one) for one in ((given,) if isinstance(given, str) else given) if one), default=length)
    for channel in plan.channels:
        if channel.title_limit and min(length, short) > channel.title_limit:
            message = (
                f"{channel.name} takes titles of {channel.title_limit} characters; this one has {length}"
            )
            yield document.finding(NAME, "warning", headline.start, headline.end, message)
