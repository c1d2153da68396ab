"""figure-without-source: a figure that claims an effect has no source.

Data, statistics and survey results in advertising must be true and their source shown (Advertising Law,
Article 11); journalists ask for it anywhere. Looked at are percentages, multiples and changes from one value to
another, in sentences that claim an effect, a share or a comparison. The source may stand in the same
paragraph or in a note after it: `据……`, `来源：`, `source: …`, `according to …`, a survey or a report with its
name. What somebody says in quotation marks is their word.

Found:

    ---
    template: customer_case
    language: zh
    ---
    # 澜川银行：联合建模识别多头借贷

    澜川银行借助屿联补上了对短期多头借贷的识别缺口。

    ## 取得的结果

    - 识别率提高 9.4%

Not found:

    ---
    template: customer_case
    language: zh
    ---
    # 澜川银行：联合建模识别多头借贷

    澜川银行借助屿联补上了对短期多头借贷的识别缺口，线上客户占 40%。

    ## 取得的结果

    - 识别率提高 9.4%（2026年7月至9月，来源：澜川银行风险管理部）
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from contentops.lint.counts import sentences
from contentops.lint.document import Document
from contentops.lint.finding import Finding
from contentops.lint.quoted import outside, quoted_spans

NAME = "figure-without-source"

_FIGURE_ZH = re.compile(
    r"(?<![\d.,])\d[\d.,]{0,15}\s?(?:%|％|‰|个?百分点|倍)|百分之[一二三四五六七八九十百零\d]+"
    r"|由\s?[约近]?\s?\d[\d.,]{0,15}[^，。；]{0,10}?(?:增|升|降|减|缩短|扩大|提高|提升)至?到?\s?\d"
)
_EFFECT_ZH = re.compile(
    r"提升|提高|增长|增加|上升|升至|扩大|下降|降低|降至|减少|减至|缩短|节省|节约|压缩|超过|高于|高出"
    r"|优于|领先|市场份额|占有率|满意度|准确率|识别率|好评率|转化率|效率|快了?|翻"
)
_SOURCE_ZH = re.compile(
    r"(?<![依凭论占数证票单])据(?!点|守|为|库)|来源|出处|源自|引自|统计|调查|调研|报告|测试|评测|实测"
    r"|测算|白皮书|年报|财报|公报|台账|数据显示|数据表明|注[：:]|\[\^?\d+\]|①|结果显示|披露|核算"
    r"|客户反馈|截至"
)
_FIGURE_EN = re.compile(
    r"(?i)(?<![\d.,])\d[\d.,]{0,15}\s?(?:%|per ?cent\b|percentage points?|-?fold\b|times\b|x\b(?=\s+(?:faster|more"
    r"|better|less|fewer|cheaper|higher|lower)))"
    r"|\bfrom\s+\$?\d[\d.,]{0,15}\s?\w{0,12}\s+(?:down |up )?to\s+\$?\d"
)
_EFFECT_EN = re.compile(
    r"(?i)\b(?:increas|decreas|reduc|improv|rose|risen|rise|rises|fell|fall|falls|fallen|grew|grow"
    r"|grown|cut|cuts|drop|doubl|tripl|sav|faster|slower"
    r"|more|less|fewer|higher|lower|better|boost|accelerat|shorten|halv|gain|outperform|exceed"
    r"|compared|market share|share of"
    r"|satisf|accura|reached|went)\w*"
)
_SOURCE_EN = re.compile(
    r"(?i)\b(?:source|sources|according to|survey|study|report|reports|reported by|research|measured"
    r"|benchmark|audit|log|statistics|register|census|poll"
    r"|analysis|review|data from|figures from|based on|trial|records|results show|estimates?|filing"
    r"|respondents)\b|\[\^?\d+\]"
)


def find(document: Document) -> Iterator[Finding]:
    """The figures of the body that claim an effect, in paragraphs that name no source."""
    parts = document.parts
    figure, effect, source = (
        (_FIGURE_ZH, _EFFECT_ZH, _SOURCE_ZH) if parts.chinese else (_FIGURE_EN, _EFFECT_EN, _SOURCE_EN)
    )
    blocks = [block for block in parts.body if block.kind != "heading"]
    for number, block in enumerate(blocks):
        following = blocks[number + 1].text[:40] if number + 1 < len(blocks) else ""
        if source.search(block.text) or _is_note(following) or _source_in_lead_in(blocks, number, source):
            continue
        text = outside(block.text, quoted_spans(block.text))
        for start, end in sentences(text, chinese=parts.chinese):
            found = figure.search(text, start, end)
            if found and effect.search(text, start, end):
                message = "this figure claims an effect: name its source and its time"
                yield document.finding(
                    NAME, "warning", block.start + found.start(), block.start + found.end(), message
                )


def _is_note(text: str) -> bool:
    """Whether a paragraph is the source note of the one before it."""
    return re.match(r"(?i)\W*(?:数据)?来源|\W*注[：:]|\W*sources?\b", text) is not None


def _source_in_lead_in(blocks: list, number: int, source: re.Pattern[str]) -> bool:  # type: ignore[type-arg]
    """Whether the sentence that introduces a list names the source for all of its items."""
    if blocks[number].kind != "item":
        return False
    while number >= 0 and blocks[number].kind == "item":
        number -= 1
    lead_in = blocks[number].text if number >= 0 else ""
    return lead_in.rstrip().endswith((":", "：")) and source.search(lead_in) is not None
