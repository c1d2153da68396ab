"""Where templates run: no way outside, and an end to everything.

A template comes with a workspace, and a workspace comes from anywhere. Jinja's own sandbox keeps it
from Python's internals; it does not keep it from looping for hours or filling the memory. Here every
loop, macro call, include and piece of output is counted against a budget. Counting, not a clock,
so that the same template is refused on every machine or on none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from jinja2 import BaseLoader, StrictUndefined, Undefined, nodes, pass_context, pass_environment
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from contentops.drafts.text import FactText, to_markdown

MAX_SOURCE = 100_000
"""Characters of one template."""
MAX_OUTPUT = 400_000
"""Characters a template may produce, counting what it produces into variables."""
MAX_STEPS = 50_000
"""Passes through loops, macros, blocks and includes."""
MAX_RANGE = 1_000
_MAX_LIST = 5_000
_MAX_INTEGER = 10**18

_STRING_METHODS = frozenset(
    ("startswith", "endswith", "strip", "lstrip", "rstrip", "lower", "upper", "split", "isdigit", "isupper")
)
_FILTERS = (
    "abs", "capitalize", "count", "d", "default", "dictsort", "e", "escape", "first", "float", "int", "items",
    "last", "length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "reverse", "round",
    "select", "selectattr", "sort", "string", "title", "trim", "unique", "upper",
)  # fmt: skip
_GLOBALS = frozenset(("namespace", "cycler", "joiner"))


class TemplateLimitError(SecurityError):
    """A template wants more than any draft needs."""


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


class _Budget:
    def __init__(self) -> None:
        self.steps = 0
        self.characters = 0

    def step(self, characters: int) -> None:
        self.steps += 1
        if self.steps > MAX_STEPS:
            raise TemplateLimitError(f"the template loops more than {MAX_STEPS:,} times")
        self.produce(characters)

    def produce(self, characters: int) -> None:
        self.characters += characters
        if self.characters > MAX_OUTPUT:
            raise TemplateLimitError(f"the template produces more than {MAX_OUTPUT:,} characters")


class DraftEnvironment(ImmutableSandboxedEnvironment):
    """Jinja for drafts: undefined names are errors, facts are escaped, everything is bounded."""

    intercepted_binops = frozenset(("+", "*", "**", "%"))

    def __init__(self, loader: BaseLoader, filters: Mapping[str, Callable[..., Any]]) -> None:
        super().__init__(
            loader=loader,
            undefined=StrictUndefined,
            autoescape=True,
            finalize=_finalize,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            optimized=False,
            auto_reload=False,
            cache_size=200,
        )
        self.budget = _Budget()
        self.filters = {name: self.filters[name] for name in _FILTERS}
        self.filters.update(filters)
        self.filters["join"] = _join
        self.globals = {name: self.globals[name] for name in sorted(_GLOBALS)}
        self.globals["range"] = _range

    def start(self) -> None:
        """Begin a new draft with a full budget."""
        self.budget = _Budget()

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        if len(source) > MAX_SOURCE:
            raise TemplateLimitError(f"the template is larger than {MAX_SOURCE:,} characters")
        tree = super()._parse(source, name, filename)
        _BoundedValues().visit(tree)
        _count_steps(tree)
        tree.set_environment(self)
        return tree

    def count_step(self, characters: int) -> None:
        """One more pass through a loop, macro, block or template of so many fixed characters."""
        self.budget.step(characters)

    def join_text(self, *values: Any) -> Markup | FactText:
        """`a ~ b`: words stay words until they are printed, Markdown of a macro stays Markdown."""
        for value in values:
            if isinstance(value, Undefined):
                str(value)  # StrictUndefined says what is missing
            if isinstance(value, bool) or not isinstance(value, str | int | float):
                raise TemplateLimitError("only text and numbers can be joined with ~ or +")
        self.budget.step(sum(len(str(value)) for value in values))
        if any(isinstance(value, Markup) for value in values):
            return Markup("").join(to_markdown(value) for value in values)
        return FactText("".join(str(value) for value in values))

    def check_collection(self, collection: Any) -> Any:
        """A literal list or mapping. A list of lists is refused: printed, it could grow exponentially."""
        values = collection.values() if isinstance(collection, dict) else collection
        if any(type(value) in (list, tuple, dict) for value in values):
            raise TemplateLimitError("a template cannot build lists of lists")
        return collection

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

    def wrap_str_format(self, value: Any) -> None:  # noqa: ARG002  the base class offers a format here
        """No `str.format` in templates: a width of a billion is one short literal away."""
        return

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Of text only the methods whose result is no larger than the text."""
        if isinstance(obj, str):
            return attr in _STRING_METHODS
        if isinstance(obj, date):
            return attr in ("year", "month", "day")
        if isinstance(obj, int | float | tuple | list | bytes):
            return False
        return super().is_safe_attribute(obj, attr, value)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Arithmetic on small numbers, `+` on text and lists, within the budget."""
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        if operator == "+" and not numbers:
            if isinstance(left, str) and isinstance(right, str):
                return self.join_text(left, right)
            if isinstance(left, list | tuple) and isinstance(right, list | tuple):
                if len(left) + len(right) > _MAX_LIST:
                    raise TemplateLimitError(f"the template builds a list of more than {_MAX_LIST:,} entries")
                return [*left, *right]
        if not numbers:
            raise TemplateLimitError(f"{operator} is only for numbers in a template")
        if operator == "**" and (abs(left) > 1000 or abs(right) > 6):
            raise TemplateLimitError("the template computes too large a number")
        result = super().call_binop(context, operator, left, right)
        if abs(result) > _MAX_INTEGER:
            raise TemplateLimitError("the template computes too large a number")
        return result


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
    _budget_of(context.environment).produce(len(printed) + 1)
    return printed


@pass_environment
def _join(environment: DraftEnvironment, values: Iterable[Any], separator: str = "") -> Markup | FactText:
    parts: list[Any] = []
    for value in values:
        parts += [separator, value] if parts else [value]
        if len(parts) > _MAX_LIST:
            raise TemplateLimitError(f"the template joins more than {_MAX_LIST:,} entries")
    return environment.join_text(*parts)


def _range(*arguments: int) -> range:
    numbers = range(*arguments)
    if len(numbers) > MAX_RANGE:
        raise TemplateLimitError(f"range() of more than {MAX_RANGE:,} numbers")
    return numbers


def _budget_of(environment: Any) -> _Budget:
    budget: _Budget = environment.budget
    return budget


def _count_steps(tree: nodes.Template) -> None:
    """Put a count at the start of everything that can run more than once."""
    repeated: list[Any] = [tree, *tree.find_all((nodes.For, nodes.Macro, nodes.CallBlock, nodes.Block))]
    for node in repeated:
        size = sum(len(part.data) for part in node.find_all(nodes.TemplateData))
        count = _own_call("count_step", [nodes.Const(size)], node.lineno)
        node.body.insert(0, nodes.ExprStmt(count, lineno=node.lineno))


def _own_call(name: str, arguments: list[nodes.Expr], line: int) -> nodes.Call:
    """A call of a method of the environment; unlike a global name, no template can redefine it."""
    return nodes.Call(nodes.EnvironmentAttribute(name), arguments, [], None, None, lineno=line)


class _BoundedValues(NodeTransformer):
    """Sends `~` and literal collections through our own methods, which look at what they get."""

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802  named after the node
        self.generic_visit(node)
        return _own_call("join_text", node.nodes, node.lineno)

    def visit_List(self, node: nodes.List) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _own_call("check_collection", [node], node.lineno)

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return node if node.ctx == "store" else _own_call("check_collection", [node], node.lineno)

    def visit_Dict(self, node: nodes.Dict) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _own_call("check_collection", [node], node.lineno)
