"""Versions for channels: the reviewed words, within what the channel takes, and nothing left out in silence."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from contentops.drafts.orders import DraftOrder
from contentops.drafts.parts import read_parts
from contentops.drafts.render import DraftRenderer
from contentops.drafts.variant_render import MasterText, VersionRenderer
from contentops.drafts.variants import body_length, find_cuts, is_pointer
from contentops.models.base import Language
from contentops.models.item import Item
from contentops.models.settings import Channel, Settings
from contentops.models.workspace import Workspace
from contentops.workspace.draft_files import TemplateFolders
from contentops.workspace.yaml_reader import read_yaml
from tests.conftest import Build, Outcome, settings
from tests.drafts.test_draft_command import calendar, entry
from tests.drafts.workspaces import make_files

Run = Callable[..., Outcome]

PORTAL = {"id": "portal", "name": "Portal", "tier": "portal", "sections": ["News", "Data"], "links": False}
TRADE = {"id": "trade", "name": "Trade", "tier": "vertical"}
BLOG = {"id": "blog", "name": "Blog", "tier": "owned"}
NAME = "partnership-release"
DRAFT = f"drafts/2027-Q1/{NAME}.md"


def make(build: Build, *channels: dict[str, Any], language: str = "en", **changes: Any) -> Path:
    """A workspace with one release that goes to these channels, on three days."""
    files = make_files(language, settings(channels=[dict(one) for one in channels]))
    release = next(one for one in files["pools/periodic/items.yaml"]["items"] if one["id"] == NAME)
    uses: list[Any] = [
        {"channel": one["id"], "section": one["sections"][0]} if one.get("sections") else one["id"]
        for one in channels
    ]
    release.update({"channels": uses, "embargo": None})
    facts = changes.pop("facts", {})
    release.update(changes)
    release["facts"] = {**release["facts"], **facts}
    files["pools/periodic/items.yaml"]["items"] = [
        {key: value for key, value in release.items() if value is not None}
    ]
    waves = [{"channel": one["id"], "date": f"2027-01-{12 + n}"} for n, one in enumerate(channels)]
    files["calendars/2027-Q1.yaml"] = calendar(entry(NAME, "2027-01-12", channels=waves))
    return build(files)


def read(root: Path, channel: str) -> str:
    return (root / f"drafts/2027-Q1/{NAME}.{channel}.md").read_text(encoding="utf-8")


def body(text: str) -> str:
    return text.split("---\n", 2)[2]


def test_each_tier_gets_its_version(build: Build, contentops: Run) -> None:
    root = make(build, PORTAL, TRADE, BLOG)
    assert contentops("draft", NAME, "-C", root).code == 0
    done = contentops("draft", NAME, "--channels", "-C", root)
    assert done.code == 0, done.err
    assert done.out.count("written") == 3
    portal, trade, blog = (read(root, name) for name in ("portal", "trade", "blog"))
    assert re.search(r"(?m)^channel: portal\nsection: News\ntemplate: portal_version$", portal)
    assert re.search(r"(?m)^publish: 2027-01-14$", blog)
    assert "## Media contact" in trade and "## Media contact" not in portal + blog
    assert "## About Threadmoor" in portal and "## About" not in blog
    assert "https://" not in portal and "https://www.example.com" in trade
    assert "BRISTOL, 12 January 2027 – " in portal
    assert "note: partnership-release.portal: portal_version leaves out: " in done.err
    assert "Media contact" in done.err and "links-as-words" not in done.err
    assert contentops("draft", NAME, "--channels", "-C", root).out.count("unchanged") == 3


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_word_of_a_version_stands_in_the_draft(language: str, build: Build, contentops: Run) -> None:
    root = make(build, PORTAL, TRADE, BLOG, language=language)
    contentops("draft", NAME, "-C", root)
    master = (root / DRAFT).read_text(encoding="utf-8")
    for channel in ("portal", "trade", "blog"):
        contentops("draft", NAME, "--channel", channel, "-C", root)
        for line in body(read(root, channel)).splitlines():
            assert line in master, (channel, line)


def test_a_text_that_says_today_keeps_its_dateline_on_another_day(build: Build, contentops: Run) -> None:
    root = make(build, BLOG, TRADE, facts={"lead_summary": "Acme and Nordquell today agreed on hosting."})
    contentops("draft", NAME, "-C", root)
    contentops("draft", NAME, "--channels", "-C", root)
    assert "BRISTOL" not in read(root, "blog")
    late = make(build, TRADE, BLOG, facts={"lead_summary": "Acme and Nordquell today agreed on hosting."})
    contentops("draft", NAME, "--channel", "blog", "-C", late)
    assert "BRISTOL, 12 January 2027 – Acme" in read(late, "blog")


def test_so_does_one_that_says_it_further_down(build: Build, contentops: Run) -> None:
    root = make(build, TRADE, BLOG, facts={"next_steps": "The Hamburg region is open from today."})
    contentops("draft", NAME, "-C", root)
    contentops("draft", NAME, "--channel", "blog", "-C", root)
    assert "BRISTOL, 12 January 2027 – " in read(root, "blog")


def test_an_edit_of_the_draft_is_taken_over_and_one_of_the_version_stays(
    build: Build, contentops: Run
) -> None:
    root = make(build, PORTAL, BLOG)
    contentops("draft", NAME, "-C", root)
    contentops("draft", NAME, "--channels", "-C", root)
    version = root / f"drafts/2027-Q1/{NAME}.portal.md"
    version.write_text(
        version.read_text(encoding="utf-8").replace("The Hamburg region is", "The region of Hamburg is"),
        encoding="utf-8",
    )
    draft = root / DRAFT
    draft.write_text(
        draft.read_text(encoding="utf-8").replace("Several customers", "Eleven customers"), encoding="utf-8"
    )
    told = contentops("draft", NAME, "-C", root)
    assert told.err.count("is older than its draft") == 2
    merged = contentops("draft", NAME, "--channel", "portal", "-C", root)
    assert merged.code == 0 and "merged" in merged.out
    text = read(root, "portal")
    assert "Eleven customers" in text and "The region of Hamburg is" in text
    assert contentops("draft", NAME, "-C", root).err.count("is older than its draft") == 1


def test_what_both_changed_is_a_conflict_in_the_version(build: Build, contentops: Run) -> None:
    root = make(build, PORTAL)
    contentops("draft", NAME, "-C", root)
    contentops("draft", NAME, "--channels", "-C", root)
    for path, word in ((root / DRAFT, "Eleven"), (root / f"drafts/2027-Q1/{NAME}.portal.md", "Twelve")):
        path.write_text(
            path.read_text(encoding="utf-8").replace("Several customers", f"{word} customers"),
            encoding="utf-8",
        )
    shown = contentops("draft", NAME, "--channels", "--diff", "-C", root)
    assert "+<<<<<<< " in shown.out and "Eleven" not in read(root, "portal")
    assert contentops("draft", NAME, "--channels", "-C", root).code == 1
    text = read(root, "portal")
    assert "<<<<<<< " in text and "Eleven customers" in text and "Twelve customers" in text
    refused = contentops("draft", NAME, "--channels", "-C", root)
    assert refused.code == 1 and read(root, "portal") == text


def test_a_title_too_long_takes_a_shorter_one_or_is_an_error_with_its_place(
    build: Build, contentops: Run
) -> None:
    tight = {**PORTAL, "title_limit": 20}
    root = make(build, tight)
    contentops("draft", NAME, "-C", root)
    failed = contentops("draft", NAME, "--channels", "-C", root)
    assert failed.code == 1
    assert re.search(
        rf"{DRAFT}:\d+:1: error: {NAME}: portal takes titles of 20 characters; this one has 42", failed.err
    )
    assert "give facts.short_title at pools/periodic/items.yaml:" in failed.err
    assert not (root / f"drafts/2027-Q1/{NAME}.portal.md").exists()

    root = make(build, tight, facts={"short_title": ["Nordquell hosts Commons", "Nordquell: Commons"]})
    assert contentops("draft", NAME, "-C", root).code == 0
    assert contentops("draft", NAME, "--channels", "-C", root).code == 0
    assert "# Nordquell: Commons\n" in read(root, "portal")
    assert "title: 'Nordquell: Commons'" in read(root, "portal").replace('"', "'")

    root = make(build, tight, facts={"short_title": "Nordquell hosts the Commons"})
    contentops("draft", NAME, "-C", root)
    failed = contentops("draft", NAME, "--channels", "-C", root)
    assert failed.code == 1 and "the short title has 27" in failed.err


def test_a_short_title_of_the_draft_itself_comes_first(build: Build, contentops: Run) -> None:
    root = make(build, {**PORTAL, "title_limit": 20}, facts={"short_title": "From the facts"})
    contentops("draft", NAME, "-C", root)
    path = root / DRAFT
    path.write_text(
        path.read_text(encoding="utf-8").replace("short_title: From the facts", "short_title: By the editor"),
        encoding="utf-8",
    )
    contentops("draft", NAME, "--channels", "-C", root)
    assert "# By the editor\n" in read(root, "portal")


def test_sections_languages_and_channels_that_do_not_fit_are_errors(build: Build, contentops: Run) -> None:
    root = make(build, {**PORTAL, "languages": ["zh"]}, TRADE)
    contentops("draft", NAME, "-C", root)
    failed = contentops("draft", NAME, "--channel", "portal", "-C", root)
    assert failed.code == 1 and "portal takes zh; this draft is in en" in failed.err
    strange = contentops("draft", NAME, "--channel", "trade", "--channel", "nowhere", "-C", root)
    assert strange.code == 2 and "there is no channel nowhere" in strange.err

    root = make(build, PORTAL, TRADE, channels=["portal"])
    contentops("draft", NAME, "-C", root)
    open_section = contentops("draft", NAME, "--channel", "portal", "-C", root)
    assert open_section.code == 0 and "portal has sections, and the item names none" in open_section.err


def test_without_a_draft_there_is_no_version(build: Build, contentops: Run) -> None:
    root = make(build, PORTAL)
    failed = contentops("draft", NAME, "--channels", "-C", root)
    assert failed.code == 1 and f"there is no draft of {NAME} yet" in failed.err
    quiet = contentops("draft", "--period", "2027-Q1", "--channels", "-C", root)
    assert quiet.code == 0 and quiet.out == ""


def test_a_published_version_stays_as_it_went_out(build: Build, contentops: Run) -> None:
    root = make(build, BLOG)
    contentops("draft", NAME, "-C", root)
    contentops("draft", NAME, "--channels", "-C", root)
    path = root / f"drafts/2027-Q1/{NAME}.blog.md"
    path.write_text(
        path.read_text(encoding="utf-8").replace("status: draft", "status: published"), encoding="utf-8"
    )
    draft = root / DRAFT
    draft.write_text(draft.read_text(encoding="utf-8").replace("Several", "Eleven"), encoding="utf-8")
    kept = contentops("draft", NAME, "--channels", "--json", "-C", root)
    assert [(one["state"], one["channel"]) for one in json.loads(kept.out)["drafts"]] == [("kept", "blog")]
    assert "Eleven" not in path.read_text(encoding="utf-8")


def test_the_linter_measures_a_version_by_its_own_channel(build: Build, contentops: Run) -> None:
    root = make(build, {**PORTAL, "title_limit": 20}, TRADE, facts={"short_title": "Nordquell: Commons"})
    contentops("draft", NAME, "-C", root)
    contentops("draft", NAME, "--channels", "-C", root)
    trade = root / f"drafts/2027-Q1/{NAME}.trade.md"
    path = root / f"drafts/2027-Q1/{NAME}.portal.md"
    found = contentops("lint", root / "drafts", "-C", root)
    assert "channel-title" not in found.out + found.err
    path.write_text(
        path.read_text(encoding="utf-8").replace(
            "# Nordquell: Commons", "# Nordquell: Commons in three regions"
        ),
        encoding="utf-8",
    )
    found = contentops("lint", path, trade, "-C", root)
    assert found.out.count("channel-title") == 1


LONG = (
    "# 衡屿科技与云汐算力达成合作\n\n2027年1月12日，北京——衡屿科技与云汐算力签约。\n\n双方自2025年起共同交付。\n\n"
    "正文一段。\n\n"
    "总经理顾维舟表示：“分工说清楚了，客户就好选型。”\n\n副总裁陆景行说：“经验写成了方案，大家都省事。”\n\n"
    "## 关于衡屿科技\n\n北京衡屿科技有限公司成立于2019年。\n\n## 关于云汐算力\n\n云汐算力科技有限公司成立于2017年。\n\n"
    "## 媒体联系\n\n- 联系人：苏蔓\n"
)


def _render(master: str, language: Language, **limits: Any) -> Any:
    channel = {"id": "c", "name": "渠道", "tier": "vertical", **limits}
    brand = {
        "name": "衡屿科技" if language == "zh" else "Acme",
        "boilerplate": "B.",
        "contacts": [{"name": "Ann"}],
    }
    made = Settings.model_validate(settings(brand=brand, channels=[channel], language=language))
    item = Item.model_validate(
        {
            "id": "one", "title": "题", "pool": "periodic", "format": "press_release", "role": "decider",
            "stage": "acquire", "owner": "ann", "channels": ["c"],
            "facts": {"background": "双方自 2025 年起共同交付。", "short_title": "短"},
        }
    )  # fmt: skip
    workspace = Workspace(made, {"one": item}, {}, {})
    renderer = DraftRenderer(
        workspace, language, TemplateFolders(None), read_yaml, lambda *keys, key=False: ("f", 1, 1)
    )
    order = DraftOrder("one", item, item.title, "2027-Q1", None, ("c",))
    return VersionRenderer(renderer).render(
        order, Channel.model_validate(channel), MasterText("m.md", master, "0" * 12)
    )


def test_what_is_optional_goes_in_order_and_is_told() -> None:
    parts = read_parts(LONG, "zh", ["双方自2025年起共同交付。"])
    assert [cut.kind for cut in find_cuts(parts, ["衡屿科技"])] == [
        "other_boilerplate", "further_quote", "background", "boilerplate", "contact",
    ]  # fmt: skip
    whole = body_length(_render(LONG, "zh").text.split("---\n", 2)[2], "zh")
    for limit, gone, kept in (
        (whole, [], ["关于云汐算力", "省事", "共同交付", "关于衡屿科技", "苏蔓"]),
        (whole - 1, ["关于云汐算力", "2017"], ["省事", "共同交付", "关于衡屿科技", "苏蔓"]),
        (whole - 40, ["关于云汐算力", "省事"], ["顾维舟", "共同交付", "关于衡屿科技", "苏蔓"]),
        (30, ["关于云汐算力", "省事", "共同交付", "关于衡屿科技", "苏蔓"], ["正文一段。", "顾维舟"]),
    ):
        draft = _render(LONG, "zh", length_limit=limit)
        assert not [word for word in gone if word in draft.text], limit
        assert not [word for word in kept if word not in draft.text], limit
        told = " ".join(problem.message for problem in draft.problems if problem.rule == "left-out")
        assert bool(told) == bool(gone)
    over = [problem for problem in draft.problems if problem.rule == "channel-length"]
    assert over and re.search(r"takes 30 characters; this text has \d+, \d+ too many", over[0].message)
    assert over[0].severity == "warning"


_PART = st.sampled_from(
    [
        "# 标题\n\n", "导语一句。\n\n", "## 背景\n\n甲。\n\n", "正文，见 https://a.example/x 。\n\n", "- 一\n- 二\n\n",
        "> 引语。\n\n",
        "经理说：“好，就这么办。”\n\n", "## 关于乙\n\n乙公司。\n\n", "## 媒体联系\n\n- 丙\n\n", "###\n\n",
        "[词](https://a.example/y)\n\n",
        "```\ncode\n```\n\n", "| a | b |\n|---|---|\n| 1 | 2 |\n\n", "FOR IMMEDIATE RELEASE\n\n",
    ]
)  # fmt: skip


@examples(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(_PART, max_size=12).map("".join),
    st.one_of(st.none(), st.integers(1, 60)),
    st.sampled_from(["portal", "vertical", "owned"]),
    st.booleans(),
)
def test_limits_are_obeyed_or_told(master: str, limit: int | None, tier: str, links: bool) -> None:
    draft = _render(master, "zh", tier=tier, links=links, length_limit=limit, title_limit=8)
    assert draft.text is not None, draft.problems
    text = draft.text.split("---\n", 2)[2]
    if not links:
        assert "https://" not in text
    if limit is not None and body_length(text, "zh") > limit:
        assert [problem.rule for problem in draft.problems].count("channel-length") == 1
    told = " ".join(
        problem.message for problem in draft.problems if problem.rule in ("left-out", "links-as-words")
    )
    for part in read_parts(master, "zh").of("lead", "body", "quote", "figure"):
        words = re.sub(r"[\W_]+", "", part.text)
        assert words in re.sub(r"[\W_]+", "", text) or told


def test_a_line_that_only_points_to_a_page() -> None:
    for text in ("公司网址：https://hengyu.example.cn", "For more information, visit https://a.example."):
        assert is_pointer(text)
    for text in (
        "We met. For more information, visit https://a.example",
        "报名请到 https://a.example/x 提交，截止周五。",
        "- 报名地址：https://a.example/x",
        "公司网址见官网",
    ):
        assert not is_pointer(text)


def test_an_official_account_may_use_the_template_for_its_posts(build: Build, contentops: Run) -> None:
    account = {
        "id": "wechat",
        "name": "公众号",
        "tier": "owned",
        "template": "official_account_post",
        "title_limit": 64,
    }
    root = make(build, account, language="zh")
    contentops("draft", NAME, "-C", root)
    done = contentops("draft", NAME, "--channels", "-C", root)
    assert done.code == 1 and "facts.sections" in done.err  # a release has no sections
    path = root / DRAFT
    path.write_text(
        path.read_text(encoding="utf-8").replace("对双方客户来说", "## 合作内容\n\n对双方客户来说"),
        encoding="utf-8",
    )
    done = contentops("draft", NAME, "--channels", "-C", root)
    assert done.code == 0, done.err
    text = read(root, "wechat")
    assert "## 合作内容" in text and "衡屿科技与云汐算力签约" in text


def test_a_template_for_channels_writes_no_draft(build: Build, contentops: Run) -> None:
    root = make(build, PORTAL, template="portal_version")
    failed = contentops("draft", NAME, "-C", root)
    assert failed.code == 1 and "adapts a draft to a channel" in failed.err


def test_status_tells_of_versions_older_than_their_draft(build: Build, contentops: Run) -> None:
    root = make(build, BLOG)
    contentops("draft", NAME, "-C", root)
    contentops("draft", NAME, "--channels", "-C", root)
    assert "older" not in contentops("status", NAME, "-C", root).out
    draft = root / DRAFT
    text = draft.read_text(encoding="utf-8")
    draft.write_text(text.replace("Several customers", "Several\ncustomers"), encoding="utf-8")
    assert "older" not in contentops("status", NAME, "-C", root).out  # a line broken elsewhere says the same
    draft.write_text(text.replace("Several customers", "Eleven customers"), encoding="utf-8")
    problems = json.loads(contentops("status", NAME, "--json", "-C", root).out)["items"][0]["problems"]
    assert any("the version for blog is older than its draft" in one for one in problems)


def test_a_working_paper_goes_to_no_channel(build: Build, contentops: Run) -> None:
    root = make(build, BLOG, template="internal_brief", facts={"why": "They ask.", "messages": ["It runs."]})
    assert contentops("draft", NAME, "--allow-missing", "-C", root).code == 0
    failed = contentops("draft", NAME, "--channels", "-C", root)
    assert failed.code == 1 and "internal_brief writes a working paper" in failed.err
    quiet = contentops("draft", "--period", "2027-Q1", "--channels", "-C", root)
    assert quiet.code == 0 and not (root / f"drafts/2027-Q1/{NAME}.blog.md").exists()
