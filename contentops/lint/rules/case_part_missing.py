"""case-part-missing: a customer case leaves out the customer, the problem, the solution or the results.

A case is read by people who look for themselves in it: who the customer is, what did not work, what was
done, and what came of it in figures. A case without results is an advertisement. The results need a
heading; the rest may be told under any. A case without headings is searched as a whole.

Found:

    ---
    template: customer_case
    language: en
    ---
    # How two lenders find mule accounts

    Severnside and a partner bank train a shared model.

    ## The customer

    Severnside serves 410,000 members.

    ## The solution

    Each bank installed the agent.

Not found:

    ---
    template: customer_case
    language: en
    ---
    # How two lenders find mule accounts

    Severnside and a partner bank train a shared model.

    ## The customer

    Severnside serves 410,000 members.

    ## The challenge

    The team saw one hop of each chain.

    ## The solution

    Each bank installed the agent.

    ## The results

    Accounts were closed after 6 days (source: closed-account review).
"""

from __future__ import annotations

from collections.abc import Iterator

from contentops.lint.document import Document
from contentops.lint.finding import Finding
from contentops.lint.rules.topics import find_missing

NAME = "case-part-missing"

_ZH = {
    "who the customer is (客户)": r"客户|简介|背景|概况|介绍|关于|公司|企业|银行|医院|机构|项目",
    "what the problem was (难题)": r"难题|挑战|痛点|问题|需求|困境|瓶颈|难点|困难|现状|之前|为什么|背景|缘起",
    "what was done (方案)": r"方案|解决|做法|实施|实践|落地|部署|怎么做|如何|过程|路径|建设|应用|上线",
    "what came of it (结果)": r"结果|成效|效果|收益|成果|价值|成绩|效益|收获|变化|提升|之后|回报|数据",
}
_EN = {
    "who the customer is": (
        r"customer|client|about|company|background|profile|who|organi[sz]ation|bank|at a glance|overview"
        r"|partner"
    ),
    "what the problem was": (
        r"challenge|problem|before|situation|need|obstacle|question|pain|background|why|issue|goal"
        r"|objective"
    ),
    "what was done": (
        r"solution|approach|how|implementation|project|what they did|what we did|method|deployment|rollout"
        r"|answer|process"
    ),
    "what came of it": (
        r"result|outcome|impact|benefit|after|gain|number|return|success|effect|value|achiev|what changed"
        r"|roi"
    ),
}


def find(document: Document) -> Iterator[Finding]:
    """A finding at the end of the case for each part that it leaves out."""
    topics = _ZH if document.parts.chinese else _EN
    yield from find_missing(document, NAME, topics, anywhere=list(topics)[:3])
