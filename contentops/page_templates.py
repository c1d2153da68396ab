"""Jinja for pages that workspaces may change: sandboxed, strict, bounded, every value escaped on its way out.

A page belongs to a folder of templates (`templates/calendar`, `templates/manual`), shipped and the workspace's own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from jinja2 import BaseLoader, ChoiceLoader, FileSystemLoader, FunctionLoader, PrefixLoader, Undefined
from jinja2.filters import do_urlencode
from markupsafe import Markup
from pydantic import BaseModel

from contentops.bounded_templates import (
    FAILURES,
    STRING_METHODS,
    BoundedEnvironment,
    Limits,
    TemplateLimitError,
    template_problem,
)
from contentops.errors import InvalidInput
from contentops.resources import template_dir

SHIPPED = "shipped/"
"""`{% extends "shipped/NAME" %}` reaches the template that comes with the program."""
MAX_SOURCE = 400_000
"""Characters of one template."""

FindOwn = Callable[[str], str | None]
"""The workspace's own template of a name, or None."""

_SEEN: tuple[tuple[type, frozenset[str]], ...] = (
    (str, STRING_METHODS),
    (date, frozenset(("year", "month", "day", "isoformat", "weekday", "isoweekday", "strftime"))),
    (Mapping, frozenset(("get", "items", "keys", "values"))),
)
"""What templates see of values that are nobody's own."""
_LONGEST_FORMAT = 40


@dataclass(frozen=True)
class PageFolder:
    """Where pages of one sort are: `name` below `templates/`, and the package whose values they see."""

    name: str
    package: str

    @property
    def path(self) -> str:
        """Where a workspace keeps its own, and what their names begin with in messages."""
        return f"templates/{self.name}"


CALENDAR_PAGES = PageFolder("calendar", "contentops.render.")
MANUAL_PAGES = PageFolder("manual", "contentops.manual.")


def render_page(
    folder: PageFolder,
    name: str,
    values: Mapping[str, Any],
    *,
    escape: Callable[[Any], str],
    own: FindOwn,
    limits: Limits,
) -> str:
    """The template `name` of `folder` with `values`; `escape` makes each printed value harmless.

    A workspace's `own` template of that name comes first; it reaches ours as `shipped/NAME`, so that it can
    extend it and change single blocks. What is not set is an error, and templates reach neither the disk nor
    private attributes, and end. Raises `InvalidInput` with the line of an own template that fails.
    """
    environment = PageEnvironment(_loader(folder, own), escape, limits, folder.package)
    try:
        return environment.get_template(name).render(values)
    except FAILURES as error:
        raise _refused(error, folder, name, own, "rendered") or error from error


def check_page(folder: PageFolder, name: str, own: FindOwn) -> None:
    """Read an own template without rendering it. Raises `InvalidInput` with its line when that fails."""
    limits = Limits(MAX_SOURCE, MAX_SOURCE, MAX_SOURCE)
    try:
        PageEnvironment(_loader(folder, own), str, limits, folder.package).get_template(name)
    except FAILURES as error:
        raise _refused(error, folder, name, own, "read") or error from error


def _refused(error: Exception, folder: PageFolder, name: str, own: FindOwn, done: str) -> InvalidInput | None:
    """What an own template did wrong; None when no template of the workspace had a part in it."""
    problem = template_problem(error, "", lambda file: file.startswith(f"{folder.path}/"))
    if not problem.path:
        if own(name) is None:
            return None
        problem = replace(problem, path=f"{folder.path}/{name}")
    hint = "mend it, or take it away to have the shipped page; nothing was written"
    return InvalidInput(f"the template {problem.path} cannot be {done}", [problem], hint=hint)


class PageEnvironment(BoundedEnvironment):
    """Jinja for pages: templates see the values of their own package, and of these only what shows them."""

    def __init__(
        self, loader: BaseLoader, escape: Callable[[Any], str], limits: Limits, package: str
    ) -> None:
        super().__init__(loader, limits, self._printed)
        self._packages = (package, "contentops.models.", "jinja2.")
        self.filters["urlencode"] = do_urlencode
        self._escape_value = escape

    def _printed(self, value: Any) -> Markup:
        printed = self.escaped(value)
        self.budget.produce(len(printed))
        return printed

    def escaped(self, value: Any) -> Markup:
        """A value as text of the page. What `super()` and macros give back was escaped when it was made."""
        if isinstance(value, Undefined):
            str(value)  # StrictUndefined says what is missing
        if not self.is_printable(value):
            raise TemplateLimitError(f"a value of the kind {type(value).__name__} cannot be printed as it is")
        return value if isinstance(value, Markup) else Markup(self._escape_value(value))  # noqa: S704  escaped

    def is_printable(self, value: Any) -> bool:
        """Text, numbers, days and yes or no."""
        return isinstance(value, str | int | float | date)

    def wrap_str_format(self, value: Any) -> Any:
        """`str.format` for sentences with names in braces: without widths, which could be a billion."""
        text = getattr(value, "__self__", None)
        if (
            not isinstance(text, str)
            or getattr(value, "__name__", "") != "format"
            or ":" in text
            or "!" in text
        ):
            return None
        return super(BoundedEnvironment, self).wrap_str_format(value)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """What shows a value; nothing that loads, builds or copies one.

        Models have methods that read files and even unpickle, so of them only fields and properties are seen.
        """
        if isinstance(obj, tuple | list):
            return attr in (*getattr(obj, "_fields", ()), "index", "count")
        for kind, seen in _SEEN:
            if isinstance(obj, kind):
                return attr in seen
        if isinstance(obj, BaseModel):
            found = getattr(type(obj), attr, None)
            return attr in type(obj).model_fields or (
                isinstance(found, property | cached_property) and not hasattr(BaseModel, attr)
            )
        home = type(obj).__module__
        if home.startswith(self._packages):
            return super().is_safe_attribute(obj, attr, value)
        return False

    def check_call(self, called: Any, given: list[Any]) -> None:
        """A day is written with a format of letters only: widths may be a billion."""
        if (
            isinstance(getattr(called, "__self__", None), date)
            and getattr(called, "__name__", "") == "strftime"
        ):
            text = "".join(map(str, given))
            if len(text) > _LONGEST_FORMAT or any(mark.isdigit() for mark in text):
                raise TemplateLimitError(f"{text[:_LONGEST_FORMAT]!r} is no format of a day")


def _loader(folder: PageFolder, own: FindOwn) -> BaseLoader:
    shipped = FileSystemLoader(template_dir(folder.name), encoding="utf-8")

    def find(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        text = own(name)
        return None if text is None else (text, f"{folder.path}/{name}", lambda: True)

    return ChoiceLoader([FunctionLoader(find), PrefixLoader({SHIPPED.rstrip("/"): shipped}), shipped])
