"""What Chinese spreadsheets call the values we know: `文章` is `article`, `决策人` is `decider`."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection

# By the last part of the key, then by value: `发布` is a kind of node, `已发布` a status. A word stands here
# only when it can mean one thing: 已完成 may be written or published, so a person has to say it.
COMMON_WORDS: dict[str, dict[str, str]] = {
    "format": {
        "article": "文章 图文 公众号文章 软文",
        "press_release": "新闻稿 通稿 新闻通稿",
        "case": "案例 客户案例",
        "white_paper": "白皮书",
        "book": "书 书籍 电子书 图书",
        "course": "课程",
        "live": "直播",
        "slides": "幻灯片 演示文稿",
        "video": "视频 短视频",
        "comic": "漫画 条漫",
        "poster": "海报 长图",
        "brochure": "宣传册 画册 折页",
        "mail": "邮件 电子邮件",
        "post": "帖子",
        "speech": "演讲 演讲稿 讲稿",
        "page": "网页 页面 落地页",
    },
    "role": {
        "initiator": "发起者 发起人",
        "evaluator": "评估者 评估人",
        "decider": "决策者 决策人",
        "user": "使用者 使用人 用户",
    },
    "stage": {
        "acquire": "获客 拉新",
        "activate": "激活 促活",
        "convert": "转化 成交",
        "retain": "留存",
        "renew": "续约 推荐 续约与推荐 续约/推荐 续费",
    },
    "means": {"content": "内容", "event": "活动", "channel": "渠道", "brand": "品牌", "paid": "付费 投放"},
    "source": {
        "self": "自写 原创 自产",
        "user": "用户 用户投稿",
        "partner": "合作方 合作伙伴 伙伴",
        "collected": "收集 采集",
    },
    "kind": {
        "salon": "沙龙",
        "summit": "峰会",
        "exhibition": "展会 展览",
        "speaking_slot": "演讲",
        "online_class": "线上课 线上课程 公开课",
        "competition": "比赛 大赛 竞赛",
        "joint_event": "联合活动",
        "online_activity": "线上活动",
        "round_table": "圆桌 圆桌会 圆桌会议",
        "meeting": "会议",
        "release": "发布 版本发布 新版本",
        "news": "新闻",
        "partnership": "合作",
        "standard": "标准",
        "company_event": "公司活动",
        "holiday": "节日 假日 节假日",
        "industry": "行业 行业活动",
    },
    "status": {
        "idea": "选题 想法",
        "brief": "提纲",
        "draft": "草稿 写作中 撰写中",
        "edit": "编辑中",
        "review": "审核 审核中 待审核",
        "approved": "已审核 已通过 审核通过",
        "scheduled": "已排期",
        "published": "已发布",
        "on_hold": "搁置 暂停 暂缓",
        "rejected": "否决 已否决 毙稿",
        "planned": "计划 计划中",
        "confirmed": "确认 已确认",
        "cancelled": "取消 已取消",
        "done": "已结束 已举办",
    },
    "phase": {"warm_up": "预热", "day": "当天 当日", "recap": "回顾 复盘"},
}


def fold(text: str) -> str:
    """`text` without what people do not see as a difference: blanks around it, width, case."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


_VALUES = {
    name: {fold(word): value for value, words in meanings.items() for word in words.split()}
    for name, meanings in COMMON_WORDS.items()
}


def common_meaning(key: str, text: str, choices: Collection[str]) -> str | None:
    """Which of `choices` a Chinese word commonly means for a key such as `role`, or None."""
    value = _VALUES.get(key, {}).get(fold(text))
    return value if value in choices else None
