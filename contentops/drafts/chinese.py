"""How Chinese press writing puts facts into sentences: punctuation, enumeration, dates, quotations.

Punctuation follows GB/T 15834 (full-width, the mark inside a full quotation), dates GB/T 15835 as the
press applies it (`2027年1月12日`, without blanks).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from contentops.drafts.text import FactText, is_placeholder, like, split_paragraphs, to_markdown
from contentops.markdown_text import is_wide

_NUMERALS = ("", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十")
_ORDINALS = ("", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十")
_WEEKDAYS = "一二三四五六日"
_ENDS = re.compile(r"[。！？…!?][”’」』）)》\"']*\Z")
_DOUBLED = re.compile(r"([。！？])\1+(?=[”’」』）)》\"']*\Z)")
_LOOSE_MARKS = "，、；：,;: \u3000\n"
_SENTENCE_INSIDE = re.compile(r"[。！？；：]")
_PROSE_LIMIT = 4
_PROSE_LENGTH = 160
_SHORT = 14


def write_date(day: date) -> str:
    """`2027年1月12日`."""
    return f"{day.year}年{day.month}月{day.day}日"


def write_month(year: int, month: int) -> str:
    """`2026年11月`."""
    return f"{year}年{month}月"


def write_year(year: int) -> str:
    """`2026年`."""
    return f"{year}年"


def write_weekday(day: date) -> str:
    """`周二`."""
    return f"周{_WEEKDAYS[day.weekday()]}"


def write_days(first: date, last: date) -> str:
    """`2027年3月9日`, `2027年3月9日至11日`, `2027年3月30日至4月1日`."""
    if first == last:
        return write_date(first)
    if first.year != last.year:
        return f"{write_date(first)}至{write_date(last)}"
    if first.month != last.month:
        return f"{write_date(first)}至{last.month}月{last.day}日"
    return f"{write_date(first)}至{last.day}日"


def sentence(text: str) -> str:
    """`text` closed by exactly one mark."""
    body = _DOUBLED.sub(r"\1", _stripped(text, _LOOSE_MARKS))
    if not body or _ENDS.search(body):
        return like(text, body)
    return like(text, body + "。")


def clause(text: str) -> str:
    """`text` without the mark at its end, to be followed by another."""
    return like(text, _stripped(text, _LOOSE_MARKS + "。"))


def listing(parts: Sequence[str]) -> Markup | FactText:
    """`甲、乙和丙`; parts that are long or hold a comma are set apart by semicolons."""
    clauses = [body for part in parts if (body := clause(part))]
    if len(clauses) < 2:
        return _joined("", clauses)
    if any(len(part) > _SHORT or set("，、；") & set(part) for part in clauses):
        return _joined("；", clauses)
    head = _joined("、", clauses[:-1])
    return _joined("和", [head, clauses[-1]])


def points(parts: Sequence[str], lead: str, one: str = "", flowing: str = "") -> Markup:  # noqa: ARG001
    """A paragraph that enumerates: `lead：一是……；二是……。`, or a list when the parts are long.

    `{n}` in `lead` becomes the number of parts. A single part is written after `one` (or `lead：`).
    `flowing` is for English, which runs sentences on where Chinese numbers them.
    """
    clauses = [body for part in parts if (body := clause(part))]
    if not clauses:
        return Markup("")
    if len(clauses) == 1:
        opening = one or lead.replace("{n}", "一") + "："
        return Markup(to_markdown(opening) + to_markdown(sentence(like(clauses[0], clauses[0]))))  # noqa: S704
    head = to_markdown(lead.replace("{n}", write_number(len(clauses))))
    in_prose = (
        len(clauses) <= _PROSE_LIMIT
        and sum(map(len, clauses)) <= _PROSE_LENGTH
        and not any(_SENTENCE_INSIDE.search(part) for part in clauses)
    )
    if in_prose:
        numbered = [Markup(f"{_ORDINALS[n]}是") + to_markdown(part) for n, part in enumerate(clauses, 1)]  # noqa: S704
        return head + "：" + Markup("；").join(numbered) + "。"
    rows = [
        to_markdown(like(part, part + mark)) for part, mark in zip(clauses, _list_marks(clauses), strict=True)
    ]
    return head + "：\n\n" + Markup("\n").join(Markup("- ") + row for row in rows) + "\n\n"


def quoted(text: str) -> str:
    """`text` in quotation marks, quotations inside it in single ones, the closing mark inside."""
    inner = "".join(split_paragraphs(text)).strip()
    if len(inner) > 1 and inner[0] in '“"' and inner[-1] in '”"' and not set('“”"') & set(inner[1:-1]):
        inner = inner[1:-1]
    inner = re.sub(r'"([^"]*)"', r"‘\1’", inner).replace("“", "‘").replace("”", "’")
    closed = sentence(like(text, inner))
    return like(text, f"“{closed}”") if closed else like(text, "")


def said(text: str, name: str, title: str, organisation: str, verb: str) -> Markup:
    """`某公司副总裁李某表示：“……。”`"""
    parts = (_organisation(title, organisation), title, name)
    whole = "".join(to_markdown(clause(part)) for part in parts)
    return Markup(f"{whole}{verb}：") + to_markdown(quoted(text)) if text else Markup("")  # noqa: S704


def introduced(name: str, title: str, organisation: str) -> FactText:
    """Title before name, as the press writes a person: `某公司副总裁李某`."""
    return FactText("".join(clause(part) for part in (_organisation(title, organisation), title, name)))


def with_post(name: str, title: str, organisation: str) -> FactText:
    """Name first, as lists of speakers have it: `李某，某公司副总裁`."""
    post = "".join(clause(part) for part in (_organisation(title, organisation), title))
    return FactText("，".join(part for part in (clause(name), post) if part))


def flows(text: str) -> bool:  # noqa: ARG001  the English form looks at the first word
    """Whether `text` can follow other words: in Chinese always."""
    return True


def ended(text: str) -> str:
    """`text` as the end of a sentence."""
    return sentence(clause(text))


def without_stop(text: str) -> str:
    """The same as `clause`: there is no capital to keep."""
    return clause(text)


def is_whole_sentence(text: str) -> bool:
    """Whether `text` ends as a sentence does."""
    return bool(_ENDS.search(text.strip()))


def write_number(number: int) -> str:
    """One to ten in characters (`两`), the rest in figures."""
    return _NUMERALS[number] if 0 < number < len(_NUMERALS) else str(number)


def in_sentence(text: str) -> str:
    """`text` as it is: Chinese has no capitals to take back."""
    return text


def measure(text: str) -> int:
    """Length as an editor counts it: characters, blanks aside."""
    return len("".join(text.split()))


def led_by(text: str, lead: str, *openings: str) -> str:
    """`lead` before `text`, unless the text begins with one of `openings` already."""
    if not text or is_placeholder(text):
        return text
    return text if text.startswith(openings) else like(text, lead + text)


def _stripped(text: str, marks: str) -> str:
    """`text` without `marks` at its end; a Latin full stop after Chinese counts as one of them."""
    body = text.strip().rstrip(marks)
    while body.endswith(".") and len(body) > 1 and is_wide(body[-2]):
        body = body[:-1].rstrip(marks)
    return body


def _organisation(title: str, organisation: str) -> str:
    """The organisation, unless the title names it already."""
    return "" if organisation and organisation in title else organisation


def _list_marks(clauses: Sequence[str]) -> list[str]:
    """Semicolons and a full stop; full stops throughout when a part has sentences of its own."""
    if any(re.search(r"[。！？]", part) for part in clauses):
        return ["" if _ENDS.search(part) else "。" for part in clauses]
    ends = ["；"] * (len(clauses) - 1) + ["。"]
    return ["" if _ENDS.search(part) else mark for part, mark in zip(clauses, ends, strict=True)]


def _joined(separator: str, parts: Sequence[str]) -> Markup | FactText:
    if any(isinstance(part, Markup) for part in parts):
        return Markup(separator).join(to_markdown(part) for part in parts)  # noqa: S704  fixed separators
    return FactText(separator.join(parts))
