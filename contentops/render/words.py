"""The words of rendered calendars, in Chinese and English: one table that all formats share.

Each language is written for its own readers; sentences with a number are methods, because plural
forms and word order differ. Values of the models (pools, states, roles) are named here too, so that
a reader never meets `warm_up` or `decider`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from contentops.models.base import Language


@dataclass(frozen=True)
class Words:
    """What a calendar says in one language. `text` holds the fixed words, the rest names values."""

    language: Language
    text: Mapping[str, str]
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    names: Mapping[str, Mapping[str, str]]
    """By kind (`pool`, `state`, `stage`, `role`, `goal`, ...), then by value."""
    comma: str

    def __getitem__(self, key: str) -> str:
        return self.text[key]

    def say(self, key: str, **values: object) -> str:
        """The sentence `key` with its values; `count` equal to 1 takes `key_one` where there is one."""
        if values.get("count") == 1 and f"{key}_one" in self.text:
            key = f"{key}_one"
        return self.text[key].format(**values)

    def name(self, kind: str, value: str) -> str:
        """The word for a value of a model; the value itself when it is not ours (a skill, a rule)."""
        return self.names.get(kind, {}).get(value, value)

    def listed(self, parts: list[str]) -> str:
        """Several words in a row."""
        return self.comma.join(parts)

    def weekday(self, day: date) -> str:
        """The short name of the day of the week."""
        return self.weekdays[day.weekday()]

    def month(self, day: date) -> str:
        """The month with its year, as a heading."""
        return self.text["month"].format(year=day.year, month=self.months[day.month - 1])

    def day(self, day: date) -> str:
        """A day in a sentence, without its year."""
        return self.text["day"].format(month=self.months[day.month - 1], day=day.day)


_ZH = Words(
    language="zh",
    weekdays=("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
    months=tuple(str(number) for number in range(1, 13)),
    comma="、",
    names={
        "pool": {"basic": "基础", "periodic": "日常", "hook": "抓手"},
        "state": {"planned": "已排期", "pinned": "已锁定", "published": "已发布", "cancelled": "已取消"},
        "role": {"initiator": "发起者", "evaluator": "评估者", "decider": "决策者", "user": "使用者"},
        "stage": {
            "acquire": "获客", "activate": "激活", "convert": "转化", "retain": "留存", "renew": "续约与推荐",
        },
        "means": {"content": "内容", "event": "活动", "channel": "渠道", "brand": "品牌", "paid": "付费"},
        "dimension": {
            "pools": "内容池", "means": "引流手段", "roles": "采购角色", "stages": "漏斗阶段", "channels": "渠道",
        },
        "work": {
            "collect": "收集资料", "write": "撰写", "design": "设计", "video": "视频", "edit": "编辑",
            "integrate": "统稿",
        },
        "review": {
            "product": "产品", "legal": "法务", "pr": "公关", "boss": "负责人", "partner": "合作方", "brand": "品牌",
            "tech": "技术",
        },
        "goal": {
            "value": "价值", "cadence.channels": "渠道少发的篇数", "cadence.roles": "决策角色静默过久的周数",
            "cadence.stages": "漏斗阶段静默过久的周数", "cadence.pools": "内容池静默过久的周数",
            "mix.pools": "内容池配比偏离的工时", "mix.means": "引流手段配比偏离的工时",
            "stability": "较原计划变动的条目", "points": "总分",
        },
        "effort": {"quick": "快速", "normal": "标准", "thorough": "彻底"},
        "status": {"optimal": "已证明最优", "feasible": "可行，未证明最优"},
        "country": {
            "CN": "中国", "US": "美国", "GB": "英国", "DE": "德国", "JP": "日本", "SG": "新加坡",
            "HK": "中国香港", "TW": "中国台湾", "MO": "中国澳门",
        },
    },
    text={
        "title": "{period} 内容日历",
        "month": "{year} 年 {month} 月",
        "span": "{first} 至 {last}",
        "planned_on": "排期基准日 {day}",
        "colon": "：",
        "after_label": "",
        "semicolon": "；",
        "published_on": "发布日",
        "provisional": "日期暂定：",
        "provisional_why": (
            "{years}的放假调休安排尚未公布，相关日期可能变动。公布后请重新排期，也可以先把安排写入 working_days.yaml。"
        ),
        "provisional_short": "{years}放假调休安排未公布。",
        "assumed": "目前按以下日期估算：{days}。",
        "assumed_run": "{name} {days}",
        "assumed_in": "{country}：{days}",
        "day": "{month} 月 {day} 日",
        "days_of_month": "{month} 月 {first} 日至 {last} 日",
        "provisional_year": "{country} {year} 年",
        "summary": "概览",
        "placed": "排入",
        "refused": "未排入",
        "by_pool": "内容池",
        "by_state": "状态",
        "value": "价值",
        "value_each": "价值 {value}",
        "value_of": "{reached}，候选合计 {total}（{share}）",
        "value_within": "{value}，距理论上限不超过 {gap}",
        "value_at_most": "{value}，已达理论上限",
        "method": "排期方法",
        "goals": "目标",
        "goal_reached": "{goal} {reached}",
        "goal_bound": "{goal} {reached}（已证明最多 {bound}）",
        "goal_least": "{goal} {reached}（已证明至少 {bound}）",
        "solver": "算法",
        "items": "{count} 项",
        "weeks_silent": "空白周",
        "not_kept": "未保留的锁定",
        "not_kept_line": "{count} 处（{pins}）与其他事实矛盾，原因见 conflicts",
        "not_kept_pin": "{title} {date}",
        "no_silent_week": "无",
        "silent_weeks": "{count} 周（{weeks}）",
        "weeks": "周计划",
        "week": "周",
        "dates": "日期",
        "empty_week": "空白，无发布",
        "empty_week_off": "空白，无工作日",
        "this_week": "本周",
        "list": "发布清单",
        "date": "日期",
        "item": "标题",
        "channels": "渠道",
        "owner": "负责人",
        "pool": "内容池",
        "state": "状态",
        "id": "编号",
        "occurrence": "{title}（{date} 期）",
        "nothing": "本期没有排入任何内容。",
        "unscheduled": "未排入的内容",
        "all_placed": "候选内容全部排入。",
        "why": "原因",
        "coverage": "覆盖与缺口",
        "no_gaps": "节奏与配比均已达标。",
        "gaps": "缺口",
        "gap": "{kind} · {name}：{weeks} 没有发布（{allowed}）",
        "gap_every_week": "要求每周都有",
        "gap_allowed": "最多可连续空 {count} 周",
        "load": "人员负荷",
        "load_note": "每格为当周工时 / 可用工时；加粗表示超出。休假和法定节假日已从可用工时中扣除。",
        "person": "人员",
        "total": "合计",
        "reviews": "审核",
        "reviews_note": "每格为当周审核数 / 每周可审核数；加粗表示超出。",
        "tasks": "分工明细",
        "task": "工作",
        "days": "起止",
        "hours": "工时",
        "hours_short": "{hours} 小时",
        "module": "模块 {number}",
        "module_titled": "模块 {number}：{title}",
        "review": "审核（{role}）",
        "reviews_count": "审核 {count} 次",
        "outside": "外部",
        "no_tasks": "没有分派的工作。",
        "footer": "由 contentops 根据 calendars/{period}.yaml 生成；请修改该文件，不要直接改本页。",
        "summary_line": "排入 {placed} 项，未排入 {refused} 项",
        "yaml_header": (
            "{period} 内容日历：团队共同维护的排期记录，随工作区一起提交。\n"
            "\n"
            "可以直接修改：\n"
            "  publish  发布日期；下次排期时各渠道日期随之调整\n"
            "  state    planned 已排期 · pinned 已锁定，重排时不动 · published 已发布 · cancelled 已取消\n"
            "  notes    备注，可自行添加\n"
            "其余由排期计算得出，重新排期时会重写。改完后运行 contentops render {period}，\n"
            "同目录的页面、表格和订阅文件随之更新。"
        ),
    },
)  # fmt: skip

_EN = Words(
    language="en",
    weekdays=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    months=(
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ),
    comma=", ",
    names={
        "pool": {"basic": "basic", "periodic": "periodic", "hook": "hook"},
        "state": {"planned": "planned", "pinned": "pinned", "published": "published", "cancelled": "cancelled"},
        "role": {"initiator": "initiators", "evaluator": "evaluators", "decider": "deciders", "user": "users"},
        "stage": {
            "acquire": "acquire", "activate": "activate", "convert": "convert", "retain": "retain",
            "renew": "renew and refer",
        },
        "means": {"content": "content", "event": "events", "channel": "channels", "brand": "brand", "paid": "paid"},
        "dimension": {
            "pools": "Pools", "means": "Means", "roles": "Buying roles", "stages": "Funnel stages",
            "channels": "Channels",
        },
        "work": {
            "collect": "collect material", "write": "write", "design": "design", "video": "video",
            "edit": "edit", "integrate": "integrate the modules",
        },
        "review": {"pr": "PR"},
        "goal": {
            "value": "value", "cadence.channels": "publications that channels miss",
            "cadence.roles": "weeks too silent for a buying role",
            "cadence.stages": "weeks too silent for a funnel stage",
            "cadence.pools": "weeks too silent for a pool", "mix.pools": "hours off the shares of the pools",
            "mix.means": "hours off the shares of the means", "stability": "entries moved from the earlier plan",
            "points": "points in all",
        },
        "effort": {"quick": "quick", "normal": "normal", "thorough": "thorough"},
        "status": {"optimal": "proved optimal", "feasible": "feasible, optimality not proved"},
        "country": {
            "CN": "China", "US": "the US", "GB": "the UK", "DE": "Germany", "JP": "Japan", "SG": "Singapore",
            "HK": "Hong Kong", "TW": "Taiwan", "MO": "Macau",
        },
    },
    text={
        "title": "Content calendar {period}",
        "month": "{month} {year}",
        "span": "{first} to {last}",
        "planned_on": "planned as of {day}",
        "colon": ": ",
        "after_label": " ",
        "semicolon": "; ",
        "published_on": "Published",
        "provisional": "Provisional dates:",
        "provisional_why": (
            "the public holidays of {years} have not been announced yet, so dates may still move. Plan again once "
            "they are, or enter them in working_days.yaml."
        ),
        "provisional_short": "holidays of {years} not announced yet.",
        "assumed": "Assumed for now: {days}.",
        "assumed_run": "{name} {days}",
        "assumed_in": "{country}: {days}",
        "day": "{day} {month}",
        "days_of_month": "{first} to {last} {month}",
        "provisional_year": "{country} ({year})",
        "summary": "Summary",
        "placed": "Planned",
        "refused": "Not planned",
        "by_pool": "Pools",
        "by_state": "States",
        "value": "Value",
        "value_each": "value {value}",
        "value_of": "{reached} of {total} ({share})",
        "value_within": "{value}, within {gap} of the most that is possible",
        "value_at_most": "{value}, the most that is possible",
        "method": "How this was planned",
        "goals": "Goals",
        "goal_reached": "{goal} {reached}",
        "goal_bound": "{goal} {reached} (at most {bound})",
        "goal_least": "{goal} {reached} (at least {bound})",
        "solver": "Method",
        "items": "{count} items",
        "items_one": "1 item",
        "weeks_silent": "Silent weeks",
        "not_kept": "Pins not kept",
        "not_kept_line": "{count} ({pins}): they contradict other facts, see conflicts in the calendar",
        "not_kept_pin": "{title}, {date}",
        "no_silent_week": "none",
        "silent_weeks": "{count} ({weeks})",
        "weeks": "Week by week",
        "week": "Week",
        "dates": "Dates",
        "empty_week": "nothing published",
        "empty_week_off": "no working day",
        "this_week": "this week",
        "list": "What is published when",
        "date": "Date",
        "item": "Title",
        "channels": "Channels",
        "owner": "Owner",
        "pool": "Pool",
        "state": "State",
        "id": "Id",
        "occurrence": "{title} ({date})",
        "nothing": "Nothing is planned in this period.",
        "unscheduled": "What did not fit",
        "all_placed": "Every candidate has a place.",
        "why": "Why",
        "coverage": "Coverage and gaps",
        "no_gaps": "Cadence and mix are on target.",
        "gaps": "Gaps",
        "gap": "{kind} · {name}: nothing in {weeks} ({allowed})",
        "gap_every_week": "wanted every week",
        "gap_allowed": "at most {count} silent weeks wanted",
        "gap_allowed_one": "at most 1 silent week wanted",
        "load": "Load",
        "load_note": (
            "Hours planned / hours available in each week; bold means more than there are. Leave and public "
            "holidays are already taken off."
        ),
        "person": "Person",
        "total": "Total",
        "reviews": "Reviews",
        "reviews_note": "Reviews asked for / reviews possible in each week; bold means more than possible.",
        "tasks": "Work by person",
        "task": "Work",
        "days": "Days",
        "hours": "Hours",
        "hours_short": "{hours} h",
        "module": "module {number}",
        "module_titled": "module {number}: {title}",
        "review": "review: {role}",
        "reviews_count": "{count} reviews",
        "reviews_count_one": "1 review",
        "outside": "outside",
        "no_tasks": "No work is assigned.",
        "footer": "Rendered by contentops from calendars/{period}.yaml: change that file, not this page.",
        "summary_line": "{placed} planned, {refused} not planned",
        "yaml_header": (
            "Content calendar {period}: the record of what is published when. Commit it with the workspace.\n"
            "\n"
            "Yours to change:\n"
            "  publish  the day; the channels follow with the next plan\n"
            "  state    planned · pinned (stays when planning again) · published · cancelled\n"
            "  notes    a remark; add the key where you need it\n"
            "Everything else is computed and rewritten by the next plan. After a change run\n"
            "contentops render {period}, which updates the page, workbook and feeds beside this file."
        ),
    },
)  # fmt: skip

_BY_LANGUAGE: Mapping[Language, Words] = {"zh": _ZH, "en": _EN}


def words_in(language: Language) -> Words:
    """The words of one language."""
    return _BY_LANGUAGE[language]
