"""Jinja environments for the pages of a calendar: sandboxed, strict, every value escaped on its way out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import ChoiceLoader, FileSystemLoader, FunctionLoader, PrefixLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from contentops.render.edition import no_template
from contentops.resources import template_dir


def render_page(
    name: str,
    values: Mapping[str, Any],
    *,
    escape: Callable[[Any], str],
    own: Callable[[str], str | None] = no_template,
) -> str:
    """The template `templates/calendar/NAME` with `values`; `escape` makes each printed value harmless.

    A workspace's `own` template of that name comes first; it reaches ours as `shipped/NAME`, so that it can
    extend it and change single blocks. What is not set is an error, and templates reach neither the disk nor
    private attributes.
    """

    def printed(value: Any) -> Markup:
        # What `super()` and macros give back was escaped when it was made.
        return value if isinstance(value, Markup) else Markup(escape(value))  # noqa: S704  escaped by `escape`

    shipped = FileSystemLoader(template_dir("calendar"), encoding="utf-8")
    environment = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([FunctionLoader(own), PrefixLoader({"shipped": shipped}), shipped]),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=printed,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template(name).render(values)
