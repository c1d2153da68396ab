"""Who says what: the quotations of a text, and whether their speakers have a name and a title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from contentops.lint.counts import count_words
from contentops.lint.quoted import outside, quoted_spans

_SAID_EN = (
    r"(?:said|says|say|added|adds|explained|explains|commented|comments|noted|notes|stated|states|told"
    r"|continued|concluded"
    r"|remarked|according to|wrote|writes|recalls|recalled|argues|argued|believes|pointed out"
    r"|points out|summed up|replied)"
)
_SAID_EN_NEAR = re.compile(rf"(?i)\b{_SAID_EN}\b")
_PERSON_EN = re.compile(
    r"(?:(?:Dr|Prof|Professor|Mr|Mrs|Ms|Sir|Dame)\.?\s)?[A-Z][\w'’-]+(?:\s(?:[A-Z]\.|de|da|van|von|der"
    r"|den|al|bin|[A-Z][\w'’-]+)){0,4}"
)
_TITLE_EN = re.compile(
    r"(?i)\b(?:C[A-Z]O|chief|president|chair(?:man|woman|person)?|director|manager|head|lead(?:er)?"
    r"|officer|engineer|architect"
    r"|founder|co-?founder|partner|analyst|professor|prof|dr|doctor|minister|secretary|vp|svp|evp|vice"
    r"|principal|editor|researcher"
    r"|scientist|consultant|owner|member|spokes(?:man|woman|person)|counsel|administrator|developer"
    r"|designer|specialist|expert"
    r"|coordinator|supervisor|dean|fellow|executive|advis[eo]r|attorney|lawyer|nurse|teacher|student"
    r"|customer|commissioner|governor"
    r"|mayor|general|curator|producer|author|strategist|treasurer|trustee|controller|superintendent"
    r"|representative|evangelist)s?\b"
)
_NOBODY_EN = re.compile(
    r"(?i)\b(?:a|an|the|one|our|its) (?:[\w-]+ ){0,3}(?:spokes\w+|executive|official|representative"
    r"|customer|source|manager|engineer|user|attendee|participant)s?\b"
)

_SAID_ZH = re.compile(
    r"(?:表示|说道|说|指出|认为|谈到|谈道|介绍道|介绍|强调|坦言|透露|补充道|补充|提到|评价道|评价"
    r"|总结道|总结|道出|称|回忆道|回忆|感慨道|感慨|解释道|解释|告诉记者|告诉我们|写道|提出|回应|讲到"
    r"|致辞时说|分享道|分享)"
)
_BEFORE_QUOTE_ZH = re.compile(
    rf"(?P<who>[^。！？“”\n]{{0,80}}?)(?:在[^，。！？]{{0,10}}[时中上])?{_SAID_ZH.pattern}了?[：:，,]?\s?\Z"
)
_AFTER_QUOTE_ZH = re.compile(rf"\A[，,]?(?P<who>[^。！？“”\n]{{1,60}}?){_SAID_ZH.pattern}")
_TITLE_ZH = re.compile(
    r"总经理|经理|总裁|董事长|董事|主席|总监|主任|负责人|院长|行长|秘书长|研究员|工程师|架构师|教授"
    r"|博士|专家|部长|局长|处长|科长|司长|厅长|市长|区长|校长"
    r"|所长|主管|代表|发言人|律师|分析师|院士|会长|理事长|理事|编辑|老师|医生|医师|护士长?|店长|站长"
    r"|书记|委员|创始人|合伙人|顾问|首席[\u4e00-\u9fff]{0,4}官|首席[\u4e00-\u9fff]{2,6}"
    r"|科学家|设计师|程序员|开发者|技术官|CEO|CTO|COO|CFO|CIO|CMO|CSO|VP|PM|组长|队长|班长|主编|总编"
    r"|助理|专员|合规官|官员|学者|讲师|导师|主持人|用户|客户"
)
_NAME_ZH = re.compile(
    r"(?:[\u4e00-\u9fff]{2,4}(?:·[\u4e00-\u9fff]{1,10})*"
    r"|[A-Z][a-zA-Z.]+(?:\s[A-Z][a-zA-Z.]+){0,3})(?:先生|女士|博士|教授|老师|院士)?"
)
_NO_NAME_ZH = re.compile(
    rf"{_SAID_ZH.pattern}|近日|日前|今日|当天|昨日|随后|同时|进一步|特别|对此|在|也|还|则|就|和|与|的|及|等|们|代表|团队|会议|大会|之间|一行|出席|参加|到场"
)
_ADVERBS_ZH = re.compile(
    r"(?:(?:还|也|则|同时|进一步|随后|最后|此外|并|特别|对此|认真|深有感触地|在[^，]{0,20}[时中上]"
    r"|会上|现场|[，,、\s（）()])+)\Z"
)


class Unattributed(NamedTuple):
    """A quotation without its speaker; the span has the quotation marks."""

    start: int
    end: int
    missing: tuple[str, ...]


class Speakers:
    """Reads paragraphs in order and remembers who was introduced."""

    def __init__(self, *, chinese: bool) -> None:
        self.chinese = chinese
        self.known: set[str] = set()
        self.goes_on = False  # the last paragraph ended inside a quotation or named a speaker

    def read(self, text: str, following: str = "") -> Iterator[Unattributed]:
        """The unattributed quotations of a paragraph; `following` is the paragraph after it."""
        spans = [span for span in quoted_spans(text) if text[span[0]] in "“\"'「『‘„«"]
        frame = outside(text, spans)
        self._remember(frame)
        statements = [span for span in spans if self._is_statement(text, span)]
        if not statements:
            self.goes_on = bool(_SAID_EN_NEAR.search(frame)) or frame.rstrip().endswith((":", "："))
            return
        if self.goes_on and not frame.strip(" ，。,.—–-"):
            return  # the speaker of the paragraph before goes on
        missing = self._missing(text, frame, statements)
        if missing and not frame.strip(" ，。,.") and re.match(r"\s*[—–-]", following):
            missing = ()  # the speaker stands below, after a dash
        self.goes_on = not missing
        if missing:
            yield Unattributed(*statements[0], missing)

    def _is_statement(self, text: str, span: tuple[int, int]) -> bool:
        """Whether somebody says a sentence here; names of things and borrowed words are none."""
        start, end = span
        inner = text[start + 1 : end].rstrip("”\"'」』’»“")
        if self.chinese:
            before = text[max(0, start - 90) : start]
            closed = inner.endswith(("。", "！", "？", "!", "?", "……"))
            said = _BEFORE_QUOTE_ZH.search(before) is not None or before.rstrip().endswith(("：", ":"))
            return (closed or said) and len(inner) >= 8
        words = count_words(inner)
        return words >= 4 and (
            inner.rstrip().endswith((".", ",", "?", "!", "…")) or text[end : end + 1] == ","
        )

    def _missing(self, text: str, frame: str, statements: list[tuple[int, int]]) -> tuple[str, ...]:
        return self._missing_zh(text, statements) if self.chinese else self._missing_en(frame)

    def _missing_en(self, frame: str) -> tuple[str, ...]:
        said = list(_SAID_EN_NEAR.finditer(frame))
        people = [match for match in _PERSON_EN.finditer(frame) if not _is_opening_word(frame, match)]
        if any(name in self.known for match in people for name in match.group().split()):
            return ()
        if not people or not (said or "—" in frame or "–" in frame or frame.rstrip().endswith(":")):
            return ("the name", "the title")
        titled = _TITLE_EN.search(frame) is not None or any(
            re.match(r",\s+\w+\s+\w+", frame[match.end() :]) for match in people
        )
        if _NOBODY_EN.search(frame) and not any(" " in match.group() for match in people):
            return ("the name",)
        return () if titled else ("the title",)

    def _missing_zh(self, text: str, statements: list[tuple[int, int]]) -> tuple[str, ...]:
        first = statements[0][0]
        found = _BEFORE_QUOTE_ZH.search(text[max(0, first - 120) : first])
        for _, last in statements:
            found = found or _AFTER_QUOTE_ZH.match(text[last : last + 120])
        who = found.group("who") if found else text[max(0, first - 60) : first].rstrip("：: ")
        who = _ADVERBS_ZH.sub("", who)
        if any(who[start : start + size] in self.known for start in range(len(who)) for size in (2, 3)):
            return ()
        titles = list(_TITLE_ZH.finditer(who))
        if not titles:
            return ("the title",) if found and _NAME_ZH.search(who) else ("the name", "the title")
        rest = who[titles[-1].end() :].strip("（）() 、，,兼")
        before = who[: titles[0].start()]
        named = _NAME_ZH.match(rest) is not None and not _NO_NAME_ZH.match(rest)
        if not named and re.search(r"[，,（(]|\s", before):  # 韩松，衡屿科技产品总监，表示
            named = _NAME_ZH.match(before.strip("，,（( ")) is not None
        return () if named else ("the name",)

    def _remember(self, frame: str) -> None:
        """The names that this paragraph introduces with a title."""
        if self.chinese:
            for title in _TITLE_ZH.finditer(frame):
                self.known.update(_names_after_title(frame[title.end() : title.end() + 24]))
            return
        for person in _PERSON_EN.finditer(frame):
            around = frame[max(0, person.start() - 40) : person.end() + 60]
            if " " in person.group() and _TITLE_EN.search(around):
                self.known.add(person.group().split()[-1])


def _names_after_title(rest: str) -> set[str]:
    """The name that begins here; of two or three characters, because its end does not show."""
    name = None if _NO_NAME_ZH.match(rest) else re.match(r"[\u4e00-\u9fff]{2,3}|[A-Z]\w+(?: [A-Z]\w+)*", rest)
    return (
        {name.group(), name.group()[:2] if name.group()[0] >= "\u4e00" else name.group()} if name else set()
    )


def _is_opening_word(frame: str, match: re.Match[str]) -> bool:
    """Whether the capital only opens a sentence: one common word at the beginning."""
    before = frame[: match.start()].rstrip()
    return (not before or before[-1] in ".!?") and match.group() in _OPENING_WORDS


_OPENING_WORDS = frozenset(
    (
        "The",
        "A",
        "An",
        "In",
        "On",
        "At",
        "For",
        "It",
        "This",
        "That",
        "He",
        "She",
        "They",
        "One",
        "As",
        "But",
        "And",
    )
)
