"""The Chinese templates: with little, with everything, and with what a keyboard can do to a fact."""

from __future__ import annotations

import os
import re
import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jinja2
import pytest

from contentops.drafts.fact_types import FactSpec
from tests.conftest import Build, settings
from tests.drafts.declared_facts import SHIPPED, example_of, fill, leaves, names_of, template_of
from tests.drafts.rendering import render_all
from tests.drafts.workspaces import _BRANDS, _EVENTS

NAMES = names_of("zh")
OF_THE_ITEM = {
    "cta": "扫码加小助手",
    "conversion_path": {"steps": ["扫码加小助手", "小助手发资料"]},
    "modules": [
        {"title": "第一章 数据边界", "owner": "ann", "effort": 8},
        {"title": "第二章 样本对齐", "owner": "ben", "effort": 4.5},
    ],
    "integrator": "ann",
    "watcher": "lee",
}


def _render(build: Build, name: str, facts: dict[str, Any], **more: Any) -> str:
    """The body of a draft of the template `name` with these facts."""
    event = {"id": "salon", "kind": "salon", "start": "2027-02-03", **_EVENTS["zh"]}
    item = {
        "id": "one",
        "title": "联合建模的一件小事",
        "pool": "hook",
        "format": "article",
        "template": name,
        "role": "decider",
        "stage": "acquire",
        "owner": "ann",
        "channels": ["blog"],
        "facts": {"date": "2027-01-12", **facts},
        **more,
    }
    if "event" in template_of(name, "zh").header.needs:
        item["anchor"] = {"event": "salon", "phase": "warm_up"}
    root = build(
        {
            "contentops.yaml": settings(brand=_BRANDS["zh"], language="zh"),
            "pools/basic/items.yaml": None,
            "pools/hook/items.yaml": {"items": [item]},
            "events/own.yaml": {"events": [{key: value for key, value in event.items() if key != "facts"}]},
        }
    )
    draft = render_all(root)[name]
    assert draft.text is not None, draft.problems
    return draft.text.split("---\n", 2)[2]


def _check_typography(body: str) -> None:
    assert "None" not in body
    assert not re.search(r"[。，；：、！？]{2}|（）|“”|《》|《《|》》|——，|（，|，）", body), body
    assert not re.search(r"^##+ .*\n+(#{1,6} |\Z)", body, re.MULTILINE), body
    assert not re.search(r"^\s*[-*>] *$(?!\n> )|：$(?!\n\n(-|\d))", body, re.MULTILINE), body
    assert not re.search(r"[\u4e00-\u9fff] +[，。；：！？、]|[，。；：、！？] +[\u4e00-\u9fff]", body), body
    assert "\n\n\n" not in body
    assert not re.search(r"[ \t]$", body, re.MULTILINE), body


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("many", [1, 2, 5])
def test_the_required_facts_alone_give_a_whole_draft(name: str, many: int, build: Build) -> None:
    specs = template_of(name, "zh").header.facts
    body = _render(build, name, fill(specs, example_of, optional=False, many=many))
    _check_typography(body)
    assert "【待补" not in body


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("many", [1, 2, 5])
def test_all_facts_give_a_whole_draft(name: str, many: int, build: Build) -> None:
    specs = template_of(name, "zh").header.facts
    _check_typography(_render(build, name, fill(specs, example_of, optional=True, many=many), **OF_THE_ITEM))


@pytest.mark.parametrize("name", NAMES)
def test_each_optional_fact_may_be_left_out(name: str, build: Build) -> None:
    specs = template_of(name, "zh").header.facts
    everything = fill(specs, example_of, optional=True, many=2)
    for key, spec in specs.items():
        if not spec.required:
            rest = {other: value for other, value in everything.items() if other != key}
            _check_typography(_render(build, name, rest))


def _marked(choices: dict[str, str]) -> Callable[[FactSpec, str], str]:
    def value(spec: FactSpec, path: str) -> str:
        if spec.type == "date":
            return f"2027-{len(path) % 12 + 1:02d}-{sum(map(ord, path)) % 28 + 1:02d}"
        if spec.type == "number":
            return str(1000 + sum(map(ord, path)) % 9000)
        if spec.type == "url":
            return f"https://example.cn/{path.replace('[', '-').replace(']', '-')}"
        return choices.get(path) or f"甲{path.replace('[', '-').replace(']', '-').replace('_', '-')}乙"

    return value


def _shown(value: str, spec: FactSpec) -> str:
    if spec.type == "date":
        year, month, day = value.split("-")
        return f"{year}年{int(month)}月{int(day)}日"
    return value


@pytest.mark.parametrize("name", NAMES)
def test_every_declared_fact_is_printed(name: str, build: Build) -> None:
    """With all facts given, or with the required ones and this alone."""
    specs = template_of(name, "zh").header.facts
    value = _marked({})
    with_all = _render(build, name, fill(specs, value, optional=True))
    without_lead = _render(
        build, name, {k: v for k, v in fill(specs, value, optional=True).items() if k != "lead_summary"}
    )
    silent = [
        path
        for path, spec in leaves(specs)
        if not path.endswith(("valid_until", "consent.by", "consent.date", "consent.until", "consent.note"))
        and ".consent." not in path
        and path not in _DECIDES.get(name, ())
        and _shown(value(spec, path), spec) not in with_all + without_lead
    ]
    assert silent == []


_DECIDES = {"product_launch_release": ("kind",)}
"""Facts that decide about other words and are not printed themselves."""


@pytest.mark.parametrize("name", NAMES)
def test_every_fact_used_is_declared(name: str) -> None:
    source = (SHIPPED / "zh" / f"{name}.md.j2").read_text(encoding="utf-8")
    tree = jinja2.Environment(autoescape=True).parse(source)
    used = {
        node.attr
        for node in tree.find_all(jinja2.nodes.Getattr)
        if isinstance(node.node, jinja2.nodes.Name) and node.node.name == "facts"
    }
    assert used == set(template_of(name, "zh").header.facts)


@pytest.mark.parametrize("name", sorted(set(NAMES) & set(names_of("en"))))
def test_both_languages_take_the_same_facts(name: str) -> None:
    def keys(language: Any) -> set[str]:
        facts = template_of(name, language).header.facts
        return {path for path, _ in leaves(facts) if "consent" not in path and "valid_until" not in path}

    assert keys("zh") ^ keys("en") <= _ONLY_CHINESE.get(name, set())
    assert template_of(name, "zh").header.formats == template_of(name, "en").header.formats


_ONLY_CHINESE = {
    "partnership_release": {"partner.full_name"},
    "event_announcement": {"speakers[0].organisation"},
}

HOSTILE = {
    "markdown": "# 标题 **粗** [链](http://x.cn) | 格 `码` <script>alert(1)</script>",
    "quotes": '他说“这是‘引号’里的"话"”，就这样',
    "long": "很长的一句话" * 200,
    "mixed": "支持OpenAPI与 T 系列v2.0（beta）的3种SDK",
    "newlines": "第一段，\n还在第一段。\n\n第二段\n\n- 看似列表",
    "stops": "句号很多。。",
    "blank ends": "  前后有空白　",
}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_values_stay_words(name: str, kind: str, build: Build) -> None:
    specs = template_of(name, "zh").header.facts
    hostile = HOSTILE[kind]

    def value(spec: FactSpec, path: str) -> str:
        return hostile if spec.type in (None, "text") else example_of(spec, path)

    facts = {key: one for key, one in fill(specs, value, optional=True, many=2).items() if key != "date"}
    body = _render(build, name, facts, **OF_THE_ITEM)
    assert "<script" not in body.replace("\\<script", "")
    assert not re.search(r"(?<!\\)\[链\]\(", body)
    assert len(re.findall(r"^# ", body, re.MULTILINE)) == 1
    assert not re.search(r"。{2}|(?<!\\)\*\*粗|“”|^- 看似", body, re.MULTILINE), body
    assert "\n\n\n" not in body
    for line in body.splitlines():
        if line.startswith("|") and kind != "markdown":
            assert line.endswith("|"), line


@pytest.mark.parametrize(
    "name",
    ["award_release", "direct_mail", "funding_release", "internal_brief", "white_paper_framework"],
)
def test_examples_of_the_header_give_the_draft_that_was_proof_read(name: str, build: Build) -> None:
    """`UPDATE_GOLD=1` writes it anew."""
    specs = template_of(name, "zh").header.facts
    body = _render(build, name, fill(specs, example_of, optional=True), **OF_THE_ITEM)
    gold = Path(__file__).parent / "gold" / "zh" / f"{name}.md"
    if os.environ.get("UPDATE_GOLD"):
        gold.write_text(body, encoding="utf-8")
    assert body == gold.read_text(encoding="utf-8")


def test_the_table_of_templates_is_what_the_headers_say() -> None:
    root = SHIPPED.parents[1]
    tool = runpy.run_path(str(root / "tools" / "template_reference.py"))
    assert (root / "docs" / "templates.md").read_text(encoding="utf-8") == tool["render_reference"]()
    assert set(tool["USE"]) >= set(NAMES)
