"""Names where the workspace has ids: people write `陈默` and `官网博客` into a sheet, not `chen-mo` and `website`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from contentops.importing.names import NO_NAMES, Register, Unresolved, with_ids
from contentops.workspace.load import load_workspace
from contentops.workspace.yaml_reader import read_yaml
from contentops.yaml_writer import dump
from tests.conftest import Build, Outcome, settings

Run = Callable[..., Outcome]

TEAM: list[dict[str, Any]] = [
    {"id": "chen-mo", "name": {"zh": "陈默", "en": "Chen Mo"}, "skills": ["write"], "hours_per_week": 20},
    {"id": "ann", "name": "Ann Lee", "skills": ["write", "design"], "hours_per_week": 20},
    {"id": "lee", "name": "李晴", "reviews_per_week": 3},
    {"id": "lee-2", "name": "李晴"},
]
CHANNELS = [
    {"id": "website", "name": "官网博客", "tier": "owned"},
    {"id": "zhihu", "name": "知乎", "tier": "vertical"},
    {"id": "blog", "name": "website", "tier": "owned"},
]
FIXED: dict[str, Any] = {"format": "article", "role": "user", "stage": "acquire", "owner": "ann"}
NO_OWNER = {key: value for key, value in FIXED.items() if key != "owner"}


@pytest.fixture
def root(build: Build) -> Path:
    return build(
        {
            "contentops.yaml": settings(
                team=TEAM,
                channels=CHANNELS,
                personas=[{"id": "cto", "name": {"zh": "技术负责人", "en": "The CTO"}, "role": "decider"}],
                review_chains=[
                    {"id": "standard", "name": "标准审核", "steps": [{"role": "legal", "reviewers": ["lee"]}]}
                ],
            ),
            "events/own.yaml": {
                "events": [{"id": "fair", "title": "金融科技展", "kind": "exhibition", "start": "2027-05-12"}]
            },
            "nodes.yaml": {
                "nodes": [{"id": "cny", "title": "春节", "kind": "holiday", "date": "2027-02-06"}]
            },
        }
    )


def imported(contentops: Run, root: Path, mapping: dict[str, Any], *lines: str) -> Outcome:
    (root / "t.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (root / "m.yaml").write_text(dump({"into": "hook", **mapping}), encoding="utf-8")
    return contentops("import", root / "t.csv", "-C", root, "--mapping", root / "m.yaml", "--write")


def written(root: Path) -> list[dict[str, Any]]:
    text = (root / "pools/hook/imported.yaml").read_text(encoding="utf-8")
    items: list[dict[str, Any]] = read_yaml(text, "x").data["items"]
    return items


def test_a_name_becomes_the_id_wherever_a_key_refers_to_a_record(contentops: Run, root: Path) -> None:
    columns = {
        "title": "选题", "owner": "负责人", "watcher": "跟进人", "integrator": "统稿人", "assign.write": "执笔",
        "channels": "渠道", "gate.via": "领取渠道", "persona": "读者", "review_chain": "审核", "anchor.event": "活动",
    }  # fmt: skip
    fixed = {
        **FIXED,
        "gate.asks": ["email"],
        "anchor.phase": "recap",
        "effort": {"design": 2},
        "modules": [
            {"title": "一", "owner": "陈默", "effort": 4},
            {"title": "二", "owner": "ann", "effort": 4},
        ],
    }
    result = imported(
        contentops,
        root,
        {"map": columns, "set": fixed},
        "选题,负责人,跟进人,统稿人,执笔,渠道,领取渠道,读者,审核,活动",
        "一,陈默, ann lee ,ＣＨＥＮ  ＭＯ,陈默,官网博客；知乎,官网博客,the cto,标准审核,金融科技展",
    )
    assert result.code == 0, result.out + result.err
    (record,) = written(root)
    assert record["owner"] == record["assign"]["write"] == record["integrator"] == "chen-mo"
    assert record["watcher"] == "ann"
    assert [module["owner"] for module in record["modules"]] == ["chen-mo", "ann"]
    assert record["channels"] == ["website", "zhihu"]
    assert record["gate"]["via"] == "website"
    assert (record["persona"], record["review_chain"]) == ("cto", "standard")
    assert record["anchor"]["event"] == "fair"
    assert result.out.count("陈默 is chen-mo\n") == 1
    assert "  官网博客 is website\n" in result.out
    loaded = load_workspace(root)
    assert loaded.workspace is not None
    assert loaded.problems == []


def test_nodes_and_owners_of_events_have_names_too(contentops: Run, root: Path) -> None:
    mapping: dict[str, Any] = {
        "map": {"title": "t", "anchor.node": "n"},
        "set": {**FIXED, "anchor.offset": "-3"},
    }
    assert imported(contentops, root, mapping, "t,n", "One,春节").code == 0
    assert written(root)[0]["anchor"]["node"] == "cny"
    mapping = {"into": "events", "map": {"owner": "谁"}, "output": "events/more.yaml"}
    result = imported(contentops, root, mapping, "title,start,kind,谁", "Two,2027-03-01,沙龙,陈默")
    assert result.code == 0, result.out + result.err
    assert "owner: chen-mo" in (root / "events/more.yaml").read_text(encoding="utf-8")


def test_a_fixed_value_may_be_a_name(contentops: Run, root: Path) -> None:
    fixed = {**FIXED, "owner": "Chen Mo", "channels": ["知乎", {"channel": "官网博客", "after": 3}]}
    assert imported(contentops, root, {"set": fixed}, "title", "One").code == 0
    (record,) = written(root)
    assert record["owner"] == "chen-mo"
    assert record["channels"] == ["zhihu", {"channel": "website", "after": 3}]


def test_ids_win_over_names(contentops: Run, root: Path) -> None:
    result = imported(contentops, root, {"set": FIXED}, "title,channels", "One,website", "Two,WEBSITE")
    assert result.code == 0
    assert [record["channels"] for record in written(root)] == [["website"], ["website"]]


def test_a_name_of_two_is_an_error_that_lists_the_ids(contentops: Run, root: Path) -> None:
    result = imported(contentops, root, {"set": NO_OWNER}, "title,owner", "One,李晴")
    assert result.code == 1
    assert (
        "t.csv:2:2: error: column B (owner): 李晴 is the name of 2 people; write the id: lee or lee-2"
        in result.out
    )
    assert not (root / "pools/hook/imported.yaml").exists()


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("chen-m", "did you mean chen-mo?"),
        ("陈墨", "did you mean 陈默 (chen-mo)?"),
        ("Chen Ma", "did you mean chen-mo?"),
        ("王五", "known people: ann (Ann Lee), chen-mo (陈默), lee (李晴), lee-2 (李晴)"),
    ],
)
def test_an_unknown_one_is_compared_with_names_and_ids(
    contentops: Run, root: Path, word: str, hint: str
) -> None:
    result = imported(contentops, root, {"set": NO_OWNER}, "title,owner", f"One,{word}")
    assert result.code == 1
    assert f"item one names a person that does not exist (got {word}); {hint}" in result.out


def test_a_value_table_wins_over_names(contentops: Run, root: Path) -> None:
    mapping = {"set": NO_OWNER, "value": {"owner": {"陈默": "ann"}}}
    result = imported(contentops, root, mapping, "title,owner", "One,陈默")
    assert written(root)[0]["owner"] == "ann"
    assert " is " not in result.out


def test_a_second_run_with_names_adds_nothing(contentops: Run, root: Path) -> None:
    lines = ("title,watcher,channels", "One,陈默,官网博客")
    assert imported(contentops, root, {"set": FIXED}, *lines).code == 0
    result = imported(contentops, root, {"set": FIXED}, *lines)
    assert "row 2: exists one in pools/hook/imported.yaml:2\n" in result.out


def test_everything_wrong_with_a_row_is_told_in_one_run(contentops: Run, root: Path) -> None:
    columns = {"window.not_before": "最早"}
    result = imported(
        contentops,
        root,
        {"map": columns, "set": {"role": "user", "stage": "acquire"}},
        "title,owner,channels,format,最早,depends_on,value",
        "One,王 五,知呼,诗,1/2/2027,wto,101",
        "Two,ann,知乎,文章,2027-01-05,one,1",
    )
    assert result.code == 1
    found = [line.split("t.csv:")[1] for line in result.out.splitlines() if ": error:" in line]
    places = [line.partition(": error:")[0] for line in found]
    assert places == ["2:2", "2:3", "2:4", "2:5", "2:7", "2:6", "3:6"]
    assert "did you mean two?" in found[5]
    assert "row 2 becomes it once its own errors are mended" in found[6]


def test_an_unknown_fixed_name_is_told_once(contentops: Run, root: Path) -> None:
    result = imported(contentops, root, {"set": {**FIXED, "owner": "王五"}}, "title", "One", "Two")
    assert result.code == 1
    assert result.out.count("names a person that does not exist") == 1
    assert "m.yaml:" in result.out


def test_json_lists_what_was_taken(contentops: Run, root: Path) -> None:
    (root / "t.csv").write_text("title,owner,role\nOne,陈默,决策人\nTwo,陈默,user\n", encoding="utf-8")
    fixed = [word for key in ("format", "stage") for word in ("--set", f"{key}={FIXED[key]}")]
    result = contentops("import", root / "t.csv", "-C", root, "--into", "hook", *fixed, "--json")
    assert json.loads(result.out)["taken"] == [
        {"word": "决策人", "value": "decider"},
        {"word": "陈默", "value": "chen-mo"},
    ]


def test_a_register_prefers_the_exact_id() -> None:
    register = Register("channels", {"Blog": ("x",), "blog": ("y",), "z": ("Blog",)})
    assert register.resolve("Blog") == "Blog"
    assert register.resolve("blog") == "blog"
    assert register.resolve("BLOG") == Unresolved(("Blog", "blog"), "write the id: Blog or blog")


def test_what_nothing_is_known_of_stays(root: Path) -> None:
    values = {"owner": "陈默", "channels": ["a"], "assign": "odd"}
    assert with_ids(values, "item", NO_NAMES, lambda *_: None) == (values, [])


def test_a_template_that_does_not_exist_is_an_error_at_its_cell(contentops: Run, root: Path) -> None:
    mapping = {"map": {"title": "title", "template": "template", "format": "format"}, "set": FIXED}
    outcome = imported(
        contentops, root, mapping,
        "title,format,template",
        "A,press_release,press_release",
        "B,article,custumer_case",
        "C,slides,whatever",
        "D,article,Customer Case",
        "E,article,",
    )  # fmt: skip
    assert outcome.code == 1
    where = (
        f"{root / 't.csv'}:{{}}:3: error: column C (template): item {{}} names a template that does not exist"
    )
    told = outcome.out
    assert (
        where.format(2, "a") + " (got press_release); templates for the format press_release: award_release"
        in told
    )
    assert where.format(3, "b") + " (got custumer_case); did you mean customer_case?" in told
    assert where.format(4, "c") + " (got whatever); templates for the format slides: " in told
    assert "slide_script" in told
    assert told.count("names a template") == 3
    assert "Customer Case" in told


def test_a_template_given_for_all_rows_is_told_of_once(contentops: Run, root: Path) -> None:
    mapping = {"map": {"title": "title"}, "set": {**FIXED, "template": "nothing_like_it"}}
    outcome = imported(contentops, root, mapping, "title", "A", "B")
    assert outcome.code == 1
    assert outcome.out.count("names a template that does not exist") == 1
