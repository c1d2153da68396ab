"""What each rule of the linter asks of a writer, as a sentence in the writer's language, with the limits in force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from contentops.manual.blocks import Spans, plain, say
from contentops.manual.handbook import RuleHere, RuleValue
from contentops.manual.words import Words
from contentops.models.base import Language

Part = Literal["text", "headline", "opening", "body", "end", "content", "channel"]
PARTS: tuple[Part, ...] = ("headline", "opening", "body", "content", "end", "channel", "text")


@dataclass(frozen=True)
class Advice:
    """What a rule asks. With several wordings the first counts whose limits are all set; `only`: of one language."""

    part: Part
    zh: tuple[str, ...]
    en: tuple[str, ...]
    only: Language | None = None


def _advice(
    part: Part, zh: str | tuple[str, ...], en: str | tuple[str, ...], only: Language | None = None
) -> Advice:
    return Advice(part, (zh,) if isinstance(zh, str) else zh, (en,) if isinstance(en, str) else en, only)


ADVICE: dict[str, Advice] = {
    "taboo-word": _advice("text", "不用禁用词表里的词和说法。", "No word or claim of the lists."),
    "placeholder-left": _advice("text", "待填的内容全部填好，不留占位。", "Nothing is left to fill in."),
    "merge-conflict": _advice(
        "text", "合并冲突逐处选定一方，删去标记。", "Conflicts of two versions are solved and their marks deleted."
    ),
    "invalid-suppression": _advice("text", "放行标注写明理由。", "What allows a finding gives its reason."),
    "unused-suppression": _advice("text", "不再起作用的放行标注删去。", "What allows nothing any more is deleted."),
    "headline-missing": _advice("headline", "有标题。", "There is a headline."),
    "headline-length": _advice(
        "headline",
        "标题不超过 {max} 字，两个字母或数字算一字。",
        "The headline has at most {max} characters.",
    ),
    "headline-shouting": _advice(
        "headline",
        "标题不用感叹号，不用全大写。",
        "The headline has neither capitals throughout nor an exclamation mark.",
    ),
    "headline-claim": _advice(
        "headline",
        "标题里的“最、第一、唯一、首个、领先”，正文里要有依据和出处。",
        "A claim in a Chinese headline has its proof in the text.",
        "zh",
    ),
    "release-line-missing": _advice(
        "opening",
        "英文稿第一行写 FOR IMMEDIATE RELEASE 或 HOLD FOR RELEASE UNTIL 加日期。",
        "The first line says FOR IMMEDIATE RELEASE, or HOLD FOR RELEASE UNTIL and the day.",
        "en",
    ),
    "embargo-line": _advice(
        "opening", "禁发说明与计划中的禁发期一致。", "What the text says of an embargo is what the plan says."
    ),
    "dateline-missing": _advice(
        "opening", "导语以电头开头：日期、城市。", "The lead opens with a dateline: city and date."
    ),
    "dateline-date": _advice(
        "opening", "电头日期就是计划发布日。", "The dateline's date is the planned day of publication."
    ),
    "lead-missing": _advice(
        "opening", "标题下用一段导语把事情说完。", "One paragraph under the headline tells the news."
    ),
    "lead-length": _advice(
        "opening",
        ("导语 {min} 至 {max} 字，电头不计。", "导语不超过 {max} 字，电头不计。", "导语至少 {min} 字，电头不计。"),
        (
            "The lead has {min} to {max} words, the dateline not counted.",
            "The lead has at most {max} words, the dateline not counted.",
            "The lead has at least {min} words, the dateline not counted.",
        ),
    ),
    "lead-incomplete": _advice(
        "opening", "导语交代主体、时间、地点、事件。", "The lead says who, what, when and where."
    ),
    "body-missing": _advice("body", "导语之后有正文。", "Something follows the lead."),
    "body-length": _advice(
        "body",
        ("正文 {min} 至 {max} 字。", "正文不超过 {max} 字。", "正文至少 {min} 字。"),
        (
            "The text has {min} to {max} words.",
            "The text has at most {max} words.",
            "The text has at least {min} words.",
        ),
    ),
    "paragraph-length": _advice(
        "body",
        (
            "每段不超过 {sentences} 句、{characters} 字。",
            "每段不超过 {sentences} 句。",
            "每段不超过 {characters} 字。",
        ),
        (
            "A paragraph has at most {sentences} sentences and {characters} characters.",
            "A paragraph has at most {sentences} sentences.",
            "A paragraph has at most {characters} characters.",
        ),
    ),
    "person-outside-quote": _advice(
        "body", "引语之外用第三人称，不写“我们”“您”。", "Outside quotations, the third person: no we, no you."
    ),
    "quote-unattributed": _advice(
        "body", "每位说话人写明姓名和职务。", "Each speaker has a name and a position."
    ),
    "figure-without-source": _advice(
        "body", "说明效果的数据注明来源和时间。", "A figure that claims an effect has its source and date."
    ),
    "image-without-source": _advice("body", "图片注明来源。", "A picture says where it comes from."),
    "links-too-many": _advice(
        "body",
        "每 {words} 字最多一个链接。",
        "At most one link in {words} words.",
    ),
    "weekday-wrong": _advice("body", "日期与星期相符。", "Dates and weekdays agree."),
    "boilerplate-missing": _advice(
        "end", "文末有“关于我们”。", "It closes with who we are, under a heading such as About {brand}."
    ),
    "boilerplate-length": _advice(
        "end",
        ("“关于我们”不超过 {sentences} 句、{characters} 字。", "“关于我们”不超过 {characters} 字。",
         "“关于我们”不超过 {sentences} 句。"),
        ("That part has at most {sentences} sentences and {characters} characters.",
         "That part has at most {characters} characters.", "That part has at most {sentences} sentences."),
    ),
    "contact-missing": _advice("end", "写明媒体联系人。", "A press contact is named."),
    "contact-incomplete": _advice("end", "联系人有{needs}。", "The contact has {needs}."),
    "end-mark-missing": _advice(
        "end", "英文稿末尾单独一行写 ###。", "A line with ### says where it ends.", "en"
    ),
    "event-facts-missing": _advice(
        "content",
        "写明活动时间、地点（或线上）和报名方式。",
        "It says when and where (or that it is online), and how to take part.",
    ),
    "event-date": _advice(
        "content",
        "正文里的活动日期与活动记录一致。",
        "It names the day the event is on, as the event's record has it.",
    ),
    "case-part-missing": _advice(
        "content",
        "写到客户是谁、遇到什么难题、怎样解决、结果如何；结果单列小标题。",
        "It tells who the customer is, what the problem was, what was done, and what came of it under "
        "a heading of its own.",
    ),
    "product-part-missing": _advice(
        "content",
        "写到面向谁、能做什么、下一步怎样做。",
        "It says for whom the product is, what it does, and what the reader does next.",
    ),
    "white-paper-part-missing": _advice("content", "有摘要，有资料来源。", "It has a summary and names its sources."),
    "official-account-title": _advice(
        "channel",
        "发公众号的标题不超过 {bytes} 字节（一个汉字 3 字节）。",
        "For an official account, the title has at most {bytes} bytes (a Chinese character has 3).",
    ),
    "official-account-digest": _advice(
        "channel", "公众号摘要不超过 {max} 字。", "On an official account, the digest has at most {max} characters."
    ),
    "official-account-author": _advice(
        "channel",
        "公众号作者名不超过 {max} 字。",
        "On an official account, the author's name has at most {max} characters.",
    ),
    "official-account-links": _advice(
        "channel",
        "公众号正文只放公众号文章链接，其他地址用“阅读原文”或二维码。",
        "On an official account, links lead to other posts only; one other address may be the source, or a QR code.",
    ),
    "official-account-length": _advice(
        "channel", "公众号正文不超过 {max} 字。", "On an official account, the text has at most {max} characters."
    ),
    "channel-title": _advice(
        "channel",
        "标题不超过所发渠道的上限，见[channels]。",
        "The headline fits each channel it goes to; see [channels].",
    ),
    "channel-links": _advice(
        "channel", "渠道不收链接的，另备不带链接的版本，见[channels]。",
        "A channel without links gets a version without; see [channels].",
    ),
}  # fmt: skip


_SOFTER: dict[str, frozenset[Language]] = {
    "boilerplate-missing": frozenset(),
    "contact-missing": frozenset(),
    "dateline-missing": frozenset(("zh",)),
}
"""Rules that are warnings outside of press releases, and in releases in these languages."""


def advise(rule: RuleHere, words: Words, brand: str) -> Spans | None:
    """What `rule` asks in this workspace, or None when it asks nothing of texts in this language."""
    known = ADVICE.get(rule.name)
    if known is None:
        return plain(rule.summary[:1].upper() + rule.summary[1:] + ".")
    if known.only is not None and known.only != words.language:
        return None
    limits = {name: values[words.language] for name, values in rule.options.items()}
    sentences: Sequence[str] = known.zh if words.language == "zh" else known.en
    for sentence in sentences:
        if all(value for name, value in limits.items() if f"{{{name}}}" in sentence):
            shown = {name: _shown(value, words) for name, value in limits.items()}
            return say(sentence, words.text, **{**shown, "brand": brand})
    return None


def _shown(value: RuleValue, words: Words) -> str:
    if isinstance(value, tuple):
        return words.listed(words.name("contact", one) for one in value)
    return f"{value:,}" if isinstance(value, int) else str(value)


def language_of(rule: RuleHere) -> Language | None:
    """The language of the texts that `rule` is for; None for both."""
    known = ADVICE.get(rule.name)
    return known.only if known is not None else None


def part_of(rule: RuleHere) -> Part:
    """Which part of a draft a rule is about."""
    known = ADVICE.get(rule.name)
    return known.part if known is not None else "text"


def severity_of(rule: RuleHere, kind: str, language: Language) -> str:
    """How grave a finding of `rule` is in a draft of `kind`: some are softer outside of press releases."""
    if rule.severity_set or rule.name not in _SOFTER:
        return rule.severity
    release = kind.endswith("_release") and (language not in _SOFTER[rule.name])
    return rule.severity if release else "warning"
