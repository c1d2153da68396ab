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
    },
}  # fmt: skip
