"""The words of changes that would let an item in, and of what goals hold it to its day, by code."""

from __future__ import annotations

EN = {
    "remedy.hours": "{person} works {amount} h more in {weeks}",
    "remedy.review": "{person} gives {reviews} more in {weeks}",
    "remedy.slot": "{channel} takes {limit} instead of {old}",
    "remedy.gap": "publications on {channel} may be {number} days apart instead of {old}",
    "remedy.not-after": "its window ends {days} later, on {date} instead of {old}",
    "remedy.deadline": "its deadline is {days} later, on {date} instead of {old}",
    "remedy.not-before": "its window begins {days} earlier, on {date} instead of {old}",
    "remedy.occurrence": "this occurrence comes {days} later, on {date} instead of {old}",
    "remedy.within": "{number} working days are still right after its day instead of {old}, until {date}",
    "remedy.phase": "all recaps may come up to {number} working days after their event instead of {old}",
    "remedy.exchange": "it takes the place of {names} (value {value}, its own is {gain})",
    "remedy.assign": "{person} does {stage}",
    "remedy.skill": "{person} learns {stage} and does it",
    "remedy.chain": "it passes the review chain {chain} instead of {old}",
    "remedy.channels": "it goes without {channel}",
    "remedy.depends-on": "it does not wait for {names}",
    "remedy.take-up": "{names} is taken up again",
    "remedy.comma": ", ",
    "remedy.and": ", and ",
    "serves": "moved to an earlier week it would leave {served} without anything in {weeks} "
    "(wanted: at most {limit} of silence)",
    "serves.rate": "moved to an earlier week it would leave {served} with less than the cadence wants in {weeks}",
    "silence.one": "{n} week",
    "silence.many": "{n} weeks",
    "even": "{date} would do too, but then that week has {there} publications; this one has {here}",
    "even.days": "{date} would do too, but then that week has {there} publications on {there_days} working days; "
    "this one has {here} on {here_days}",
    "goals-better": "{date} would serve the goals better: a longer search may move it there",
    "no-better": "{date} would do as well, with nothing gained or lost",
    "goals-worse": "it fits, but the goals lose {points} points by it",
    "later-better": "it fits, and planning again may move it there",
    "held-back.on_hold": "it is on hold: no plan gives it a place",
    "held-back.rejected": "it is rejected: no plan gives it a place",
    "made": "it was published already, and no refresh falls due",
    "elsewhere": "its time lies outside the periods that are planned: {periods}",
    "broken": "the calendar has it on {date}, which breaks a rule by now: plan again",
}  # fmt: skip

ZH = {
    "remedy.hours": "{person}在 {weeks} 多投入 {amount} 小时",
    "remedy.review": "{person}在 {weeks} 多审 {amount} 篇",
    "remedy.slot": "{channel}放宽为{limit}（原为 {old} 篇）",
    "remedy.gap": "{channel}两次发布的最小间隔由 {old} 天缩短为 {number} 天",
    "remedy.not-after": "最晚发布日推迟 {days}，从 {old} 改为 {date}",
    "remedy.deadline": "截止日期推迟 {days}，从 {old} 改为 {date}",
    "remedy.not-before": "最早发布日提前 {days}，从 {old} 改为 {date}",
    "remedy.occurrence": "这一次推迟 {days}，从 {old} 改到 {date}",
    "remedy.within": "挂靠日之后的余地由 {old} 个工作日放宽为 {number} 个，到 {date} 为止",
    "remedy.phase": "活动回顾可在活动后 {number} 个工作日内发布（原为 {old} 个，对所有回顾生效）",
    "remedy.exchange": "由它顶替{names}（失去价值 {value}，得到 {gain}）",
    "remedy.assign": "{stage}改由{person}承担",
    "remedy.skill": "{person}学会并承担{stage}",
    "remedy.chain": "改走审核链“{chain}”（原为“{old}”）",
    "remedy.channels": "不在{channel}发布",
    "remedy.depends-on": "不再等待{names}",
    "remedy.take-up": "重新启用{names}",
    "remedy.comma": "，",
    "remedy.and": "，并且",
    "serves": "若提前到更早的一周，{served}在 {weeks} 将没有任何内容，而最多只允许空 {limit}",
    "serves.rate": "若提前到更早的一周，{served}在 {weeks} 的发布达不到节奏要求",
    "silence.one": "{n} 周",
    "silence.many": "{n} 周",
    "even": "{date} 也能发布，但那一周就会有 {there} 篇，而这一周只有 {here} 篇",
    "even.days": "{date} 也能发布，但那一周 {there_days} 个工作日就会有 {there} 篇，"
    "而这一周 {here_days} 个工作日只有 {here} 篇",
    "goals-better": "{date} 更符合各项目标，加大搜索力度后可能会移过去",
    "no-better": "{date} 也能发布，没有得失",
    "goals-worse": "排得下，但各项目标因此损失 {points} 分",
    "later-better": "排得下，重新计划时可能会移过去",
    "held-back.on_hold": "已搁置，任何计划都不会安排",
    "held-back.rejected": "已否决，任何计划都不会安排",
    "made": "已经发布，也没有到期的更新",
    "elsewhere": "它的时间不在已计划的周期之内：{periods}",
    "broken": "日历上排在 {date}，但现在已不符合规则，请重新计划",
}  # fmt: skip

SERVED = {
    "en": {
        "roles": {
            "initiator": "the initiator", "evaluator": "the evaluator", "decider": "the decider",
            "user": "the user",
        },
        "stages": {
            "acquire": "the stage of acquiring", "activate": "the stage of activating",
            "convert": "the stage of converting", "retain": "the stage of retaining",
            "renew": "the stage of renewing and referring",
        },
        "pools": {
            "basic": "the basic pool", "periodic": "the periodic pool", "hook": "the pool of hooks",
        },
    },
    "zh": {
        "roles": {"initiator": "发起者", "evaluator": "评估者", "decider": "决策者", "user": "使用者"},
        "stages": {
            "acquire": "获客阶段", "activate": "激活阶段", "convert": "转化阶段", "retain": "留存阶段",
            "renew": "续约与推荐阶段",
        },
        "pools": {"basic": "基础内容", "periodic": "日常内容", "hook": "抓手内容"},
    },
}  # fmt: skip
"""What cadence serves, by kind and name; channels have their own names."""
