"""Lists as people have them: tables, workbooks, Vale styles, prh dictionaries. What they mean, and what is refused."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contentops.lint import lint_text
from contentops.lint.lists.foreign_patterns import bound, find_literals, take_expression
from contentops.lint.lists.parsed import ParsedList
from contentops.lint.lists.prh import apply_list
from contentops.lint.lists.read import read_lists
from contentops.lint.patterns import PatternError
from contentops.lint.taboo import TabooList, Where
from contentops.problem import Problem, format_problem
from contentops.workspace.yaml_reader import read_yaml


def read(data: str | bytes, path: str) -> tuple[list[ParsedList], list[Problem]]:
    lists, problems = read_lists(data.encode() if isinstance(data, str) else data, path, read_yaml)
    return lists, [*problems, *(problem for one in lists for problem in one.problems)]


def one(data: str | bytes, path: str) -> TabooList:
    """The only list of a file with nothing wrong."""
    [parsed], problems = read(data, path)
    assert problems == []
    return parsed.taboo


def said(data: str | bytes, path: str) -> list[str]:
    return [format_problem(problem) for problem in read(data, path)[1]]


def texts(text: str, taboo: TabooList) -> list[str]:
    return [found.text for found in lint_text(text, [taboo], markup="text")]


CHINESE = """禁用词表（2027 版）,,,,
序号,禁用词,级别,建议,原因,例外,生效日期
1,国家级；国际级,错误,优选; 优质,"法务
禁止",,2027/1/5
2,独家,慎用,,,独家新闻;独家专访,
3,"全球,唯一",,,,,
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_table_with_chinese_headings(encoding: str) -> None:
    taboo = one(CHINESE.encode(encoding), "taboo/words.csv")
    assert taboo.name == "words"
    first, second, third = taboo.entries
    assert (first.terms, first.severity, first.reason) == (("国家级", "国际级"), "error", "法务 禁止")
    assert first.suggestions == ("优选", "优质")
    assert first.where == Where(valid_from="2027-01-05")
    assert first.source == "taboo/words.csv"
    assert (second.severity, second.contexts) == ("warning", ("独家新闻", "独家专访"))
    assert third.terms == ("全球,唯一",)
    assert texts("独家新闻与独家代理", taboo) == ["独家"]


def test_a_table_with_english_headings_and_other_delimiters() -> None:
    for delimiter in (";", "\t"):
        rows = [
            "Term|Severity|Case sensitive|Channels|Pattern",
            "IT|note|yes|blog|",
            "|||||best .{0,9}ever"[1:],
        ]
        taboo = one("\n".join(rows).replace("|", delimiter), "taboo/w.tsv")
        assert taboo.entries[0].case_sensitive
        assert taboo.entries[0].where.channels == ("blog",)
        assert texts("it is IT, the best app ever", taboo) == ["IT", "best app ever"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("foo,bar\n", "taboo/a.csv:1:1: error: no column is called term (or pattern); name the columns"),
        ("", "taboo/a.csv:1:1: error: an empty table"),
        ("term,sugestion\nx,y\n", "taboo/a.csv:1:6: error: the column sugestion is not read; did you mean suggestion?"),
        ("term,weather\nx,y\n", "taboo/a.csv:1:6: warning: the column weather is not read"),
        ("term,term\nx,y\n", "taboo/a.csv:1:6: error: a second column for term"),
        ("term,severity\nx,fatal\n", "taboo/a.csv:2:3: error: unknown severity (got fatal)"),
        ("term,reason\n,why\n", "taboo/a.csv:2:1: error: an entry without a term or a pattern"),
        ("term\nx\n\nX\n", "taboo/a.csv:4:1: error: the term X stands twice in this list"),
        ("term,from\nx,soon\n", "taboo/a.csv:2:3: error: expected a date (got soon)"),
        ("term,from\nx,2027-02-30\n", "taboo/a.csv:2:3: error: expected a date (got 2027-02-30)"),
        ("term,from,until\nx,2027-02-03,2027-02-01\n", "taboo/a.csv:2:14: error: the entry ends before it begins"),
        ("term,language\nx,de\n", "taboo/a.csv:2:3: error: unknown language (got de)"),
        ("term,case_sensitive\nx,maybe\n", "taboo/a.csv:2:3: error: expected true or false"),
        ("pattern\n(a+)+b\n", "taboo/a.csv:2:1: error: *, + and repeats over 60 are not allowed"),
        ("term,contexts\nbest,worst case\n", "taboo/a.csv:2:6: error: the context worst case does not contain"),
        ('term\n"x\ny', "taboo/a.csv:2:1: error: a quote that is not closed"),
        ("term,reason\nx,y,z\n", "taboo/a.csv:2:5: error: a field beyond the last column (got z); put quotes"),
        ("term\nx\ufeff\n", "taboo/a.csv:2:1: error: a byte order mark in a term"),
        ("term\nhttps://a.example\n", "taboo/a.csv:2:1: error: a URL or mail address in a term"),
        ("term\n", "taboo/a.csv:1:1: warning: the list has no terms"),
    ],
)  # fmt: skip
def test_a_table_that_cannot_work_fails_at_its_cell(data: str, words: str) -> None:
    assert any(line.startswith(words) for line in said(data, "taboo/a.csv")), said(data, "taboo/a.csv")


def test_places_in_a_table_with_quotes_and_line_ends() -> None:
    data = 'reason,term\r\n"two\r\nlines ""quoted""",x\r\n"a,b",best\r\nc,"Best"\r\n'
    lines = said(data, "taboo/a.csv")
    assert lines == [
        "taboo/a.csv:5:3: error: the term Best stands twice in this list, which reads the same as best "
        "(first on line 4); keep one of them"
    ]


def workbook(sheets: dict[str, Sequence[Sequence[object]]]) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def test_a_workbook_has_a_list_in_each_sheet() -> None:
    day = datetime.date(2027, 1, 31)
    data = workbook(
        {
            "禁用词": [["禁用词", "生效日期", "区分大小写"], ["国家级", day, None], [100, None, True]],
            "English words": [["Our words"], [], [None, "Term"], [None, "synergy"]],
            "说明": [["只是说明"]],
        }
    )
    lists, problems = read(data, "taboo/w.xlsx")
    assert [parsed.taboo.name for parsed in lists] == ["w.禁用词", "w.English words"]
    assert [entry.terms for parsed in lists for entry in parsed.taboo.entries] == [
        ("国家级",),
        ("100",),
        ("synergy",),
    ]
    assert lists[0].taboo.entries[0].where.valid_from == "2027-01-31"
    assert lists[0].taboo.entries[1].case_sensitive
    assert lists[1].shown(0, "terms", 0) == "taboo/w.xlsx, 'English words'!B4"
    assert [problem.message for problem in problems] == [
        "the sheet 说明 is not read: it has no column called term (or pattern)"
    ]


def test_what_is_wrong_in_a_workbook_names_sheet_and_cell() -> None:
    data = workbook({"My words": [["term", "severity"], ["x", "fatal"], ["=A2&A2", None]]})
    assert said(data, "taboo/w.xlsx") == [
        "taboo/w.xlsx:3:1: error: 'My words'!A3: a formula without a saved value; replace the formula by its value",
        "taboo/w.xlsx:2:2: error: 'My words'!B2: unknown severity (got fatal); known values of severity: "
        "error, note, warning",
    ]
    assert "no sheet has a column called term" in said(workbook({"a": [["x"]]}), "taboo/w.xlsx")[0]
    assert "no complete ZIP package" in said(b"PK\x03\x04", "taboo/w.xlsx")[0]


EXISTENCE = r"""
extends: existence
message: "Consider removing '%s'"
level: suggestion
ignorecase: true
link: https://style.example/words
tokens:
  - utili[sz]e
  - 'very\w+'
  - '\bin order to\b'
exceptions: [utilize fully]
"""


def test_a_vale_rule_of_existence() -> None:
    taboo = one(EXISTENCE, "styles/House/Words.yml")
    assert taboo.name == "House.Words"
    found = lint_text("Utilise it, utilize fully, VERYmuch so, in order to bin orders to x", [taboo])
    assert [(one.text, one.severity, one.message) for one in found] == [
        ("Utilise", "note", "Consider removing 'utilise'"),
        ("VERYmuch", "note", "Consider removing this"),
        ("in order to", "note", "Consider removing 'in order to'"),
    ]
    assert found[0].source == "https://style.example/words"


def test_a_vale_rule_of_substitution_knows_case_and_what_to_write() -> None:
    data = (
        "extends: substitution\nmessage: Use '%s' instead of '%s'.\nlevel: error\nignorecase: true\n"
        "swap:\n  github: GitHub\n  '(?:give|gave) rise to': lead to|cause\n  '(\\w+)foo': $1bar\n"
    )
    [parsed], problems = read(data, "taboo/Subs.yml")
    assert [problem.message for problem in problems] == [
        "not taken from the Vale style: a replacement with groups; the term is found without it"
    ]
    found = lint_text("github, GitHub, GITHUB; it gave rise to", [parsed.taboo])
    assert [(one.text, one.message) for one in found] == [
        ("github", "Use 'GitHub' instead of 'github'."),
        ("GITHUB", "Use 'GitHub' instead of 'github'."),
        ("gave rise to", "Use 'lead to | cause' instead of 'gave rise to'."),
    ]
    assert found[2].suggestions == ("lead to", "cause")


def test_vale_finds_terms_in_their_case_unless_told_otherwise() -> None:
    taboo = one("extends: existence\nmessage: never\ntokens: [may, WidgetCo]\n", "taboo/House/A.yml")
    assert texts("may May WidgetCo widgetco", taboo) == ["may", "WidgetCo"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("extends: occurrence\nmax: 3\ntoken: x\n", "1:10: {V}rules of the kind occ"),
        ("extends: repetition\n", "rules of the kind repetition, because it compares"),
        ("extends: spelling\n", "rules of the kind spelling, because it needs a spelling dictionary"),
        ("extends: exists\n", "1:10: error: unknown kind of Vale rule (got exists); did you mean existence?"),
        ("extends: existence\n", "error: the rule has no tokens"),
        ("extends: substitution\nswap: [x]\n", "error: expected text on both sides"),
        ("extends: existence\ntokens: [a]\nscope: heading\n", "3:8: {V}a rule for parts"),
        ("extends: existence\ntokens: ['(a+)+b']\n", "2:10: {V}a repeat inside a repeat"),
        ("extends: existence\ntokens: ['\\p{L}x']\n", "2:10: {V}Unicode properties"),
        ("extends: existence\ntokens: ['[A-Z]{3,5}']\n", "2:10: {V}it tells capitals"),
        ("extends: existence\ntokens: ['(a']\n", "2:10: {V}not a regular expression"),
        ("extends: existence\ntokens: ['[[a]b]']\n", "2:10: {V}not a regular expression"),
        ("extends: existence\ntokens: [a]\nlevel: fatal\n", "3:8: error: unknown level (got fatal)"),
        ("extends: existence\ntokens: [12]\n", "2:10: error: expected text in tokens (got 12); put it in quotes"),
        ("extends: existence\ntokens: ['!', un]\nnonword: true\n", "2:15: {V}nonword: the term is found"),
        ("extends: existence\ntokens: [a]\nfoo: 1\n", "3:1: {V}the key foo"),
    ],
)  # fmt: skip
def test_what_of_vale_is_not_taken_is_said(data: str, words: str) -> None:
    words = words.replace("{V}", "warning: not taken from the Vale style: ")
    assert any(words in line for line in said(data, "taboo/House/A.yml")), said(data, "taboo/House/A.yml")


PRH = """
version: 1
rules:
  - expected: Cookie
  - expected: jQuery
    pattern: jquery
    prh: names are written as their owners write them
    specs:
      - {from: jqueryを使う, to: jQueryを使う}
      - {from: jQuery, to: jQuery}
  - expected: $1ください
    pattern: /(して|お待ち)下さい/
    specs: [{from: お待ち下さい, to: お待ちください}]
  - expected: ソースコード
    pattern: /(オープン)?ソース/
    regexpMustEmpty: $1
    specs: [{from: オープンソースのソース, to: オープンソースのソースコード}]
"""


def test_a_prh_dictionary() -> None:
    taboo = one(PRH, "taboo/terms.yml")
    made = apply_list(taboo, "ＣＯＯＫＩＥ cookie Cookie, jquery JQUERY, 少々お待ち下さい。")
    assert made == "Cookie Cookie Cookie, jQuery JQUERY, 少々お待ちください。"
    assert taboo.entries[1].finds == ("jqueryを使う",)
    assert taboo.entries[1].ignores == ("jQuery",)


def test_a_spec_of_prh_that_does_not_hold_is_an_error_at_its_place() -> None:
    data = "rules:\n- expected: jQuery\n  pattern: jquery\n  specs:\n  - from: JQUERY\n    to: jQuery\n"
    assert said(data, "taboo/t.yml") == [
        "taboo/t.yml:5:5: error: the spec does not hold: JQUERY becomes JQUERY, not jQuery; "
        "mend the pattern or the spec"
    ]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("rules: []\n", "error: the dictionary has no rules"),
        ("rules: x\n", "1:8: error: expected a list of rules"),
        ("rules: [3]\n", "1:9: error: expected a text or a mapping"),
        ("rules:\n- pattern: x\n", "2:3: error: expected text for expected"),
        ("rules:\n- expected: x\n  patern: y\n", "3:3: error: unknown key patern; did you mean pattern?"),
        ("rules:\n- expected: x\n  pattern: ''\n", "3:12: error: expected text in pattern"),
        ("rules:\n- expected: x\n  pattern: /(a+)+b/\n", "3:12: {P}a repeat"),
        ("rules:\n- expected: $1x\n  pattern: /(.)y/\n", "3:12: {P}a replacement"),
        ("rules:\n- expected: x\n  pattern: /(a).y/\n  regexpMustEmpty: $1\n", "more than a handful of words"),
        ("imports: [a.yml]\nrules: [x]\n", "1:10: {P}imports"),
        ("rules:\n- expected: x\n  specs: [{from: a}]\n", "3:11: error: expected a spec with from and to"),
    ],
)  # fmt: skip
def test_what_of_prh_is_not_taken_is_said(data: str, words: str) -> None:
    words = words.replace("{P}", "warning: not taken from the prh dictionary: ")
    assert any(words in line for line in said(data, "taboo/t.yml")), said(data, "taboo/t.yml")


def test_few_words_become_terms_and_others_bounded_patterns() -> None:
    assert find_literals("utili[sz]e") == ["utilise", "utilize"]
    assert set(find_literals(r"\b(?:a|the) (?:lot|number)s? of\b")) == {
        f"{article} {noun}{plural} of"
        for article in ("a", "the")
        for noun in ("lot", "number")
        for plural in ("", "s")
    }
    assert find_literals(r"\w+ly") == []
    assert find_literals("^x") == []
    assert bound(r"a*b+[*+]\*c{2,}d{1,3}") == r"a{0,30}b{1,30}[*+]\*c{2,30}d{1,3}"
    words = take_expression(r"(?i)very\s+\w+", ignore_case=False)
    assert words.pattern is not None
    assert words.pattern.written == r"(?i)very\s+\w+"


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab|()[]{}*+?.^$\\123,-", max_size=20), st.booleans())
def test_no_foreign_expression_is_taken_without_a_bound(written: str, ignore_case: bool) -> None:
    try:
        words = take_expression(written, ignore_case=ignore_case)
    except PatternError as refused:
        assert str(refused)
    else:
        assert len(words.terms) <= 200
        assert bool(words.terms) != (words.pattern is not None)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet='term,pattern;severity"\n\r\t国家级x=>#', max_size=80))
def test_any_table_or_text_is_a_list_or_a_problem(text: str) -> None:
    for path in ("taboo/a.csv", "taboo/a.txt"):
        lists, problems = read(text, path)
        assert lists or problems
        assert all(problem.line >= 1 and problem.column >= 1 for problem in problems)


def test_word_edges_of_other_engines_know_ascii_only() -> None:
    data = (
        "rules:\n- expected: メーリングリスト\n  pattern: /\\bML\\b(?!系)/\n  specs:\n"
        "  - {from: MLなど, to: メーリングリストなど}\n  - {from: ML系言語, to: ML系言語}\n  - {from: SML, to: SML}\n"
        "- {expected: '', pattern: '/foo[0-9]{1,9}/'}\n"
    )
    taboo = one(data, "taboo/t.yml")
    assert texts("用ML做，foo12，MLs", taboo) == ["ML", "foo12"]


def test_warnings_that_say_the_same_are_said_once() -> None:
    tokens = "".join(f"  - '\\p{{L}}{number}'\n" for number in range(40))
    [line] = said(f"extends: existence\nmessage: never\ntokens:\n{tokens}", "taboo/House/A.yml")
    assert "(and 39 more in this file)" in line


def test_a_file_that_is_no_list_at_all_says_so_once() -> None:
    assert said("a: 1\nb: 2\nc: 3\n", "taboo/x.yml") == [
        "taboo/x.yml:1:1: error: no taboo list: it has none of its keys; write `entries:`, or move the file away"
    ]
    assert "targets: the dictionary" in said("version: 1\ntargets: [{file: /x/}]\n", "taboo/x.yml")[0]
