"""Chinese nouns in a sentence: titles of works, numbered parts, and what one does with an award."""

from __future__ import annotations

import re

from contentops.drafts.text import is_placeholder, like

_DIGITS = "零一二三四五六七八九"
_MARKED = re.compile(r"《[^《》]*(?:〈[^〈〉]*〉[^《》]*)*》\Z")
_VERB = re.compile(r"(?:荣获|斩获|获评|获得|获选|获|通过|入选|取得|摘得|当选)")
# What an award is decides the verb: a test is passed, a list is entered, a certificate is obtained.
_PASSED = re.compile(r"(?:测试|测评|评测|评估|认证|认定|评审|检测|检验|验收|审核|审查|鉴定|备案|评定)\Z")
_LISTED = re.compile(r"(?:名单|榜单|榜|目录|清单|案例集?|图谱|名录|百强|\d+\s*强)[）)”」》]*\Z")
_CERTIFIED = re.compile(r"(?:证书|证明|资质|牌照|许可证|合格证)\Z")


def work_title(text: str) -> str:
    """`《数据协作安全管理规范》`: the name of a document in its marks, once; marks inside become 〈〉."""
    words = text.strip()
    if not words or is_placeholder(words) or _MARKED.match(words):
        return text
    inner = words
    if "《" not in inner.strip("《》"):
        inner = inner.strip("《》")
    return like(text, "《" + inner.replace("《", "〈").replace("》", "〉") + "》")


def won(award: str, giver: str = "") -> str:
    """What somebody did with an award, with who gave it: `通过某中心的安全功能测试`, `获某协会颁发的创新奖`.

    A text that has its verb already keeps it.
    """
    words = award.strip()
    if not words:
        return award
    of_giver = f"{giver.strip()}的" if giver.strip() and giver.strip() not in words else ""
    given = f"{giver.strip()}颁发的" if of_giver else ""
    verb = _VERB.match(words)
    if verb:
        return like(award, f"{verb[0]}{of_giver}{words[verb.end() :]}")
    if is_placeholder(words) or not words:
        return like(award, f"获{given}{words}")
    if _PASSED.search(words):
        return like(award, f"通过{of_giver}{words}")
    if _LISTED.search(words):
        return like(award, f"入选{of_giver}{words}")
    return like(award, f"{'取得' if _CERTIFIED.search(words) else '获'}{given}{words}")


def nth(number: int, unit: str) -> str:
    """`第一讲`, `第十二讲`; from a hundred on in figures: `第 100 讲`."""
    if not 0 < number < 100:
        return f"第 {number} {unit}"
    tens, ones = divmod(number, 10)
    words = (("" if tens == 1 else _DIGITS[tens]) + "十") if tens else ""
    return f"第{words}{_DIGITS[ones] if ones else ''}{unit}"
