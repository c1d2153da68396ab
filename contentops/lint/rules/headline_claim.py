"""headline-claim: the Chinese headline claims to be first, only, most or leading, and nothing proves it.

最, 第一, 唯一, 首个 and 领先 in a headline are what regulators fine first (Advertising Law, Article 9(3); the
guideline on absolute terms of 2023 lets such words stand where they are true, sourced and limited in
scope). They are fine when the text gives the proof: a sentence with the same claim that names its source,
or a certificate, ranking or issuing body. Words that only look alike are none: 最后, 最新, 第一季度, 唯一标识.

Found:

    ---
    template: product_launch_release
    language: zh
    ---
    # 国内首个联邦学习一体机上市

    2027年1月20日，北京——衡屿科技发布屿联一体机。

Not found:

    ---
    template: standard_release
    language: zh
    ---
    # 首个联邦学习行业标准发布

    2027年1月20日，北京——据中国通信标准化协会公告，首个联邦学习行业标准今日发布，衡屿科技参与起草。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from contentops.lint.counts import sentences
from contentops.lint.document import Document
from contentops.lint.finding import Finding
from contentops.lint.parts import Headline

NAME = "headline-claim"

_CLAIMS = (
    r"最(?!后|新|近|终|初|小|大化|优化|低限度|少|早|晚|多可|多支持|佳实践|优解|优化|惠国|值|高人民|高检|高法)",
    r"第一(?!季|期|章|届|次|天|日|批|步|阶段|时间|周|月|年|场|课|讲|站|线|人称|方|轮|代|部分|节|稿|财季|个|位|家|手|现场|性|张|封|版|回|集|篇)",
    r"(?:全国|全球|国内|行业|业内|世界|亚洲|中国|国际|全市|全省)第一(?:个|家|款|台|套)?",
    r"唯一(?!索引|标识|识别|键|约束|编号|编码|值|性|身份|码|ID|主键|真实来源)",
    r"首(?:个|家|款|创|台|套|例|部|座)",
    r"(?<!遥遥)遥遥领先|领先(?!一步|于自己)",
)
_CLAIM = re.compile("|".join(_CLAIMS))
_PROOF = re.compile(
    r"据|根据|来源|截至|报告|公告|排名|榜单|认证|证书|鉴定|查新|评选|评定|授予|颁发|入选|发布单位|批准|备案|协会|工信部|研究院"
)


def find(document: Document) -> Iterator[Finding]:
    """The claims of the headline that no sentence of the text proves."""
    headline = document.parts.headline
    if headline is None or not document.parts.chinese:
        return
    for claim in _CLAIM.finditer(headline.text):
        if not _is_proved(document, headline, claim.group()):
            start = headline.start + claim.start()
            message = (
                f"“{claim.group()}” in the headline needs proof in the text: say the scope and the source of the claim,"
                " or write what is new"
            )
            yield document.finding(NAME, "warning", start, headline.start + claim.end(), message)


def _is_proved(document: Document, headline: Headline, claim: str) -> bool:
    """Whether a sentence of the body makes the same claim and names who says so."""
    word = claim[-2:] if claim.endswith("第一") else claim
    for block in document.parts.body:
        if block.start == headline.start or word not in block.text:
            continue
        for start, end in sentences(block.text, chinese=True):
            sentence = block.text[start:end]
            if word in sentence and _PROOF.search(sentence):
                return True
    return False
