"""event-facts-missing: an event announcement does not say when, where, or how to take part.

Whoever wants to come needs the day, the place (or that it is online) and the way to register. A reader who has to ask
does not come.

Found:

    ---
    template: event_announcement
    language: zh
    ---
    # 屿联用户沙龙开放报名

    2027年1月8日，北京——衡屿科技将举办联合风控沙龙，澜川银行到场分享。

    - 时间：2027年1月27日
    - 报名方式：扫码

Not found:

    ---
    template: event_announcement
    language: zh
    ---
    # 屿联用户沙龙开放报名

    2027年1月8日，北京——衡屿科技将举办联合风控沙龙，澜川银行到场分享。

    - 时间：2027年1月27日
    - 地点：衡屿科技北京办公室三层报告厅
    - 报名方式：扫码
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from contentops.lint.dateline import find_dateline
from contentops.lint.document import Document
from contentops.lint.finding import Finding
from contentops.lint.rules.places import at_block
from contentops.lint.written_dates import find_dates

NAME = "event-facts-missing"

_PLACE = re.compile(
    r"(?i)地点|地址|会场|场地|展位|线上|在线|直播|视频号|腾讯会议|在[^，。；\d]{2,30}(?:举办|举行|召开"
    r"|开幕|举|开|办)|酒店|中心|会议室|报告厅"
    r"|\b(?:place|venue|where|location|online|virtual|webinar|livestream|live stream|zoom|teams|stand"
    r"|booth|hall|centre|center|hotel|campus|office|room)\b"
    r"|\bat (?:the )?[A-Z]"
)
_ENTRY = re.compile(
    r"(?i)报名|登记|注册|预约|扫码|入场|参会方式|参与方式|购票|门票|凭证|免费参加|联系小助手|加小助手"
    r"|\b(?:regist\w+|sign[- ]?up|tickets?|rsvp|book\w*|reserve|join|attend\w*|enrol\w*|apply"
    r"|free of charge|invitation|walk[- ]ins?)\b|https?://"
)


def find(document: Document) -> Iterator[Finding]:
    """A finding at the lead for each fact that the announcement leaves out."""
    parts = document.parts
    if parts.lead is None:
        return
    opening = parts.lead.text[find_dateline(parts.lead.text, chinese=parts.chinese).end :]
    texts = [opening, *(block.text for block in parts.body[1:])]
    if parts.headline is not None:
        texts.append(parts.headline.text)
    last = parts.body[-1].last if parts.body else parts.lead.last
    text = "\n".join(texts)
    missing = []
    if not find_dates(text) and not re.search(
        r"(?i)\d{1,2}\s?(?:月|日)|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|周[一二三四五六日]", text
    ):
        missing.append("when the event is")
    if not _PLACE.search(text):
        missing.append("where it is")
    if not _ENTRY.search(text) and "http" not in document.source[parts.lead.first : last]:
        missing.append("how to take part")
    for fact in missing:
        yield from at_block(document, NAME, "warning", parts.lead, f"the announcement does not say {fact}")
