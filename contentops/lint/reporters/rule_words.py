"""What rules say, in Chinese, for the pages that Chinese colleagues read: a title for each rule, and its messages.

Rules speak English, which tools match on; a message without a line here keeps its English words behind the title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from contentops.lint.finding import Finding

TITLES_ZH = {
    "placeholder-left": "文中留有待填内容",
    "merge-conflict": "文中留有未解决的合并冲突",
    "headline-missing": "缺少标题",
    "headline-length": "标题过长",
    "headline-shouting": "标题用了感叹号或全大写",
    "headline-claim": "标题中的说法缺少依据",
    "release-line-missing": "缺少发布说明行",
    "embargo-line": "禁发说明与计划不符",
    "dateline-missing": "缺少电头",
    "dateline-date": "电头日期与计划不符",
    "lead-missing": "缺少导语",
    "lead-length": "导语长度不当",
    "lead-incomplete": "导语要素不全",
    "body-missing": "缺少正文",
    "body-length": "正文长度不当",
    "paragraph-length": "段落过长",
    "person-outside-quote": "引语之外用了第一、第二人称",
    "quote-unattributed": "引语未写明说话人",
    "figure-without-source": "数据未注明来源",
    "image-without-source": "图片未注明来源",
    "links-too-many": "链接过多",
    "weekday-wrong": "星期与日期不符",
    "boilerplate-missing": "缺少公司介绍",
    "boilerplate-length": "公司介绍过长",
    "contact-missing": "缺少媒体联系方式",
    "contact-incomplete": "媒体联系方式不全",
    "end-mark-missing": "缺少结束标记",
    "event-facts-missing": "活动要素不全",
    "event-date": "活动日期与计划不符",
    "case-part-missing": "案例内容不全",
    "product-part-missing": "产品介绍内容不全",
    "white-paper-part-missing": "白皮书内容不全",
    "official-account-title": "公众号标题过长",
    "official-account-digest": "公众号摘要过长",
    "official-account-author": "公众号作者名过长",
    "official-account-links": "公众号正文不支持该链接",
    "official-account-length": "公众号正文过长",
    "channel-title": "标题超过渠道限制",
    "channel-links": "渠道不允许链接",
    "invalid-suppression": "放行标注有误",
    "unused-suppression": "放行标注没有作用",
}

_MESSAGES_ZH = [
    (re.compile(english), chinese)
    for english, chinese in (
        (r"the headline has (\d+) characters; keep it to (\d+)", r"标题有 \1 字，请控制在 \2 字以内"),
        (r"the lead has (\d+) \w+; keep it to (\d+)", r"导语有 \1 字（词），请控制在 \2 以内"),
        (r"the lead has (\d+) \w+; it takes at least (\d+)", r"导语只有 \1 字（词），至少需要 \2"),
        (r"the text has (\d+) \w+; keep it to (\d+)", r"全文有 \1 字（词），请控制在 \2 以内"),
        (r"the text has (\d+) \w+; a release takes at least (\d+)", r"全文只有 \1 字（词），新闻稿至少需要 \2"),
        (r"the paragraph has (\d+) sentences; .* (\d+) at the latest", r"本段有 \1 句，请在 \2 句之内分段"),
        (r"the paragraph has (\d+) characters; .* (\d+)", r"本段有 \1 字，请在 \2 字之内分段"),
        (r"the boilerplate has (\d+) sentences; (\d+) are enough", r"公司介绍有 \1 句，\2 句即可"),
        (r"the boilerplate has (\d+) characters; keep it to (\d+)", r"公司介绍有 \1 字，请控制在 \2 字以内"),
        (r"the boilerplate is missing: close with a part headed (.+)", r"缺少公司介绍：请在文末加一节“\1”"),
        (r"the boilerplate is empty", "公司介绍是空的"),
        (r"the contact is missing: close with a part headed (.+)", r"缺少联系方式：请在文末加一节“\1”"),
        (r"the contact lacks (.+)", r"联系方式缺少\1"),
        (r"the headline is missing: .*", "缺少标题：请在文首写一个标题，或在元数据的 title 中写明"),
        (r"no exclamation mark in a headline: .*", "标题不用感叹号：让事实说话"),
        (r"the headline is in capitals: .*", "标题用了全大写：请按普通句子书写"),
        (r"“(.+)” in the headline needs proof .*",
         r"标题中的“\1”须在文中给出依据：写明范围和来源，或改写为具体的新内容"),
        (r"the lead is missing: .*", "缺少导语：请在标题下用一段话写明谁、做了什么、何时、何地"),
        (r"the lead does not say when: open it like (.+)", r"导语没有写明时间：请这样开头：\1"),
        (r"the lead does not say (.+)", r"导语没有写明\1"),
        (r"the body is missing: .*", "缺少正文：导语之后没有内容"),
        (r"the dateline is missing: open the lead like (.+)", r"缺少电头：导语请这样开头：\1"),
        (r"the dateline has no (\w+): write it like (.+)", r"电头缺少\1：请写作 \2"),
        (r"the dateline says (\S+), the plan (\S+)", r"电头写的是 \1，计划发布日期是 \2"),
        (r"the text is under embargo until (.+) and does not say so", r"本文在 \1 之前禁止发布，文中没有说明"),
        (r"the text is for immediate release, but under embargo until (.+)", r"文中写“即时发布”，但在 \1 之前禁止发布"),
        (r"held until (.+), but the embargo (?:lasts until|ends on) (.+)", r"文中写 \1 前禁发，计划的禁发期到 \2 为止"),
        (r"held until (.+), but planned for (.+)", r"文中写 \1 前禁发，计划发布日期是 \2"),
        (r"the event is on (\S+) according .*", r"元数据写明活动日期为 \1，正文没有提到"),
        (r"the announcement does not say (.+)", r"活动预告没有写明\1"),
        (r"the draft does not tell .* \((\w+)\)", r"文稿没有写到：\1"),
        (r"the draft does not tell (.+)", r"文稿没有写到：\1"),
        (r"this figure claims an effect: .*", "该数据用来说明效果：请注明来源和时间"),
        (r"the picture's source is missing: .*", "图片未注明来源：请写入图注，例如“图源：……”"),
        (r"(\d+) links in (\d+) words: one per (\d+) words is enough", r"\2 词中有 \1 个链接：每 \3 词一个即可"),
        (r"“(.+)” outside a quotation: .*", r"引语之外出现“\1”：请用第三人称，或写明是谁说的"),
        (r"the quotation lacks (.+) of its speaker", r"引语没有写明说话人的\1"),
        (r"a placeholder was left in the text: (.+) is missing", r"文中留有待填内容：缺少 \1"),
        (r"a placeholder was left in the text", "文中留有待填内容"),
        (r"(\S+) is a (?:\w+ \((周.)\))", r"\1 是\2"),
        (r"(\S+) is a (\w+)", r"\1 是\2"),
        (r"(.+) takes? titles of (\d+) bytes \((\d+) Han characters\); this has (\d+)",
         r"公众号标题最多 \2 字节（\3 个汉字），现有 \4 字节"),
        (r"an official account takes authors of (\d+) characters; this one has (\d+)",
         r"公众号作者名最多 \1 字，现有 \2 字"),
        (r"an official account takes digests of (\d+) characters; this one has (\d+)",
         r"公众号摘要最多 \1 字，现有 \2 字"),
        (r"the post has (\d+) characters; an official account takes (\d+)", r"正文有 \1 字，公众号最多 \2 字"),
        (r"an official account shows no such link: .*", "公众号正文不显示这类链接：请改用“阅读原文”或二维码"),
        (r"the end mark is missing: .*", "缺少结束标记：请在末尾单独一行写 ###"),
        (r"begin with FOR IMMEDIATE RELEASE, .*",
         "英文稿以 FOR IMMEDIATE RELEASE 或 HOLD FOR RELEASE UNTIL 加日期开头"),
        (r"this silences nothing until it has a reason: (.+)", r"放行标注没有写理由，不起作用：请写 \1"),
        (r"this silences nothing: no rule, list or term is called ([^;]+)(?:; .*)?",
         r"放行标注不起作用：没有名为 \1 的规则、词表或词条"),
        (r"this silences nothing: (.+) was not found here; remove it", r"放行标注不起作用：这里没有 \1，请删去"),
        (r"taboo-word is every ban .*", "taboo-word 指所有词表的全部禁用词，不能对整篇放行：请写明词表或词条"),
        (r"(.+) takes titles of (\d+) characters; this one has (\d+)", r"\1的标题最多 \2 字，现有 \3 字"),
        (r"(.+) takes no links: .*", r"\1不允许链接：请另写不带链接的版本"),
    )
]  # fmt: skip
_NUMBER = re.compile(r"\\(\d)")
_WORDS_ZH = {
    "when the event is": "活动时间",
    "where it is": "活动地点",
    "how to take part": "参加方式",
    "for whom the product is": "面向谁",
    "what it does": "功能",
    "how to get it": "下一步",
    "its sources": "资料来源",
    "in a summary what it found": "摘要",
    "who the customer is": "客户是谁",
    "what the problem was": "难题",
    "what was done": "方案",
    "what came of it": "结果",
    "who": "主体",
    "when": "时间",
    "where": "地点",
    "date": "日期",
    "place": "地点",
    "a name": "姓名",
    "the name": "姓名",
    "name": "姓名",
    "the position": "职务",
    "position": "职务",
    "role": "职务",
    "the role": "职务",
    "an email address": "电子邮箱",
    "a telephone number": "电话",
    "a way to reach the person": "联系方式",
}
_DAYS_ZH = dict(
    zip(
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
        strict=True,
    )
)


def message_in(finding: Finding, language: str) -> str:
    """What a finding says, in the language of the page as far as there are words: lists have their own."""
    title = TITLES_ZH.get(finding.rule) if language == "zh" and not finding.list else None
    if title is None:
        return finding.message
    for english, chinese in _MESSAGES_ZH:
        match = english.fullmatch(finding.message)
        if match is not None:
            return _fill(chinese, [_word(part or "") for part in match.groups()])
    return f"{title}（{finding.message}）"


def _fill(chinese: str, parts: Sequence[str]) -> str:
    return _NUMBER.sub(lambda number: parts[int(number[1]) - 1], chinese)


def title_in(rule: str, language: str) -> str:
    """What a rule is called on a page, "" where its own name does."""
    return TITLES_ZH.get(rule, "") if language == "zh" else ""


def _word(part: str) -> str:
    """A part of a message that is one or some of the few words that rules put in."""
    words = re.split(r" and | or ", part)
    known = {**_WORDS_ZH, **_DAYS_ZH}
    return "、".join(known[word] for word in words) if all(word in known for word in words) else part
