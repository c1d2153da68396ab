"""The shorter titles of an item, for channels that take no longer one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from contentops.drafts.text import clean_text
from contentops.markdown_text import join_lines
from contentops.models.base import Language

SHORT_TITLE = "short_title"
"""The key of facts and front matter: a title, or several, the best first."""


def short_titles(value: Any, language: Language) -> list[str]:
    """The shorter titles that a fact or a front matter gives: a text, or several, each maybe by language."""
    if isinstance(value, Mapping):
        value = value.get(language)
    values = value if isinstance(value, list | tuple) else [value]
    found = [one.get(language) if isinstance(one, Mapping) else one for one in values]
    return [join_lines(clean_text(one)) for one in found if isinstance(one, str) and one.strip()]
