"""What a reader sees of an HTML file: its text, `alt` and `title`, and what search results show of it.

Not read: scripts, styles, comments, tags, `<code>`, `<pre>` and the like, what is typed by machines. Tags that dress a
letter leave a word whole, all others part words. The scanner is linear on any input and takes no tree:
broken HTML is read as far as it can be.
"""

from __future__ import annotations

import re

from contentops.lint.html_text import add_tag, add_text
from contentops.lint.visible import VisibleBuilder, VisibleText

_UNREAD = frozenset(
    ("script", "style", "template", "noscript", "svg", "math", "textarea", "iframe", "object", "datalist")
)
_CODE = frozenset(("code", "pre", "kbd", "samp", "var", "tt", "listing", "xmp", "plaintext"))
_MARKUP = re.compile(r"<(?=[A-Za-z/!?])")
_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9-]{0,30})")
_TAG_END = re.compile(r"[^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*>")
_META = re.compile(
    r"\s(?:name|property|itemprop)\s{0,4}=\s{0,4}[\"']?(?:og:|twitter:)?(?:title|description|keywords|site_name)\b",
    re.IGNORECASE,
)
_CONTENT = re.compile(r"\scontent\s{0,4}=\s{0,4}(?:\"([^\"]{0,4000})\"|'([^']{0,4000})')", re.IGNORECASE)
_SPOKEN = re.compile(
    r"\s(?:aria-label|placeholder|label|summary)\s{0,4}=\s{0,4}(?:\"([^\"<]{0,2000})\"|'([^'<]{0,2000})')",
    re.IGNORECASE,
)
_SKIPPED = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">"))


def read_html(source: str) -> VisibleText:
    """The visible text of an HTML file, with its map to the source."""
    return _Scanner(source).read()


class _Scanner:
    def __init__(self, source: str) -> None:
        self.source = source
        self.builder = VisibleBuilder(source)
        self.missing: set[str] = set()  # closing tags looked for in vain, so that none is looked for twice

    def read(self) -> VisibleText:
        source, end = self.source, len(self.source)
        cursor = 1 if source.startswith("\ufeff") else 0
        while cursor < end:
            found = _MARKUP.search(source, cursor)
            opening = found.start() if found else end
            if opening > cursor:
                add_text(self.builder, source, cursor, opening)
            if opening == end:
                break
            cursor = self.skip(opening)
        return self.builder.build()

    def skip(self, start: int) -> int:
        """The offset after the markup at `start`; what readers see of it is added."""
        source = self.source
        for opener, closer in _SKIPPED:
            if source.startswith(opener, start):
                return self.after(closer, start + len(opener))
        name = _NAME.match(source, start)
        if name is None:  # `</` and no name: browsers take it for a comment
            return self.after(">", start + 2)
        tag = name.group(1).lower()
        stop = self.tag_end(name.end())
        if tag in _CODE and source[start + 1] != "/":
            return self.skip_code(tag, start, stop)
        add_tag(self.builder, source, start, stop)
        self.add_attributes(tag, start, stop)
        if tag in _UNREAD and source[start + 1] != "/" and source[stop - 2] != "/":
            return self.closing(tag, stop)[0]
        return stop

    def skip_code(self, tag: str, start: int, stop: int) -> int:
        before, after = self.closing(tag, stop)
        if tag in ("pre", "listing", "xmp", "plaintext"):
            self.builder.part(start)
        else:
            self.builder.hide(start, max(after, stop))
        return max(before, after)

    def add_attributes(self, tag: str, start: int, stop: int) -> None:
        pattern = _CONTENT if tag == "meta" and _META.search(self.source, start, stop) else _SPOKEN
        for spoken in pattern.finditer(self.source, start, stop):
            group = 1 if spoken.group(1) is not None else 2
            self.builder.part(spoken.start(group))
            add_text(self.builder, self.source, spoken.start(group), spoken.end(group))
            self.builder.part(spoken.end(group))

    def tag_end(self, start: int) -> int:
        """The offset after the tag's `>`; one inside a quoted value is no end."""
        simple = self.source.find(">", start)
        if simple < 0:
            return len(self.source)
        window = self.source[start : simple + 1]
        if '"' not in window and "'" not in window:
            return simple + 1
        found = _TAG_END.match(self.source, start, min(len(self.source), start + 20_000))
        return found.end() if found else simple + 1

    def closing(self, tag: str, start: int) -> tuple[int, int]:
        """Where the closing tag begins and ends; without one, the rest of the file."""
        end = len(self.source)
        found = None
        if tag not in self.missing:
            found = re.compile(f"</{tag}(?![A-Za-z0-9-])[^>]*>?", re.IGNORECASE).search(self.source, start)
        if found is None:
            self.missing.add(tag)
            return end, end
        return found.start(), found.end()

    def after(self, closer: str, start: int) -> int:
        found = self.source.find(closer, start)
        return len(self.source) if found < 0 else found + len(closer)
