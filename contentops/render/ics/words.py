"""What feeds say beside the words that all formats share, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping

from contentops.models.base import Language

FEED_WORDS: Mapping[Language, Mapping[str, str]] = {
    "zh": {
        "calendar": "{brand} {period} 内容日历",
        "calendar_of": "{name} · {period} 内容日历",
        "about": (
            "{brand}的内容排期（{first} 至 {last}）。由 contentops 根据 calendars/{period}.yaml 生成；"
            "请修改该文件，不要直接改日历。"
        ),
        "publish": "发布",
        "work": "制作",
        "review": "审核",
        "cancelled": "已取消",
        "on_day": "{day} {names}",
        "work_hours": "{work}，{hours} 小时",
        "moved_from": "原定 {day}",
        "notes": "备注",
        "draft": "草稿",
        "left": "已不在 {period} 的排期中。",
        "left_because": "未排入 {period}：{reason}",
        "moved_to": "已移至 {period}，{day} 发布。",
        "elsewhere": "已不在此日历中；该内容仍计划于 {day}发布。",
        "called_off": "已在排期中取消，原定 {day}发布。",
        "dates": "{brand} {period} 活动与节点",
        "about_dates": (
            "{brand}的活动与外部节点。由 contentops 根据 events/ 和 nodes.yaml 生成；请修改这些文件，不要直接改日历。"
        ),
        "holidays": "{period} 节假日与调休",
        "about_holidays": "排期所依据的节假日与调休上班日。由 contentops 生成。",
        "event": "活动",
        "node": "节点",
        "holiday": "节假日",
        "make_up": "调休",
        "make_up_day": "调休上班",
        "with": "合作方",
        "goal": "目标",
        "sign_up": "报名",
        "people": "相关同事",
        "country": "国家/地区",
        "event_off": "活动已取消。",
        "date_moved": "已改到 {day}，不在本日历的时段内。",
        "date_gone": "已从 {source} 中删除。",
        "holiday_gone": "已不在放假调休安排中。",
    },
    "en": {
        "calendar": "{brand} content calendar {period}",
        "calendar_of": "{name} · content calendar {period}",
        "about": (
            "What {brand} publishes from {first} to {last}. Rendered by contentops from calendars/{period}.yaml: "
            "change that file, not these events."
        ),
        "publish": "Publish",
        "work": "Work",
        "review": "Review",
        "cancelled": "Cancelled",
        "on_day": "{day} {names}",
        "work_hours": "{work}, {hours} h",
        "moved_from": "Moved from {day}",
        "notes": "Notes",
        "draft": "Draft",
        "left": "No longer in the plan for {period}.",
        "left_because": "Not in the plan for {period}: {reason}",
        "moved_to": "Moved to {period}, published on {day}.",
        "elsewhere": "No longer in this calendar; the item is still planned for {day}.",
        "called_off": "Cancelled in the plan; it was to be published on {day}.",
        "dates": "{brand} events and dates {period}",
        "about_dates": (
            "Events of {brand} and dates in the world around it. Rendered by contentops from events/ and nodes.yaml: "
            "change those files, not these events."
        ),
        "holidays": "Public holidays {period}",
        "about_holidays": "Public holidays and make-up working days, as the plan counts them. Rendered by contentops.",
        "event": "Event",
        "node": "Date",
        "holiday": "Public holiday",
        "make_up": "Working day",
        "make_up_day": "Make-up working day",
        "with": "With",
        "goal": "Goal",
        "sign_up": "Sign-up",
        "people": "People",
        "country": "Country",
        "event_off": "The event is cancelled.",
        "date_moved": "Now on {day}, outside the days of this calendar.",
        "date_gone": "No longer in {source}.",
        "holiday_gone": "No longer among the days off and make-up days.",
    },
}  # fmt: skip
