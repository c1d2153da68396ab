"""A small team with a small plan, from dicts, in both languages: enough of everything to be seen."""

from __future__ import annotations

from typing import Any

from contentops.models.calendar import Calendar
from contentops.models.item import Item
from contentops.models.settings import Settings
from contentops.models.workspace import Workspace

TEXTS: dict[str, dict[str, str]] = {
    "zh": {
        "brand": "衡山智联", "lin": "林晓", "wei": "魏东", "zhao": "赵律师", "hospital": "市立医院周主任",
        "lin_title": "内容策划", "blog": "官网", "account": "公众号“隐私计算观察”", "portal": "财经门户·科技频道",
        "legal": "法务审核", "chain": "对外稿件",
        "release": "联邦学习平台 3.0 发布：跨机构建模从 6 周缩短到 9 天",
        "paper": "《医疗联邦学习白皮书》🏥：三甲医院的 12 个落地场景、合规边界与投入产出",
        "case": "城商行风控案例", "news": "新国标解读", "intro": "公司介绍",
        "module": "合规边界", "why": "发布会前一周的首个工作日，法务 W02 还有 1 个名额",
        "why_not": "法务每周最多审 1 篇；W02 已被《医疗联邦学习白皮书》占用，最早 W04 有空，晚于截止日 2027-01-22",
        "note": "等合作方确认标题",
        "idea": "《新国标解读》（价值 20）未能排入：审核名额已满",
        "idea_do": "允许最晚 2027-01-25 发布（现为 2027-01-22）；2027-01-25 排得下所需的 6 小时",
    },
    "en": {
        "brand": "Hengshan", "lin": "Lin Xiao", "wei": "Wei Dong", "zhao": "Zhao (counsel)",
        "hospital": "Dr Zhou, City Hospital", "lin_title": "Content lead", "blog": "Website",
        "account": "LinkedIn page", "portal": "TechWire newsroom", "legal": "Legal review",
        "chain": "Outside texts",
        "release": "Federated Platform 3.0: joint models across institutions in nine days instead of six weeks",
        "paper": "Federated learning in hospitals 🏥: twelve uses, their legal limits and what they return",
        "case": "How a regional bank scores risk without moving data", "news": "The new standard, explained",
        "intro": "Who we are", "module": "Legal limits",
        "why": "the first working day of the week before the launch; legal has 1 review left in W02",
        "why_not": (
            "legal takes 1 review a week; W02 is taken by Federated learning in hospitals, the next free week is W04, "
            "after the deadline 2027-01-22"
        ),
        "note": "the partner still has to confirm the title",
        "idea": "“The new standard, explained” (value 20) has no place: the reviewers are full",
        "idea_do": "let it be published until 2027-01-25 (now 2027-01-22); there is room on 2027-01-25 for its 6 h",
    },
}  # fmt: skip


def build_workspace(language: str) -> Workspace:
    """The team of `language`: two writers, a counsel, a partner; three channels; five items."""
    t = TEXTS[language]
    settings = Settings.model_validate(
        {
            "brand": {"name": t["brand"], "boilerplate": t["brand"], "contacts": [{"name": t["lin"]}]},
            "language": language,
            "team": [
                {"id": "lin", "name": t["lin"], "title": t["lin_title"], "skills": ["write"], "hours_per_week": 10},
                {"id": "wei", "name": t["wei"], "skills": ["design"], "hours_per_week": 8,
                 "leave": [{"from": "2027-01-11", "to": "2027-01-15"}]},
                {"id": "zhao", "name": t["zhao"], "reviews_per_week": 1},
                {"id": "zhou", "name": t["hospital"], "outside": True, "reviews_per_week": 2},
            ],
            "channels": [
                {"id": "portal", "name": t["portal"], "tier": "portal"},
                {"id": "account", "name": t["account"], "tier": "vertical"},
                {"id": "blog", "name": t["blog"], "tier": "owned"},
            ],
            "review_chains": [
                {"id": "out", "name": t["chain"],
                 "steps": [{"role": "legal", "name": t["legal"], "reviewers": ["zhao"]},
                           {"role": "partner", "reviewers": ["zhou"]}]},
            ],
        }
    )  # fmt: skip
    common: dict[str, Any] = {"role": "decider", "stage": "acquire", "owner": "lin", "review_chain": "out"}
    items: list[dict[str, Any]] = [
        {"id": "release-3", "title": t["release"], "pool": "periodic", "format": "press_release", "value": 60},
        {"id": "paper-hospital", "title": t["paper"], "pool": "hook", "format": "white_paper", "value": 90,
         "modules": [{"title": t["module"], "owner": "wei", "effort": 6}], "integrator": "lin"},
        {"id": "case-bank", "title": t["case"], "pool": "basic", "format": "case", "value": 40, "owner": "wei"},
        {"id": "standard-news", "title": t["news"], "pool": "periodic", "format": "article", "value": 20},
        {"id": "intro", "title": t["intro"], "pool": "basic", "format": "page"},
    ]  # fmt: skip
    parsed = [Item.model_validate({**common, **item}) for item in items]
    return Workspace(settings, {item.id: item for item in parsed}, {}, {}, input_hash="0" * 64)


def _served(entries: int, *silent: str) -> dict[str, Any]:
    return {"entries": entries, "silent_weeks": list(silent)}


def build_calendar(language: str, **changes: Any) -> Calendar:
    """January 2027: four entries in every state, one refusal, an overloaded week, two silent weeks."""
    t = TEXTS[language]
    plan: dict[str, Any] = {
        "period": "2027-01", "provisional": True, "provisional_years": ["CN 2027"], "today": "2026-11-22",
        "input_hash": "3f" * 32,
        "solver": {"name": "ruin-and-recreate", "status": "feasible",
                   "goals": [{"goal": "value", "reached": 170, "bound": 190.0, "gap": 0.105},
                             {"goal": "cadence", "reached": 3.5}]},
        "entries": [
            {"item": "release-3", "title": t["release"], "pool": "periodic", "publish": "2027-01-12",
             "state": "pinned", "reason": t["why"], "notes": t["note"],
             "channels": [{"channel": "portal", "date": "2027-01-12"}, {"channel": "account", "date": "2027-01-13"},
                          {"channel": "blog", "date": "2027-01-13"}],
             "tasks": [{"stage": "write", "person": "lin", "start": "2027-01-04", "end": "2027-01-08", "hours": 12},
                       {"stage": "design", "person": "wei", "start": "2027-01-06", "end": "2027-01-08", "hours": 2.5},
                       {"stage": "review:legal", "person": "zhao", "start": "2027-01-11", "end": "2027-01-11",
                        "hours": 0}]},
            {"item": "paper-hospital", "title": t["paper"], "pool": "hook", "publish": "2027-01-14",
             "channels": [{"channel": "account", "date": "2027-01-14"}], "reason": t["why"],
             "tasks": [{"stage": "module:1", "person": "wei", "start": "2027-01-04", "end": "2027-01-08", "hours": 6},
                       {"stage": "integrate", "person": "lin", "start": "2027-01-11", "end": "2027-01-12", "hours": 4},
                       {"stage": "review:legal", "person": "zhao", "start": "2027-01-12", "end": "2027-01-13",
                        "hours": 0},
                       {"stage": "review:partner", "person": "zhou", "start": "2027-01-13", "end": "2027-01-14",
                        "hours": 0}]},
            {"item": "case-bank", "title": t["case"], "pool": "basic", "publish": "2027-01-05", "state": "published",
             "channels": [{"channel": "blog", "date": "2027-01-05"}], "reason": t["why"]},
            {"item": "intro", "title": t["intro"], "pool": "basic", "publish": "2027-01-25", "state": "cancelled",
             "channels": [{"channel": "blog", "date": "2027-01-25"}], "reason": t["why"]},
        ],
        "unscheduled": [
            {"item": "standard-news", "title": t["news"], "pool": "periodic", "value": 20, "reason": t["why_not"],
             "binding": ["reviews"]},
        ],
        "coverage": {
            "pools": {"basic": _served(1, "2027-W02"), "periodic": _served(1), "hook": _served(1)},
            "means": {"content": _served(3), "event": _served(0), "paid": _served(0)},
            "roles": {"decider": _served(3), "user": _served(0)},
            "stages": {"acquire": _served(3), "renew": _served(0)},
            "channels": {"portal": _served(1), "account": _served(2), "blog": _served(2)},
            "weeks": {"2026-W53": 0, "2027-W01": 1, "2027-W02": 2, "2027-W03": 0, "2027-W04": 0},
        },
        "gaps": [
            {"kind": "channels", "name": "account", "from": "2026-W53", "to": "2027-W01", "weeks": 2, "allowed": 0},
            {"kind": "channels", "name": "account", "from": "2027-W03", "to": "2027-W04", "weeks": 2, "allowed": 0},
            {"kind": "channels", "name": "blog", "from": "2027-W03", "to": "2027-W03", "weeks": 1, "rate": 1.5,
             "wanted": 2, "found": 1, "missing": 1},
            {"kind": "roles", "name": "decider", "from": "2027-W03", "to": "2027-W04", "weeks": 2, "allowed": 1,
             "proposals": [{"kind": "unplaced", "items": ["standard-news"], "text": t["idea"], "action": t["idea_do"],
                            "publish": "2027-01-25", "hours": 6}]},
            {"kind": "mix_pools", "name": "basic", "from": "2026-W53", "to": "2027-W04", "weeks": 5, "share": 0.123,
             "target": 0.3, "hours": 7.5},
        ],
    }  # fmt: skip
    return Calendar.model_validate({**plan, **changes})
