"""product-part-missing: a product introduction does not say for whom the product is, what it does, or how to get it.

An introduction is read by an evaluator: for whom it is meant, what it can do, and the next step (a trial, a contact, a
document). A part may have a heading of its own or stand anywhere in the text.

Found:

    ---
    template: product_introduction
    language: zh
    ---
    # 屿联一体机

    屿联一体机预装屿联平台，具备半天部署、远程托管等功能。

Not found:

    ---
    template: product_introduction
    language: zh
    ---
    # 屿联一体机

    屿联一体机预装屿联平台，具备半天部署、远程托管等功能，面向没有专职运维的二级医院与中小金融机构。

    可申请 30 天试用。
"""

from __future__ import annotations

from collections.abc import Iterator

from contentops.lint.document import Document
from contentops.lint.finding import Finding
from contentops.lint.rules.topics import find_missing

NAME = "product-part-missing"

_ZH = {
    "for whom the product is (面向谁)": (
        r"面向|适用|适合|针对|用户|客户|帮助|服务于|场景|对象|为[^，。]{2,20}(?:提供|打造|设计)"
    ),
    "what it does (功能)": r"功能|特点|特性|能力|支持|具备|优势|实现|提供|可以|用于|亮点|参数|规格",
    "how to get it (下一步)": (
        r"试用|下载|申请|咨询|联系|报名|购买|预约|了解更多|体验|开通|文档|扫码|官网|价格|下单|注册"
    ),
}
_EN = {
    "for whom the product is": (
        r"for (?:teams|companies|organi[sz]ations|people|banks|hospitals|developers|engineers|users"
        r"|customers|[a-z]+ (?:teams|engineers|companies|organi[sz]ations))|designed for|intended for"
        r"|built for|who (?:it|this) is for|customers|users|audience|use cases?|helps|lets|suit"
    ),
    "what it does": (
        r"feature|what it does|capabilit|support|function|provides|offers|runs|lets|enables|how it works"
        r"|specification|includes"
    ),
    "how to get it": (
        r"trial|download|contact|request|demo|buy|order|price|pricing|documentation|docs|sign up|register"
        r"|get started|available|learn more|talk to|ask for"
    ),
}


def find(document: Document) -> Iterator[Finding]:
    """A finding at the end of the introduction for each part that it leaves out."""
    topics = _ZH if document.parts.chinese else _EN
    yield from find_missing(document, NAME, topics, anywhere=tuple(topics))
