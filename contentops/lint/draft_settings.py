"""What the linter may be told about a draft beside its text: its kind, what the plan says, options of rules."""

from collections.abc import Mapping
from typing import NamedTuple

OptionValue = int | str | bool | tuple[str, ...]
RuleOptions = Mapping[str, Mapping[str, OptionValue | Mapping[str, OptionValue]]]
"""Options by the name of their rule, as in `lint.rules`: `{"headline-length": {"severity": "note", "max": 90}}`.

A value may be given by language: `{"max": {"zh": 24, "en": 90}}`. Keys are those of `Rule.options` and
`severity`.
"""


NO_OPTIONS: RuleOptions = {}


class ChannelLimits(NamedTuple):
    """What one channel of a draft takes. `title_limit` counts characters; None: any length."""

    name: str
    title_limit: int | None = None
    links: bool = True


class PlannedFacts(NamedTuple):
    """What the calendar and the item say of a draft, dates as ISO text; empty where nothing is known.

    `publish` is the planned day of publication, `embargo` the first day the text may be public.
    """

    publish: str = ""
    embargo: str = ""
    channels: tuple[ChannelLimits, ...] = ()


class DraftSettings(NamedTuple):
    """All of it. `kind` is one of `contentops.lint.kinds.KINDS`; "" leaves it to the front matter."""

    kind: str = ""
    plan: PlannedFacts | None = None
    options: RuleOptions = NO_OPTIONS
