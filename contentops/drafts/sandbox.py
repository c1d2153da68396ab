"""Where draft templates run: the bounds of all templates, and the names of facts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from jinja2 import BaseLoader, Undefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from contentops.bounded_templates import (
    STRING_METHODS,
    BoundedEnvironment,
    Limits,
    TemplateLimitError,
)
from contentops.drafts.text import FactText, to_markdown

MAX_SOURCE = 100_000
"""Characters of one template."""
LIMITS = Limits(source=MAX_SOURCE, output=400_000, steps=50_000)
"""Of one draft."""


class Fields(Mapping[str, Any]):
    """Named values a template sees. `path` is what people call them (`facts.partner`) in messages.

    A name that was declared and not given is there and empty; one that nobody knows is an error.
    """

    def __init__(self, path: str, values: Mapping[str, Any]) -> None:
        self.path = path
        self.values_by_name = dict(values)

    def __getitem__(self, name: str) -> Any:
        return self.values_by_name[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.values_by_name)

    def __len__(self) -> int:
        return len(self.values_by_name)

    def __bool__(self) -> bool:
        return any(bool(value) for value in self.values_by_name.values())

    def __repr__(self) -> str:
        return f"Fields({self.path!r})"


class FactList(tuple[Any, ...]):
    """A list of facts, as the workspace gave it."""

    __slots__ = ()


class DraftEnvironment(BoundedEnvironment):
    """Jinja for drafts: undefined names are errors, facts are escaped, everything is bounded."""

    def __init__(self, loader: BaseLoader, filters: Mapping[str, Callable[..., Any]]) -> None:
        super().__init__(loader, LIMITS, _finalize)
        join = self.filters["join"]
        self.filters.update(filters)
        self.filters["join"] = join

    def escaped(self, value: Any) -> Markup:
        """A fact as Markdown that shows exactly its words."""
        return to_markdown(value)

    def joined(self, text: str) -> str:
        """Joined words are words like those of a fact."""
        return FactText(text)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A named value first: a fact called `items` or `title` is that fact, not a method."""
        if isinstance(obj, Fields):
            return self._field(obj, attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """The same for `facts["key"]`."""
        if isinstance(obj, Fields):
            return self._field(obj, argument)
        return super().getitem(obj, argument)

    def _field(self, fields: Fields, name: Any) -> Any:
        if name in fields.values_by_name:
            return fields.values_by_name[name]
        return self.undefined(f"{fields.path}.{name} is neither given nor declared in the template's header")

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Of text only the methods whose result is no larger than the text."""
        if isinstance(obj, str):
            return attr in STRING_METHODS
        if isinstance(obj, date):
            return attr in ("year", "month", "day")
        if isinstance(obj, int | float | tuple | list | bytes):
            return False
        return super().is_safe_attribute(obj, attr, value)


@pass_context
def _finalize(context: Context, value: Any) -> Markup:
    """What `{{ value }}` prints. Only text and numbers are printed; everything else is a mistake."""
    if isinstance(value, Undefined):
        str(value)  # StrictUndefined says what is missing
    if value is None:
        return Markup("")
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        kind = "a list" if isinstance(value, list | tuple) else "not text"
        name = value.path if isinstance(value, Fields) else "the value"
        raise TemplateLimitError(f"{name} is {kind} and cannot be printed as it is")
    printed = to_markdown(value)
    environment = context.environment
    if isinstance(environment, DraftEnvironment):
        environment.budget.produce(len(printed) + 1)
    return printed
