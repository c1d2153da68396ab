"""white-paper-part-missing: a white paper has no summary, or does not name its sources.

A reader gives contact data for a white paper and judges it by two things: whether the summary (摘要, 前言) says what
it found, and whether the sources (参考文献, 资料来源, 注释) can be checked.

Found:

    ---
    template: white_paper
    language: zh
    ---
    # 银行联合风控建模实践

    ## 摘要

    本文总结三个项目的做法。

    ## 项目的边界

    先写清哪些数据不用。

Not found:

    ---
    template: white_paper
    language: zh
    ---
    # 银行联合风控建模实践

    ## 摘要

    本文总结三个项目的做法。

    ## 项目的边界

    先写清哪些数据不用。

    ## 参考文献

    1. 澜川银行模型验证报告，2026
"""

from __future__ import annotations

from collections.abc import Iterator

from contentops.lint.document import Document
from contentops.lint.finding import Finding
from contentops.lint.rules.topics import find_missing

NAME = "white-paper-part-missing"

_ZH = {
    "in a summary what it found (摘要)": (
        r"摘要|前言|引言|导言|概述|概要|综述|序言?|导读|核心(?:观点|发现)|要点|执行概要"
    ),
    "its sources (资料来源)": r"参考|来源|文献|注释|引用|附录|出处|脚注",
}
_EN = {
    "in a summary what it found": (
        r"summary|abstract|introduction|overview|foreword|preface|key findings|at a glance|in brief"
        r"|highlights"
    ),
    "its sources": (
        r"references|sources|bibliography|notes|footnotes|endnotes|further reading|works cited|appendix"
        r"|source:"
    ),
}


def find(document: Document) -> Iterator[Finding]:
    """A finding at the end of the paper for each of the two that is missing."""
    topics = _ZH if document.parts.chinese else _EN
    yield from find_missing(document, NAME, topics, anywhere=list(topics)[1:])
