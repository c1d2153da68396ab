"""What the rules for official accounts share: which drafts they look at, and fields of the front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from contentops.lint.document import Document
from contentops.lint.finding import Finding
from contentops.lint.rules.places import at_beginning
from contentops.lint.taboo import Severity

_CHANNEL = re.compile(
    r"(?i)公众号|服务号|订阅号|wechat (?:official|service|subscription) account|official[- ]account"
)
_FIELD_LINE = re.compile(r"(?m)^([\w-]+)[ \t]*[:=][ \t]*(\S[^\r\n]*)")


def goes_to_official_account(document: Document) -> bool:
    """Whether the draft is a post for an official account, or is planned on one."""
    if document.kind == "official_account_post":
        return True
    plan = document.draft.plan
    return plan is not None and any(_CHANNEL.search(channel.name) for channel in plan.channels)


def find_field(document: Document, names: Sequence[str]) -> tuple[str, str]:
    """The name and the value of the first of these fields that the front matter has; "" without."""
    for name in names:
        value = document.outline.fields.get(name)
        if isinstance(value, str) and value:
            return name, value
    return "", ""


def at_field(document: Document, rule: str, severity: Severity, name: str, message: str) -> Iterator[Finding]:
    """A finding over the value of a field of the front matter."""
    for line in _FIELD_LINE.finditer(document.source):
        if line.group(1).lower().replace("-", "_") == name:
            first = line.start(2)
            yield document.finding_at(rule, severity, first, first + len(line.group(2).rstrip()), message)
            return
    yield from at_beginning(document, rule, severity, message)
