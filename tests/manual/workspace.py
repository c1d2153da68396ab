"""A small workspace in both languages that uses everything a handbook shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from contentops.manual.blocks import Document
from contentops.manual.handbook import Handbook
from contentops.models.base import Language
from tests.conftest import item, settings

Shared = Callable[[Language], tuple[Handbook, Document]]
"""The handbook of this workspace in a language, gathered once for all tests."""

_TEXT: dict[str, dict[str, str]] = {
    "en": {
        "brand": "Acme", "one_liner": "Acme counts things together.", "boilerplate": "Acme makes things.",
        "ann": "Ann Field", "ben": "Ben Stone", "lee": "Lee Park", "kim": "Kim Cole", "pat": "Pat Moor",
        "partner": "Northbank", "portal": "City Wire", "trade": "Trade Weekly", "blog": "Blog",
        "legal": "Legal", "product": "Product", "confirm": "Northbank agrees", "press": "Press release",
        "quote": "It took an afternoon.", "standing": "Dates are those agreed on the day of signing.",
        "list": "House list", "reason": "nothing is", "instead": "tested by a laboratory", "source": "Legal memo 1",
        "term": "absolutely safe", "safe": "not absolutely safe", "find": "We ship version 9 soon.",
        "persona": "The CTO", "cares": "what it costs", "note": "stocktaking", "section": "Technology",
        "title": "Who we are", "signs": "Head of legal",
    },
    "zh": {
        "brand": "衡屿", "one_liner": "让数据一起算数。", "boilerplate": "衡屿做产品。",
        "ann": "安岚", "ben": "石本", "lee": "朴理", "kim": "柯金", "pat": "莫帕",
        "partner": "北岸", "portal": "城市网", "trade": "行业周刊", "blog": "博客",
        "legal": "法务", "product": "产品", "confirm": "北岸确认", "press": "新闻稿",
        "quote": "一个下午就装好了。", "standing": "日期以签署当日约定为准。",
        "list": "公司词表", "reason": "没有绝对的事", "instead": "经第三方测试", "source": "法务意见一",
        "term": "绝对安全", "safe": "不绝对安全", "find": "即将发布 9.0 版。",
        "persona": "技术负责人", "cares": "要花多少钱", "note": "盘点", "section": "科技",
        "title": "我们是谁", "signs": "法务经理",
    },
}  # fmt: skip


def handbook_files(language: str, **changes: Any) -> dict[str, Any]:
    """The files: a chain with parallel steps, a quorum, substitutes and a partner; channels of all tiers; lists."""
    t = _TEXT[language]
    made = settings(
        language=language,
        brand={
            "name": t["brand"], "one_liner": t["one_liner"], "boilerplate": t["boilerplate"],
            "products": [{"id": "engine", "name": "Engine", "one_liner": t["one_liner"]}],
            "contacts": [{"name": t["ann"], "email": "ann@example.com", "phone": "+1 555-0100"}],
        },
        team=[
            {"id": "ann", "name": t["ann"], "skills": ["write", "edit"], "hours_per_week": 20},
            {"id": "ben", "name": t["ben"], "skills": ["design"], "hours_per_week": 7.5, "reviews_per_week": 2},
            {"id": "lee", "name": t["lee"], "title": t["signs"], "reviews_per_week": 3, "substitute": "ben",
             "leave": [{"from": "2026-01-05", "to": "2026-01-09"}, {"from": "2027-01-28", "to": "2027-02-02"}]},
            {"id": "kim", "name": t["kim"], "reviews_per_week": 3},
            {"id": "pat", "name": t["pat"], "outside": True, "organisation": t["partner"], "reviews_per_week": 1},
        ],
        work_stages=[{"skill": "write", "hours_per_day": 4}, {"skill": "design", "hours_per_day": 2.5},
                     {"skill": "edit", "hours_per_day": 3}],
        channels=[
            {"id": "wire", "name": t["portal"], "tier": "portal", "sections": [t["section"]], "links": False,
             "title_limit": 30, "length_limit": 600, "quota": {"per_week": 2}, "weekdays": ["mon", "thu"],
             "min_gap": 1, "blackouts": [{"from": "2026-01-05"}, {"from": "2027-03-01", "to": "2027-03-02",
                                                                  "note": t["note"]}]},
            {"id": "weekly", "name": t["trade"], "tier": "vertical"},
            {"id": "blog", "name": t["blog"], "tier": "owned", "private_domain": True, "non_working_days": True},
        ],
        personas=[{"id": "cto", "name": t["persona"], "role": "decider", "cares_about": [t["cares"]]}],
        review_chains=[
            {"id": "standard", "steps": [{"role": "legal", "reviewers": ["lee"], "days": 2}]},
            {"id": "press", "name": t["press"], "formats": ["press_release"], "channels": ["wire"], "steps": [
                {"role": "product", "name": t["product"], "reviewers": ["ben", "kim", "ann"], "quorum": 2, "days": 2},
                {"role": "legal", "name": t["legal"], "reviewers": ["lee"], "days": 3, "parallel": True},
                {"role": "partner", "name": t["confirm"], "reviewers": ["pat"], "days": 5},
            ]},
        ],
        lint={"rules": {"headline-length": {"max": 33}, "weekday-wrong": "warning", "headline-shouting": "off"}},
    )  # fmt: skip
    quotes = [
        {"id": "lee-1", "text": t["quote"], "name": t["lee"], "title": t["signs"],
         "consent": {"by": t["lee"], "date": "2026-11-03", "until": "2026-12-31", "for": ["press_release"]}},
        {"id": "pat-1", "text": t["quote"], "name": t["pat"], "title": t["partner"]},
    ]  # fmt: skip
    texts = [
        {
            "id": "dates",
            "text": t["standing"],
            "owner": "lee",
            "reviewed": "2026-01-10",
            "refresh_every": "6m",
        }
    ]
    entries = [
        {"terms": [t["term"], f"{t['term']}!"], "reason": t["reason"], "source": t["source"], "category": "claim",
         "suggestions": [t["instead"]], "contexts": [t["safe"]]},
        {"pattern": r"9(\.0)?", "severity": "note", "reason": t["reason"], "finds": [t["find"]],
         "category": "code-name"},
    ]  # fmt: skip
    return {
        "contentops.yaml": {**made, **changes},
        "pools/basic/items.yaml": {"items": [item(title=t["title"], channels=["blog", "wire"])]},
        "snippets.yaml": {"quotes": quotes, "texts": texts},
        "taboo/house.yaml": {
            "title": t["list"],
            "severity": "error",
            "language": language,
            "entries": entries,
        },
    }
