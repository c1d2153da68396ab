"""channel-links: the text has links, and a channel it goes to takes none.

A channel of `contentops.yaml` with `links: false` removes links or refuses the text. When every channel of
the draft is such a one, it is a warning; when others take links, a note, so that the version for that channel
is written without. Links in the boilerplate and the contact are left to the channel.

Found, for a channel without links:

    ---
    template: event_announcement
    language: zh
    ---
    # 屿联用户沙龙开放报名

    2027年1月8日，北京——衡屿科技将在北京举办联合风控沙龙，报名：https://hengyu.example.cn/salon

Not found:

    ---
    template: event_announcement
    language: zh
    ---
    # 屿联用户沙龙开放报名

    2027年1月8日，北京——衡屿科技将在北京举办联合风控沙龙，扫码报名。
"""

from __future__ import annotations

from collections.abc import Iterator

from contentops.lint.document import Document
from contentops.lint.draft_settings import ChannelLimits, DraftSettings, PlannedFacts
from contentops.lint.finding import Finding
from contentops.lint.rules.links_too_many import body_links
from contentops.lint.taboo import Severity

NAME = "channel-links"
EXAMPLE = DraftSettings(plan=PlannedFacts(channels=(ChannelLimits("时讯门户", links=False),)))
"""The settings of the examples above."""


def find(document: Document) -> Iterator[Finding]:
    """A finding over the first link of the body when a channel takes none."""
    plan = document.draft.plan
    closed = [channel.name for channel in plan.channels if not channel.links] if plan is not None else []
    if plan is None or not closed:
        return
    severity: Severity = "warning" if len(closed) == len(plan.channels) else "note"
    for link in body_links(document)[:1]:
        message = f"{', '.join(closed)} takes no links: write that version without"
        yield document.finding_at(NAME, severity, link.first, link.last, message)
