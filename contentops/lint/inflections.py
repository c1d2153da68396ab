"""The forms of English words: guarantee, guarantees, guaranteed, guaranteeing.

Forms are made, not looked up, so that a company's own words have them too. A phrase is inflected where
English does it: at its first word when that is a verb (cure / cures / cured cancer) and at its last (money-back
guarantees). What cannot be a verb or a countable noun is left alone: superlatives, adverbs, adjectives by
their endings, and a list of the short adjectives that claims are made of (free is not freed).
"""

from __future__ import annotations

import re
from functools import cache

_IRREGULAR = """
beat beats beating beaten|become becomes becoming became|begin begins beginning began begun
break breaks breaking broke broken|bring brings bringing brought|build builds building built
buy buys buying bought|catch catches catching caught|choose chooses choosing chose chosen
come comes coming came|cut cuts cutting|do does doing did done|draw draws drawing drew drawn
drive drives driving drove driven|eat eats eating ate eaten|fall falls falling fell fallen
feel feels feeling felt|fight fights fighting fought|find finds finding found|fly flies flying flew flown
forget forgets forgetting forgot forgotten|get gets getting got gotten|give gives giving gave given
go goes going went gone|grow grows growing grew grown|have has having had|hear hears hearing heard
hide hides hiding hid hidden|hit hits hitting|hold holds holding held|keep keeps keeping kept
know knows knowing knew known|lead leads leading led|leave leaves leaving left|lend lends lending lent
let lets letting|lose loses losing lost|make makes making made|mean means meaning meant
meet meets meeting met|outdo outdoes outdoing outdid outdone|outsell outsells outselling outsold
overcome overcomes overcoming overcame|pay pays paying paid|put puts putting|read reads reading
rise rises rising rose risen|run runs running ran|say says saying said|see sees seeing saw seen
seek seeks seeking sought|sell sells selling sold|send sends sending sent|set sets setting
shake shakes shaking shook shaken|show shows showing showed shown|speak speaks speaking spoke spoken
spend spends spending spent|spin spins spinning spun|stand stands standing stood
steal steals stealing stole stolen|strike strikes striking struck|take takes taking took taken
teach teaches teaching taught|tell tells telling told|think thinks thinking thought
throw throws throwing threw thrown|understand understands understanding understood
wear wears wearing wore worn|win wins winning won|write writes writing wrote written|man men|woman women
child children|person persons people|analysis analyses|crisis crises|criterion criteria
index indexes indices|guru gurus|hero heroes|half halves|life lives|leaf leaves|wife wives|knife knives
wolf wolves|thief thieves|shelf shelves
"""

_UNCHANGING = """
a an the and or of in on at to for by with from as than no not all any each every only just ever never
always best better worst worse most least more less first last next top new old big small large great
good bad high low free safe secure perfect complete unique sole total full pure true real superior
supreme prime premier extreme absolute entire ultimate infinite definite exact correct certain sure
simple easy cheap fast quick slow smart clean clear bright light dry cool warm calm open close level even
fit tidy near right wrong own same other such this that these those it its our your their my his her we
you they i he she who what which is are was were be been being am has had does did done can could will
would may might must shall should one two three four five six seven eight nine ten hundred thousand
million billion zero us ai number lifetime overnight instant modern native mature robust elite expert
leading second third better-than near-perfect
"""
_ADJECTIVE = re.compile(
    r"(?:est|ly|ful|less|able|ible|ous|ive|ical|ial|ional|ic|ary|ish|ward|wise|like|ing|ed|ss-free)\Z"
)
_WORD = re.compile(r"[a-z]{3,}\Z")
_VOWELS = "aeiou"


@cache
def _unchanging() -> frozenset[str]:
    return frozenset(_UNCHANGING.split())


@cache
def _irregular() -> dict[str, tuple[str, ...]]:
    rows = (row.split() for row in _IRREGULAR.replace("\n", "|").split("|") if row)
    return {row[0]: tuple(row[1:]) for row in rows}


def inflect(phrase: str) -> tuple[str, ...]:
    """The other forms of a folded English term; none where there is nothing to inflect."""
    match = re.fullmatch(r"([a-z]+)((?:[ '-][a-z0-9]+)*)", phrase)
    if match is None or not phrase.isascii():
        return ()
    cut = max(phrase.rfind(" "), phrase.rfind("-")) + 1
    forms = [phrase[:cut] + form for form in _forms(phrase[cut:], verb=not cut)]
    if cut:
        first, rest = match.group(1), match.group(2)
        if not _ADJECTIVE.search(first) and rest.startswith(" "):
            forms += [form + rest for form in _forms(first, verb=True)]
    return tuple(dict.fromkeys(form for form in forms if form != phrase))


def _forms(word: str, *, verb: bool) -> tuple[str, ...]:
    """Plural, third person, past and -ing of one word; only the plural of the last word of a phrase."""
    known = _irregular().get(word)
    if known is not None:
        return known if verb else known[:1]
    if not _WORD.match(word) or word in _unchanging() or _ADJECTIVE.search(word):
        return ()
    plural = _with_s(word)
    if not verb:
        return (plural,)
    stem = word[:-1] if word.endswith("e") and not word.endswith(("ee", "oe", "ye")) else word
    if word.endswith("y") and word[-2] not in _VOWELS:
        return (plural, word[:-1] + "ied", word + "ing")
    if _doubles(word):
        stem = word + word[-1]
    if word.endswith("ee"):
        return (plural, word + "d", word + "ing")
    return (plural, stem + "ed", stem + "ing")


def _with_s(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2] not in _VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def _doubles(word: str) -> bool:
    """Whether the last consonant is doubled: one syllable that ends in one vowel and one consonant."""
    ending = re.search(r"[^aeiou][aeiou][^aeiouwxy]\Z", word)
    return ending is not None and len(re.findall("[aeiouy]+", word)) == 1
