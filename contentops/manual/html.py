"""The handbook as one HTML page that needs nothing else: no script, nothing fetched."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from typing import Any

from markupsafe import Markup, escape

from contentops.errors import ContentopsError
from contentops.manual.blocks import Document, Span, Spans
from contentops.manual.handbook import Handbook
from contentops.manual.page import render
from contentops.page_templates import FindOwn
from contentops.resources import template_dir

PAGE = "handbook.html.jinja"
_TAGS = {"strong": "strong", "code": "code", "mark": "mark"}
_LINKS = ("#", "http://", "https://", "mailto:")


def render_html(book: Handbook, document: Document, own: FindOwn) -> str:
    """The whole page."""
    style = _style(own)
    policy = f"default-src 'none'; style-src '{_hash(style)}'; base-uri 'none'; form-action 'none'"
    return render(
        PAGE, book, document, own, inline, _escape,
        style=Markup(style), policy=policy,  # noqa: S704  our own file, checked below
    )  # fmt: skip


def inline(spans: Spans) -> Markup:
    """Words with their marks; whatever they hold is text."""
    return Markup("").join(_span(span) for span in spans)


def _span(span: Span) -> Markup:
    if span.kind == "link" and span.target.lower().startswith(_LINKS):
        return Markup('<a href="{}">{}</a>').format(span.target, span.text)
    tag = _TAGS.get(span.kind)
    text = escape(span.text).replace("\n", Markup("<br>"))
    return Markup("<{0}>{1}</{0}>").format(Markup(tag), text) if tag else text  # noqa: S704  of the table above


def _escape(value: Any) -> str:
    return str(escape(value))


def _style(own: FindOwn) -> str:
    shipped = (template_dir("manual") / "handbook.css").read_text(encoding="utf-8")
    parts = [own("handbook.css") or shipped, own("own.css") or ""]
    style = "\n".join(part.replace("\r\n", "\n").rstrip("\n") for part in parts if part) + "\n"
    if "</style" in style.lower():
        raise ContentopsError(
            "templates/manual/own.css holds </style>, which ends the element it stands in",
            hint="write it in two pieces",
        )
    return style


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode('ascii')}"
