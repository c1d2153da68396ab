"""A workspace with one item for each draft template, with rich facts, in both languages."""

from __future__ import annotations

import copy
from typing import Any

TEMPLATES = (
    "customer_case",
    "event_announcement",
    "event_recap",
    "partnership_release",
    "product_launch_release",
)

_BRANDS: dict[str, dict[str, Any]] = {
    "zh": {
        "name": "衡屿科技",
        "full_name": "北京衡屿科技有限公司",
        "one_liner": "让数据留在本地，让模型一起训练",
        "boilerplate": "北京衡屿科技有限公司成立于 2019 年，提供隐私计算产品与联合建模服务。",
        "city": "北京",
        "website": "https://hengyu.example.cn",
        "contacts": [
            {"name": "苏蔓", "title": "公共关系经理", "email": "media@example.cn", "phone": "010-5550-0136"},
            {"name": "周以宁", "title": "活动经理", "email": "events@example.cn", "phone": "400-555-0172"},
        ],
        "products": [{"id": "main", "name": "屿联平台", "one_liner": "面向企业的联邦学习平台"}],
    },
    "en": {
        "name": "Threadmoor",
        "one_liner": "The company for shared analytics.",
        "boilerplate": "Threadmoor makes software for shared analytics. It was founded in Bristol in 2019.",
        "city": "Bristol",
        "website": "https://www.example.com",
        "contacts": [
            {"name": "Sinead Farrell", "title": "PR Lead", "email": "press@example.com", "phone": "+44 20 1"},
            {"name": "Callum Reid", "email": "events@example.com", "phone": "+44 20 2"},
        ],
        "products": [{"id": "main", "name": "Threadmoor Commons", "one_liner": "The shared platform."}],
    },
}

_EVENTS: dict[str, dict[str, Any]] = {
    "zh": {
        "title": "屿联用户沙龙",
        "city": "上海",
        "venue": "临澜会议中心",
        "registration": "https://hengyu.example.cn/salon",
        "facts": {
            "theme": "多方数据怎样用进风控模型",
            "audience": "银行的风控与数据团队",
            "registration": "免费参加，座位 70 席",
            "why_attend": ["听客户讲从立项到上线的八个月", "现场用样例数据跑通一次联合建模。"],
            "agenda": [
                {"time": "14:00", "title": "签到"},
                {"time": "14:30", "title": "立项与边界", "speaker": "李铮"},
            ],
            "speakers": [{"name": "李铮", "title": "澜川银行风险管理部副总经理", "topic": "立项与边界"}],
        },
    },
    "en": {
        "title": "Common Ground: user group",
        "city": "Leipzig",
        "venue": "Werkhof, Hall 2",
        "registration": "https://www.example.com/common-ground",
        "facts": {
            "theme": "getting a second participant connected",
            "audience": "data engineers who run a shared project",
            "registration": "Free of charge. Places are limited to 75.",
            "why_attend": ["Hear three teams describe their first year", "Try the new version on a laptop."],
            "agenda": [
                {"time": "13:30", "title": "Coffee"},
                {
                    "time": "14:00",
                    "title": "Eleven months to connect two banks",
                    "speaker": "Rosalind Achebe",
                },
            ],
            "speakers": [
                {"name": "Rosalind Achebe", "title": "Head of Analytics, Severnside", "topic": "Banks"}
            ],
        },
    },
}

_FACTS: dict[str, dict[str, dict[str, Any]]] = {
    "zh": {
        "partnership_release": {
            "date": "2027-01-12",
            "lead_summary": "衡屿科技与云汐算力签约，推出联合建模环境。",
            "partner": {
                "name": "云汐算力",
                "full_name": "云汐算力科技有限公司",
                "intro": "云汐算力提供支持可信执行环境的服务器",
                "boilerplate": "云汐算力科技有限公司成立于 2017 年，总部位于杭州。",
            },
            "scope": ["完成与 T 系列服务器的适配测试", "面向银行推出预装环境；", "设共同的工单入口。"],
            "background": "双方自 2025 年起在三个项目中共同交付。",
            "benefits": ["硬件选型有现成清单", "客户采购与验收按一套材料办理"],
            "figures": [
                {"text": "单轮用时由 92 分钟降至 37 分钟", "source": "双方测试报告", "date": "2026-09"}
            ],
            "next_steps": "联合方案将在两个月内开放试用",
            "quotes": [
                {
                    "name": "顾维舟",
                    "title": "总经理",
                    "organisation": "衡屿科技",
                    "text": "分工说清楚了，客户就好选型。",
                },
                {
                    "consent": {"by": "陆景行", "date": "2026-11-02"},
                    "name": "陆景行",
                    "title": "云汐算力副总裁",
                    "organisation": "云汐算力",
                    "text": '经验写成了"方案"',
                },
            ],
        },
        "product_launch_release": {
            "date": "2027-01-19",
            "version": "3.6",
            "background": "客户在模型评审中反复问，参与方各做了什么。",
            "audience": "银行的建模团队",
            "highlights": [
                {"title": "过程核对", "text": "每轮训练生成核对单，验证人员可单独复算"},
                {"title": "断点续训", "text": "网络中断后从断点继续。"},
            ],
            "availability": "即日起提供下载，已购客户可在维护期内升级。",
            "figures": [
                {"text": "评审材料准备时间由 6 天减至 2 天", "source": "客户成功部统计", "date": "2026-10"}
            ],
            "quotes": [{"name": "韩松", "title": "产品总监", "text": "验证人员能复算，模型才走得出实验室。"}],
        },
        "event_announcement": {"date": "2027-02-01", "contact": "周以宁", "cta": "扫码报名"},
        "event_recap": {
            "date": "2027-02-05",
            "attendance": "64 人到场，来自 31 家机构",
            "moments": ["两位参会者用 28 分钟跑通了隐私求交", "一对一答疑排到 18:00。"],
            "takeaways": [
                {
                    "speaker": "李铮",
                    "title": "澜川银行风险管理部副总经理",
                    "point": "立项书先写清哪些数据不用",
                }
            ],
            "results": [{"text": "17 家机构登记了方案沟通", "source": "会后登记表"}],
            "next_steps": "下一场沙龙以医疗研究为题。",
            "figures": [{"text": "到场 64 人、31 家机构", "source": "签到表"}],
        },
        "customer_case": {
            "date": "2027-03-02",
            "lead_summary": "澜川银行借助屿联补上了对多头借贷的识别缺口。",
            "customer": {"name": "澜川银行", "industry": "城市商业银行", "intro": "澜川银行是一家区域性银行"},
            "challenge": "行内数据只能看到客户在本行的借款。\n\n外部评分口径不透明。",
            "solution": ["先用隐私求交对齐共同客户", "再做纵向联合建模", "审计记录由验证部门按月抽查"],
            "results": [
                {"text": "测试集 KS 由 0.31 升至 0.36", "source": "模型验证报告", "period": "2026 年上半年"}
            ],
            "quotes": [
                {
                    "consent": {"by": "李铮", "date": "2026-11-02"},
                    "name": "李铮",
                    "title": "风险管理部副总经理",
                    "organisation": "澜川银行",
                    "text": "这是关键",
                }
            ],
            "why_us": "审计记录可以直接交给模型验证部门",
        },
    },
    "en": {
        "partnership_release": {
            "date": "2027-01-12",
            "partner": {
                "name": "Nordquell Cloud",
                "intro": "Nordquell Cloud operates data centres for public-sector customers",
                "boilerplate": "Nordquell Cloud GmbH is a cloud provider based in Hamburg.",
            },
            "scope": [
                "Nordquell Cloud operates the coordinating service in three regions.",
                "Customers can sign one contract that covers hosting and software.",
            ],
            "background": "Several customers of both companies had asked for a neutral operator.",
            "benefits": [
                "Participants no longer decide who runs the service.",
                "Projects can move without retraining.",
            ],
            "figures": [
                {"text": "14 customers took part in a trial", "source": "Trial report", "date": "2026-11"}
            ],
            "next_steps": "The Hamburg region is open from today.",
            "quotes": [
                {
                    "name": "Edwin Hale",
                    "title": "Chief Executive",
                    "organisation": "Threadmoor",
                    "text": 'Whose server? "Nordquell\'s" is an answer. All sides accept it.',
                },
                {
                    "consent": {"by": "Annegret Sievers", "date": "2026-11-02"},
                    "name": "Annegret Sievers",
                    "title": "Managing Director, Nordquell Cloud",
                    "text": "A good example",
                },
            ],
        },
        "product_launch_release": {
            "date": "2027-01-19",
            "version": "4.2",
            "background": "Committees meet on individual questions.",
            "audience": "Data engineering teams in banks and hospitals that run projects with others",
            "highlights": [
                {"title": "Approval per job", "text": "Each site sees a job before it runs"},
                {"title": "Dropout handling", "text": "Training continues when a site goes offline."},
            ],
            "availability": "It is available today to all customers with a maintenance contract.",
            "figures": [{"text": "14 customers tested it", "source": "Beta records", "date": "2026-11-17"}],
            "quotes": [
                {
                    "name": "Dr Okell",
                    "title": "CTO",
                    "text": "One question at a time. So now does the software.",
                }
            ],
        },
        "event_announcement": {"date": "2027-02-01", "contact": "Callum Reid"},
        "event_recap": {
            "date": "2027-02-05",
            "attendance": "58 people from 23 organisations",
            "moments": ["Two insurers discovered that their tables disagreed", "The open floor overran."],
            "takeaways": [
                {"speaker": "Hendrik Maas", "title": "Lead Data Engineer", "point": "Agree the schema first"}
            ],
            "results": ["41 of 58 attendees asked for the checklist"],
            "next_steps": "The next meeting takes place in Bristol.",
            "figures": [{"text": "58 people attended", "source": "Door list"}],
        },
        "customer_case": {
            "date": "2027-03-02",
            "lead_summary": "Severnside and a partner bank train a shared model.",
            "customer": {
                "name": "Severnside",
                "industry": "Retail banking",
                "intro": "Severnside serves 410,000 members",
            },
            "challenge": "The team saw one hop of each chain.\n\nA joint project had been stopped twice.",
            "solution": ["Each bank installed the agent.", "The teams agreed eleven features."],
            "results": [
                {"text": "Accounts were closed after 6 days", "source": "Review", "period": "26 weeks"}
            ],
            "quotes": [
                {"name": "Rosalind Achebe", "title": "Head of Analytics", "text": "It took eleven months"}
            ],
            "why_us": "The log could be read without help",
        },
    },
}

_TITLES = {
    "zh": {
        "partnership_release": "衡屿科技与云汐算力达成合作",
        "product_launch_release": "屿联 3.6 发布：过程可逐步核对",
        "event_announcement": "屿联用户沙龙开放报名",
        "event_recap": "沙龙回顾：立项与边界",
        "customer_case": "澜川银行：联合建模识别多头借贷",
    },
    "en": {
        "partnership_release": "Nordquell Cloud to host Threadmoor Commons",
        "product_launch_release": "Commons 4.2 gives every site a say",
        "event_announcement": "Common Ground comes to Leipzig",
        "event_recap": "Common Ground: what we learned",
        "customer_case": "How two lenders find mule accounts",
    },
}


def item_id(template: str) -> str:
    """The id of the item that uses `template`."""
    return template.replace("_", "-")


def make_item(template: str, language: str, facts: dict[str, Any]) -> dict[str, Any]:
    """A valid item that uses `template`."""
    item: dict[str, Any] = {
        "id": item_id(template),
        "title": _TITLES[language][template],
        "pool": "periodic",
        "format": "press_release" if template.endswith("release") else "article",
        "template": template,
        "role": "decider",
        "stage": "acquire",
        "owner": "ann",
        "channels": ["blog"],
        "keywords": ["yes", "key: word"],
        "facts": facts,
    }
    if template.startswith("event"):
        item["anchor"] = {"event": "salon", "phase": "warm_up" if template.endswith("ment") else "recap"}
    if template == "partnership_release":
        item["embargo"] = "2027-01-12"
    return item


def make_files(
    language: str, settings: dict[str, Any], facts: dict[str, dict[str, Any]] | None = None
) -> dict[str, Any]:
    """The files of the workspace; `facts` by template replace the rich ones."""
    chosen = copy.deepcopy(_FACTS[language] if facts is None else facts)
    event = {"id": "salon", "kind": "salon", "start": "2027-02-03", **copy.deepcopy(_EVENTS[language])}
    if facts is not None:
        event = {key: value for key, value in event.items() if key not in ("facts", "registration")}
    items = [make_item(name, language, chosen.get(name, {})) for name in TEMPLATES]
    return {
        "contentops.yaml": {**settings, "brand": _BRANDS[language], "language": language},
        "pools/basic/items.yaml": None,
        "pools/periodic/items.yaml": {"items": items},
        "events/own.yaml": {"events": [event]},
    }


MINIMAL: dict[str, dict[str, dict[str, Any]]] = {
    language: {
        "partnership_release": {"partner": {"name": name}, "scope": [thing]},
        "product_launch_release": {"highlights": [thing], "availability": sentence},
        "event_announcement": {"theme": thing, "why_attend": [thing]},
        "event_recap": {"attendance": 64, "takeaways": [sentence]},
        "customer_case": {
            "customer": {"name": name},
            "challenge": sentence,
            "solution": [thing],
            "results": [{"text": sentence, "source": name, "period": "2026"}],
        },
    }
    for language, name, thing, sentence in (
        ("zh", "云汐算力", "联合建模环境", "今年上半年完成。"),
        ("en", "Nordquell", "a joint model", "It was done in May."),
    )
}
"""Only what each template requires."""
