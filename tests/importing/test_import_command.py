"""The command as a team uses it: a dry run, the write, and the same file again next month."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from openpyxl import Workbook

from contentops.workspace.load import load_workspace
from contentops.workspace.schemas import render_schema
from contentops.workspace.yaml_reader import read_yaml
from contentops.yaml_writer import dump
from tests.conftest import Build, Outcome, item

Run = Callable[..., Outcome]

POSTS = """date,title,author,tag
2024-12-30,Last year,author-01,News
2025-01-17,How to Get Started,author-02,Tutorials
2025-02-18,"Filtering, at Scale: ""fast"" or not?",author-03,Engineering
2025/3/5,Release 2.6,author-02,Announcements
"""
EVENTS = """date,title,kind
2021-01-21,圆桌会第7期,round_table
2021-02-07,FATE v1.5.1 发布,release
2021-04-01,TSC 会议,governance_meeting
2021-06-24,TSC 会议,governance_meeting
"""
MAPPING: dict[str, Any] = {
    "into": "periodic",
    "output": "pools/periodic/blog.yaml",
    "where": ["date>=2025-01-01"],
    "id": "{date}-{title}",
    "map": {"role": "tag", "published": "date"},
    "value": {"tag": {"Announcements": "decider", "Engineering": "evaluator", "*": "user"}},
    "set": {
        "format": "article",
        "stage": "acquire",
        "owner": "ann",
        "status": "published",
        "effort": {"write": 4},
    },
    "rest_into": "facts",
}


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    return written(tmp_path / "posts.csv", POSTS)


@pytest.fixture
def mapping(tmp_path: Path) -> Path:
    return written(tmp_path / "blog-mapping.yaml", dump(MAPPING))


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def snapshot(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def data(root: Path, name: str) -> Any:
    return read_yaml((root / name).read_text(encoding="utf-8"), name).data


def test_a_dry_run_reports_row_by_row_and_writes_nothing(
    build: Build, contentops: Run, posts: Path, mapping: Path
) -> None:
    root = build()
    before = snapshot(root)
    result = contentops("import", posts, "-C", root, "--mapping", mapping)
    assert result.code == 0
    assert "UTF-8, comma; 4 rows" in result.out
    assert 'row 3: new 2025-01-17-how-to-get-started "How to Get Started"' in result.out
    assert (
        'row 4: new 2025-02-18-filtering-at-scale-fast-or-not "Filtering, at Scale: \\"fast\\" or not?"'
        in result.out
    )
    assert "row 2:" not in result.out
    assert "3 new; 1 left out by --where" in result.out
    assert "# and 1 more" in result.out
    assert "dry run" in result.err
    assert snapshot(root) == before


def test_the_write_adds_valid_items_and_a_second_run_adds_nothing(
    build: Build, contentops: Run, posts: Path, mapping: Path
) -> None:
    root = build()
    first = contentops("import", posts, "-C", root, "--mapping", mapping, "--write")
    assert first.code == 0
    assert "3 records added to pools/periodic/blog.yaml" in first.err
    loaded = load_workspace(root)
    assert loaded.problems == []
    assert loaded.workspace is not None
    post = loaded.workspace.items["2025-03-05-release-2.6"]
    assert (post.pool, post.role, post.published, post.effort) == (
        "periodic",
        "decider",
        date(2025, 3, 5),
        {"write": 4},
    )
    assert post.facts == {"author": "author-02"}
    before = snapshot(root)
    second = contentops("import", posts, "-C", root, "--mapping", mapping, "--write")
    assert second.code == 0
    assert "0 new, 3 there already" in second.out
    assert "row 5: exists 2025-03-05-release-2.6 in pools/periodic/blog.yaml:" in second.out
    assert "nothing to write" in second.err
    assert snapshot(root) == before


def test_a_longer_file_adds_only_what_is_new_and_keeps_edits(
    build: Build, contentops: Run, posts: Path, mapping: Path
) -> None:
    root = build()
    contentops("import", posts, "-C", root, "--mapping", mapping, "--write")
    file = root / "pools/periodic/blog.yaml"
    edited = file.read_text(encoding="utf-8").replace("title: Release 2.6", "title: Our words  # edited")
    file.write_text(edited, encoding="utf-8", newline="")
    lines = POSTS.splitlines(keepends=True)
    posts.write_text(
        "".join([lines[0], "2025-01-01,New at the top,author-09,News\n", *lines[1:]]), encoding="utf-8"
    )
    result = contentops("import", posts, "-C", root, "--mapping", mapping, "--write")
    assert "1 new, 3 there already" in result.out
    assert "(differs in title; kept as it is)" in result.out
    text = file.read_text(encoding="utf-8")
    assert text.startswith(edited)
    assert [entry["id"] for entry in data(root, "pools/periodic/blog.yaml")["items"]][3:] == [
        "2025-01-01-new-at-the-top"
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_events_become_nodes_in_any_encoding(
    build: Build, contentops: Run, tmp_path: Path, encoding: str
) -> None:
    root = build()
    file = written(tmp_path / "events.csv", EVENTS, encoding)
    options = ("--into", "nodes", "--value", "kind:governance_meeting=meeting", "--write")
    result = contentops("import", file, "-C", root, *options)
    assert result.code == 0
    assert data(root, "nodes.yaml")["nodes"][0] == {
        "id": "2021-01-21-圆桌会第7期",
        "title": "圆桌会第7期",
        "kind": "round_table",
        "date": "2021-01-21",
    }
    assert [node["id"] for node in data(root, "nodes.yaml")["nodes"]][2:] == [
        "2021-04-01-tsc-会议",
        "2021-06-24-tsc-会议",
    ]
    again = contentops("import", file, "-C", root, *options)
    assert "0 new, 4 there already" in again.out


def test_events_become_events(build: Build, contentops: Run, tmp_path: Path) -> None:
    root = build()
    file = written(tmp_path / "events.csv", EVENTS)
    result = contentops(
        "import", file, "-C", root, "--into", "events", "--map", "start=date",
        "--value", "kind:governance_meeting=meeting", "--set", "status=done", "--write",
    )  # fmt: skip
    assert result.code == 0
    loaded = load_workspace(root)
    assert loaded.workspace is not None
    assert loaded.problems == []
    assert len(loaded.workspace.events) == 4
    assert loaded.workspace.events["2021-02-07-fate-v1.5.1-发布"].start == date(2021, 2, 7)


def test_an_invalid_row_keeps_everything_from_being_written(
    build: Build, contentops: Run, tmp_path: Path
) -> None:
    root = build()
    before = snapshot(root)
    file = written(
        tmp_path / "e.csv", EVENTS + "3/1/2027,Summit,summit\n2021-13-01,No such day,news\n,No day,news\n"
    )
    options = ("import", file, "-C", root, "--into", "nodes", "--value", "kind:governance_meeting=meeting")
    result = contentops(*options, "--write")
    assert result.code == 1
    assert f"{file}:6:1: error: column A (date): date is ambiguous" in result.out
    assert "(got 3/1/2027); say --date-format" in result.out
    assert (
        f"{file}:7:1: error: column A (date): date is no day of the calendar (got 2021-13-01)" in result.out
    )
    assert f"{file}:8:1: error: node lacks the key date; fill the cell" in result.out
    assert "nothing was written" in result.err
    assert snapshot(root) == before
    skipped = contentops(*options, "--write", "--skip-invalid")
    assert skipped.code == 0
    assert len(data(root, "nodes.yaml")["nodes"]) == 4


def test_cells_without_a_meaning_are_listed_with_the_option_to_give_one(
    build: Build, contentops: Run, tmp_path: Path
) -> None:
    result = contentops("import", written(tmp_path / "e.csv", EVENTS), "-C", build(), "--into", "nodes")
    assert result.code == 1
    assert (
        ":4:3: error: column C (kind): kind is none of the values it may have (got governance_meeting)"
        in result.out
    )
    assert (
        "say what kind governance_meeting means (2 rows): --value kind:governance_meeting=..." in result.out
    )


def test_a_reference_that_does_not_exist_is_found_before_the_write(
    build: Build, contentops: Run, tmp_path: Path
) -> None:
    root = build()
    file = written(tmp_path / "p.csv", "title,owner\nOne,ann\nTwo,anne\n")
    fixed = ("--set", "format=article", "--set", "role=user", "--set", "stage=acquire")
    result = contentops("import", file, "-C", root, "--into", "basic", *fixed, "--write")
    assert result.code == 1
    assert f"{file}:3:2: error: column B (owner): item two names a person" in result.out
    assert "did you mean ann?" in result.out


def test_a_wrong_fixed_value_is_told_once(build: Build, contentops: Run, tmp_path: Path) -> None:
    file = written(tmp_path / "p.csv", "title\nOne\nTwo\n")
    fixed = ("--set", "format=artcle", "--set", "role=user", "--set", "stage=acquire", "--set", "owner=bo")
    result = contentops("import", file, "-C", build(), "--into", "basic", *fixed)
    assert result.code == 1
    assert result.out.count("did you mean article?") == 1
    assert result.out.count("--set owner=bo: error: item one names a person that does not exist") == 1
    assert 'row 2: error one "One" (see --set format=artcle, --set owner=bo)' in result.out


def test_identical_rows_are_one_record_and_rows_with_one_id_are_errors(
    build: Build, contentops: Run, tmp_path: Path
) -> None:
    rows = (
        "date,title,kind\n2027-01-05,Go!,news\n2027-01-05,Go!,news\n2027-01-06,C,news\n2027-01-06,C++,news\n"
    )
    result = contentops("import", written(tmp_path / "e.csv", rows), "-C", build(), "--into", "nodes")
    assert result.code == 1
    assert 'row 3: duplicate 2027-01-05-go "Go!" (same as row 2)' in result.out
    assert ":4:1: error: the id 2027-01-06-c is also that of row 5, which differs" in result.out
    assert ":5:1: error: the id 2027-01-06-c is also that of row 4, which differs" in result.out
    assert "1 new, 1 twice in the file, 2 with errors" in result.out


def test_a_row_that_was_imported_keeps_its_id_when_another_with_that_id_comes(
    build: Build, contentops: Run, tmp_path: Path
) -> None:
    root = build()
    file = written(tmp_path / "e.csv", "date,title,kind\n2027-01-06,C++,news\n")
    contentops("import", file, "-C", root, "--into", "nodes", "--write")
    written(file, "date,title,kind,id\n2027-01-06,C,news,\n2027-01-06,C++,news,\n")
    result = contentops("import", file, "-C", root, "--into", "nodes")
    assert "row 3: exists 2027-01-06-c in nodes.yaml:2" in result.out
    assert ":2:1: error: the id 2027-01-06-c" in result.out
    written(file, "date,title,kind,id\n2027-01-06,C,news,plain-c\n2027-01-06,C++,news,\n")
    mended = contentops("import", file, "-C", root, "--into", "nodes", "--write")
    assert mended.code == 0
    assert [node["id"] for node in data(root, "nodes.yaml")["nodes"]] == ["2027-01-06-c", "plain-c"]


def test_an_id_pattern_may_use_any_column(build: Build, contentops: Run, tmp_path: Path) -> None:
    root = build()
    file = written(tmp_path / "e.csv", "编号,date,title,kind\n7,2027/1/6,C,news\n,2027-01-07,D,news\n")
    result = contentops("import", file, "-C", root, "--into", "nodes", "--id", "n{编号}-{date}")
    assert 'row 2: new n7-2027-01-06 "C"' in result.out
    assert ":3:1: error: no id: 编号 is empty here" in result.out
    wrong = contentops("import", file, "-C", root, "--into", "nodes", "--id", "{编码}-x")
    assert wrong.code == 2
    assert "there is no column 编码; known columns: date, kind, title, 编号" in wrong.err


def test_the_same_content_under_another_id_is_pointed_out(
    build: Build, contentops: Run, tmp_path: Path
) -> None:
    root = build(
        {
            "nodes.yaml": {
                "nodes": [{"id": "fair", "title": "Fair", "kind": "exhibition", "date": "2027-05-01"}]
            }
        }
    )
    file = written(tmp_path / "e.csv", "date,title,kind\n2027-05-01,Fair,exhibition\n")
    result = contentops("import", file, "-C", root, "--into", "nodes")
    assert "(like fair in nodes.yaml:2, which has another id)" in result.out


def test_an_item_of_any_pool_and_file_counts_as_there(build: Build, contentops: Run, tmp_path: Path) -> None:
    root = build({"pools/hook/paper.yaml": {"items": [item(id="paper")]}})
    file = written(tmp_path / "p.csv", "id,title,owner,role\nintro,Intro,ann,user\npaper,Paper,ann,user\n")
    fixed = ("--set", "format=article", "--set", "stage=acquire")
    result = contentops("import", file, "-C", root, "--into", "periodic", *fixed)
    assert (
        "row 2: exists intro in pools/basic/items.yaml:2 (differs in title, role; kept as it is)"
        in result.out
    )
    assert "row 3: exists paper in pools/hook/paper.yaml:2" in result.out


def test_a_workbook_with_chinese_columns(build: Build, contentops: Run, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["选题", "发布时间", "内容类型", "负责人", "平台", "关键词", "工时"])
    sheet.append(["=联邦学习是什么", date(2027, 3, 1), "文章", "ann", "blog", "隐私、联邦", 4.5])
    sheet["A2"].data_type = "s"
    path = tmp_path / "plan.xlsx"
    book.save(path)
    root = build()
    pairs = {"title": "选题", "window.not_before": "发布时间", "format": "内容类型", "owner": "负责人",
             "channels": "平台", "keywords": "关键词", "effort.write": "工时"}  # fmt: skip
    options = [word for key, column in pairs.items() for word in ("--map", f"{key}={column}")]
    result = contentops(
        "import", path, "-C", root, "--into", "periodic", *options, "--value", "format:文章=article",
        "--set", "role=user", "--set", "stage=acquire", "--set", "window.deadline=2027/4/1", "--write",
    )  # fmt: skip
    assert result.code == 0, result.out + result.err
    assert data(root, "pools/periodic/imported.yaml")["items"] == [
        {
            "id": "联邦学习是什么",
            "title": "=联邦学习是什么",
            "format": "article",
            "role": "user",
            "stage": "acquire",
            "owner": "ann",
            "effort": {"write": 4.5},
            "channels": ["blog"],
            "window": {"not_before": "2027-03-01", "deadline": "2027-04-01"},
            "keywords": ["隐私", "联邦"],
        }
    ]


def test_a_formula_without_a_value_is_an_error_at_its_cell(
    build: Build, contentops: Run, tmp_path: Path
) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["date", "title", "kind"], [date(2027, 3, 1), '="a"&"b"', "news"]):
        sheet.append(row)
    path = tmp_path / "e.xlsx"
    book.save(path)
    result = contentops("import", path, "-C", build(), "--into", "nodes")
    assert result.code == 1
    assert f"{path}:2:2: error: column B (title): title the formula in B2 has no saved value" in result.out


def test_json_holds_everything_and_the_whole_yaml(
    build: Build, contentops: Run, posts: Path, mapping: Path
) -> None:
    result = contentops("import", posts, "-C", build(), "--mapping", mapping, "--json")
    document = json.loads(result.out)
    jsonschema.validate(document, json.loads(render_schema("import-report")))
    jsonschema.validate(MAPPING, json.loads(render_schema("mapping")))
    assert document["version"] == 1
    assert document["summary"] == {
        "rows": 4, "new": 3, "exists": 0, "duplicates": 0, "errors": 0, "left_out": 1,
    }  # fmt: skip
    assert document["columns"] == {
        "role": "tag",
        "published": "date",
        "title": "title",
        "facts.author": "author",
    }
    assert len(read_yaml(document["yaml"], "x").data) == 3
    assert (document["written"], document["output"]) == (False, "pools/periodic/blog.yaml")


def test_columns_that_are_not_used_are_named(build: Build, contentops: Run, tmp_path: Path) -> None:
    file = written(tmp_path / "e.csv", "date,title,kind,备注,country\n2027-01-05,Go,news,x,CN\n")
    result = contentops("import", file, "-C", build(), "--into", "nodes", "--ignore", "country")
    assert "not used: 备注" in result.out
    assert "country" not in result.out
    taken = contentops("import", file, "-C", build(), "--into", "nodes", "--map", "notes=title")
    assert "every node needs title" in taken.err


def test_the_command_line_wins_over_the_mapping_file(
    build: Build, contentops: Run, posts: Path, mapping: Path
) -> None:
    result = contentops(
        "import", posts, "-C", build(), "--mapping", mapping, "--set", "owner=ben", "--where", "tag=News", "--json"
    )  # fmt: skip
    assert json.loads(result.out)["summary"]["new"] == 0
    result = contentops("import", posts, "-C", build(), "--mapping", mapping, "--set", "owner=ben", "--json")
    assert {entry["owner"] for entry in read_yaml(json.loads(result.out)["yaml"], "x").data} == {"ben"}


def test_problems_of_a_mapping_file_have_its_lines(build: Build, contentops: Run, tmp_path: Path) -> None:
    file = written(tmp_path / "e.csv", EVENTS)
    bad = written(tmp_path / "m.yaml", "into: nodes\nmaps:\n  title: 标题\nvalue: x\n")
    result = contentops("import", file, "-C", build(), "--mapping", bad)
    assert result.code == 2
    assert f"{bad}:2:1: error: the mapping has no key maps; did you mean map?" in result.err
    assert f"{bad}:4:8: error: value: expected a mapping" in result.err
    bad = written(tmp_path / "m.yaml", "into: nodes\nmap:\n  titel: title\n  date: 日期\nset:\n  kind: nws\n")
    result = contentops("import", file, "-C", build(), "--mapping", bad)
    assert result.code == 2
    assert f"{bad}:3:3: error: node has no key titel that a cell can fill; did you mean title?" in result.err
    assert f"{bad}:4:3: error: {file} has no column 日期; known columns: date, kind, title" in result.err


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ((), "error: say what the rows become: --into basic|periodic|hook|events|nodes"),
        (("--into", "node"), "did you mean nodes?"),
        (("--into", "nodes", "--map", "title"), "no `=` in it"),
        (("--into", "nodes", "--value", "kind=x"), "not COLUMN:CELL=VALUE"),
        (("--into", "nodes", "--value", "kid:x=y"), "no column in use is named kid; did you mean kind?"),
        (("--into", "nodes", "--where", "dat>2"), "has no column dat; did you mean date?"),
        (("--into", "nodes", "--where", "date"), "no comparison"),
        (("--into", "nodes", "--rest-into", "facts"), "node has no key facts that takes keys of any name"),
        (("--into", "nodes", "--map", "title=kind", "--map", "title.zh=title"), "title.zh lies inside title"),
        (("--into", "nodes", "--ignore", "kind"), "every node needs kind"),
        (("--into", "nodes", "--set", "date=3/1/2027"), "date is ambiguous"),
        (("--into", "nodes", "--output", "events/x.yaml"), "nodes are not read from there; use nodes.yaml"),
        (("--into", "events", "--output", "../x.yaml"), "events are not read from there"),
        (("--into", "basic", "--output", "pools/basic/../../../x.yaml"), "basic are not read from there"),
        (("--into", "nodes", "--delimiter", "long"), "cannot be a delimiter"),
    ],
)  # fmt: skip
def test_options_that_make_no_sense(
    build: Build, contentops: Run, tmp_path: Path, options: tuple[str, ...], message: str
) -> None:
    root = build()
    before = snapshot(root)
    result = contentops("import", written(tmp_path / "e.csv", EVENTS), "-C", root, *options)
    assert result.code == 2
    assert message in result.err
    assert snapshot(root) == before


def test_a_workspace_with_errors_is_left_alone(build: Build, contentops: Run, tmp_path: Path) -> None:
    root = build({"nodes.yaml": "nodes:\n  - id: a\n"})
    result = contentops("import", written(tmp_path / "e.csv", EVENTS), "-C", root, "--into", "nodes")
    assert result.code == 2
    assert "nodes.yaml:2" in result.err


def test_a_cell_cannot_steer_the_terminal(build: Build, contentops: Run, tmp_path: Path) -> None:
    file = written(
        tmp_path / "e.csv", "date,title,kind\n2027-01-05,red\u202e,news\n2027-01-06,\x1b[31mred,news\n"
    )
    result = contentops("import", file, "-C", build(), "--into", "nodes")
    assert result.code == 1
    assert "3:2: error: column B (title): title holds the invisible control character U+001B" in result.out
    assert "\x1b" not in result.out + result.err
    assert "\u202e" not in result.out


def test_two_columns_never_fill_one_key(build: Build, contentops: Run, tmp_path: Path) -> None:
    file = written(tmp_path / "p.csv", "title,writer,author\nOne,a,b\n")
    fixed = ("--set", "format=post", "--set", "role=user", "--set", "stage=acquire", "--set", "owner=ann")
    options = ("--into", "periodic", *fixed, "--map", "facts.author=writer", "--rest-into", "facts")
    result = contentops("import", file, "-C", build(), *options)
    assert result.code == 2
    assert "column author would fill facts.author, which another column fills; --ignore author" in result.err
    mended = contentops("import", file, "-C", build(), *options, "--ignore", "author", "--json")
    assert read_yaml(json.loads(mended.out)["yaml"], "x").data[0]["facts"] == {"author": "a"}


@pytest.mark.parametrize("name", ["missing.csv", "."])
def test_a_file_that_is_not_there(build: Build, contentops: Run, tmp_path: Path, name: str) -> None:
    result = contentops("import", tmp_path / name, "-C", build(), "--into", "nodes")
    assert result.code == 2
    assert result.err.startswith("error: ")


def test_a_plan_that_moves_makes_no_second_item(build: Build, contentops: Run, tmp_path: Path) -> None:
    root = build()
    options = ("--into", "periodic", "--map", "window.not_before=date", "--set", "format=post",
               "--set", "role=user", "--set", "stage=acquire", "--set", "owner=ann", "--write")  # fmt: skip
    file = written(tmp_path / "p.csv", "date,title\n2027-03-01,Ten questions\n")
    contentops("import", file, "-C", root, *options)
    written(file, "date,title\n2027-03-08,Ten questions\n")
    result = contentops("import", file, "-C", root, *options)
    assert (
        "row 2: exists ten-questions in pools/periodic/imported.yaml:2 (differs in window; kept as it is)"
        in result.out
    )


def test_an_event_that_moves_is_pointed_out(build: Build, contentops: Run, tmp_path: Path) -> None:
    root = build()
    file = written(tmp_path / "e.csv", "date,title,kind\n2027-03-01,Summit,summit\n")
    contentops("import", file, "-C", root, "--into", "nodes", "--write")
    written(file, "date,title,kind\n2027-03-08,Summit,summit\n")
    result = contentops("import", file, "-C", root, "--into", "nodes")
    assert (
        'row 2: new 2027-03-08-summit "Summit" (same title as 2027-03-01-summit in nodes.yaml:2)'
        in result.out
    )


@pytest.mark.parametrize(
    "output", ["pools/periodic/../../x.yaml", "pools/periodic/d.yaml/x.yaml", "pools/periodic/a\0.yaml"]
)
def test_an_output_that_nobody_would_read(build: Build, contentops: Run, tmp_path: Path, output: str) -> None:
    file = written(tmp_path / "t.csv", "title,date,kind\nOne,2027-01-05,news\n")
    root = build()
    before = sorted(root.rglob("*"))
    result = contentops("import", file, "-C", root, "--into", "periodic", "--output", output, "--write")
    assert result.code == 2
    assert "use a .yaml file in pools/periodic/" in result.err
    assert sorted(root.rglob("*")) == before


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("title\n" + "x" * 1_000_001 + "\n", "t.csv:2: a cell of more than 1,000,000 characters"),
        (",".join(f"c{n}" for n in range(2001)) + "\n", "t.csv:1: 2001 columns, more than 2000"),
    ],
)
def test_a_table_far_too_large(build: Build, contentops: Run, tmp_path: Path, text: str, words: str) -> None:
    file = written(tmp_path / "t.csv", text)
    result = contentops("import", file, "-C", build(), "--into", "nodes")
    assert result.code == 2
    assert words in result.err
