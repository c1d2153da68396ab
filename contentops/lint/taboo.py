"""What a taboo list is once it has been read: entries, with the reasons and sources behind them.

Shipped packs and a company's own lists are the same thing. Everything here is plain data: it can be
pickled, compared and written to a cache. Named tuples, because a class of them is made six times as
fast as a data class, and this module is imported at every start of the linter; its annotations are
values and not text for the same reason (text would be compiled, one annotation at a time).
"""

from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")

Disguises = Literal["none", "normal", "thorough"]
"""How far terms are looked for behind the way they are written: only through case, width, script and
markup; also through separators, spaced-out letters and inflections; also as homophones and look-alikes."""
DISGUISES: tuple[Disguises, ...] = ("none", "normal", "thorough")

MAX_WIDTH = 120
"""Longest match of a pattern, in characters: about a sentence."""

TERM_MARK = "\ue000"
"""Stands for the finding in the sentence that an exemption's pattern is tried on."""


class Where(NamedTuple):
    """Where an entry applies; empty means everywhere.

    Dates are ISO text, both inclusive. See `Circumstances` for what they are held against.
    """

    language: str = ""
    channels: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    valid_from: str = ""
    valid_until: str = ""


class Circumstances(NamedTuple):
    """What is known of a text beside its words; empty means unknown.

    An entry for certain channels applies when the text goes to one of them, and when nobody knows where
    it goes: better a finding than a silence. The same holds for formats. `date` is the day of
    publication as ISO text, held against an entry's dates of validity.
    """

    channels: tuple[str, ...] = ()
    format: str = ""
    date: str = ""


class Pattern(NamedTuple):
    """A bounded regular expression over folded text.

    `written` is what the list says, `regex` what is searched, at most `width` characters long. A match
    always holds one of the literals in `anchors`, which the term search finds first; without anchors
    the whole text is searched.
    """

    written: str
    regex: str
    width: int
    anchors: tuple[str, ...]


class Exemption(NamedTuple):
    """A circumstance, known to law or company, in which an entry's terms are fine.

    `contexts` are longer phrases that hold the term; `sentence` patterns are looked for in the
    sentence around a finding, in which the finding itself stands as `{term}`: one of them suffices. Of
    the patterns in `needs` each must be in the sentence too, in any order (a source, a year and a
    region), of those in `unless` none (an award, unless it names our product). A circumstance in which a
    person must still look does not silence but lowers the finding to `severity`.
    """

    name: str
    title: str
    source: str
    contexts: tuple[str, ...] = ()
    sentence: tuple[Pattern, ...] = ()
    severity: Severity | Literal[""] = ""
    needs: tuple[Pattern, ...] = ()
    unless: tuple[Pattern, ...] = ()


class Entry(NamedTuple):
    """Terms or patterns with one reason: what must not be printed, why, and what to write instead.

    English terms are also found inflected (guarantee: guarantees, guaranteed), unless `inflections` is
    False or the entry is case-sensitive.
    """

    terms: tuple[str, ...]
    patterns: tuple[Pattern, ...]
    severity: Severity
    category: str
    reason: str
    source: str = ""
    suggestions: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    exempt_by: tuple[str, ...] = ()
    case_sensitive: bool = False
    where: Where = Where()
    finds: tuple[str, ...] = ()
    ignores: tuple[str, ...] = ()
    inflections: bool = True

    @property
    def name(self) -> str:
        """The entry as people refer to it: its first term or pattern as written."""
        return self.terms[0] if self.terms else self.patterns[0].written


class TabooList(NamedTuple):
    """One list: a shipped pack or a company's file.

    `language` limits the list to texts in that language ("" for any). `contexts` hold for the entries
    of every list of the run, so that a company can protect its own names; an entry's own contexts
    hold for that entry.
    """

    name: str
    title: str
    language: str
    entries: tuple[Entry, ...]
    contexts: tuple[str, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
