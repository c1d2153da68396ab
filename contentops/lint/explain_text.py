"""An explanation as people read it in a terminal or paste it into an answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from contentops.lint.explain import (
    EntryExplained,
    ExemptionExplained,
    Explanation,
    FoundInText,
    ListExplained,
    RuleExplained,
    TextExplained,
)
from contentops.lint.silence import Silent
from contentops.text_width import clean_line, display_width, truncate, wrap

_SHOWN = 6
_LANGUAGES = {"zh": "Chinese", "en": "English"}


def render_explanation(explanation: Explanation, *, width: int, verbose: bool = False) -> str:
    """The explanation in at most `width` columns, examples and terms apart, which stay whole.

    Regular expressions are shown only when `verbose`; otherwise examples stand for them.
    """
    parts = [
        *(_rule(rule) for rule in explanation.rules),
        *(_list(taboo, verbose=verbose) for taboo in explanation.lists),
        *(_exemption(exemption, verbose=verbose) for exemption in explanation.exemptions),
        *(_entry(entry, verbose=verbose) for entry in explanation.entries),
    ]
    if explanation.text is not None and (not explanation.entries or explanation.text.silent):
        parts.append(_text(explanation.text, verbose=verbose))
    return "\n\n".join("\n".join(_fit(part, width)) for part in parts)


def _fit(lines: Iterator[str], width: int) -> Iterator[str]:
    for line in lines:
        indent = len(line) - len(line.lstrip(" "))
        if line.startswith("|"):  # an example
            yield f"    {line[1:]}".rstrip()
        elif line.startswith("¶"):
            yield from wrap(line[1:], width)
        elif display_width(line) <= width:
            yield line
        else:
            hang = " " * (indent + 2 if indent else 2)
            first, *rest = wrap(line.strip(), max(width - len(hang), 20))
            yield " " * indent + first
            yield from (hang + one for one in rest)


def _rule(rule: RuleExplained) -> Iterator[str]:
    yield f"{rule.name}: {rule.summary}"
    for paragraph in rule.description.split("\n\n") if rule.description else ():
        yield ""
        if paragraph.startswith(("    ", "- ", "|")):
            yield from (f"|{line.removeprefix('    ')}" for line in paragraph.split("\n"))
        else:
            yield f"¶{' '.join(paragraph.split())}"
    yield ""
    yield f"severity: {rule.severity or 'as each finding says'}"
    yield f"looks at: {', '.join(rule.kinds) if rule.kinds else 'every text'}"
    for option in rule.options:
        default = (
            f"{_show(option.zh)}"
            if option.zh == option.en
            else f"zh {_show(option.zh)}, en {_show(option.en)}"
        )
        yield f"option {option.name}: {option.meaning} (default {default})"
    yield from _example("fails", rule.fails)
    yield from _example("passes", rule.passes)
    yield ""
    if not rule.on:
        yield "It is switched off here."
    yield f"switch off: lint.rules: {{{rule.name}: off}} in contentops.yaml, or contentops lint --disable {rule.name}"
    if not rule.name.endswith("-suppression"):
        yield f"allow one place: <!-- contentops-disable-next-line {rule.name}: reason -->"


def _show(value: str | int | tuple[str, ...]) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _example(label: str, text: str) -> Iterator[str]:
    if text:
        yield ""
        yield f"{label}:"
        yield from (f"|{line}" for line in text.split("\n"))


def _list(taboo: ListExplained, *, verbose: bool) -> Iterator[str]:
    yield f"{taboo.name}: {taboo.title}"
    yield ""
    yield f"for texts in: {_LANGUAGES.get(taboo.language, 'any language')}"
    counts = f"{taboo.errors} errors, {taboo.warnings} warnings, {taboo.notes} notes"
    yield f"entries: {len(taboo.entries)} ({counts})"
    yield from _items("sources", taboo.sources, 12)
    shown = [name for name in taboo.entries if verbose or not _is_expression(name)]
    yield f"among them: {_some(shown, 12)}"
    if taboo.exemptions:
        yield f"exemptions: {', '.join(taboo.exemptions)}"
    if taboo.contexts:
        yield f"protects everywhere: {_some(taboo.contexts, 12)}"
    yield ""
    if taboo.on:
        yield f"switch off: lint.disable: [{taboo.name}] in contentops.yaml, or contentops lint --disable {taboo.name}"
    else:
        yield f"It is not in use here. Switch on: lint.packs: [default, {taboo.name}] in contentops.yaml"


def _entry(entry: EntryExplained, *, verbose: bool) -> Iterator[str]:
    names = entry.terms or (entry.patterns if verbose else ("sentences such as the examples",))
    yield f"{_some(names, 10)}: {entry.severity}, {entry.category}"
    yield ""
    if entry.reason:
        yield f"why: {clean_line(entry.reason)}"
    if entry.source:
        yield f"source: {clean_line(entry.source)}"
    yield f"list: {entry.list} ({clean_line(entry.list_title)}), for {_LANGUAGES.get(entry.language, 'all')} texts"
    if entry.terms and entry.patterns:
        shown = _some(entry.patterns, 3) if verbose else "other wordings, as in the examples"
        yield f"also found by: {shown}"
    yield from _items("instead", entry.suggestions, 12)
    yield from _where(entry)
    if entry.contexts:
        yield f"fine inside: {_some(entry.contexts, 12)}"
    if entry.exemptions:
        yield "fine, or less grave, when:"
        for one in entry.exemptions:
            source = f" ({one.source})" if one.source else ""
            effect = f"; then a {one.severity}" if one.severity else ""
            yield f"  - {one.name}: {clean_line(one.title)}{source}{effect}"
    yield from _example("fails", "\n".join(entry.fails[:3]))
    yield from _example("passes", "\n".join(entry.passes[:3]))
    yield ""
    if not entry.on and not entry.terms and not verbose:
        yield "It is not in use here."
    if not entry.terms and not verbose:
        yield "switch off: under the name that --verbose shows"
        yield 'ask about a sentence: contentops explain "the sentence"'
        return
    name = names[0]
    quoted = name if clean_line(name) == name and not set(name) & set(" ,，、:：\"'") else f'"{name}"'
    if not entry.on:
        yield "It is not in use here."
    yield f"switch off: lint.disable: [{quoted}] in contentops.yaml"
    yield f"allow one place: <!-- contentops-disable-next-line {quoted}: reason -->"
    yield (
        f'ask about a sentence: contentops explain "… {name} …"'
        if entry.terms
        else ('ask about a sentence: contentops explain "the sentence"')
    )


def _where(entry: EntryExplained) -> Iterator[str]:
    if entry.channels:
        yield f"only on: {', '.join(entry.channels)}"
    if entry.formats:
        yield f"only in: {', '.join(entry.formats)}"
    if entry.valid_from or entry.valid_until:
        yield f"valid: {entry.valid_from or 'always'} to {entry.valid_until or 'today and on'}"
    if entry.case_sensitive:
        yield "found only in the capitals that it is written in"


def _exemption(exemption: ExemptionExplained, *, verbose: bool) -> Iterator[str]:
    yield f"{exemption.name}: {clean_line(exemption.title)}"
    yield ""
    effect = f"lowers the finding to a {exemption.severity}" if exemption.severity else "silences the finding"
    yield f"an exemption of {exemption.list} that {effect}"
    if exemption.source:
        yield f"source: {clean_line(exemption.source)}"
    if exemption.contexts:
        yield f"applies inside: {_some(exemption.contexts, 12)}"
    if exemption.sentence and not verbose:
        yield "applies by what the sentence says (--verbose shows the expressions)"
    elif exemption.sentence:
        yield "applies when the sentence has one of:"
        yield from (f"|{pattern}" for pattern in exemption.sentence)
    shown = [name for name in exemption.entries if verbose or not _is_expression(name)]
    more = len(exemption.entries) - len(shown)
    others = f" and {more} {'entry' if more == 1 else 'entries'} for wordings" if more else ""
    yield f"used by: {_some(shown, 20)}{others}"


def _text(text: TextExplained, *, verbose: bool) -> Iterator[str]:
    languages = " and ".join(_LANGUAGES.get(language, language) for language in text.languages)
    lists = f"{len(text.lists)} list{'s' * (len(text.lists) != 1)}"
    yield f"“{clean_line(text.text)}” (read as {languages} with {lists})"
    if not text.found and not text.silent:
        yield ""
        yield "Nothing is found, and no term of a list stands in it."
    for finding in text.found:
        yield ""
        yield from _found(finding)
    told: set[tuple[str, str, str]] = set()
    for silent in text.silent:
        one = (silent.text, silent.list, silent.message)
        if verbose or one not in told:
            told.add(one)
            yield ""
            yield from _silent(silent, verbose=verbose)


def _found(finding: FoundInText) -> Iterator[str]:
    lowered = f" (lowered from {finding.lowered_from})" if finding.lowered_from else ""
    behind = ", ".join(name for name in (finding.rule, finding.list) if name)
    yield f"{finding.severity}{lowered}: {clean_line(finding.text)} [{behind}]"
    yield f"  why: {clean_line(finding.message)}"
    if finding.source:
        yield f"  source: {clean_line(finding.source)}"
    for title in finding.nearly:
        yield f"  nearly exempt: {clean_line(title)}"
        yield "    (what it needs beside is not in the sentence, or something there speaks against it)"
    if finding.suggestions:
        yield f"  instead: {' | '.join(map(clean_line, finding.suggestions))}"


def _silent(silent: Silent, *, verbose: bool) -> Iterator[str]:
    named = silent.term != silent.text and (verbose or not _is_expression(silent.term))
    term = f" (term {clean_line(silent.term)})" if named else ""
    yield f"silent: {clean_line(silent.text)}{term} [{silent.list}]"
    yield f"  why: {clean_line(silent.message)}"
    if silent.source:
        yield f"  source: {clean_line(silent.source)}"


def _is_expression(name: str) -> bool:
    """Whether an entry's name is a regular expression rather than words."""
    return not set(name).isdisjoint("\\[]{}()|^$*+?")


def _some(names: Sequence[str], most: int) -> str:
    shown = ", ".join(truncate(clean_line(name), 36) for name in names[:most])
    return f"{shown} and {len(names) - most} more" if len(names) > most else shown


def _items(label: str, items: Sequence[str], most: int) -> Iterator[str]:
    if items:
        yield f"{label}:"
        yield from (f"  - {clean_line(item)}" for item in items[:most])
        if len(items) > most:
            yield f"  - and {len(items) - most} more"
