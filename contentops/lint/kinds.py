"""Kinds of draft: what a text is, so that only the rules of that kind look at it.

A draft says its kind in its front matter (`kind:`, or the `template:` or `format:` it was made with);
`contentops lint --kind` says it for a text that does not.
"""

from __future__ import annotations

from collections.abc import Mapping

KINDS: dict[str, str] = {
    "press_release": "a press release of any other sort",
    "partnership_release": "press release: a partnership",
    "product_launch_release": "press release: a product or version comes out",
    "upgrade_release": "press release: a product gets better",
    "funding_release": "press release: money was raised",
    "award_release": "press release: an award or certificate was won",
    "standard_release": "press release: a standard or industry news",
    "event_announcement": "an event that is coming",
    "event_recap": "an event that is over",
    "customer_case": "what a customer did with the product",
    "product_introduction": "what a product is and does",
    "official_account_post": "an article in a WeChat official account",
    "white_paper": "a white paper",
    "draft": "any other draft of ours",
}
"""Every kind, with what it is."""

PRESS = frozenset(name for name in KINDS if name.endswith("_release"))
"""Texts sent to the press as releases."""
EVENTS = frozenset(("event_announcement", "event_recap"))
NEWS = PRESS | EVENTS
"""Texts that report something dated to the public, written in the form of a release."""
DRAFTS = frozenset(KINDS)
"""Every text that is known to be a draft."""

_ALIASES = {
    "release": "press_release",
    "news_release": "press_release",
    "partnership": "partnership_release",
    "partnership_announcement": "partnership_release",
    "product_launch": "product_launch_release",
    "launch_release": "product_launch_release",
    "product_release": "product_launch_release",
    "product_upgrade": "upgrade_release",
    "product_upgrade_release": "upgrade_release",
    "funding": "funding_release",
    "funding_announcement": "funding_release",
    "award": "award_release",
    "award_announcement": "award_release",
    "standard": "standard_release",
    "standard_news": "standard_release",
    "industry_news": "standard_release",
    "event": "event_announcement",
    "event_invitation": "event_announcement",
    "recap": "event_recap",
    "case": "customer_case",
    "case_study": "customer_case",
    "customer_story": "customer_case",
    "product_page": "product_introduction",
    "product_intro": "product_introduction",
    "official_account": "official_account_post",
    "wechat_post": "official_account_post",
    "wechat_article": "official_account_post",
    "whitepaper": "white_paper",
}


def find_kind(name: str) -> str:
    """The kind that a kind, template or format of this name stands for, or "" when it names none."""
    name = name.strip().lower().replace("-", "_").replace(" ", "_")
    if name in KINDS:
        return name
    if name in _ALIASES:
        return _ALIASES[name]
    return "press_release" if name.endswith("_release") else ""


def kind_of_fields(fields: Mapping[str, object]) -> str:
    """The kind that front matter tells: `kind`, then `template`, then `format`.

    A draft that `contentops draft` made from another template is a `draft`; any other front matter (a
    blog's, a site generator's) tells nothing: "".
    """
    for key in ("kind", "template", "format"):
        value = fields.get(key)
        kind = find_kind(value) if isinstance(value, str) else ""
        if kind:
            return kind
    is_ours = "item" in fields and "template" in fields
    return "draft" if is_ours else ""
