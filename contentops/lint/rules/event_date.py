"""event-date: the text does not name the day of its event, as the front matter has it.

`event_start` in the front matter is the day the draft was made for. When the event moves and the text does
not, guests come on the wrong day. A text that names no other day than that of its dateline is left to
`event-facts-missing`.

Found:

    ---
    template: event_announcement
    language: zh
    event_start: 2027-01-28
    ---
    # 屿联用户沙龙开放报名

    2027年1月8日，北京——衡屿科技将举办联合风控沙龙，澜川银行到场分享。

    - 时间：2027年1月27日

Not found:

    ---
    template: event_announcement
    language: zh
    event_start: 2027-01-27
    ---
    # 屿联用户沙龙开放报名

    2027年1月8日，北京——衡屿科技将举办联合风控沙龙，澜川银行到场分享。

    - 时间：2027年1月27日
"""

from __future__ import annotations

from collections.abc import Iterator

from contentops.lint.dateline import find_dateline
from contentops.lint.document import Document
from contentops.lint.finding import Finding
from contentops.lint.written_dates import days_of, find_dates

NAME = "event-date"


def find(document: Document) -> Iterator[Finding]:
    """A finding over the first day that the text names, when none is the event's."""
    start = document.outline.fields.get("event_start", "")
    if not isinstance(start, str) or len(start) != 10 or not start.replace("-", "").isdecimal():
        return
    parts = document.parts
    wanted = (int(start[5:7]), int(start[8:10]))
    first: tuple[int, int] | None = None
    for block in parts.body:
        skip = find_dateline(block.text, chinese=parts.chinese).end if block == parts.lead else 0
        for day in find_dates(block.text):
            if day.start < skip:
                continue
            if wanted in days_of(day, block.text):
                return
            first = first or (block.start + day.start, block.start + day.end)
    if first is not None:
        message = f"the event is on {start} according to the front matter, and the text never says so"
        yield document.finding(NAME, "warning", *first, message)
