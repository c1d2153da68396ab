"""Contradictions in words, English and Chinese: what each fact says, and what they break together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from contentops.models.base import Language, text_in
from contentops.models.workspace import Workspace
from contentops.schedule.conflict_facts import Contradiction, Fact

_FACTS: dict[Language, dict[str, str]] = {
    "en": {
        "entry.pinned": "“{title}” is pinned to {date}",
        "entry.planned": "work on “{title}” has begun, for {date}",
        "entry.published": "“{title}” is published on {date}",
        "entry.cancelled": "“{title}” is cancelled, and its work on record",
        "wave.pinned": "“{title}” is pinned to {date} on {channel}",
        "wave.planned": "“{title}”, begun, goes to {channel} on {date}",
        "wave.published": "“{title}” is published on {channel} on {date}",
        "task": "{person} has {hours} h of {stage} for “{title}” {span}",
        "review": "{person} gives the {stage} of “{title}” {span}",
        "needs": "“{title}” takes this work, these reviews and these channels",
        "left-behind": "its work and channels still stand where they were for another date",
        "not-before": "it may not be published before {date}",
        "not-after": "it may not be published after {date}",
        "deadline": "its last channel must have it by {date}",
        "embargo": "its embargo lasts until {date}",
        "hangs-on": "it hangs on {name}",
        "cancelled": "{name} is cancelled",
        "anchor": "it is to be published {place} {name}",
        "event": "{name} is on {days}",
        "phase": "{phase} is {offsets}",
        "quota": "{channel} takes {limit}",
        "gap": "{channel} takes {limit}",
        "blackout": "{channel} is closed {span}",
        "weekdays": "{channel} publishes only on {weekdays}",
        "working-days": "{channel} publishes on working days only, which {date} is not",
        "leave": "{person} is on leave {span}",
        "days-off": "{person} has no working day there",
        "hours": "{person} has {hours} h a week",
        "reviews": "{person} gives {reviews} a week",
        "depends-on": "“{title}” depends on “{other}”",
    },
    "zh": {
        "entry.pinned": "《{title}》锁定在 {date} 发布",
        "entry.planned": "《{title}》的工作已经开始，定于 {date} 发布",
        "entry.published": "《{title}》{date} 发布",
        "entry.cancelled": "《{title}》已取消，其工作记录保留",
        "wave.pinned": "《{title}》锁定在 {date} 于{channel}发布",
        "wave.planned": "《{title}》的工作已经开始，定于 {date} 在{channel}发布",
        "wave.published": "《{title}》{date} 在{channel}发布",
        "task": "{person}{span}为《{title}》做 {hours} 小时{stage}",
        "review": "{person}{span}做《{title}》的{stage}",
        "needs": "《{title}》需要这些工作、审核和渠道",
        "left-behind": "工作和渠道日期仍是改期前的安排",
        "not-before": "不得早于 {date} 发布",
        "not-after": "不得晚于 {date} 发布",
        "deadline": "最后一个渠道须在 {date} 前发出",
        "embargo": "保密期到 {date}",
        "hangs-on": "挂靠{name}",
        "cancelled": "{name}已取消",
        "anchor": "应在{name}{place}发布",
        "event": "{name}的日期是 {days}",
        "phase": "{phase}为{offsets}",
        "quota": "{channel}{limit}",
        "gap": "{channel}{limit}",
        "blackout": "{channel}{span}停发",
        "weekdays": "{channel}只在{weekdays}发布",
        "working-days": "{channel}只在工作日发布，{date} 不是工作日",
        "leave": "{person}{span}休假",
        "days-off": "{person}在这几天没有工作日",
        "hours": "{person}每周 {hours} 小时",
        "reviews": "{person}每周最多审 {reviews} 篇",
        "depends-on": "《{title}》依赖《{other}》",
    },
}
_RULES: dict[Language, dict[str, str]] = {
    "en": {
        "channel-limit": "{channel} takes {limit}, and more than that is fixed for {span}",
        "channel-gap": "{channel} takes {limit}, and two fixed dates come closer than that",
        "channel-closed": "{channel} does not publish on {date}",
        "hours": "{person} has {limit} h {span}, and more work than that is fixed there",
        "review-limit": "{person} gives {reviews} in {week}, and more than that are fixed there",
        "days-away": "{person} works {days} for the {stage} of “{title}”, which takes {needed}",
        "dependency": "“{title}” would be published before or with “{other}”, on which it depends",
        "not-before": "“{title}” is fixed for {date}, before it may be published",
        "not-after": "“{title}” is fixed for {date}, after its last possible day",
        "deadline": "“{title}” is fixed for {date}, after its deadline",
        "embargo": "“{title}” is fixed for {date}, within its embargo",
        "anchor": "“{title}” is fixed for {date}, away from the event it hangs on",
        "event-cancelled": "“{title}” is fixed for {date}, but its event is cancelled",
        "moved-by-hand": "“{title}” was moved to {date} by hand, its work was not",
        "holds-again": "nothing contradicts the pin of “{title}” to {date} any more",
        "no-time": "“{title}” cannot be published on {date}: its work, reviews and channels do not fit from {today} "
        "on, even if nothing else were planned",
        "no-room": "“{title}” cannot be published on {date}: its work, reviews and channels do not fit beside "
        "what is fixed",
        "outside-period": "“{title}” is pinned to {date}, outside {name}",
        "window-past": "“{title}” can no longer be published in time: its last possible day, {last}, is past "
        "(today is {today})",
        "empty-window": "“{title}” has no day to be published on: not before {start}, and not after {end}",
    },
    "zh": {
        "channel-limit": "{channel}{limit}，{span} 已固定的超出此数",
        "channel-gap": "{channel}{limit}，有两个固定的日期间隔不足",
        "channel-closed": "{channel} {date} 不发布",
        "hours": "{person}{span}共有 {limit} 小时，已固定的工作超出此数",
        "review-limit": "{person} {week} 最多审 {reviews} 篇，已固定的超出此数",
        "days-away": "{person}在《{title}》的{stage}期间只有 {days}，需要 {needed}",
        "dependency": "《{title}》依赖《{other}》，却不晚于它发布",
        "not-before": "《{title}》固定在 {date}，早于允许发布的日期",
        "not-after": "《{title}》固定在 {date}，晚于最后可发布日",
        "deadline": "《{title}》固定在 {date}，晚于截止日期",
        "embargo": "《{title}》固定在 {date}，仍在保密期内",
        "anchor": "《{title}》固定在 {date}，不在所挂靠活动要求的日期内",
        "event-cancelled": "《{title}》固定在 {date}，但所挂靠的活动已取消",
        "moved-by-hand": "《{title}》被人工改到 {date}，工作安排没有跟着改",
        "holds-again": "《{title}》锁定在 {date} 已无矛盾",
        "no-time": "《{title}》无法在 {date} 发布：从 {today} 起，即使没有其他安排，工作、审核和渠道也来不及",
        "no-room": "《{title}》无法在 {date} 发布：除去已固定的安排，工作、审核和渠道排不下",
        "outside-period": "《{title}》锁定在 {date}，不在 {name} 之内",
        "window-past": "《{title}》已来不及按时发布：最晚可发布日 {last} 已过（今天是 {today}）",
        "empty-window": "《{title}》没有可发布的日子：不得早于 {start}，又不得晚于 {end}",
    },
}
_PARTS: dict[Language, dict[str, str]] = {
    "en": {
        "remark": "pinned to {date}, which was not kept: {text}",
        "joint": "; ",
        "span": "from {first} to {last}", "day": "on {first}", "days": "{first} to {last}",
        "limit.day": "{n} a day", "limit.week": "{n} a week", "limit.month": "{n} a month",
        "limit.gap": "one every {n} days",
        "reviews.one": "1 review", "reviews.many": "{n} reviews",
        "days.one": "1 day", "days.many": "{n} days",
        "place.warm_up": "before", "place.day": "on the day of", "place.recap": "after",
        "place.before": "{n} working days before", "place.after": "{n} working days after",
        "place.from": "from the date of",
        "warm_up": "the warm-up", "day_of": "the day", "recap": "the recap",
        "before": "{a} to {b} working days before the event", "after": "{a} to {b} working days after the event",
        "around": "working days {a} to {b} from the event, which is day 0",
        "review": "{role} review", "module": "module {role}", "and": ", ",
    },
    "zh": {
        "remark": "原锁定在 {date}，未能保留：{text}",
        "joint": "；",
        "span": " {first} 至 {last} ", "day": " {first} ", "days": "{first} 至 {last}",
        "limit.day": "每天限 {n} 篇", "limit.week": "每周限 {n} 篇", "limit.month": "每月限 {n} 篇",
        "limit.gap": "每 {n} 天限 1 篇",
        "reviews.one": "1", "reviews.many": "{n}",
        "days.one": "1 个工作日", "days.many": "{n} 个工作日",
        "place.warm_up": "的预热期", "place.day": "当日", "place.recap": "的回顾期",
        "place.before": "前 {n} 个工作日起", "place.after": "后 {n} 个工作日起", "place.from": "当日起",
        "warm_up": "预热期", "day_of": "当日", "recap": "回顾期",
        "before": "活动前 {a} 至 {b} 个工作日", "after": "活动后 {a} 至 {b} 个工作日",
        "around": "以活动当日为 0 的第 {a} 至 {b} 个工作日",
        "review": "{role}审核", "module": "模块 {role}", "and": "、",
    },
}  # fmt: skip
_WEEKDAYS: dict[Language, dict[str, str]] = {
    "en": {"mon": "Monday", "tue": "Tuesday", "wed": "Wednesday", "thu": "Thursday", "fri": "Friday",
           "sat": "Saturday", "sun": "Sunday"},
    "zh": {"mon": "周一", "tue": "周二", "wed": "周三", "thu": "周四", "fri": "周五", "sat": "周六", "sun": "周日"},
}  # fmt: skip


class ConflictWords:
    """Contradictions in one language: by default the workspace's own."""

    def __init__(self, workspace: Workspace, language: Language | None = None) -> None:
        self._language = language or workspace.settings.language
        self._parts = _PARTS[self._language]
        own = workspace.settings.language
        self._stages = {
            stage.skill: text_in(stage.name, own)
            for stage in workspace.settings.work_stages
            if stage.name is not None
        }

    def say(self, one: Contradiction) -> str:
        """What the facts break together."""
        return _RULES[self._language][one.rule].format(**self._figures(one.figures))

    def say_fact(self, fact: Fact) -> str:
        """One of the facts."""
        return _FACTS[self._language][fact.code].format(**self._figures(fact.figures))

    def remark(self, wished: date, text: str) -> str:
        """What is said of an entry whose pin was not kept."""
        return self._parts["remark"].format(date=wished.isoformat(), text=text)

    def join(self, texts: Sequence[str]) -> str:
        """Several remarks as one."""
        return self._parts["joint"].join(texts)

    def _figures(self, figures: Mapping[str, Any]) -> dict[str, Any]:
        said = {name: self._figure(name, value) for name, value in figures.items()}
        first, last = figures.get("first"), figures.get("last")
        if isinstance(first, date) and isinstance(last, date):
            form = "day" if first == last else "span"
            said["span"] = self._parts[form].format(first=first, last=last)
        if "from" in figures:
            start, end = figures["from"], figures["to"]
            said["days"] = start if start == end else self._parts["days"].format(first=start, last=end)
        if isinstance(figures.get("limit"), int):
            said["reviews"] = self._count("reviews", figures["limit"])
        if "phase" in figures:
            said["offsets"] = self._offsets(figures["first"], figures["last"])
        if "place" in figures:
            said["place"] = self._place(figures["place"], figures["offset"])
        return said

    def _figure(self, name: str, value: Any) -> Any:
        render: dict[str, Callable[[Any], str]] = {
            "stage": self._stage,
            "phase": lambda phase: self._parts["day_of" if phase == "day" else phase],
            "days": lambda days: self._count("days", days),
            "needed": lambda days: self._count("days", days),
            "weekdays": lambda names: self._parts["and"].join(_WEEKDAYS[self._language][n] for n in names),
        }
        if name in render:
            return render[name](value)
        if isinstance(value, tuple):
            return self._parts[f"limit.{value[0]}"].format(n=value[1])
        if isinstance(value, float):
            return f"{value:g}"
        return value.isoformat() if isinstance(value, date) else value

    def _stage(self, stage: str) -> str:
        kind, _, rest = stage.partition(":")
        return self._parts[kind].format(role=rest) if rest else self._stages.get(stage, stage)

    def _count(self, noun: str, number: int) -> str:
        return self._parts[f"{noun}.one" if number == 1 else f"{noun}.many"].format(n=number)

    def _offsets(self, first: int, last: int) -> str:
        """The span of a phase in working days."""
        form = "before" if last < 0 else "after" if first > 0 else "around"
        a, b = (first, last) if form == "around" else (abs(first), abs(last))
        return self._parts[form].format(a=a, b=b)

    def _place(self, place: str, offset: int) -> str:
        if place != "offset":
            return self._parts[f"place.{place}"]
        if not offset:
            return self._parts["place.from"]
        return self._parts["place.before" if offset < 0 else "place.after"].format(n=abs(offset))
