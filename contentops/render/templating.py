"""Jinja environments for the pages of a calendar: sandboxed, strict, every value escaped on its way out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from contentops.resources import template_dir


def render_page(name: str, values: Mapping[str, Any], *, escape: Callable[[Any], str]) -> str:
    """The template `templates/calendar/NAME` with `values`; `escape` makes each printed value harmless.

    What is not set is an error, and templates reach neither the disk nor private attributes.
    """
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(template_dir("calendar"), encoding="utf-8"),
        undefined=StrictUndefined,
        finalize=escape,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template(name).render(values)
