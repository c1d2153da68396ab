"""The formats for machines, each read back by a reader of that format, whatever the texts say."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from jsonschema import Draft4Validator

from contentops.lint.reporters import REPORTERS, render_report
from contentops.lint.reporters.report import Report, Suppressed
from contentops.lint.reporters.xml_text import legal_xml
from tests.lint.report_samples import find, hostile_reports, lenient, place, report, sample

SCHEMA = Path(__file__).parent / "schemas" / "sarif-schema-2.1.0.json"
few = settings(max_examples=40, deadline=None)


def text_of(name: str, given: Report) -> str:
    rendered = render_report(name, given)
    assert isinstance(rendered, str)
    assert rendered == "" or rendered.endswith("\n")
    rendered.encode("utf-8")
    return rendered


@pytest.mark.parametrize("name", REPORTERS)
def test_each_format_is_what_the_table_says(name: str) -> None:
    entry = REPORTERS[name]
    assert callable(import_module(f"contentops.lint.reporters.{entry.module}").render)
    rendered = render_report(name, sample())
    assert isinstance(rendered, bytes if entry.binary else str)
    assert rendered == render_report(name, sample())
    assert entry.help and entry.suffix.startswith(".")


@pytest.mark.parametrize("name", REPORTERS)
def test_nothing_found_is_a_report_too(name: str) -> None:
    assert render_report(name, report([], {"clean.md": ""})) is not None
    assert render_report(name, report([], {})) is not None


@pytest.mark.parametrize("name", REPORTERS)
def test_the_command_writes_each_format(
    name: str, contentops: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text("我们是最佳平台。\n", encoding="utf-8")
    written = Path(f"report{REPORTERS[name].suffix}")
    assert contentops("lint", "a.md", "--format", name, "--output", written).code == 1
    first = written.read_bytes()
    assert contentops("lint", "a.md", "--format", name, "--output", written).code == 1
    assert written.read_bytes() == first
    if REPORTERS[name].binary:
        assert contentops("lint", "a.md", "--format", name).code == 2, "bytes are not for a terminal"
    else:
        assert contentops("lint", "a.md", "--format", name).out.encode() == first


def test_json_lines_have_the_findings_of_json() -> None:
    lines = text_of("jsonl", sample()).splitlines()
    document = json.loads(text_of("json", sample()))
    assert [json.loads(line) for line in lines] == document["findings"]
    assert document["summary"] == {"files": 3, "errors": 2, "warnings": 1, "notes": 1}
    assert "place" not in document["findings"][0]


def test_the_place_of_a_finding_is_in_json_where_there_is_one() -> None:
    found = find("价格最佳", "最佳")._replace(place="Prices!B4")
    assert json.loads(text_of("jsonl", report([found], {"a.xlsx": "价格最佳"})))["place"] == "Prices!B4"


@few
@given(hostile_reports())
def test_hostile_texts_in_json(given: Report) -> None:
    found = json.loads(text_of("json", given))["findings"]
    assert [item["text"] for item in found] == [finding.text for finding in given.findings]
    assert [item["message"] for item in found] == [finding.message for finding in given.findings]
    lines = text_of("jsonl", given).splitlines()
    assert [json.loads(line) for line in lines] == found


def sarif(given: Report) -> Any:
    log = json.loads(text_of("sarif", given))
    Draft4Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(log)
    [run] = log["runs"]
    return run


def test_sarif_says_all_there_is_to_say() -> None:
    run = sarif(sample())
    assert run["columnKind"] == "unicodeCodePoints"
    driver = run["tool"]["driver"]
    assert driver["name"] == "contentops"
    rules = {rule["id"]: rule for rule in driver["rules"]}
    assert set(rules) == {"taboo-word/zh-law", "taboo-word/house"}
    law = rules["taboo-word/zh-law"]
    assert law["shortDescription"]["text"] == "广告法第九条"
    assert "《广告法》第九条第（三）项" in law["help"]["markdown"]
    assert law["defaultConfiguration"]["level"] == "error"
    [first, second, third, fourth] = run["results"]
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    assert [first["level"], fourth["level"]] == ["warning", "note"]
    location = third["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "drafts/%E5%8F%91%E5%B8%83.md"
    region = location["region"]
    assert (region["startLine"], region["startColumn"], region["endLine"], region["endColumn"]) == (
        4,
        10,
        5,
        3,
    )
    assert "fixes" not in first, "two suggestions: a person chooses"
    [fix] = second["fixes"]
    [change] = fix["artifactChanges"][0]["replacements"]
    assert change["insertedContent"]["text"] == "优选"
    assert change["deletedRegion"]["startColumn"] == 5, "an emoji is one code point"


def test_sarif_keeps_what_was_accepted_with_the_reason() -> None:
    source = "最佳 cheap"
    given = report([], {"a.md": source}, suppressed=[
        Suppressed(find(source, "最佳"), "名称：奖项"),
        Suppressed(find(source, "cheap"), in_baseline=True),
    ])  # fmt: skip
    in_file, in_baseline = sarif(given)["results"]
    assert in_file["suppressions"] == [
        {"kind": "inSource", "status": "accepted", "justification": "名称：奖项"}
    ]
    assert in_baseline["suppressions"] == [{"kind": "external", "status": "accepted"}]


def test_sarif_knows_a_finding_again_when_lines_above_it_move() -> None:
    def prints(source: str) -> list[str]:
        starts = [match.start() for match in re.finditer("最佳", source)]
        given = report([place(source, at, at + 2) for at in starts], {"a.md": source})
        return [result["partialFingerprints"]["contentops/v1"] for result in sarif(given)["results"]]

    before = prints("我们最佳。\n\n我们最佳。\n")
    assert len(set(before)) == 2, "two findings that look the same are two"
    assert prints("新的一行\n\n我们最佳。\n\n我们最佳。\n") == before
    assert prints("他们最佳。\n")[0] not in before


def test_sarif_does_not_count_a_byte_order_mark() -> None:
    source = "\ufeff最佳\n最佳"
    run = sarif(report([place(source, 1, 3), place(source, 4, 6)], {"a.md": source}))
    regions = [result["locations"][0]["physicalLocation"]["region"] for result in run["results"]]
    assert [(region["startColumn"], region["endColumn"]) for region in regions] == [(1, 3), (1, 3)]


def test_sarif_messages_are_no_templates_and_no_links() -> None:
    found = find("x {{ name }} [a](b)", "{{ name }} [a](b)", message="left", source="")
    [result] = sarif(report([found], {"a.md": "x {{ name }} [a](b)"}))["results"]
    assert result["message"]["text"].startswith(r"{{{{ name }}}} \[a](b): left")


@few
@given(hostile_reports())
def test_hostile_texts_in_sarif(given: Report) -> None:
    run = sarif(given)
    found = [*given.findings, *(item.finding for item in given.suppressed)]
    assert len(run["results"]) == len(found)
    for result, finding in zip(run["results"], found, strict=True):
        location = result["locations"][0]["physicalLocation"]
        uri = run["artifacts"][location["artifactLocation"]["index"]]["location"]["uri"]
        assert unquote(uri.removeprefix("file://")) == lenient(finding.path)
        assert location["region"]["snippet"]["text"] == finding.text


COMMAND = re.compile(r"::(error|warning|notice) ([^\n\r]*?)::([^\n\r]*)")


def read_annotations(output: str) -> list[tuple[str, dict[str, str], str]]:
    """What the runner of GitHub Actions makes of each line."""
    read = []
    for line in output.split("\n")[:-1]:
        match = COMMAND.fullmatch(line)
        assert match, line
        properties = dict(part.split("=", 1) for part in match[2].split(","))
        read.append(
            (match[1], {k: unescape(v, property_=True) for k, v in properties.items()}, unescape(match[3]))
        )
    return read


def unescape(text: str, *, property_: bool = False) -> str:
    escapes = [
        ("%0D", "\r"),
        ("%0A", "\n"),
        *([("%3A", ":"), ("%2C", ",")] if property_ else []),
        ("%25", "%"),
    ]
    for escaped, char in escapes:
        text = text.replace(escaped, char)
    return text


def test_github_annotations() -> None:
    source = "100%, a:b"
    found = place(source, 0, 9, "a,b:c%.md", message="first\nsecond", suggestions=("x",))
    [line] = text_of("github", report([found], {"a,b:c%.md": source})).splitlines()
    where = "file=a%2Cb%3Ac%25.md,line=1,col=1,endColumn=10,title=taboo-word/zh-law"
    assert line.startswith(f"::error {where}::100%25, a:b: first second")
    assert line.endswith("%0Asource: 《广告法》第九条第（三）项%0Ainstead: x")


def test_github_refuses_columns_of_findings_over_lines() -> None:
    [_, _, (_, properties, _), (kind, _, _)] = read_annotations(text_of("github", sample()))
    assert properties == {"file": "drafts/发布.md", "line": "4", "endLine": "5", "title": "taboo-word/zh-law"}
    assert kind == "notice"


@few
@given(hostile_reports())
def test_hostile_texts_in_github_annotations(given: Report) -> None:
    read = read_annotations(text_of("github", given))
    assert len(read) == len(given.findings)
    for (_, properties, _), finding in zip(read, given.findings, strict=True):
        assert properties["line"] == str(finding.line)
        assert set(properties) <= {"file", "line", "endLine", "col", "endColumn", "title"}
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]", properties["file"])


def xml(name: str, given: Report) -> ElementTree.Element:
    return ElementTree.fromstring(text_of(name, given).encode())  # noqa: S314  written by ourselves


def test_junit_fails_what_fails_the_run() -> None:
    suites = xml("junit", sample())
    assert suites.attrib | {"time": ""} == {
        "name": "contentops lint", "tests": "5", "failures": "2", "errors": "0", "time": "",
    }  # fmt: skip
    assert [suite.get("name") for suite in suites] == ["drafts/发布.md", "drafts/launch.md", "clean.md"]
    assert [case.find("failure") is not None for case in suites.iter("testcase")] == [
        False,
        True,
        True,
        False,
        False,
    ]
    strict = xml("junit", sample()._replace(fail_on="warning"))
    assert strict.get("failures") == "3"
    [failure, *_] = suites.iter("failure")
    assert failure.get("message") == "最佳: 禁止使用"
    assert (failure.text or "").splitlines()[-1] == "instead: 优选"


def test_checkstyle() -> None:
    files = xml("checkstyle", sample())
    assert [file.get("name") for file in files] == ["drafts/发布.md", "drafts/launch.md"]
    note = files[1][0]
    assert note.attrib == {
        "line": "3", "column": "3", "severity": "info", "source": "contentops.taboo-word/house",
        "message": "cheap: we sell value, not price; instead: economical",
    }  # fmt: skip


@few
@given(hostile_reports())
def test_hostile_texts_in_xml(given: Report) -> None:
    errors = list(xml("checkstyle", given).iter("error"))
    assert [error.get("line") for error in errors] == [str(finding.line) for finding in given.findings]
    assert [file.get("name") for file in xml("checkstyle", given)] == [
        legal_xml(path) for path in dict.fromkeys(finding.path for finding in given.findings)
    ]
    suites = xml("junit", given)
    assert [suite.get("name") for suite in suites] == [legal_xml(path) for path in given.sources]
    assert len(list(suites.iter("failure"))) == sum(map(given.fails, given.findings))


def test_xml_has_none_of_what_it_cannot_hold() -> None:
    assert legal_xml("a\x00b\x0bc\ufffed\ud800e\tf\U0001f600") == "a�b�c�d�e\tf😀"


def diagnostics(given: Report) -> list[Any]:
    read = json.loads(text_of("rdjson", given))["diagnostics"]
    assert [json.loads(line) for line in text_of("rdjsonl", given).splitlines()] == read
    assert isinstance(read, list)
    return read


def test_rdjson_counts_bytes() -> None:
    [_, second, third, fourth] = diagnostics(sample())
    assert second["location"]["range"] == {
        "start": {"line": 4, "column": 14},
        "end": {"line": 4, "column": 20},
    }
    assert third["location"]["range"]["end"] == {"line": 5, "column": 7}
    assert second["suggestions"] == [{"range": second["location"]["range"], "text": "优选"}]
    assert fourth["severity"] == "INFO"
    assert fourth["code"] == {"value": "taboo-word/house"}
    [offer] = fourth["suggestions"]
    assert offer["text"] == "An economical", "the article changes with the word"
    assert offer["range"]["start"] == {"line": 3, "column": 1}


@few
@given(hostile_reports())
def test_hostile_texts_in_rdjson(given: Report) -> None:
    for diagnostic, finding in zip(diagnostics(given), given.findings, strict=True):
        lines = [line.encode("utf-8", "replace") for line in given.sources[finding.path].split("\n")]
        start, end = (diagnostic["location"]["range"][side] for side in ("start", "end"))
        rows = lines[start["line"] - 1 : end["line"]]
        rows[-1] = rows[-1][: end["column"] - 1]
        rows[0] = rows[0][start["column"] - 1 :]
        assert b"\n".join(rows) == finding.text.encode("utf-8", "replace")


def test_advice_and_blanks_are_no_replacements() -> None:
    from contentops.lint.reporters.replacements import replacements

    def offered(*suggestions: str) -> tuple[str, ...]:
        return replacements(find("最佳", "最佳", suggestions=suggestions))

    assert offered("优选") == ("优选",)
    assert offered("a", "b") == offered() == offered("据〈机构〉报告") == offered("suited to …") == ()


def test_reports_cost_no_imports_until_they_are_made(contentops: Callable[..., Any]) -> None:
    import subprocess
    import sys

    program = (
        "import sys, contentops.lint.reporters; "
        "print([n for n in ('jinja2', 'docx', 'contentops.lint.reporters.report') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
