"""Text in XML 1.0: what XML cannot hold is replaced, and nothing a reader would change stands bare."""

from __future__ import annotations

import re

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'

# https://www.w3.org/TR/xml/#charsets: tab, line feed, carriage return and these ranges are all there is.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REPLACEMENT = "\ufffd"
# A reader turns line ends in text, and tabs too in attributes, into other characters unless they are
# written as references. U+0085 and U+2028 are line ends in XML 1.1.
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_IN_TEXT = re.compile("[&<>\r\x85\u2028]")
_IN_ATTRIBUTE = re.compile('[&<>"\t\n\r\x85\u2028]')


def legal_xml(text: str) -> str:
    """`text` with U+FFFD for each character that XML 1.0 cannot hold, not even as a reference."""
    return _ILLEGAL.sub(_REPLACEMENT, text)


def xml_content(text: str) -> str:
    """`text` as the content of an element."""
    return _IN_TEXT.sub(_escape, legal_xml(text))


def xml_attributes(**values: object) -> str:
    """` name="value"` for each value, in the order given; a trailing `_` of a name is left out."""
    return "".join(
        f' {name.rstrip("_")}="{_IN_ATTRIBUTE.sub(_escape, legal_xml(str(value)))}"'
        for name, value in values.items()
    )


def _escape(match: re.Match[str]) -> str:
    return _ESCAPES.get(match.group()) or f"&#{ord(match.group())};"
