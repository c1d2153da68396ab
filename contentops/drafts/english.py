"""How English press writing puts facts into sentences, after AP practice.

No comma before the last `and` of a simple series, a person's title after the name, a quotation broken
off after its first sentence to say who speaks. Dates: `english_dates`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from markupsafe import Markup

from contentops.drafts.english_words import COMMON, FUNCTION_WORDS, SOURCES, VERBS
from contentops.drafts.text import FactText, is_placeholder, like, split_paragraphs, to_markdown

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_LEADING_NUMBER = re.compile(r"\A([1-9]\d?)(?= [a-z])")
_ENDS = re.compile(r"[.!?…。！？][”’\"')\]]*\Z")
_LOOSE_MARKS = ",;: \n"
_ABBREVIATION = re.compile(
    r"(?:\b(?:Inc|Ltd|Corp|Co|Mr|Mrs|Ms|Dr|Prof|St|No|vs|etc|Jr|Sr|approx)|\b(?:[A-Za-z]\.)+[A-Za-z])\.\Z"
)
_SENTENCE_BREAK = re.compile(r"(?<=[.!?])(?P<close>[”’\"']*)\s+(?=[“‘\"']?[A-Z0-9])")
_PROSE_LIMIT = 4
_PROSE_WORDS = 60
_SENTENCES_TOGETHER = 4

# `Shared Data Week Foundation` is a name; `Existing Commons projects` only holds one.
_NAME_AFTER = re.compile(r"[A-Z][a-z]+(?: [A-Z][\w’'-]*){2}|[A-Z][a-z]+ [A-Z][\w’'-]*\Z")
_GERUND = re.compile(r"[a-z]{3,}ing\Z")
_NAMES_IN_ING = frozenset(
    ("beijing", "boeing", "reading", "nanjing", "chongqing", "kunming", "liaoning", "bing")
)


def sentence(text: str) -> str:
    """`text` with a capital, closed by exactly one mark."""
    body = text.strip().rstrip(_LOOSE_MARKS)
    if not body:
        return like(text, "")
    body = _LEADING_NUMBER.sub(_spell, body)
    return like(text, _capital(body) if _ENDS.search(body) else _capital(body) + ".")


def _spell(match: re.Match[str]) -> str:
    """A sentence does not begin with a figure: 1 to 99 become words."""
    number = int(match[1])
    if number < len(_TEENS):
        return _TEENS[number].capitalize()
    tens, ones = divmod(number, 10)
    return _TENS[tens].capitalize() + (f"-{_TEENS[ones]}" if ones else "")


def clause(text: str) -> str:
    """`text` to stand inside a sentence: no mark at its end, no capital unless it may be a name's."""
    return in_sentence(without_stop(text))


def listing(parts: Sequence[str]) -> Markup | FactText:
    """`a, b and c`; semicolons when a part holds a comma of its own."""
    clauses = [body for part in parts if (body := clause(part))]
    if len(clauses) < 2:
        return _joined("", clauses)
    if any("," in part or " and " in part for part in clauses):
        if len(clauses) == 2:
            return _joined(", and ", clauses) if "," in clauses[0] else _joined(" and ", clauses)
        return _joined("; and ", [_joined("; ", clauses[:-1]), clauses[-1]])
    return _joined(" and ", [_joined(", ", clauses[:-1]), clauses[-1]])


def points(parts: Sequence[str], lead: str, one: str = "", flowing: str = "") -> Markup:
    """A paragraph that enumerates: `lead: a; b; and c.`, or a list when the parts are long.

    `{n}` in `lead` becomes the number of parts. A single part is written after `one` (or `lead:`).
    Parts that are sentences already are run on as text after `flowing`.
    """
    if len(parts) > 1 and all(_ENDS.search(part.strip()) for part in parts):
        return _run_on(parts, flowing)
    clauses = [body for part in parts if (body := clause(part))]
    if not clauses:
        return Markup("")
    if len(clauses) == 1:
        opening = (one or lead.replace("{n}", "one") + ":").rstrip()
        return to_markdown(opening) + " " + to_markdown(_closed(clauses[0]))
    head = to_markdown(lead.replace("{n}", write_number(len(clauses))))
    words = sum(len(part.split()) for part in clauses)
    broken = any(re.search(r"[.!?;]\s", part) for part in clauses)
    if len(clauses) <= _PROSE_LIMIT and words <= _PROSE_WORDS and not broken:
        if len(clauses) == 2:
            whole = _joined("; and ", clauses)
        else:
            whole = _joined("; and ", [_joined("; ", clauses[:-1]), clauses[-1]])
        return head + ": " + to_markdown(_closed(whole))
    rows = [Markup("- ") + to_markdown(sentence(part)) for part in clauses]
    return head + ":\n\n" + Markup("\n").join(rows) + "\n\n"


def _run_on(parts: Sequence[str], flowing: str) -> Markup:
    """Sentences one after the other, at most four to a paragraph."""
    first = like(parts[0], flowing + _lower_first(parts[0])) if flowing and flows(parts[0]) else parts[0]
    sentences = [to_markdown(sentence(part)) for part in (first, *parts[1:])]
    size = _SENTENCES_TOGETHER if len(sentences) != _SENTENCES_TOGETHER + 1 else _SENTENCES_TOGETHER - 1
    paragraphs = [Markup(" ").join(sentences[n : n + size]) for n in range(0, len(sentences), size)]
    return Markup("\n\n").join(paragraphs)


def in_sentence(text: str) -> str:
    """`text` without the capital that only the start of a line gave it."""
    return like(text, _lower_first(text.strip()))


def entry(text: str) -> str:
    """`text` as a line of a list: with a capital, its figures kept, a full stop only when it is a sentence."""
    body = text.strip().rstrip(_LOOSE_MARKS)
    if not body:
        return like(text, "")
    stopped = body if is_whole_sentence(body) and (" " in body) else without_stop(body)
    return like(text, _capital(stopped) if stopped else "")


def flows(text: str) -> bool:
    """Whether `text` can follow other words: its first word is an ordinary one, or clearly a name."""
    words = text.split(maxsplit=2)
    if not words or not words[0][0].isupper() or _lower_first(text) != text:
        return True
    return not words[0].isalpha() or (len(words) > 1 and words[1][0].isupper())


def ended(text: str) -> str:
    """`text` as the end of a sentence: its first capital taken back, closed by one mark."""
    return _closed(clause(text))


def without_stop(text: str) -> str:
    """`text` without the mark at its end, its capital kept."""
    body = text.strip().rstrip(_LOOSE_MARKS)
    if body.endswith(".") and not body.endswith("..") and not _ABBREVIATION.search(body[-30:]):
        body = body[:-1].rstrip(_LOOSE_MARKS)
    return like(text, body)


def is_whole_sentence(text: str) -> bool:
    """Whether `text` ends as a sentence does."""
    return bool(_ENDS.search(text.strip())) and not _ABBREVIATION.search(text.strip()[-30:])


def write_number(number: int) -> str:
    """One to nine as words, the rest in figures."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else str(number)


def quoted(text: str) -> str:
    """`text` in quotation marks, quotations inside it in single ones."""
    inner = _inner(text)
    return like(text, f"“{sentence(inner)}”") if inner else like(text, "")


def said(text: str, name: str, title: str, organisation: str, verb: str) -> Markup:
    """`“First sentence,” said Jane Doe, head of risk at Acme. “The rest.”`"""
    inner = _inner(text)
    if not inner:
        return Markup("")
    speaker = to_markdown(introduced(name, title, organisation))
    halves = _SENTENCE_BREAK.split(inner, maxsplit=1)
    first = halves[0] + (halves[1] if len(halves) > 1 else "")
    rest = halves[2] if len(halves) > 2 else ""
    if _ABBREVIATION.search(first[-30:]) and rest:
        first, rest = inner, ""
    if first[-1] == "." and not first.endswith(".."):
        first = first[:-1] + ","
    elif not _ENDS.search(first):
        first = first.rstrip(_LOOSE_MARKS) + ","
    opening = to_markdown(like(text, f"“{_capital(first)}”")) + f" {verb} " + speaker + "."
    return opening + " " + to_markdown(quoted(like(text, rest))) if rest else opening


def introduced(name: str, title: str, organisation: str) -> FactText:
    """Title after name: `Jane Doe, head of risk at Acme`."""
    if organisation and title and organisation.casefold() in title.casefold():
        organisation = ""
    post = (", at " if "," in title else " at ").join(part for part in (title, organisation) if part)
    return FactText(", ".join(part for part in (name, post) if part))


def measure(text: str) -> int:
    """Length as an editor counts it: words."""
    return len(text.split())


def led_by(text: str, lead: str, *openings: str) -> str:
    """`lead` before `text` (its capital taken back), unless it begins with one of `openings` already."""
    if not text or is_placeholder(text) or text.casefold().startswith(tuple(o.casefold() for o in openings)):
        return text
    return like(text, lead + _lower_first(text))


def is_verb_led(text: str) -> bool:
    """Whether `text` begins with a plain verb (`build a joint model`), so that `to` can stand before it."""
    words = text.split()
    return (
        bool(words)
        and words[0].casefold() in VERBS
        and not (len(words) > 1 and words[1].casefold() in ("of", "for", "and", "data", "agreement"))
    )


def _inner(text: str) -> str:
    inner = " ".join(split_paragraphs(text)).strip()
    if len(inner) > 1 and inner[0] in '“"' and inner[-1] in '”"' and not set('“”"') & set(inner[1:-1]):
        inner = inner[1:-1].strip()
    return re.sub(r'"([^"]*)"', r"‘\1’", inner).replace("“", "‘").replace("”", "’")


def _closed(text: str) -> str:
    body = text.rstrip(_LOOSE_MARKS)
    return like(text, body if _ENDS.search(body) else body + ".")


def _capital(text: str) -> str:
    """A capital on an ordinary first word; `iOS` and `2027` stay as they are."""
    first = text.split(maxsplit=1)[0]
    return text[0].upper() + text[1:] if first.rstrip(",;:").islower() and first.isascii() else text


def _lower_first(text: str) -> str:
    first = re.split(r"[\s,;:]", text, maxsplit=1)[0]
    rest = first[1:]
    if not first[:1].isupper() or (rest and not rest.islower()):
        return text
    word = first.casefold()
    following = text[len(first) :].lstrip()[:1]
    if word in SOURCES and word not in COMMON and not following.isupper():
        return text[0].lower() + text[1:]
    ordinary = word in COMMON or word in VERBS or (_GERUND.match(word) and word not in _NAMES_IN_ING)
    if ordinary and word not in FUNCTION_WORDS and word not in VERBS and _NAME_AFTER.match(text):
        return text
    return text[0].lower() + text[1:] if ordinary else text


def _joined(separator: str, parts: Sequence[str]) -> Markup | FactText:
    if any(isinstance(part, Markup) for part in parts):
        return Markup(separator).join(to_markdown(part) for part in parts)  # noqa: S704  fixed separators
    return FactText(separator.join(parts))
