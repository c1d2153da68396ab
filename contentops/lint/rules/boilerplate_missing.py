"""boilerplate-missing: nothing says who the company is.

The boilerplate (公司简介) closes a release: `About Acme`, `关于衡屿科技`, `公司简介`. A journalist copies from it.
For events it is a warning.

Found:

    ---
    template: partnership_release
    language: zh
    ---
    # 衡屿科技与云汐算力达成合作

    2027年1月27日，北京——衡屿科技与云汐算力签约，推出联合方案。

    双方的合作从三个方面展开。

Not found:

    ---
    template: partnership_release
    language: zh
    ---
    # 衡屿科技与云汐算力达成合作

    2027年1月27日，北京——衡屿科技与云汐算力签约，推出联合方案。

    双方的合作从三个方面展开。

    **关于衡屿科技**

    衡屿科技成立于 2019 年，提供隐私计算产品。
"""

from __future__ import annotations

from collections.abc import Iterator

from contentops.lint.document import Document
from contentops.lint.finding import Finding
from contentops.lint.kinds import PRESS
from contentops.lint.rules.places import at_block, at_end
from contentops.lint.taboo import Severity

NAME = "boilerplate-missing"


def find(document: Document) -> Iterator[Finding]:
    """A finding before the contact, or at the end, where the boilerplate belongs."""
    parts = document.parts
    if parts.salutation is not None:
        return
    severity: Severity = "error" if document.kind in PRESS else "warning"
    if not parts.about:
        label = "关于……" if parts.chinese else "About …"
        message = f"the boilerplate is missing: close with a part headed {label}"
        if parts.contact and parts.contact[-1].first > (parts.lead.first if parts.lead else 0):
            yield from at_block(document, NAME, severity, parts.contact[-1].head, message)
        else:
            yield from at_end(document, NAME, severity, message)
    elif not any(section.text.strip() for section in parts.about):
        message = "the boilerplate is empty"
        yield from at_block(document, NAME, severity, parts.about[0].head, message)
