"""The words of the year's table and the week's work list, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping

from contentops.models.base import Language

_ZH = {
    "year_title": "{period} 年度内容总表",
    "week_title": "{week} 工作清单",
    "made_of": "依据 {calendars}",
    "made_of_none": "本年度还没有排期",
    "working_days": "工日",
    "load": "工时",
    "share": "负荷",
    "occasions": "活动与节点",
    "published": "发布内容",
    "quarter": "季度",
    "publications": "发布",
    "not_placed": "未排入",
    "value": "价值",
    "week_of_year": "周历",
    "by_channel": "按渠道",
    "silent": "· 当周没有发布",
    "late": "! 空白已超出节奏要求",
    "late_word": "空白",
    "load_note": "工时为全部人员当周安排 / 可用。",
    "not_planned": "未排期",
    "quarters_not_planned": "尚未排期：{quarters}。",
    "footer": "由 contentops 根据各季度日历生成；请修改季度日历，不要直接改本页。",
    "days_off": "放假",
    "make_up": "调休上班",
    "make_up_days": "调休上班：{days}",
    "holidays": "放假：{days}",
    "away": "不在：{people}",
    "away_one": "{person}（{days}，{reason}）",
    "leave": "休假",
    "holiday": "当地假日",
    "occasions_line": "活动与节点：{occasions}",
    "published_week": "本周发布",
    "published_past": "{day} 首发",
    "nothing_published": "本周没有发布。",
    "action": "要做",
    "left": "剩余",
    "due": "截止",
    "of": "{part}/{whole}",
    "days_left": "{count} 天",
    "overdue": "已过",
    "hours_head": "{used}/{available} 小时",
    "reviews_head": "审核 {used}/{count}",
    "no_hours": "本周没有工时（按计划已完成，或之后再做）：{tasks}",
    "no_hours_one": "{stage}《{title}》（截止 {due}）",
    "nobody": "本周没有分派的工作。",
    "free": "本周没有工作：{people}",
    "week_footer": "工时按先急后缓分到各周；由 contentops 根据 {calendars} 生成。",
    "start": "开始",
    "finish": "完成",
    "do": "当周完成",
    "go_on": "继续",
    "review": "审核",
}
_EN = {
    "year_title": "Content year {period}",
    "week_title": "Work list {week}",
    "made_of": "from {calendars}",
    "made_of_none": "nothing is planned yet",
    "working_days": "Days",
    "load": "Hours",
    "share": "Load",
    "occasions": "Events and nodes",
    "published": "Published",
    "quarter": "Quarter",
    "publications": "Published",
    "not_placed": "Not planned",
    "value": "Value",
    "week_of_year": "Week by week",
    "by_channel": "By channel",
    "silent": "· nothing in this week",
    "late": "! nothing for longer than the cadence allows",
    "late_word": "silent",
    "load_note": "Hours are those of everybody: planned / available in the week.",
    "not_planned": "not planned",
    "quarters_not_planned": "Not planned yet: {quarters}.",
    "footer": "Rendered by contentops from the quarters' calendars: change those, not this page.",
    "days_off": "day off",
    "make_up": "make-up day",
    "make_up_days": "Make-up working days: {days}",
    "holidays": "Public holidays: {days}",
    "away": "Away: {people}",
    "away_one": "{person} ({days}, {reason})",
    "leave": "leave",
    "holiday": "public holiday there",
    "occasions_line": "Events and nodes: {occasions}",
    "published_week": "Published this week",
    "published_past": "first out {day}",
    "nothing_published": "Nothing is published this week.",
    "action": "To do",
    "left": "Left",
    "due": "Due",
    "of": "{part} of {whole}",
    "days_left": "{count} days",
    "days_left_one": "1 day",
    "overdue": "over",
    "hours_head": "{used} of {available} h",
    "reviews_head": "{used} of {count} reviews",
    "reviews_head_one": "{used} of 1 review",
    "no_hours": "No hours this week (done by then, or later): {tasks}",
    "no_hours_one": "{stage} of {title} (due {due})",
    "nobody": "No work is assigned this week.",
    "free": "Without work this week: {people}",
    "week_footer": "Hours are laid into the weeks by urgency; rendered by contentops from {calendars}.",
    "start": "start",
    "finish": "finish",
    "do": "do",
    "go_on": "go on",
    "review": "review",
}
_BY_LANGUAGE: Mapping[Language, Mapping[str, str]] = {"zh": _ZH, "en": _EN}


class PeriodWords:
    """The words of one language."""

    def __init__(self, language: Language) -> None:
        self.text = _BY_LANGUAGE[language]

    def __getitem__(self, key: str) -> str:
        return self.text[key]

    def say(self, key: str, **values: object) -> str:
        """The sentence `key` with its values; `count` equal to 1 takes `key_one` where there is one."""
        if values.get("count") == 1 and f"{key}_one" in self.text:
            key = f"{key}_one"
        return self.text[key].format(**values)
