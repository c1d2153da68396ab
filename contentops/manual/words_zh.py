"""手册的中文用语：写给第一天到岗的同事，也经得起法务逐条核对。"""

from __future__ import annotations

from contentops.manual.words import Words

_NAMES = {
    "pool": {"basic": "基础池", "periodic": "日常池", "hook": "抓手池"},
    "pool_about": {
        "basic": (
            "每来一位新客户都用得上：公司、产品、案例。能用很久，但不是一直有效，"
            "所以每篇有负责人和更新周期。"
        ),
        "periodic": (
            "跟着时间节点走：发布与升级、新闻、合作、活动。作用是让外界看到公司一直在往前走；太久没声音，"
            "别人会以为出了事。"
        ),
        "hook": (
            "值得读者留下联系方式的内容：白皮书、课程、直播。先定框架，分模块并行撰写，由一人统稿，"
            "之后再改成别的形式反复使用。"
        ),
    },
    "stage": {"acquire": "获客", "activate": "激活", "convert": "转化", "retain": "留存", "renew": "续约与推荐"},
    "stage_about": {
        "acquire": "第一次知道我们，并且看懂我们是做什么的。",
        "activate": "愿意多看一眼：看演示、申请试用、来聊一次。",
        "convert": "决定采购，并且能在自己公司里把这个决定讲清楚。",
        "retain": "用起来，遇到问题很快有人管，知道有什么新东西。",
        "renew": "继续用，多买一些，推荐给同行。",
    },
    "role": {"initiator": "发起者", "evaluator": "评估者", "decider": "决策者", "user": "使用者"},
    "role_about": {
        "initiator": "发现产品，提出需求",
        "evaluator": "评测产品，负责接入",
        "decider": "拍板签字",
        "user": "日常使用",
    },
    "tier": {"portal": "门户", "vertical": "垂直媒体", "owned": "自有与私域渠道"},
    "tier_about": {
        "portal": "要的是覆盖面。投之前想好进哪个频道，频道决定哪些编辑看得到。",
        "vertical": "读者少，但正是会采购或影响采购的人。",
        "owned": "发什么自己说了算，所以按时比多发重要。",
    },
    "format": {
        "article": "文章",
        "press_release": "新闻稿",
        "case": "客户案例",
        "white_paper": "白皮书",
        "book": "图书",
        "course": "课程",
        "live": "直播",
        "slides": "演示文稿",
        "video": "视频",
        "comic": "漫画",
        "poster": "海报",
        "brochure": "折页", "mail": "邮件", "post": "图文", "speech": "演讲", "page": "网页",
    },
    "work": {
        "collect": "收集素材",
        "write": "撰写",
        "design": "设计",
        "video": "视频",
        "edit": "审校",
        "integrate": "统稿",
    },
    "review": {
        "product": "产品",
        "legal": "法务",
        "pr": "公关",
        "boss": "负责人",
        "ceo": "总经理",
        "partner": "合作方",
        "editor": "编辑", "lead": "内容负责人", "brand": "品牌", "tech": "技术",
    },
    "fact": {
        "text": "文字", "date": "日期", "person": "人物", "figure": "数据", "quote": "引语", "url": "网址",
        "number": "数字", "mapping": "一组",
    },
    "need": {
        "draft": "写好的初稿", "modules": "各章的初稿", "event": "一场活动", "product": "一个产品",
        "contact": "媒体联系人",
    },
    "severity": {"error": "错误", "warning": "警告", "note": "提示", "off": "关闭", "": "随词表"},
    "language": {"zh": "中文", "en": "英文"},
    "weekday": {
        "mon": "周一",
        "tue": "周二",
        "wed": "周三",
        "thu": "周四",
        "fri": "周五",
        "sat": "周六",
        "sun": "周日",
    },
    "part": {
        "headline": "标题", "opening": "开头", "body": "正文", "end": "结尾", "content": "内容",
        "channel": "发布渠道", "text": "所有文字",
    },
    "contact": {"name": "姓名", "email": "电子邮箱", "phone": "电话", "reach": "至少一种联系方式"},
    "kind": {
        "event_announcement": "活动预告", "event_recap": "活动回顾", "customer_case": "客户案例",
        "product_introduction": "产品介绍", "official_account_post": "公众号文章", "white_paper": "白皮书",
    },
    "category": {
        "privacy-overclaim": "隐私保护说过头", "security-overclaim": "安全说过头", "disclosure": "信息披露",
        "spelling": "错字与名称", "product-spelling": "产品名写法", "code-name": "内部代号",
        "unannounced-customer": "未公开的客户",
        "endorsement": "背书",
        "legal-advice": "法律意见",
        "compliance": "合规",
        "claim": "对公司和产品的说法",
        "unsupported-figure": "没有口径的数据", "leadership": "领先与第一", "first-or-only": "首创与唯一",
        "comparison": "对比",
        "promise": "承诺",
        "unsupported-claim": "没有依据的说法",
        "ai-claim": "人工智能宣称",
        "urgency": "催促", "missing-source": "缺少来源", "hype": "夸张", "security-claim": "安全宣称",
        "privacy-claim": "隐私宣称", "denigration": "贬低同行", "environmental-claim": "环境宣称",
        "press-style": "新闻文风", "inclusive-language": "包容性用语", "naming": "名称", "names": "名称",
        "competitors": "竞争对手", "competitor": "竞争对手", "customer": "客户信息", "confidential": "保密",
        "style": "文风", "tone": "语气", "wording": "措辞", "terminology": "术语", "product-name": "产品名称",
    },
}  # fmt: skip

_TEXT = {
    # 页面
    "title": "{brand}内容工作手册",
    "subtitle": "怎样策划、撰写、检查、发布，以工作区今天的设置为准。内部资料，请勿外传。",
    "contents": "目录",
    "edition": "版次 {edition}。打印件与电子版版次相同，即为现行版本。",
    "made_by": "本手册由 `contentops manual` 根据工作区文件生成，请勿直接修改：改数据，再重新生成。",
    "back": "回到目录",
    "day": "{year} 年 {month} 月 {day} 日",
    "days_month": "{year} 年 {month} 月 {day} 日至 {to_day} 日",
    "days_year": "{year} 年 {month} 月 {day} 日至 {to_month} 月 {to_day} 日",
    "days_far": "{year} 年 {month} 月 {day} 日至 {to_year} 年 {to_month} 月 {to_day} 日",
    "badge": "（{text}）",
    "yes": "是",
    "no": "否",
    "none": "无",
    "dash": "——",
    "slash": " · ",
    "slash_wide": " ／ ",
    "drafts.severity": "（{severity}）",
    "taboo.about": "`{name}`，{counts}。{language}",
    "rules.only_en": "只用于英文稿。",
    "rules.only_zh": "只用于中文稿。",
    "rules.no_limit": "没有设上限。",
    "rules.in_releases": "新闻稿为{severity}，其余为{softer}",
    "anybody": "任何人",
    "colon": "：",
    "example_badge": "示例",
    # 章
    "company": "我们是谁",
    "work": "工作怎样开展",
    "people": "人员名录",
    "drafts": "各类稿件怎么写",
    "taboo": "哪些话不能说",
    "rules": "检查哪些规则",
    "reviews": "稿件由谁审核",
    "channels": "发到哪里",
    "checklists": "检查清单",
    # 我们是谁
    "company.boilerplate": "公司简介（标准文字）",
    "company.boilerplate_note": (
        "新闻稿一律以这段文字结尾，一字不改。确需修改的，改 `contentops.yaml`，所有稿件都从那里取用。"
    ),
    "company.products": "产品",
    "company.contacts": "媒体联系人",
    "company.contacts_note": "条目没有另外指定时，稿件写第一位。",
    "company.quotes": "已核准的引语",
    "company.quotes_note": (
        "事实里写引语的 id，稿件就照此原样引用。没有人同意过的话不算引语：要么不写，要么先去征得同意。"
    ),
    "company.no_quotes": (
        "目前还没有。可以反复使用的引语存放在 `snippets.yaml`，每条注明谁同意的、到什么时候有效。"
    ),
    "company.texts": "标准段落",
    "company.texts_note": "只存一份，模板用 `snippet(ID)` 取用。",
    "company.quote_by": "说话人",
    "company.quote_consent": "同意情况",
    "company.consent": "{by}，{day}",
    "company.consent_until": "{by}，{day}，有效至 {until}",
    "company.consent_over": "{by}，{day}；已于 {until}到期，使用前须重新征得同意",
    "company.no_consent": "尚无人同意，使用前先征得同意",
    "company.quote_for": "仅限用于",
    "company.note": "备注",
    "company.owner": "维护人",
    "company.reviewed": "最近核对",
    "company.review_due": "{day}，下次核对不晚于 {due}",
    "company.review_over": "{day}，应于 {due}前再次核对，现已逾期",
    "company.full_name": "公司全称",
    "company.website": "官网",
    "company.city": "电头城市",
    # 表头
    "head.name": "姓名",
    "head.title": "职务",
    "head.email": "邮箱",
    "head.phone": "电话",
    "head.wechat": "微信",
    "head.pool": "内容池",
    "head.what": "说明",
    "head.items": "条目数",
    "head.stage": "漏斗阶段",
    "head.role": "采购角色",
    "head.persona": "具体是谁",
    "head.cares": "关心什么",
    "head.work": "工序",
    "head.per_day": "单篇每日小时数",
    "head.who": "由谁做",
    "head.fact": "事实",
    "head.type": "类型",
    "head.required": "必填",
    "head.about": "内容",
    "head.example": "举例", "head.rule": "规则", "head.severity": "本团队级别", "head.applies": "检查对象",
    "head.step": "环节", "head.reviewer": "审核人", "head.days": "工作日", "head.agree": "须同意人数",
    "head.does": "能做的工作",
    "head.hours": "每周工时",
    "head.reviews": "每周审稿",
    "head.away": "请假与外出",
    "head.stands_in": "代审人", "head.share": "目标占比", "head.silence": "最长空窗", "head.limits": "上限",
    "head.organisation": "单位",
    # 工作怎样开展
    "work.lead": (
        "一篇内容从内容池里的一个条目开始，到发布、登记、以后还找得到为止。中间的一切都在文件里：排在哪天"
        "、谁来做、谁说过什么。"
    ),
    "work.pools": "三个内容池",
    "work.stages": "漏斗的五个阶段",
    "work.stages_note": (
        "每个条目服务一个阶段。哪个阶段没有内容，哪里就是缺口，`contentops coverage` 会显示出来。"
    ),
    "work.readers": "写给谁看",
    "work.readers_note": "企业采购是一条链，不是一个人。每个条目写给其中一个角色。",
    "work.steps": "从条目到发布",
    "work.step_item": (
        "**立条目。**写进 `pools/`，注明读者、阶段、负责人、各工序工时、渠道和事实。`contentops check` "
        "指出哪里有误。"
    ),
    "work.step_plan": (
        "**排期。**`contentops plan 周期` 在我们的工时、审稿时间和渠道限制之内定下日期、人员和渠道。"
        "`contentops why 条目` 说明为什么排在那天，或者为什么排不进去。"
    ),
    "work.step_work": "**制作。**工序依次进行：{stages}。",
    "work.step_draft": (
        "**起草。**`contentops draft 条目` 用事实生成初稿；`contentops draft --facts 条目` 列出还缺什么。"
        "初稿可以放手改：再次生成时只合并，不会覆盖你写的字。"
    ),
    "work.step_lint": "**自查。**`contentops lint` 找出不能出现的说法和格式上的缺漏。错误改完，再请别人看。",
    "work.step_submit": "**提交。**`contentops submit 条目` 把文字定下来，请第一位审核人过目。见[reviews]。",
    "work.step_gate": "**过闸。**`contentops gate 条目` 说明现在能不能发；不能发的，逐条列出原因。",
    "work.step_publish": "**发布。**按渠道分批发出，用 `contentops publish 条目 --url 网址` 登记发到了哪里。",
    "work.step_after": "**之后。**`contentops library 关键词` 随时找得到：给销售同事用，或者作下一篇的素材。",
    "work.kinds": "工序",
    "work.kinds_note": (
        "“小时数”指一个人一天最多能在同一篇上做多少。撰写要十二小时、每天四小时，就要三天，催也没有用。"
    ),
    "work.modules": (
        "白皮书和课程先定框架，再分模块并行撰写，每个模块一位负责人，最后由一位**统稿人**合成一篇。"
    ),
    "work.waves": "分批发布与活动节奏",
    "work.wave_line": "先发门户，垂直媒体{vertical}，自有渠道{owned}。渠道排满时，最多可以再晚 {room}。",
    "work.wave_same": "同一条目的各个渠道可以同一天发布。渠道排满时，最多可以晚 {room}。",
    "work.days": "晚 {count} 个工作日",
    "work.days_zero": "同一天",
    "work.room": "{count} 个工作日",
    "work.phases": "围绕活动：**预热**从{warm_first}到{warm_last}，**回顾**从{recap_first}到{recap_last}。",
    "work.before": "活动前 {count} 个工作日",
    "work.after": "活动后 {count} 个工作日",
    "work.event_day": "活动当天",
    "work.duties": "谁负责什么",
    "work.duty_owner": "**负责人**对条目负责到底，从事实到最后一处更正。",
    "work.duty_watcher": "**跟进人**盯进度，有问题早说。",
    "work.duty_integrator": "**统稿人**把几个人写的模块合成一篇。",
    "work.duty_reviewer": "**审核人**对文字本身表态：同意，或者指出哪里不行，见[reviews]。",
    "work.weeks": "{count} 周",
    # 人员
    "people.team": "团队成员",
    "people.reviewers": "只审稿的同事",
    "people.partners": "合作方审核人",
    "people.note": (
        "“每周工时”是能放在内容上的时间，不是上班时间。“每周审稿”是一周能回复的篇数，排期不会超过它。"
    ),
    "people.away_note": "请假与外出只列今天起的日期。",
    "people.review": "审稿（{role}）",
    # 稿件
    "drafts.lead": (
        "每类稿件都有模板。各部分的顺序、标准文字和日期由模板负责；事实由你提供，你没有给的，"
        "它一个字也不会编。"
    ),
    "drafts.every": "所有稿件的共同要求",
    "drafts.every_note": "以下各项每份稿件都查；只属于某一类的，写在那一类里。",
    "drafts.figures": "数据要有来源和时间，时间不早于 {age}之前。引语要有姓名、职务，并且有人同意刊发。",
    "drafts.when": "用于",
    "drafts.formats": "{formats}",
    "drafts.needs": "还需要",
    "drafts.used": "使用它的条目",
    "drafts.unused": "暂无",
    "drafts.command": "起草命令",
    "drafts.template": "模板",
    "drafts.channels": "用于渠道",
    "drafts.version": "它不产生新内容：从写好的初稿里取用原句，按渠道的要求取舍。",
    "drafts.example_version": (
        "以下是条目 `{item}` 的初稿改成“{channel}”版本的样子，未经编辑和审核，只用来看写法，不得对外使用"
        "。"
    ),
    "drafts.shapes": (
        "下文的“数据”写作 `{text: 数据, source: 来源, date: 时间}`；“引语”写作 `{text: 原话, name: 姓名, "
        "title: 职务}`，或直接写已核准引语的 id；“人物”写作 `{name: 姓名, title: 职务}`。"
    ),
    "drafts.own": "本团队自有：{path}",
    "drafts.shipped": "随程序提供",
    "drafts.own_badge": "自有",
    "drafts.facts": "需要的事实",
    "drafts.no_facts": "没有另外声明事实：有标题、日期和标准文字即可。",
    "drafts.structure": "会检查的格式",
    "drafts.structure_none": "只查所有稿件的共同要求。",
    "drafts.kind": "检查时归入 `{kind}` 一类。",
    "drafts.example": "范例",
    "drafts.example_item": (
        "以下是模板用条目 `{item}` 现有的事实生成的初稿，未经编辑和审核，只用来看写法，不得对外使用。"
    ),
    "drafts.example_made": (
        "以下内容为虚构：姓名、数据和引语都是模板自带的举例，因为这里还没有哪个条目备齐了事实。"
        "只用来看写法，不得对外使用。"
    ),
    "drafts.no_example": "模板目前无法生成稿件，原因见 `contentops templates`。",
    "drafts.from_drafts": "它由已有的初稿合成，初稿齐备之前没有范例可看。",
    "drafts.list_of": "{type}，可多条",
    # 禁用词
    "taboo.lead": (
        "以下词语和说法不能随便出现：有的是法律法规不许，有的是我们自己定的。"
        "换了写法的也会查；符合例外情形的不报。"
    ),
    "taboo.error": "**错误**：不能刊发，不改掉就过不了闸。",
    "taboo.warning": "**警告**：须经人判断。补上出处，或者换个说法。",
    "taboo.note": "**提示**：文风上的建议。",
    "taboo.search": (
        "查某个词，用浏览器的页内查找（Ctrl+F，Mac 上用 Command+F）：全部词条都在本页。要问一整句话，"
        "运行 `contentops explain \"这句话\"`。"
    ),
    "taboo.allow": (
        "某一处确属误报的，在它上一行放行并写明理由：`<!-- contentops-disable-next-line 词条: 理由 -->`。"
        "不写理由不生效。"
    ),
    "taboo.off": "本团队已关闭：{names}。",
    "taboo.elsewhere": (
        "另有词表已启用，但对应语言目前没有渠道使用，不在此列出：{names}。用 `contentops explain 名称` "
        "查看。"
    ),
    "taboo.unused_packs": "随程序提供、但未启用的词表：{names}。",
    "taboo.own": "本公司词表",
    "taboo.pack": "通用词表",
    "taboo.counts": "共 {entries}：{errors}，{warnings}，{notes}",
    "taboo.errors": "错误 {count} 条", "taboo.warnings": "警告 {count} 条", "taboo.notes": "提示 {count} 条",
    "taboo.entries": "{count} 条",
    "taboo.for": "适用于{language}稿件。",
    "taboo.contexts": "下列词语任何词表都不报：{contexts}。",
    "taboo.exceptions": "本词表的例外情形",
    "taboo.exceptions_note": "以上词条按编号引用。",
    "taboo.exception": "**{number}** {title}",
    "taboo.exception_lowered": "**{number}** {title}（降为{severity}）",
    "taboo.why": "原因", "taboo.source": "依据", "taboo.instead": "建议改为", "taboo.fine": "可以用在",
    "taboo.unless": "例外情形", "taboo.such_as": "例如", "taboo.only": "仅限", "taboo.valid": "有效期",
    "taboo.wordings": "“{example}”这类说法",
    "taboo.on_channels": "渠道：{names}", "taboo.in_formats": "形式：{names}",
    "taboo.from": "自 {day} 起", "taboo.until": "至 {day} 止",
    "taboo.more_contexts": "{shown}等，另有 {count} 个",
    "taboo.none": "没有启用任何词表。",
    "taboo.uncategorised": "其他",
    # 规则
    "rules.lead": "除了词语，还检查格式。每条规则是错误、警告或提示，级别可能按本团队的需要调整过。",
    "rules.gate": "有错误过不了闸；警告和提示由作者和审核人判断。",
    "rules.where": "级别和上限在 `contentops.yaml` 的 `lint.rules` 里设置，改了之后本页随之更新。",
    "rules.disguises": "换写法也查：{how}。",
    "rules.disguises_none": "只看大小写、全半角、繁简和标记",
    "rules.disguises_normal": "大小写、全半角、繁简、标记、间隔符和英文词形",
    "rules.disguises_thorough": "还包括同音字和形近字",
    "rules.changed": "，上限由本团队设置", "rules.usually": "（默认{severity}）",
    "rules.everything": "所有文字", "rules.every_draft": "所有稿件",
    "rules.releases": "新闻稿",
    "rules.limits_none": "",
    # 审核
    "reviews.lead": (
        "审核人同意的是眼前这份文字。此后改动任何一个字，同意即失效；只调整空格和换行，不受影响。"
    ),
    "reviews.none": "这里没有设置审核流程。",
    "reviews.own": "只要还有足够的其他审核人，自己的稿子不由自己审。",
    "reviews.signed": "每次审核都须用审核人的 SSH 密钥签名。",
    "reviews.unsigned": "审核可以用 SSH 密钥签名，也可以只署名。",
    "reviews.commands": (
        "负责人用 `contentops submit 条目` 提交；审核人用 `contentops approve 条目 --as 角色` 同意，或用 "
        "`contentops reject 条目 --as 角色 --note \"哪里不行\"` 退回。`contentops status` 显示稿件在谁手里"
        "、从什么时候开始。"
    ),
    "reviews.applies": "适用于", "reviews.takes": "预留时间", "reviews.items": "现有条目",
    "reviews.formats": "形式为{names}的条目",
    "reviews.channels": "发往{names}的条目",
    "reviews.named": "写明 `review_chain: {id}` 的条目",
    "reviews.about": "，",
    "reviews.beside": "，与上一环节同时进行",
    "reviews.one_of": "{count} 人中的 1 人",
    "reviews.all_of": "{count} 人全部",
    "reviews.some_of": "{count} 人中的 {quorum} 人",
    "reviews.alone": "本人",
    "reviews.substitute": "{person}不在时由{name}代审",
    "reviews.substitutes": "代审安排",
    "reviews.away": "审核人外出",
    "reviews.away_line": "{person}：{days}",
    "reviews.away_with": "{person}：{days}，由{name}代审",
    "reviews.away_without": "{person}：{days}，无人代审",
    "reviews.partner": "{name}（{organisation}）",
    "reviews.joined": "一个条目同时适用几条流程时，合并成一条走：同一角色只审一次。",
    "reviews.days": "{count} 个工作日",
    "reviews.count": "{count} 个", "reviews.count_zero": "无",
    # 渠道
    "channels.none": "这里没有设置渠道。",
    "channels.sections": "频道",
    "channels.title": "标题",
    "channels.length": "篇幅",
    "channels.links": "链接",
    "channels.languages": "语言",
    "channels.quota": "发布上限",
    "channels.weekdays": "可发日",
    "channels.gap": "间隔",
    "channels.blackouts": "停发",
    "channels.wave": "批次",
    "channels.address": "地址",
    "channels.note": "备注",
    "channels.time": "时间",
    "channels.target": "目标频率",
    "channels.private": "私域",
    "channels.version": "版本模板",
    "channels.title_limit": "不超过 {count} 字", "channels.title_free": "不限",
    "channels.length_limit": "不超过 {count} 字（英文为 {count} 词）", "channels.length_free": "不限",
    "channels.links_yes": "可以带", "channels.links_no": "不收，另备不带链接的版本",
    "channels.per_day": "每天 {count} 篇",
    "channels.per_week": "每周 {count} 篇",
    "channels.per_month": "每月 {count} 篇",
    "channels.no_quota": "不限",
    "channels.any_weekday": "每个工作日", "channels.all_days": "每天，周末和节假日也发",
    "channels.also_off": "节假日也发",
    "channels.gap_days": "两篇之间隔 {count} 天",
    "channels.after": "首发后 {count} 个工作日", "channels.first": "与首发同一天",
    "channels.blackout_note": "{days}（{note}）",
    "channels.a_week": "每周 {count} 篇",
    "channels.adapted": "模板 `{template}`",
    # 清单
    "checklists.lead": "可以打印出来勾，也可以在页面上勾；重新打开页面，勾选会清空。",
    "checklists.submit": "提交审核前",
    "checklists.gate": "过闸前",
    "checklists.day": "发布当天",
    "checklists.after": "发布之后",
    "checklists.s_facts": "必填的事实都有了：`contentops draft --facts 条目`。",
    "checklists.s_figures": "每个数据都有来源和时间，且不早于 {age}之前。",
    "checklists.s_quotes": "每条引语都有姓名、职务，发布当天仍在同意期内。",
    "checklists.s_names": "人名、职务、产品名和数字已与原始材料逐字核对。",
    "checklists.s_placeholders": "没有待填的内容，也没有未解决的合并冲突。",
    "checklists.s_lint": "`contentops lint` 没有错误；警告逐条看过，保留的都写了理由。",
    "checklists.s_channels": "需要另备版本的渠道都备好了：短标题、不带链接、不同篇幅。",
    "checklists.s_aloud": "已从读者的角度完整朗读过一遍。",
    "checklists.s_time": "审核人在岗，时间也留够了，见[reviews]。",
    "checklists.g_status": "`contentops status 条目`：每个环节都已同意现在这份文字。",
    "checklists.g_signed": "每次审核都有签名。",
    "checklists.g_changes": "此后没有改动；有改动的，已重新走完审核。",
    "checklists.g_embargo": "禁发期在发布日当天或之前结束，稿件里的说明与此一致。",
    "checklists.g_assets": "图片、标志、附件齐全，来源清楚，有权使用。",
    "checklists.g_links": "链接都能打开，日期与星期相符。",
    "checklists.g_partner": "合作方已书面确认这份文字。",
    "checklists.g_run": "`contentops gate 条目` 放行。",
    "checklists.d_gate": "点发布之前，再运行一次 `contentops gate 条目`。",
    "checklists.d_calendar": "这个渠道今天没有别的稿件，也不在停发期。",
    "checklists.d_section": "频道选对，标题不超长，头图和作者已设置。",
    "checklists.d_look": "已在读者看到的地方看过一遍，包括手机。",
    "checklists.d_record": "每个渠道当天用 `contentops publish 条目 --url 网址` 登记。",
    "checklists.d_tell": "销售、客服和负责对外邮箱的同事知道已经发布。",
    "checklists.a_answers": "留言和提问已回复，或已交给具体的人。",
    "checklists.a_waves": "后续批次都已发出并登记。",
    "checklists.a_figures": "一周后记下数据，与上一篇同类稿件放在一起看。",
    "checklists.a_reuse": "已定下这篇内容的去处：改成别的形式、长期保留，或到此为止。",
    "checklists.a_facts": "新的数据和已同意的引语已补进事实和 `snippets.yaml`。",
    "checklists.a_words": "人工删掉的说法已补进 `taboo/`。",
    "months": "{count} 个月", "years": "{count} 年", "weeks": "{count} 周", "days_long": "{count} 天",
}  # fmt: skip

WORDS = Words(
    language="zh",
    text=_TEXT,
    names=_NAMES,
    comma="、",
    semicolon="；",
    months=tuple(str(number) for number in range(1, 13)),
)
