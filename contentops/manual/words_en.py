"""The handbook's words in English, written for a colleague on the first day and for legal."""

from __future__ import annotations

from contentops.manual.words import Words

_NAMES = {
    "pool": {"basic": "Basic", "periodic": "Periodic", "hook": "Hook"},
    "pool_about": {
        "basic": (
            "Used again for every new customer: company, product, customer stories. It stays true for "
            "long, but not for ever, so each piece has an owner and a date by which it is refreshed."
        ),
        "periodic": (
            "Tied to the calendar: releases, news, partnerships, events. It shows that the company is "
            "moving; a long silence reads as trouble."
        ),
        "hook": (
            "Worth leaving an address for: white papers, courses, live sessions. It is framed first, "
            "written in parts by several people, joined by one, and used again in other forms."
        ),
    },
    "stage": {
        "acquire": "Acquire", "activate": "Activate", "convert": "Convert", "retain": "Retain",
        "renew": "Renew and refer",
    },
    "stage_about": {
        "acquire": "Somebody meets us for the first time and understands what we do.",
        "activate": "They look closer: a demonstration, a trial, a conversation.",
        "convert": "They decide, and can defend the decision in their own house.",
        "retain": "They use it, get help quickly and see what is new.",
        "renew": "They stay, buy more and tell others.",
    },
    "role": {"initiator": "Initiator", "evaluator": "Evaluator", "decider": "Decision maker", "user": "User"},
    "role_about": {
        "initiator": "finds the product and asks for it",
        "evaluator": "tests it and connects it",
        "decider": "signs",
        "user": "works with it every day",
    },
    "tier": {"portal": "Portals", "vertical": "Trade media", "owned": "Our own channels"},
    "tier_about": {
        "portal": "Wide reach. Choose the section with care: it decides which desk sees the text.",
        "vertical": "Fewer readers, but those who buy or advise on buying.",
        "owned": "Ours to write in, which makes regularity matter more than volume.",
    },
    "format": {
        "article": "article",
        "press_release": "press release",
        "case": "customer story",
        "white_paper": "white paper",
        "book": "book", "course": "course", "live": "live session", "slides": "slides", "video": "video",
        "comic": "comic", "poster": "poster", "brochure": "brochure", "mail": "mail", "post": "post",
        "speech": "speech", "page": "web page",
    },
    "work": {
        "collect": "Research", "write": "Writing", "design": "Design", "video": "Video", "edit": "Editing",
        "integrate": "Integration",
    },
    "review": {
        "product": "Product", "legal": "Legal", "pr": "PR", "boss": "Management", "ceo": "Chief executive",
        "partner": "Partner",
        "editor": "Editor",
        "lead": "Head of content",
        "brand": "Brand",
        "tech": "Technology",
    },
    "fact": {
        "text": "text",
        "date": "date",
        "person": "person",
        "figure": "figure",
        "quote": "quote",
        "url": "web address",
        "number": "number", "mapping": "group",
    },
    "need": {
        "draft": "a finished draft", "modules": "its parts as drafts", "event": "an event",
        "product": "a product", "contact": "a press contact",
    },
    "severity": {"error": "error", "warning": "warning", "note": "note", "off": "off", "": "as listed"},
    "language": {"zh": "Chinese", "en": "English"},
    "weekday": {
        "mon": "Mon", "tue": "Tue", "wed": "Wed", "thu": "Thu", "fri": "Fri", "sat": "Sat", "sun": "Sun",
    },
    "part": {
        "headline": "Headline", "opening": "Opening", "body": "Body", "end": "Close", "content": "Content",
        "channel": "Where it goes", "text": "Every text",
    },
    "contact": {
        "name": "a name",
        "email": "an email address",
        "phone": "a telephone number",
        "reach": "one way to reach them",
    },
    "category": {
        "privacy-overclaim": "Saying too much of privacy",
        "security-overclaim": "Saying too much of security",
        "disclosure": "Disclosure",
        "spelling": "Spelling and names",
        "product-spelling": "How products are spelled",
        "code-name": "Code names", "unannounced-customer": "Customers not announced",
        "endorsement": "Endorsements",
        "legal-advice": "Legal advice",
        "competitor": "Competitors",
        "tone": "Tone",
        "compliance": "Compliance",
        "claim": "Claims about us",
        "unsupported-figure": "Figures without a basis",
        "leadership": "Leadership",
        "comparison": "Comparisons",
        "first-or-only": "First or only", "promise": "Promises", "unsupported-claim": "Unsupported claims",
        "ai-claim": "Claims about AI",
        "urgency": "Urgency",
        "missing-source": "Missing sources",
        "hype": "Hype",
        "security-claim": "Security claims",
        "privacy-claim": "Privacy claims",
        "denigration": "Running others down",
        "environmental-claim": "Environmental claims", "press-style": "Press style",
        "inclusive-language": "Inclusive language",
    },
    "kind": {
        "event_announcement": "event announcements",
        "event_recap": "event recaps",
        "customer_case": "customer stories",
        "product_introduction": "product introductions", "official_account_post": "official-account posts",
        "white_paper": "white papers",
    },
}  # fmt: skip

_TEXT = {
    # the page
    "title": "{brand}: content handbook",
    "subtitle": "How we plan, write, check and publish, as our workspace has it today. Internal: not to be passed on.",
    "contents": "Contents",
    "edition": "Edition {edition}. A printed copy is current as long as the file shows the same edition.",
    "made_by": (
        "Made by `contentops manual` from the files of this workspace. Do not change this file: change "
        "the data, and make it anew."
    ),
    "back": "Back to contents",
    "day": "{day} {month} {year}",
    "days_month": "{day} to {to_day} {month} {year}",
    "days_year": "{day} {month} to {to_day} {to_month} {year}",
    "days_far": "{day} {month} {year} to {to_day} {to_month} {to_year}",
    "badge": " ({text})",
    "yes": "yes",
    "no": "no",
    "none": "none",
    "dash": " – ",
    "slash": " · ",
    "slash_wide": " / ",
    "drafts.severity": " ({severity})",
    "taboo.about": "`{name}`: {counts}. {language}",
    "rules.only_en": "Only for English texts.",
    "rules.only_zh": "Only for Chinese texts.",
    "rules.no_limit": "No limit is set.",
    "rules.in_releases": "{severity} in press releases, else {softer}",
    "anybody": "anybody",
    "colon": ": ",
    "example_badge": "Example",
    # sections
    "company": "Who we are",
    "work": "How we work",
    "people": "Who is who",
    "drafts": "How each kind of draft is written",
    "taboo": "What we never print",
    "rules": "What is checked",
    "reviews": "Who must agree",
    "channels": "Where we publish",
    "checklists": "Checklists",
    # who we are
    "company.boilerplate": "About us, word for word",
    "company.boilerplate_note": (
        "This paragraph closes every release. Use it as it stands; whoever wants it changed asks for it "
        "to be changed in `contentops.yaml`, where every draft takes it from."
    ),
    "company.products": "Our products",
    "company.contacts": "Press contacts",
    "company.contacts_note": "The first is named in drafts unless the item says otherwise.",
    "company.quotes": "Approved quotes",
    "company.quotes_note": (
        "Facts name a quote by its id, and it is printed as it stands here. Words nobody agreed to are "
        "not quotes: leave them out, or ask first."
    ),
    "company.no_quotes": (
        "There are none yet. Quotes that may be used more than once are kept in `snippets.yaml`, each "
        "with who agreed to it and until when."
    ),
    "company.texts": "Standing texts",
    "company.texts_note": "Kept once and included by templates with `snippet(ID)`.",
    "company.quote_by": "Says",
    "company.quote_consent": "Agreed",
    "company.consent": "{by}, {day}",
    "company.consent_until": "{by}, {day}, until {until}",
    "company.consent_over": "{by}, {day}; ended {until}: ask again before you use it",
    "company.no_consent": "nobody has: ask before you use it",
    "company.quote_for": "Only for",
    "company.note": "Note",
    "company.owner": "Kept by",
    "company.reviewed": "Looked through",
    "company.review_due": "{day}; due again by {due}",
    "company.review_over": "{day}; was due again by {due}",
    "company.full_name": "Registered name",
    "company.website": "Website",
    "company.city": "City in datelines",
    # table heads
    "head.name": "Name", "head.title": "Position", "head.email": "Email", "head.phone": "Telephone",
    "head.wechat": "WeChat", "head.pool": "Pool", "head.what": "What it is", "head.items": "Items",
    "head.stage": "Stage",
    "head.role": "Role",
    "head.persona": "Who that is for us",
    "head.cares": "What they want to know",
    "head.work": "Work", "head.per_day": "Hours a day on one item", "head.who": "Who does it",
    "head.fact": "Fact", "head.type": "Type", "head.required": "Required", "head.about": "What it says",
    "head.example": "Example",
    "head.rule": "Rule",
    "head.severity": "Severity here",
    "head.applies": "Looks at",
    "head.step": "Step", "head.reviewer": "Who", "head.days": "Working days", "head.agree": "Must agree",
    "head.does": "Does", "head.hours": "Hours a week", "head.reviews": "Reviews a week", "head.away": "Away",
    "head.stands_in": "Stands in", "head.share": "Target share", "head.silence": "Longest silence",
    "head.limits": "Limits", "head.organisation": "Organisation",
    # how we work
    "work.lead": (
        "A piece of content begins as an item in a pool and ends as something published, recorded and "
        "found again. Everything between is in files: what is planned, who does it, what was said about "
        "it."
    ),
    "work.pools": "Three pools",
    "work.stages": "Five stages of the funnel",
    "work.stages_note": (
        "Every item serves one stage. A stage nobody serves is a hole, and `contentops coverage` shows "
        "it."
    ),
    "work.readers": "Whom we write for",
    "work.readers_note": "A company buys in a chain. Each item is for one role in it.",
    "work.steps": "From item to publication",
    "work.step_item": (
        "**Item.** It goes into `pools/` with its reader, stage, owner, effort in hours, channels and "
        "facts. `contentops check` says what is wrong with it."
    ),
    "work.step_plan": (
        "**Plan.** `contentops plan PERIOD` gives it its days, people and channels within our hours, "
        "review days and channel limits. `contentops why ITEM` says why it stands where it stands, or "
        "why not at all."
    ),
    "work.step_work": "**Work.** The kinds of work follow one another: {stages}.",
    "work.step_draft": (
        "**Draft.** `contentops draft ITEM` writes the first version from the facts; `contentops draft "
        "--facts ITEM` says what is missing. Change the draft as you like: a later run merges and never "
        "overwrites your words."
    ),
    "work.step_lint": (
        "**Check.** `contentops lint` finds what must not be printed and what the form lacks. Errors are "
        "mended before anybody else reads the text."
    ),
    "work.step_submit": (
        "**Submit.** `contentops submit ITEM` freezes the text and asks the first reviewer. See "
        "[reviews]."
    ),
    "work.step_gate": (
        "**Gate.** `contentops gate ITEM` says whether it may go out now, and if not, everything that "
        "bars it."
    ),
    "work.step_publish": (
        "**Publish.** It goes out on its channels in waves, and `contentops publish ITEM --url URL` "
        "records where."
    ),
    "work.step_after": (
        "**Afterwards.** `contentops library WORDS` finds it again: for a colleague in sales, or as "
        "material for the next text."
    ),
    "work.kinds": "The kinds of work",
    "work.kinds_note": (
        "Hours a day say how much of this work one person can do on one item in a day; so twelve hours "
        "of writing at four a day take three days, however urgent it is."
    ),
    "work.modules": (
        "White papers and courses are framed first, then written in parts with one owner each, all at "
        "the same time, and joined by one **integrator**."
    ),
    "work.waves": "Waves and events",
    "work.wave_line": (
        "A text goes to portals first, then to trade media ({vertical}) and to our own channels "
        "({owned}). A channel that is full may follow up to {room} after that."
    ),
    "work.wave_same": (
        "Every channel of an item may publish it on the same day. A channel that is full may follow up "
        "to {room} after that."
    ),
    "work.days": "{count} working days later",
    "work.days_one": "1 working day later",
    "work.days_zero": "on the same day",
    "work.room": "{count} working days",
    "work.room_one": "1 working day",
    "work.phases": (
        "Around an event, **warm-up** runs from {warm_first} to {warm_last}, and the **recap** from "
        "{recap_first} to {recap_last}."
    ),
    "work.before": "{count} working days before", "work.before_one": "1 working day before",
    "work.after": "{count} working days after",
    "work.after_one": "1 working day after",
    "work.event_day": "the day itself",
    "work.duties": "Who answers for what",
    "work.duty_owner": "The **owner** of an item answers for it, from the facts to the last correction.",
    "work.duty_watcher": "The **watcher** keeps an eye on its progress and speaks up early.",
    "work.duty_integrator": "The **integrator** joins parts that several people wrote into one text.",
    "work.duty_reviewer": "A **reviewer** agrees to a text as it is, or says what is wrong; see [reviews].",
    "work.weeks": "{count} weeks", "work.weeks_one": "1 week",
    # people
    "people.team": "The team",
    "people.reviewers": "Colleagues who review",
    "people.partners": "Partners who review",
    "people.note": (
        "Hours a week are hours for content, not the contract. Reviews a week are what somebody can "
        "answer: the plan asks for no more."
    ),
    "people.away_note": "Days away are those from today on.",
    "people.review": "reviews: {role}",
    # drafts
    "drafts.lead": (
        "For every kind there is a template. It knows the order of the parts, the standing texts and the "
        "date; it needs facts from you, and it prints nothing that you do not give."
    ),
    "drafts.every": "For every kind of draft",
    "drafts.every_note": (
        "The linter looks at these in all drafts. What belongs to one kind only stands with that kind."
    ),
    "drafts.figures": (
        "A figure has a source and a date, and is not older than {age}. A quote has a name, a position "
        "and somebody's agreement."
    ),
    "drafts.when": "Use it for",
    "drafts.formats": "{formats}",
    "drafts.needs": "Needs",
    "drafts.used": "Used here by",
    "drafts.unused": "no item yet",
    "drafts.command": "Write one",
    "drafts.template": "Template",
    "drafts.channels": "For channels",
    "drafts.version": (
        "It makes nothing new: it takes the sentences of the finished draft, and leaves out what the "
        "channel does not take."
    ),
    "drafts.example_version": (
        "This is what becomes of the draft of `{item}` for {channel}. It has not been edited or "
        "approved: it shows the form, and is not for publication."
    ),
    "drafts.shapes": (
        "Below, a figure is written `{text: ..., source: ..., date: ...}`; a quote `{text: ..., name: "
        "..., title: ...}`, or the id of an approved quote; a person `{name: ..., title: ...}`."
    ),
    "drafts.own": "ours: {path}",
    "drafts.shipped": "shipped",
    "drafts.own_badge": "ours",
    "drafts.facts": "Facts it needs",
    "drafts.no_facts": "It declares no facts of its own: title, dates and standing texts are enough.",
    "drafts.structure": "Form that is checked",
    "drafts.structure_none": "Only what is checked in every draft.",
    "drafts.kind": "The linter reads it as `{kind}`.",
    "drafts.example": "A worked example",
    "drafts.example_item": (
        "This is what the template makes of our item `{item}` as its facts stand now. It has not been "
        "edited or approved: it shows the form, and is not for publication."
    ),
    "drafts.example_made": (
        "Made up: names, figures and quotes come from the template's own examples, because no item here "
        "has all its facts yet. It shows the form, and is not for publication."
    ),
    "drafts.no_example": "The template cannot be rendered as it stands; `contentops templates` says why.",
    "drafts.from_drafts": (
        "It is made from drafts that exist already, so there is nothing to show before they do."
    ),
    "drafts.list_of": "several: {type}",
    # taboo
    "taboo.lead": (
        "These words and claims are stopped, by law, by the regulator or because we decided so. The "
        "linter looks for them behind other spellings too, and says nothing where an exception holds."
    ),
    "taboo.error": "An **error** is not printed. The gate stays shut until it is gone.",
    "taboo.warning": "A **warning** is printed only when somebody has looked: give the source, or reword it.",
    "taboo.note": "A **note** is advice on style.",
    "taboo.search": (
        "To find a word, search this page with your browser (Ctrl+F, on a Mac Command+F): every term "
        "stands here in full. To ask about a whole sentence, run `contentops explain \"the sentence\"`."
    ),
    "taboo.allow": (
        "If a finding is wrong in one place, allow it there and say why, in the line above: `<!-- "
        "contentops-disable-next-line TERM: reason -->`. Without a reason nothing is allowed."
    ),
    "taboo.off": "Switched off here: {names}.",
    "taboo.elsewhere": (
        "In force as well, for texts in a language that none of our channels takes: {names}. `contentops "
        "explain NAME` shows one."
    ),
    "taboo.unused_packs": "Shipped, but not in force here: {names}.",
    "taboo.own": "our own list",
    "taboo.pack": "pack",
    "taboo.counts": "{errors}, {warnings} and {notes}, in {entries}",
    "taboo.errors": "{count} errors", "taboo.errors_one": "1 error",
    "taboo.warnings": "{count} warnings", "taboo.warnings_one": "1 warning",
    "taboo.notes": "{count} notes", "taboo.notes_one": "1 note",
    "taboo.entries": "{count} entries", "taboo.entries_one": "1 entry",
    "taboo.for": "For texts in {language}.",
    "taboo.contexts": "Fine whatever a list says: {contexts}.",
    "taboo.exceptions": "Exceptions in this list",
    "taboo.exceptions_note": "The entries above name them by number.",
    "taboo.exception": "**{number}** {title}",
    "taboo.exception_lowered": "**{number}** {title} (then a {severity})",
    "taboo.why": "Why", "taboo.source": "Source", "taboo.instead": "Write instead", "taboo.fine": "Fine in",
    "taboo.unless": "Exceptions",
    "taboo.such_as": "Found in",
    "taboo.only": "Only",
    "taboo.valid": "In force",
    "taboo.wordings": "Wordings such as “{example}”",
    "taboo.on_channels": "on {names}", "taboo.in_formats": "in {names}",
    "taboo.from": "from {day}", "taboo.until": "until {day}",
    "taboo.more_contexts": "{shown} and {count} more phrases",
    "taboo.none": "No list is in force.",
    "taboo.uncategorised": "other",
    # rules
    "rules.lead": (
        "Beside words, the linter looks at form. A rule is an error, a warning or a note, and we may "
        "have set it otherwise than it comes."
    ),
    "rules.gate": "Errors shut the gate. Warnings and notes are for the writer and the reviewer to judge.",
    "rules.where": (
        "Severities and limits are set under `lint.rules` in `contentops.yaml`; a change there changes "
        "this page."
    ),
    "rules.disguises": "Words are looked for behind spelling tricks: {how}.",
    "rules.disguises_none": "case, width, script and markup only",
    "rules.disguises_normal": "case, width, script, markup, separators and inflections",
    "rules.disguises_thorough": "also sounds and look-alikes",
    "rules.changed": ", limits set here", "rules.usually": ", usually {severity}",
    "rules.everything": "every text", "rules.every_draft": "every draft",
    "rules.releases": "press releases",
    "rules.limits_none": "",
    # reviews
    "reviews.lead": (
        "A reviewer agrees to the text as it stands. Change a word afterwards and the agreement no "
        "longer counts; change a line break and it still does."
    ),
    "reviews.none": "No review chain is set up here.",
    "reviews.own": "Nobody confirms their own text where enough others can.",
    "reviews.signed": "Every answer must be signed with the reviewer's SSH key.",
    "reviews.unsigned": "Answers may be signed with the reviewer's SSH key; a name is enough.",
    "reviews.commands": (
        "The owner submits with `contentops submit ITEM`; a reviewer answers with `contentops approve "
        "ITEM --as ROLE` or `contentops reject ITEM --as ROLE --note \"what is wrong\"`. `contentops "
        "status` says who holds what since when."
    ),
    "reviews.applies": "Passed by", "reviews.takes": "Allow", "reviews.items": "Items now",
    "reviews.formats": "items made as {names}",
    "reviews.channels": "items that go to {names}",
    "reviews.named": "items that name it as `review_chain: {id}`",
    "reviews.about": ", ",
    "reviews.beside": ", at the same time as the step before",
    "reviews.one_of": "one of {count}",
    "reviews.all_of": "all {count}",
    "reviews.some_of": "{quorum} of {count}",
    "reviews.alone": "this one",
    "reviews.substitute": "{name} answers while {person} is away",
    "reviews.substitutes": "Who stands in",
    "reviews.away": "Reviewers away",
    "reviews.away_line": "{person}: {days}",
    "reviews.away_with": "{person}: {days}; {name} answers",
    "reviews.away_without": "{person}: {days}; nobody stands in",
    "reviews.partner": "{name} ({organisation})",
    "reviews.joined": (
        "An item that falls under several chains passes them as one: a role that several ask for answers "
        "once."
    ),
    "reviews.days": "{count} working days", "reviews.days_one": "1 working day",
    "reviews.count": "{count} items", "reviews.count_one": "1 item", "reviews.count_zero": "none",
    # channels
    "channels.none": "No channel is set up here.",
    "channels.sections": "Sections",
    "channels.title": "Title",
    "channels.length": "Length",
    "channels.links": "Links",
    "channels.languages": "Languages",
    "channels.quota": "At most",
    "channels.weekdays": "Days",
    "channels.gap": "Gap",
    "channels.blackouts": "Takes nothing",
    "channels.wave": "Wave",
    "channels.address": "Address",
    "channels.note": "Note",
    "channels.time": "Time",
    "channels.target": "We aim at",
    "channels.private": "private",
    "channels.version": "Version",
    "channels.title_limit": "at most {count} characters", "channels.title_free": "any length",
    "channels.length_limit": "at most {count} words (in Chinese: {count} characters)",
    "channels.length_free": "any length",
    "channels.links_yes": "allowed", "channels.links_no": "none: write a version without",
    "channels.per_day": "{count} a day",
    "channels.per_week": "{count} a week",
    "channels.per_month": "{count} a month",
    "channels.no_quota": "no limit",
    "channels.any_weekday": "every working day", "channels.all_days": "every day, weekends and holidays too",
    "channels.also_off": "holidays too",
    "channels.gap_days": "{count} days between two", "channels.gap_days_one": "1 day between two",
    "channels.after": "{count} working days after the first",
    "channels.after_one": "1 working day after the first",
    "channels.first": "with the first",
    "channels.blackout_note": "{days} ({note})",
    "channels.a_week": "{count} a week",
    "channels.adapted": "template `{template}`",
    # checklists
    "checklists.lead": "Tick them on paper or here; a page that is opened anew is empty again.",
    "checklists.submit": "Before you submit",
    "checklists.gate": "Before the gate",
    "checklists.day": "On the day",
    "checklists.after": "Afterwards",
    "checklists.s_facts": "Every required fact is there: `contentops draft --facts ITEM`.",
    "checklists.s_figures": "Every figure has a source and a date, none older than {age}.",
    "checklists.s_quotes": "Every quote has a name, a position and an agreement that still holds on the day.",
    "checklists.s_names": (
        "Names, titles, product names and numbers were compared with the source, letter by letter."
    ),
    "checklists.s_placeholders": (
        "Nothing is left to fill in, and no conflict of two versions stands in the text."
    ),
    "checklists.s_lint": (
        "`contentops lint` finds no error; each warning was looked at, and what stays has its reason "
        "beside it."
    ),
    "checklists.s_channels": (
        "There is a version for each channel that needs one: shorter title, no links, other length."
    ),
    "checklists.s_aloud": "You have read it aloud once, as the reader it is for.",
    "checklists.s_time": "The reviewers have the time the chain gives them, and are there: see [reviews].",
    "checklists.g_status": "`contentops status ITEM`: every step has agreed to the text as it is now.",
    "checklists.g_signed": "Every answer is signed.",
    "checklists.g_changes": "Nothing was changed since; what was changed has gone round again.",
    "checklists.g_embargo": "The embargo ends on or before the day, and the text says the same.",
    "checklists.g_assets": (
        "Pictures, logos and files are there, with their source and the right to use them."
    ),
    "checklists.g_links": "Every link opens, every date has the right weekday.",
    "checklists.g_partner": "Partners have agreed in writing, for this wording.",
    "checklists.g_run": "`contentops gate ITEM` is open.",
    "checklists.d_gate": "`contentops gate ITEM` once more, right before you press the button.",
    "checklists.d_calendar": (
        "Nothing else goes out on that channel today, and it is no day on which it takes nothing."
    ),
    "checklists.d_section": "The right section, headline within the limit, picture and author set.",
    "checklists.d_look": "You have looked at it where readers see it, on a phone too.",
    "checklists.d_record": "`contentops publish ITEM --url URL` for each channel, the same day.",
    "checklists.d_tell": "Sales, support and whoever answers the contact address know that it is out.",
    "checklists.a_answers": "Questions and comments were answered, or handed to somebody by name.",
    "checklists.a_waves": "The later waves went out; each was recorded.",
    "checklists.a_figures": (
        "After a week the figures were noted beside those of the last text of the same kind."
    ),
    "checklists.a_reuse": (
        "Somebody has decided what becomes of it: another form, a page that stays, nothing."
    ),
    "checklists.a_facts": "New figures and agreed quotes went back into the facts and `snippets.yaml`.",
    "checklists.a_words": "A word that somebody had to strike by hand went into `taboo/`.",
    "months": "{count} months", "months_one": "1 month", "years": "{count} years", "years_one": "1 year",
    "weeks": "{count} weeks", "weeks_one": "1 week", "days_long": "{count} days", "days_long_one": "1 day",
}  # fmt: skip

WORDS = Words(
    language="en",
    text=_TEXT,
    names=_NAMES,
    comma=", ",
    semicolon="; ",
    months=(
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ),
)  # fmt: skip
