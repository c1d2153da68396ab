"""The words of the handbook in one language: sentences, names of values, days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from contentops.manual.blocks import Spans, joined, plain, say
from contentops.models.base import Language, LocalizedText, text_in


@dataclass(frozen=True)
class Words:
    """What the handbook says in one language. Keys with `_one` are for a count of one."""

    language: Language
    text: Mapping[str, str]
    names: Mapping[str, Mapping[str, str]]
    comma: str
    semicolon: str
    months: tuple[str, ...]

    def __getitem__(self, key: str) -> str:
        return self.text[key]

    def say(self, key: str, **values: str | int | Spans) -> Spans:
        """The sentence `key` with its values; `count` equal to 1 takes `key_one` where there is one."""
        return say(self.text[self._key(key, values)], self.text, **values)

    def line(self, key: str, **values: str | int) -> str:
        """The same as plain text."""
        return self.text[self._key(key, values)].format(**values)

    def _key(self, key: str, values: Mapping[str, object]) -> str:
        return f"{key}_one" if values.get("count") == 1 and f"{key}_one" in self.text else key

    def name(self, kind: str, value: str) -> str:
        """The word for a value of a model; the value itself when it is not ours."""
        return self.names.get(kind, {}).get(value, value)

    def listed(self, parts: Iterable[str]) -> str:
        """Several words in a row."""
        return self.comma.join(part for part in parts if part)

    def spans(self, parts: Iterable[Spans]) -> Spans:
        """Several pieces in a row."""
        return joined(parts, self.comma)

    def local(self, text: str | LocalizedText | None) -> str:
        """A text of the workspace in this language."""
        return " ".join(text_in(text, self.language).split())

    def plain(self, text: str | LocalizedText | None) -> Spans:
        """The same, ready for a page."""
        return plain(self.local(text))

    def day(self, day: date) -> str:
        """A day with its year."""
        return self.text["day"].format(year=day.year, month=self.months[day.month - 1], day=day.day)

    def days(self, first: date, last: date) -> str:
        """A stretch of days."""
        if first == last:
            return self.day(first)
        near = first.year == last.year
        key = "days_month" if near and first.month == last.month else "days_year" if near else "days_far"
        months = (self.months[day.month - 1] for day in (first, last))
        return self.text[key].format(
            year=first.year,
            month=next(months),
            day=first.day,
            to_year=last.year,
            to_month=next(months),
            to_day=last.day,
        )

    def number(self, value: float) -> str:
        """A number without needless zeros."""
        return f"{value:g}"


def words_in(language: Language) -> Words:
    """The words of one language."""
    if language == "zh":
        from contentops.manual.words_zh import WORDS
    else:
        from contentops.manual.words_en import WORDS
    return WORDS
