"""lead-incomplete: the lead leaves out who, when or where.

A lead answers who, what, when and where (时间、地点、人物、事件). When and where stand in the dateline or in the
first sentence; who is a name.

Found:

    ---
    template: funding_release
    language: zh
    ---
    # 衡屿科技完成新一轮融资

    2027年1月12日，衡屿科技宣布完成新一轮融资。

Not found:

    ---
    template: funding_release
    language: zh
    ---
    # 衡屿科技完成新一轮融资

    2027年1月12日，北京——衡屿科技宣布完成新一轮融资。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from contentops.lint.dateline import find_dateline
from contentops.lint.document import Document
from contentops.lint.finding import Finding
from contentops.lint.parts import Parts
from contentops.lint.rules.places import at_block

NAME = "lead-incomplete"

_NAME_EN = re.compile(r"\b[A-Z][\w&'’-]*")
_NAME_ZH = re.compile(
    r"[A-Za-z]{2,}|公司|集团|科技|银行|大学|学院|医院|协会|学会|联盟|研究院|研究所|中心|委员会|促进会|政府|部门|机构|企业|平台|两家|双方|各方|团队"
)


def find(document: Document) -> Iterator[Finding]:
    """A finding at a lead that does not name all of it."""
    parts = document.parts
    if parts.lead is None or parts.salutation is not None:
        return
    dateline = find_dateline(parts.lead.text, chinese=parts.chinese)
    missing = []
    if not _names_somebody(parts, parts.lead.text[dateline.end :]):
        missing.append("who")
    if not dateline.dated:
        missing.append("when")
    if not dateline.placed:
        missing.append("where")
    if missing:
        message = f"the lead does not say {' or '.join(missing)}"
        yield from at_block(document, NAME, "warning", parts.lead, message)


def _names_somebody(parts: Parts, text: str) -> bool:
    """Whether a name stands in the lead: any capitalised word, an organisation, or who stands
    first in the headline or in the boilerplate's."""
    if not parts.chinese:
        return _NAME_EN.search(text) is not None
    names = [section.head.text.removeprefix("关于")[:2] for section in parts.about]  # 衡屿 of 衡屿科技
    if parts.headline is not None:
        names.append(parts.headline.text[:2])
    return _NAME_ZH.search(text) is not None or any(len(name) == 2 and name in text for name in names)
