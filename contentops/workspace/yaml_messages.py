"""What a YAML parser's verdict means for the person who wrote the file.

The parser says "mapping values are not allowed in this context"; the person wrote a text with a colon in
it. Each verdict below becomes what is wrong, where it begins, and what to do; one we do not know is passed on.
"""

from __future__ import annotations

from typing import Any, NamedTuple


class Verdict(NamedTuple):
    """A message, its hint, and the parser's mark of the place to look at (None: the file as a whole)."""

    message: str
    hint: str | None
    mark: Any


def explain(error: Any, text: str) -> Verdict:
    """The verdict of a `yaml.MarkedYAMLError` on `text`, in plain words."""
    mark = error.problem_mark or error.context_mark
    known = _known(error.problem or "", error, mark, text.splitlines()) if mark is not None else None
    if known is None:
        context = f" {error.context}" if error.context else ""
        known = Verdict(f"{error.problem}{context}", None, mark)
    return known._replace(message=f"not valid YAML: {known.message}")


def _known(problem: str, error: Any, mark: Any, lines: list[str]) -> Verdict | None:  # noqa: PLR0911, PLR0912  a table
    line = lines[mark.line] if mark.line < len(lines) else ""
    char = line[mark.column : mark.column + 1]
    opened = error.context_mark or mark
    if char == "\t" or "tab character" in problem:
        return Verdict("a tab indents this line", "replace the tab by spaces", mark)
    if "cannot start any token" in problem:
        return Verdict(f"a text cannot begin with {char}", "put the text in quotes", mark)
    if "expected node content" in problem:
        if not char:
            return Verdict("the file ends within [ or {", "close it with ] or }", mark)
        return Verdict(f"a text cannot begin with {char}", "put the text in quotes", mark)
    if "unexpected ':'" in problem:
        return Verdict("a colon here needs a space after it", "write the colon and a space, or quotes", mark)
    if "mapping values are not allowed" in problem:
        return _unexpected_colon(mark, line, lines)
    if "expected ',' or" in problem:
        bracket, end = ("{", "}") if "'}'" in problem else ("[", "]")
        return Verdict(f"the {bracket} that opens here is not closed", f"close it with {end}", opened)
    if "unexpected end of stream" in problem:
        return Verdict("the quote that opens here is not closed", "close it, or take it away", opened)
    if "unknown escape" in problem or "escape code" in problem or "hexdecimal" in problem:
        return Verdict(
            "in double quotes a backslash has a meaning of its own",
            r"write the backslash twice (\\), or use single quotes",
            mark,
        )
    if "block sequence entries are not allowed" in problem:
        return Verdict("a list cannot begin in the line of its key", "begin a new line with the dash", mark)
    if "expected '-' indicator" in problem:
        return Verdict(
            "a list goes on here without a dash", "begin the line with a dash, or check its indentation", mark
        )
    if "expected key" in problem:
        if line[: mark.column].rstrip().endswith(("'", '"')):
            hint = 'put the whole text in double quotes; a quote inside it is written \\"'
            return Verdict("text goes on after the closing quote", hint, mark)
        return Verdict(
            "the indentation of this line fits none of the lines above", "indent it like its neighbours", mark
        )
    return None


def _unexpected_colon(mark: Any, line: str, lines: list[str]) -> Verdict:
    if ": " in line[: mark.column]:
        hint = 'put the text in quotes: "..."'
        return Verdict("a second colon with a space after it in one line", hint, mark)
    above = next((number for number in range(mark.line - 1, -1, -1) if lines[number].strip()), None)
    message = f"the key {line[: mark.column].strip(' -')} stands where the text of the line above goes on"
    if above is not None and "：" in lines[above]:
        hint = f"line {above + 1} has a full-width colon: write an ordinary : and a space"
    else:
        hint = "indent it like the line above; that line needs a colon and a space after its key"
    return Verdict(message, hint, mark)
