"""Why something stands where it stands, or does not stand at all: codes with figures, and their words.

The planner finds causes (`contentops.schedule.diagnose`); only this module knows how they read, in
English and in Chinese. A code is the name of the rule that binds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from contentops.models.base import Language

_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Cause:
    """One rule that binds, with the figures and names that make it understandable.

    `figures` holds plain values: text, numbers, dates, lists of names, and causes that this one contains.
    """

    code: str
    figures: Mapping[str, Any] = field(default_factory=dict)


_EN = {
    "anchor": "{place} of {name} ({date}): {first} to {last}",
    "place.warm_up": "the warm-up",
    "place.day": "the day",
    "place.recap": "the recap",
    "place.offset": "{offset:+d} working days from the date",
    "place.from": "from the date",
    "embargo": "its embargo lasts until {date}",
    "not-before": "it may not be published before {date}",
    "not-after": "it may not be published after {date}",
    "deadline": "its deadline is {date}",
    "occurrence": "its rule gives {date}",
    "period": "{name} ends or begins on {date}",
    "today": "nothing starts before today, {date}",
    "after-dependency": "it comes after “{name}” ({date})",
    "first-of-window": "the first day possible: {rule_text}",
    "first-of-period": "the first day of the period on which it can be published",
    "not-earlier": "not earlier: {because}",
    "kept-date": "stays where the earlier plan had it",
    "free": "it is free",
    "room": "an earlier day would do, but this week has fewer publications",
    "kept.planned": "its work has begun: it stays where the earlier plan had it",
    "kept.pinned": "pinned by hand: it does not move",
    "kept.published": "published",
    "kept.cancelled": "cancelled: its date and work are kept on record",
    "unknown-anchor": "it hangs on {name}, which does not exist",
    "event-cancelled": "it hangs on {name} ({date}), which is cancelled",
    "window-past": "its last possible day, {date}, is past (today is {today})",
    "empty-window": "no day is left: {rule} allows it from {first} on, {other} only until {last}",
    "no-publication-day": "no day from {first} to {last} is open: {where}",
    "open.none": "none of them is a working day",
    "open.channels": "nothing is published then on {channels}",
    "recurrence": "its rule cannot be read: {error}",
    "dependency": "it depends on “{name}”, which {state}",
    "state.refused": "has no place in this plan",
    "state.on_hold": "is on hold",
    "state.rejected": "is rejected",
    "state.cancelled": "is cancelled",
    "state.elsewhere": "is neither published nor due in this period",
    "dependency-late": "it depends on {names}, published on {date}; its own last day is {last}",
    "dependency-cycle": "these wait for each other: {items}",
    "nobody": "nobody can do {stage}: it takes the skill and hours a week, or reviews a week",
    "lead-time": "work and reviews take until {earliest} even if everybody were free; its last possible day is {last}",
    "lead-time-recap": "a recap is made after the event, from {first} on; work and reviews take until {earliest} "
    "even if everybody were free; its last possible day is {last}",
    "lead-time-never": "work and reviews take longer than the plan reaches; its last possible day is {last}",
    "review-limit": "{stage} ({people}) gives {reviews} a week; those of {weeks} are taken by {takers}",
    "hours": "{stage} takes {hours} h; {people} has {free} h left from {first} to {last} of {capacity} h; "
    "they go to {takers}",
    "hours-bare": "{stage} takes {hours} h; {people} has {free} h from {first} to {last}",
    "channel-closed": "{channel} is open on no suitable day from {first} to {last}",
    "channel-limit": "{channel} takes {limit}; from {first} to {last} it is taken by {takers}",
    "together": "no single rule stops it, but together they leave no day from {first} to {last}: {because}",
    "alone": "impossible by itself: {because}",
    "earliest": "earliest free: {date} ({week}), after its last possible day {last}",
    "earliest-never": "nothing is free later in the period either",
    "limit.day": "{n} a day",
    "limit.week": "{n} a week",
    "limit.month": "{n} a month",
    "limit.gap": "one every {n} days",
    "limit.none": "anything on its open days",
    "nothing": "nothing else",
    "more": "{names} and {n} more",
    "review": "{role} review",
    "module": "module {n}",
    "reviews.one": "{n} review",
    "reviews.many": "{n} reviews",
    "weeks.one": "{first}",
    "weeks.many": "{first} to {last}",
    "or": " or ",
    "and": ", ",
    "joint": "; ",
    "title": "“{name}”",
    "beside": ", ",
}  # fmt: skip

_ZH = {
    "anchor": "{name}（{date}）{place}：{first} 至 {last}",
    "place.warm_up": "的预热期",
    "place.day": "当日",
    "place.recap": "的回顾期",
    "place.offset": "{offset:+d} 个工作日起",
    "place.from": "当日起",
    "embargo": "{date} 前不得发布（保密期）",
    "not-before": "不早于 {date} 发布",
    "not-after": "不晚于 {date} 发布",
    "deadline": "截止日期为 {date}",
    "occurrence": "按周期规则定于 {date}",
    "period": "{name} 的起止日为 {date}",
    "today": "任何工作都不能早于今天（{date}）",
    "after-dependency": "须排在《{name}》（{date}）之后",
    "first-of-window": "最早可发布的一天：{rule_text}",
    "first-of-period": "本期内最早可发布的一天",
    "not-earlier": "不能更早：{because}",
    "kept-date": "沿用原计划的日期",
    "free": "该日有空",
    "room": "更早也能发布，但这一周的发布较少",
    "kept.planned": "工作已经开始，沿用原计划",
    "kept.pinned": "人工锁定，不移动",
    "kept.published": "已发布",
    "kept.cancelled": "已取消，日期与工作记录保留",
    "unknown-anchor": "所挂靠的 {name} 不存在",
    "event-cancelled": "所挂靠的 {name}（{date}）已取消",
    "window-past": "最晚可发布日 {date} 已过（今天是 {today}）",
    "empty-window": "没有可发布的日子：{rule}要求不早于 {first}，{other}要求不晚于 {last}",
    "no-publication-day": "{first} 至 {last} 没有可发布的日子：{where}",
    "open.none": "其间没有工作日",
    "open.channels": "{channels}在此期间均不发布",
    "recurrence": "周期规则无法解析：{error}",
    "dependency": "依赖《{name}》，而该内容{state}",
    "state.refused": "未能排入本期",
    "state.on_hold": "已搁置",
    "state.rejected": "已否决",
    "state.cancelled": "已取消",
    "state.elsewhere": "既未发布，也不在本期",
    "dependency-late": "所依赖的{names}要到 {date} 才发布，而它自己最晚须在 {last} 发布",
    "dependency-cycle": "互相等待：{items}",
    "nobody": "没有人能做{stage}：需要有该技能并有每周工时，或有每周审核次数",
    "lead-time": "即使所有人都有空，制作与审核也要到 {earliest} 才能完成，而最晚可发布日是 {last}",
    "lead-time-recap": "活动回顾从 {first} 起才能动笔，即使所有人都有空，制作与审核也要到 {earliest} 才能完成，"
    "而最晚可发布日是 {last}",
    "lead-time-never": "制作与审核所需时间超出计划范围，最晚可发布日是 {last}",
    "review-limit": "{stage}（{people}）每周可审 {reviews}，{weeks} 的名额已被{takers}占用",
    "hours": "{stage}需 {hours} 小时；{people}在 {first} 至 {last} 的 {capacity} 小时中只剩 {free} 小时，"
    "其余用于{takers}",
    "hours-bare": "{stage}需 {hours} 小时；{people}在 {first} 至 {last} 只有 {free} 小时",
    "channel-closed": "{channel}在 {first} 至 {last} 没有合适的开放日",
    "channel-limit": "{channel}的限额为{limit}；{first} 至 {last} 已被{takers}占用",
    "together": "不是某一条规则单独造成，几条规则合在一起使 {first} 至 {last} 没有合适的日子：{because}",
    "alone": "单独来看也无法完成：{because}",
    "earliest": "最早有空的日子是 {date}（{week}），晚于最晚可发布日 {last}",
    "earliest-never": "本期之后的日子也没有空位",
    "limit.day": "每天 {n} 篇",
    "limit.week": "每周 {n} 篇",
    "limit.month": "每月 {n} 篇",
    "limit.gap": "每 {n} 天 1 篇",
    "limit.none": "开放日不限",
    "nothing": "其他安排",
    "more": "{names}等 {n} 项",
    "review": "{role}审核",
    "module": "模块 {n}",
    "reviews.one": "{n} 篇",
    "reviews.many": "{n} 篇",
    "weeks.one": "{first}",
    "weeks.many": "{first} 至 {last}",
    "or": "或",
    "and": "、",
    "joint": "；",
    "title": "《{name}》",
    "beside": "",
}  # fmt: skip

_RULES = {
    "en": {
        "anchor": "its event", "embargo": "the embargo", "not-before": "not_before", "not-after": "not_after",
        "deadline": "the deadline", "occurrence": "its rule", "period": "the period", "today": "today",
    },
    "zh": {
        "anchor": "所挂靠的活动", "embargo": "保密期", "not-before": "not_before", "not-after": "not_after",
        "deadline": "截止日期", "occurrence": "周期规则", "period": "计划期", "today": "今天",
    },
}  # fmt: skip


class Reasons:
    """Causes in the words of one language. `stages` names kinds of work and review roles."""

    def __init__(self, language: Language, stages: Mapping[str, str] | None = None) -> None:
        self._language = language
        self._words = _ZH if language == "zh" else _EN
        self._stages = stages or {}

    def say(self, cause: Cause) -> str:
        """One cause as a clause without a full stop."""
        figures = {name: self._figure(name, value) for name, value in cause.figures.items()}
        if cause.code == "review-limit":
            number = cause.figures["limit"]
            figures["reviews"] = self._words["reviews.one" if number == 1 else "reviews.many"].format(
                n=number
            )
        if cause.code == "anchor":
            place = f"place.{cause.figures['place']}"
            if place == "place.offset" and not cause.figures["offset"]:
                place = "place.from"
            figures["place"] = self._words[place].format(**cause.figures)
        if cause.code == "no-publication-day":
            where = "open.channels" if cause.figures["channels"] else "open.none"
            figures["where"] = self._words[where].format(**figures)
        code = "hours-bare" if cause.code == "hours" and not cause.figures["takers"] else cause.code
        return self._words[code].format(**figures)

    def join(self, causes: Sequence[Cause]) -> str:
        """Several causes as one sentence's worth of text."""
        return self._words["joint"].join(self.say(cause) for cause in causes)

    def _figure(self, name: str, value: Any) -> Any:
        if isinstance(value, Cause):
            return self.say(value)
        named = self._named(name, value)
        if named is not None:
            return named
        if isinstance(value, (list, tuple)):
            return self._words["and"].join(value)
        if isinstance(value, float):
            return f"{value:g}"
        return value.isoformat() if isinstance(value, date) else value

    def _named(self, name: str, value: Any) -> str | None:
        """Figures that have words of their own; None for the others."""
        render: dict[str, Callable[[Any], str]] = {
            "rule": lambda rule: _RULES[self._language][rule],
            "other": lambda rule: _RULES[self._language][rule],
            "state": lambda state: self._words[f"state.{state}"],
            "stage": self._stage,
            "weeks": self._weeks,
            "takers": self._names,
            "items": self._titles,
            "names": self._titles,
            "people": self._words["or"].join,
        }
        if name == "limit" and not isinstance(value, int):
            return self._limit(value)
        return render[name](value) if name in render else None

    def _weeks(self, weeks: Sequence[str]) -> str:
        form = "weeks.one" if weeks[0] == weeks[-1] else "weeks.many"
        return self._words[form].format(first=weeks[0], last=weeks[-1])

    def _stage(self, stage: str) -> str:
        kind, _, rest = stage.partition(":")
        if stage in self._stages:
            return self._stages[stage]
        if kind in ("review", "module") and rest:
            return self._words[kind].format(role=rest, n=rest)
        return stage

    def _limit(self, parts: Sequence[tuple[str, int]]) -> str:
        said = [self._words[f"limit.{name}"].format(n=number) for name, number in parts]
        return self._words["and"].join(said) or self._words["limit.none"]

    def _titles(self, titles: Sequence[str]) -> str:
        return self._words["beside"].join(self._words["title"].format(name=title) for title in titles)

    def _names(self, names: Sequence[str]) -> str:
        if not names:
            return self._words["nothing"]
        shown = self._titles(names[:_SHOWN])
        if len(names) <= _SHOWN:
            return shown
        count = len(names) if self._language == "zh" else len(names) - _SHOWN
        return self._words["more"].format(names=shown, n=count)
