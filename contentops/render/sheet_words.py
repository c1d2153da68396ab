"""The words of the workbook and of the CSV, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping

from contentops.models.base import Language

_EN: Mapping[str, str] = {
    "sheet.overview": "Overview", "sheet.weeks": "Weeks", "sheet.items": "Items", "sheet.waves": "Channel dates",
    "sheet.tasks": "Work", "sheet.load": "Load", "sheet.gaps": "Gaps", "sheet.unscheduled": "Not planned",
    "sheet.legend": "Legend",
    "publish": "Published", "week": "Week", "title": "Title", "pool": "Pool", "state": "State", "owner": "Owner",
    "channels": "Channels", "hours": "Hours", "notes": "Notes", "reason": "Why this date", "item": "Id",
    "date": "Date", "channel": "Channel", "person": "Person", "work": "Work", "start": "Start", "end": "End",
    "ref": "Key", "value": "Value", "why": "Why", "rules": "Rules that bind",
    "dates": "Dates", "working_days": "Working days", "days_off": "Days off and events",
    "gap": "Gap", "idea": "What could fill it", "action": "What to do",
    "planned_hours": "hours planned", "available_hours": "hours available",
    "planned_reviews": "reviews asked for", "available_reviews": "reviews possible", "what": "What",
    "total": "Total", "by_channel": "By channel", "by_month": "By month", "month": "Month", "entries": "Entries",
    "week_gaps": "Also missing",
    "weeks_note": "Amber is a gap: less goes out than the cadence asks for; the sheet “Gaps” says what could fill it. "
    "Grey weeks have no working day. Yellow marks the current week.",
    "load_note": "Hours of work and reviews in each week, against what there is. Red: more than there is. Orange: nine "
    "tenths or more. Leave and public holidays are already taken off.",
    "items_note": "Yours to change: the columns with a blue head.",
    "no_gaps": "Cadence and mix are on target.",
    "all_placed": "Every candidate has a place.",
    "make_up": "worked: {day}",
    "nothing": "nothing",
    "legend.states": "States", "legend.people": "People", "legend.colours": "Colours", "legend.return":
    "How changes come back",
    "state.planned": "has its date; planning again may move it",
    "state.pinned": "stays where it is when the period is planned again",
    "state.published": "is out",
    "state.cancelled": "does not happen",
    "colour.edit": "blue head: yours to change",
    "colour.computed": "grey head: computed; a change here is not taken over",
    "colour.empty": "amber: a gap; less goes out than the cadence or the mix asks for",
    "colour.off": "grey: no working day",
    "colour.over": "red: more than there is",
    "colour.tight": "orange: nine tenths or more of what there is",
    "return.1": "Change dates, states, owners, people and notes in “Items”, “Channel dates” and “Work”, save the "
    "file as XLSX and send it back.",
    "return.2": "contentops import calendar FILE shows what changed, and --write enters it in calendars/{period}.yaml.",
    "return.3": "Who moves the date of an item moves its channels along; single channels are moved in “Channel dates”.",
    "return.4": "Sort, filter, move columns as you like. A deleted row changes nothing: to take an item out, set "
    "its state to “{cancelled}”.",
    "return.5": "The last column, “Key”, tells which row is which: leave it as it is.",
    "role": "Title", "hours_week": "Hours a week", "reviews_week": "Reviews a week", "meaning": "Meaning",
    "dv.state": "Choose one of the states.",
    "dv.person": "Choose somebody from the list in “Legend”.",
    "dv.date": "Enter a date.",
    "page": "Page &P of &N",
    "read_only": "This sheet is computed.",
}  # fmt: skip

_ZH: Mapping[str, str] = {
    "sheet.overview": "概览", "sheet.weeks": "周计划", "sheet.items": "内容清单", "sheet.waves": "渠道排期",
    "sheet.tasks": "分工明细", "sheet.load": "人员负荷", "sheet.gaps": "缺口", "sheet.unscheduled": "未排入",
    "sheet.legend": "图例",
    "publish": "发布日", "week": "周", "title": "标题", "pool": "内容池", "state": "状态", "owner": "负责人",
    "channels": "渠道", "hours": "工时", "notes": "备注", "reason": "排期理由", "item": "编号",
    "date": "日期", "channel": "渠道", "person": "人员", "work": "工作", "start": "开始", "end": "结束",
    "ref": "对照码", "value": "价值", "why": "原因", "rules": "限制条件",
    "dates": "起止", "working_days": "工作日", "days_off": "节假日与活动",
    "gap": "缺口", "idea": "可以补什么", "action": "怎么做",
    "planned_hours": "已排工时", "available_hours": "可用工时",
    "planned_reviews": "已排审核", "available_reviews": "可审核数", "what": "项目",
    "total": "合计", "by_channel": "各渠道发布数", "by_month": "各月发布数", "month": "月份", "entries": "内容数",
    "week_gaps": "其他缺口",
    "weeks_note": "橙黄色为缺口：发布少于节奏要求，补法见“缺口”表；灰色表示当周没有工作日；黄色为本周。",
    "load_note": "每周已排的工时、审核数与可用数对比。红色：超出；橙色：已用九成以上。休假和法定节假日已扣除。",
    "items_note": "蓝色表头的列可以修改。",
    "no_gaps": "节奏与配比均已达标。",
    "all_placed": "候选内容全部排入。",
    "make_up": "{day} 调休上班",
    "nothing": "无",
    "legend.states": "状态", "legend.people": "人员", "legend.colours": "颜色", "legend.return": "改动怎样带回",
    "state.planned": "已有日期，重新排期时可能移动",
    "state.pinned": "重新排期时保持不动",
    "state.published": "已经发布",
    "state.cancelled": "不再进行",
    "colour.edit": "蓝色表头：可以修改",
    "colour.computed": "灰色表头：由系统计算，改动不会带回",
    "colour.empty": "橙黄色：缺口，少于节奏或配比要求",
    "colour.off": "灰色：没有工作日",
    "colour.over": "红色：超出可用",
    "colour.tight": "橙色：已用九成以上",
    "return.1": "在“内容清单”“渠道排期”“分工明细”中修改日期、状态、负责人、人员和备注，另存为 XLSX 后发回。",
    "return.2": "运行 contentops import calendar 文件名 预览改动，加 --write 写入 calendars/{period}.yaml。",
    "return.3": "修改发布日时，各渠道日期随之顺延；单个渠道的日期请在“渠道排期”中修改。",
    "return.4": "可以随意排序、筛选、移动列。删除一行不起作用：要取消某项内容，请把状态改为“{cancelled}”。",
    "return.5": "最后一列“对照码”用来识别每一行，请保持不变。",
    "role": "职位", "hours_week": "每周工时", "reviews_week": "每周审核", "meaning": "含义",
    "dv.state": "请从列表中选择状态。",
    "dv.person": "请从“图例”的人员列表中选择。",
    "dv.date": "请输入日期。",
    "page": "第 &P 页，共 &N 页",
    "read_only": "本表由系统计算。",
}  # fmt: skip

SHEET_WORDS: Mapping[Language, Mapping[str, str]] = {"en": _EN, "zh": _ZH}
"""Names of sheets and columns, and what the legend says."""
