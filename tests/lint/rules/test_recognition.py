"""What the rules recognise: datelines, contacts, speakers, dates, labels, kinds, front matter."""

from __future__ import annotations

import pytest

from contentops.lint.counts import count_characters, count_sentences, count_title_characters, count_words
from contentops.lint.dateline import find_dateline
from contentops.lint.front_fields import read_fields
from contentops.lint.kinds import find_kind, kind_of_fields
from contentops.lint.labels import label_of
from contentops.lint.quoted import quoted_spans
from contentops.lint.speakers import Speakers
from contentops.lint.written_dates import days_of, find_dates


@pytest.mark.parametrize(
    ("lead", "report", "day", "dated", "placed"),
    [
        ("HAMBURG, 19 January 2027 – Nordquell", "Nordquell", "2027-01-19", True, True),
        ("NEW YORK, Jan. 12, 2027 /PRNewswire/ -- Acme", "Acme", "2027-01-12", True, True),
        ("SAN FRANCISCO--(BUSINESS WIRE)--Acme", "Acme", "", True, True),
        ("London, UK – 12 January 2027 – Acme", "Acme", "2027-01-12", True, True),
        ("January 12, 2027 – San Francisco, CA – Acme", "Acme", "2027-01-12", True, True),
        ("(Berlin, 12 January 2027) Acme", "Acme", "2027-01-12", True, True),
        ("ST. LOUIS, Jan. 9–11, 2027 — Acme", "Acme", "2027-01-09", True, True),
        ("WASHINGTON (AP) — The", "The", "", True, True),
        ("BRISTOL – Acme", "Acme", "", False, True),
        ("12 January 2027 – Acme", "Acme", "2027-01-12", True, False),
        ("Acme Corp. – a maker – said it", "Acme Corp. – a maker – said it", "", False, False),
    ],
)  # fmt: skip
def test_english_datelines(lead: str, report: str, day: str, dated: bool, placed: bool) -> None:
    found = find_dateline(lead, chinese=False)
    assert (lead[found.end :], found.dated, found.placed) == (report, dated, placed)
    assert (found.day.iso() if found.day else "") == day


@pytest.mark.parametrize(
    ("lead", "report", "dated", "placed"),
    [
        ("2027年1月20日，北京——衡屿科技", "衡屿科技", True, True),
        ("北京，2027年1月12日——衡屿", "衡屿", True, True),
        ("（北京，2027年1月12日）衡屿", "衡屿", True, True),
        ("【2027年1月12日，中国上海】衡屿", "衡屿", True, True),
        ("中国北京 - 2027年1月12日 - 衡屿", "衡屿", True, True),
        ("北京2027年1月12日 /美通社/ -- 衡屿", " 衡屿", True, True),
        ("北京讯 衡屿科技发布", " 衡屿科技发布", False, True),
        ("新华社北京1月12日电 衡屿", " 衡屿", True, True),
        ("1月12日，衡屿科技主办的沙龙在上海举行", "1月12日，衡屿科技主办的沙龙在上海举行", True, True),
        ("近日，衡屿科技在北京宣布", "近日，衡屿科技在北京宣布", True, True),
        ("衡屿科技宣布完成融资", "衡屿科技宣布完成融资", False, False),
        ("衡屿科技——隐私计算厂商——宣布", "衡屿科技——隐私计算厂商——宣布", False, False),
    ],
)
def test_chinese_datelines(lead: str, report: str, dated: bool, placed: bool) -> None:
    found = find_dateline(lead, chinese=True)
    assert (lead[found.end :], found.dated, found.placed) == (report, dated, placed)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("## About Threadmoor", "about"),
        ("**About Acme, Inc.**", "about"),
        ("About Acme: Acme is a maker of tools", "about"),
        ("【关于我们】", "about"),
        ("关于衡屿科技：衡屿科技成立于", "about"),
        ("公司简介", "about"),
        ("About this report", ""),
        ("关于本次合作", ""),
        ("关于数据，我们有三个问题。", ""),
        ("Media contact", "contact"),
        ("### Press contacts:", "contact"),
        ("For media enquiries, please contact Jane Doe at", "contact"),
        ("- 联系人：苏蔓（公共关系经理）", "contact"),
        ("媒体联系", "contact"),
        ("Contact centres: the new way", ""),
        ("联系人工客服", ""),
        ("Notes to editors", "notes"),
        ("###", "end"),
        ("# # #", "end"),
        ("-ENDS-", "end"),
        ("– 30 –", "end"),
        ("（完）", "end"),
        ("The end", ""),
    ],
)
def test_labels(line: str, name: str) -> None:
    assert label_of(line)[0] == name


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("“It held all night,” said Jo Day, CTO at Acme. “Nobody slept.”", ()),
        ("Jo Day, CTO at Acme, said: “It held all night.”", ()),
        ("“It held all night,” said Acme CEO Jo Day.", ()),
        ("“It held all night,” said Dr. Jo Day.", ()),
        ("According to Jo Day, head of research, “it held all night.”", ()),
        ("“It held all night,” said Jo Day.", ("the title",)),
        ("“It held all night,” said a spokesperson.", ("the name", "the title")),
        ("The “second participant” problem is old.", ()),
        ("They call it “the room,” and it is small.", ()),
        ("衡屿科技产品总监韩松表示：“审计不是附加功能。”", ()),
        ("“审计不是附加功能。”衡屿科技产品总监韩松说。", ()),
        ("“审计不是附加功能，”产品总监韩松说，“验证人员能复算。”", ()),
        ("韩松，衡屿科技产品总监，在会上表示：“审计不是附加功能。”", ()),
        ("云汐算力CEO John Smith表示：“我们在三个项目里磨合了一年。”", ()),
        ("澜川银行副总经理李铮在致辞时说：“先写清哪些数据不用。”", ()),
        ("相关负责人表示：“先对齐样本再谈特征。”", ("the name",)),
        ("韩松表示：“先对齐样本再谈特征。”", ("the title",)),
        ("业内人士认为：“先对齐样本再谈特征。”", ("the title",)),
        ("本次活动的主题是“跨机构数据协作的工程实践”。", ()),
        ("发布《银行联合风控建模实践》白皮书。", ()),
        ("难在双方对“已拒绝”的口径不同。", ()),
    ],
)  # fmt: skip
def test_speakers(text: str, missing: tuple[str, ...]) -> None:
    chinese = text.isascii() is False and any("\u4e00" <= char <= "\u9fff" for char in text)
    found = list(Speakers(chinese=chinese).read(text))
    assert (found[0].missing if found else ()) == missing


def test_a_speaker_is_introduced_once() -> None:
    speakers = Speakers(chinese=False)
    assert not list(speakers.read("“It held,” said Jo Day, CTO at Acme. “It really held all night.”"))
    assert not list(speakers.read("“And nobody had to get up for it,” Day added."))
    assert list(speakers.read("“And nobody had to get up for it,” Smith added."))
    chinese = Speakers(chinese=True)
    assert not list(chinese.read("圆桌由产品总监韩松主持。"))
    assert not list(chinese.read("韩松补充道：“验证人员能单独复算。”"))


def test_a_speech_over_several_paragraphs_names_its_speaker_once() -> None:
    speakers = Speakers(chinese=False)
    assert not list(
        speakers.read("“The first winter was long,” said Jo Day, CTO at Acme. “The second was short.")
    )
    assert not list(speakers.read("“The third has only begun, and it is snowing.”"))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2027年3月17日至19日", [(3, 17), (3, 18), (3, 19)]),
        ("on 9–10 February 2027", [(2, 9), (2, 10)]),
        ("March 9-11, 2027", [(3, 9), (3, 10), (3, 11)]),
        ("二〇二七年一月十二日", [(1, 12)]),
        ("2027.1.12", [(1, 12)]),
        ("12th of January, 2027", [(1, 12)]),
        ("30 February 2027", []),
        ("version 1.2.3", []),
    ],
)
def test_written_dates(text: str, days: list[tuple[int, int]]) -> None:
    assert [day for written in find_dates(text) for day in days_of(written, text)] == days


def test_counts() -> None:
    assert count_words("Acme’s e-mail took 3.5 days – or so.") == 7
    assert count_characters("衡屿科技发布屿联 3.6，") == 10
    assert count_title_characters("屿联 3.6 发布") == 7
    assert count_sentences("Mr. Day of Acme Inc. came. “It held.” The U.S. team left.", chinese=False) == 3
    assert count_sentences("先对齐样本。再谈特征！", chinese=True) == 2


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said “a ‘b’ c” twice", ["“a ‘b’ c”"]),
        ("‘Single,’ she said; don’t", ["‘Single,’"]),
        ("“It goes on", ["“It goes on"]),
        ('"Straight" and "twice"', ['"Straight"', '"twice"']),
        ("the students’ rooms", []),
        ("'You first' is the students' band", ["'You first'"]),
        ("《白皮书》与「口径」", ["《白皮书》", "「口径」"]),
    ],
)
def test_quotations(text: str, quoted: list[str]) -> None:
    assert [text[start:end] for start, end in quoted_spans(text)] == quoted


def test_front_matter_as_data() -> None:
    yaml = '---\ntitle: "A: b"  # c\nchannels:\n  - blog\n  - \'x y\'\ntags: [a, "b"]\nseo-title: t\nempty:\n---\n# x'
    assert read_fields(yaml) == {
        "title": "A: b", "channels": ("blog", "x y"), "tags": ("a", "b"), "seo_title": "t", "empty": "",
    }  # fmt: skip
    assert read_fields('+++\ntitle = "A"\ndate = 2027-01-12\ntags = ["a"]\n+++\n') == {
        "title": "A", "date": "2027-01-12", "tags": ("a",),
    }  # fmt: skip
    assert read_fields("---\nno end") == {}
    assert read_fields("+++\nbroken = \n+++\n") == {}
    assert read_fields("- x\n---\n- y: z\n") == {}


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"template": "partnership_release"}, "partnership_release"),
        ({"template": "memo", "kind": "award release"}, "award_release"),
        ({"format": "case"}, "customer_case"),
        ({"template": "security_release"}, "press_release"),
        ({"template": "memo", "item": "a"}, "draft"),
        ({"layout": "post", "title": "x"}, ""),
        ({}, ""),
    ],
)
def test_kinds(fields: dict[str, str], kind: str) -> None:
    assert kind_of_fields(fields) == kind
    assert find_kind("White-paper") == "white_paper"


def test_a_title_that_a_word_list_forbids_is_not_reported_twice() -> None:
    from contentops.lint import lint_text
    from contentops.lint.packs import load_pack

    text = "---\ntemplate: upgrade_release\nlanguage: zh\n---\n# 国内首个最佳平台\n\n2027年1月27日，北京——发布。\n"
    found = lint_text(text, [load_pack("zh-advertising-law-article-9")])
    spans = [(each.start, each.end) for each in found if each.rule in ("taboo-word", "headline-claim")]
    assert "taboo-word" in {each.rule for each in found}
    assert all(one[1] <= other[0] for one, other in zip(sorted(spans), sorted(spans)[1:], strict=False))
