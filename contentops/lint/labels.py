"""The words by which a draft's standing parts are known: release line, end mark, boilerplate, contact."""

from __future__ import annotations

import re

_DRESS = re.compile(r"\A[\s#>*_【〖\[|■●◆▍—–-]+|[\s*_】〗\]|]+\Z")

RELEASE_LINE = re.compile(
    r"(?i)\A\W*(?:for immediate (?:release|distribution|publication)|for release\b"
    r"|hold (?:for release )?(?:until|till)\b"
    r"|(?:strictly )?(?:under )?embargo(?:ed)?\b|not for (?:release|publication|distribution) (?:before|until)\b)"
    r"|\A\W*(?:即时|立即|即刻)发布|\A\W*供(?:即时|立即)发布"
)
HOLD_LINE = re.compile(
    r"(?i)\bhold (?:for release )?(?:until|till)\b|\bembargo(?:ed)?\b"
    r"|\bnot for (?:release|publication|distribution) (?:before|until)\b|\A\W*for release (?:on|at|after)\b"
    r"|禁发|保密(?:期)?至|发布禁令|封锁期|(?:请勿|不得|严禁|禁止)(?:提前|对外|公开)*(?:发布|发表|刊发|报道|转载)|解禁"
)
IMMEDIATE = re.compile(
    r"(?i)\A\W*for immediate (?:release|distribution|publication)|\A\W*供?(?:即时|立即|即刻)发布"
)

END_MARK = re.compile(
    r"(?:\\?#\s*){2,}\Z|[-–—]\s?30\s?[-–—]\Z|[-–—*~\s]*(?:ENDS?|Ends)[-–—*~\s]*\.?\Z|[（(【]?\s?(?:全文)?完\s?[）)】]?\Z"
)

_ABOUT_NOT = (
    r"(?!(?:this|these|those|it|what|why|how|you|your)\b|the (?:event|webinar|session|report|study|survey|research"
    r"|author|speaker|award|partnership|agreement|programme|program|data|book|course|customer|project)s?\b)"
)
ABOUT = re.compile(
    rf"(?:About {_ABOUT_NOT}[\w'’&.,()/+ -]{{2,70}}|(?:Company (?:profile|background|description)|Boilerplate))\Z"
    r"|关于(?!本次|此次|这|该|活动|大会|本文|本报告|作者|如何|怎|为)[^，。！？；：:“”]{2,30}\Z"
    r"|(?:公司|企业|集团|品牌|机构|单位|主办方|合作伙伴|发行人)(?:简介|介绍|概况|概述)\Z"
)
_CONTACT_EN = (
    r"(?:(?:media|press|pr|news|public relations|editorial|investor|sales|company|marketing|agency|communications"
    r"|general|corporate|events?)(?: (?:and|&|/) [a-z]+| relations)? )?"
    r"(?:contacts?(?: (?:us|information|info|details|person|persons|for (?:the )?(?:media|press|journalists)))?"
    r"|enquiries|inquiries|relations|office)"
)
CONTACT = re.compile(
    rf"(?:(?i:{_CONTACT_EN}|for (?:more|further|additional|media) (?:information|enquiries|inquiries)))\Z"
    r"|(?:媒体|新闻|公关|商务|采访|市场|品牌|活动|会务|报名|合作|业务)?(?:联系人|联系方式|联系|联络人|联络|垂询|咨询|问询)(?:信息|方式|我们)?\Z"
    r"|联系我们\Z|新闻发言人\Z"
)
NOTES = re.compile(
    r"(?i:(?:notes?(?: (?:to|for) (?:editors?|journalists))?|editor['’]?s'? notes?|forward[- ]looking statements?"
    r"|(?:safe harbou?r|disclaimer|trademarks?|resources|related (?:links|reading)|references|sources|media assets"
    r"|images|downloads?|further reading|learn more|more information)(?: .{0,30})?))\Z"
    r"|(?:编者按|编者注|注|备注|附注|说明|前瞻性(?:声明|陈述)|免责声明|相关链接|延伸阅读|相关阅读|参考资料|参考文献|资料来源|数据来源|图片下载|素材下载|附件)\Z"
)
SALUTATION = re.compile(
    r"(?i)\A(?:dear|hello|hi|good (?:morning|afternoon|evening))\b.{0,60}\Z"
    r"|\A(?:尊敬|敬爱|亲爱)的.{0,40}\Z|\A(?:您|你|大家|各位.{0,12})好"
)


def bare(line: str) -> str:
    """A line without the markup and ornaments around it."""
    return _DRESS.sub("", _DRESS.sub("", line.strip())).strip()


def label_of(line: str) -> tuple[str, str]:
    """What a line announces (`about`, `contact`, `notes`, `end` or "") and what follows on the same line.

    A label is the whole line, or stands before a colon: `媒体联系：苏蔓，010-5550-0136`.
    """
    if len(line) < 40 and END_MARK.match(line.strip()):
        return "end", ""
    text = bare(line)
    head, colon, rest = text.partition("：") if "：" in text[:60] else text.partition(":")
    head = bare(head) if colon else text.rstrip(":：")
    if len(head) > 80:
        return "", ""
    for name, form in (("contact", CONTACT), ("about", ABOUT), ("notes", NOTES)):
        if form.match(head):
            return name, bare(rest) if colon else ""
    inline = re.match(
        r"(?i)for (?:more|further|additional|media) (?:information|details|enquiries|inquiries)"
        r",?[^.]{0,60}?\bcontact\b[:,]?\s*",
        text,
    )
    if inline:
        return "contact", text[inline.end() :]
    return "", ""
