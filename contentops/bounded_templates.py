"""Jinja for templates that anybody may have written: no way outside, and an end to everything.

A template comes with a workspace, and a workspace comes from anywhere. Jinja's own sandbox keeps it from
Python's internals; it does not keep it from looping for hours or filling the memory. Here every loop, macro call,
include and piece of output is counted against a budget. Counting, not a clock, so that the same template is
refused on every machine or on none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from jinja2 import (
    BaseLoader,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    Undefined,
    nodes,
    pass_environment,
)
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from contentops.problem import Problem

FAILURES = (
    TemplateError,
    RecursionError,
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)
"""What a wrong template raises while it is read or runs."""
MAX_RANGE = 1_000
MAX_LIST = 5_000
_MAX_INTEGER = 10**18

STRING_METHODS = frozenset(
    ("startswith", "endswith", "strip", "lstrip", "rstrip", "lower", "upper", "split", "isdigit", "isupper")
)
"""Methods of text whose result is no larger than the text."""
_FILTERS = (
    "abs", "capitalize", "count", "d", "default", "dictsort", "e", "escape", "first", "float", "int", "items",
    "last", "length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "reverse", "round",
    "select", "selectattr", "sort", "string", "title", "trim", "unique", "upper",
)  # fmt: skip
_GLOBALS = frozenset(("namespace", "cycler", "joiner"))


class TemplateLimitError(SecurityError):
    """A template wants more than it can need."""


@dataclass(frozen=True)
class Limits:
    """How much a template may do, in characters of source and output, and in passes through its parts."""

    source: int
    """Characters of one template."""
    output: int
    """Characters it may produce, counting what it produces into variables."""
    steps: int
    """Passes through loops, macros, blocks and includes."""


class Budget:
    """What is left of the limits."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.steps = 0
        self.characters = 0
        self.running: set[str] = set()
        """The templates that are being rendered now, each within the one before it."""

    def step(self, characters: int) -> None:
        """One more pass, which produces so many characters."""
        self.steps += 1
        if self.steps > self._limits.steps:
            raise TemplateLimitError(f"the template loops more than {self._limits.steps:,} times")
        self.produce(characters)

    def produce(self, characters: int) -> None:
        """So many more characters."""
        self.characters += characters
        if self.characters > self._limits.output:
            raise TemplateLimitError(f"the template produces more than {self._limits.output:,} characters")


class _BoundedTemplate(Template):
    """A template that is not rendered within itself.

    A page that includes itself doubles with each block that does so, long before anything else runs out.
    """

    @property
    def root_render_func(self) -> Callable[[Context], Iterator[str]]:
        """What renders it; Jinja sets it when it reads a template, and asks for it to extend or include one."""
        return self._render_once

    @root_render_func.setter
    def root_render_func(self, render: Callable[[Context], Iterator[str]]) -> None:
        self._render = render

    def _render_once(self, context: Context) -> Iterator[str]:
        # By its file: ours has the same name as the one that extends it, and `a//b` is `a/b` to a loader.
        file = "/".join(part for part in str(self.filename or self.name).split("/") if part not in ("", "."))
        running = self.environment.budget.running  # type: ignore[attr-defined]
        if file in running:
            raise TemplateLimitError(f"the template {self.name} includes or extends itself without end")
        running.add(file)
        try:
            yield from self._render(context)
        finally:
            running.discard(file)


class BoundedEnvironment(ImmutableSandboxedEnvironment):
    """Jinja where undefined names are errors, what is printed is escaped, and everything is bounded."""

    template_class = _BoundedTemplate
    intercepted_binops = frozenset(("+", "*", "**", "%"))

    def __init__(self, loader: BaseLoader, limits: Limits, finalize: Callable[..., Any]) -> None:
        super().__init__(
            loader=loader,
            undefined=StrictUndefined,
            autoescape=True,
            finalize=finalize,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            optimized=False,
            auto_reload=False,
            cache_size=200,
        )
        self.limits = limits
        self.budget = Budget(limits)
        self.filters = {name: self.filters[name] for name in _FILTERS}
        self.filters["join"] = _join
        self.globals = {name: self.globals[name] for name in sorted(_GLOBALS)}
        self.globals["range"] = _range

    def start(self) -> None:
        """Begin anew with a full budget."""
        self.budget = Budget(self.limits)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        if len(source) > self.limits.source:
            raise TemplateLimitError(f"the template is larger than {self.limits.source:,} characters")
        tree = super()._parse(source, name, filename)
        _BoundedValues().visit(tree)
        _count_steps(tree)
        tree.set_environment(self)
        return tree

    def count_step(self, characters: int) -> None:
        """One more pass through a loop, macro, block or template of so many fixed characters."""
        self.budget.step(characters)

    def escaped(self, value: Any) -> Markup:
        """A value as it would be printed; for what a template joins with markup."""
        raise NotImplementedError

    def joined(self, text: str) -> str:
        """Text that was joined of several: it stays text until it is printed."""
        return text

    def join_text(self, *values: Any) -> str:
        """`a ~ b`: words stay words until they are printed, the markup of a macro stays markup."""
        for value in values:
            if isinstance(value, Undefined):
                str(value)  # StrictUndefined says what is missing
            if not self.is_printable(value):
                raise TemplateLimitError("only text and numbers can be joined with ~ or +")
        self.budget.step(sum(len(str(value)) for value in values))
        if any(isinstance(value, Markup) for value in values):
            return Markup("").join(self.escaped(value) for value in values)
        return self.joined("".join(str(value) for value in values))

    def is_printable(self, value: Any) -> bool:
        """Whether a value can be printed: lists and records cannot, they could grow without end."""
        return isinstance(value, str | int | float) and not isinstance(value, bool)

    def check_collection(self, collection: Any) -> Any:
        """A literal list or mapping. A list of lists is refused: printed, it could grow exponentially."""
        values = collection.values() if isinstance(collection, dict) else collection
        if any(type(value) in (list, tuple, dict) for value in values):
            raise TemplateLimitError("a template cannot build lists of lists")
        return collection

    def wrap_str_format(self, value: Any) -> Any:  # noqa: ARG002  the base class offers a format here
        """No `str.format` in templates: a width of a billion is one short literal away."""
        return None

    def check_call(self, called: Any, given: list[Any]) -> None:
        """Raise `TemplateLimitError` for a call that could take too much; for environments that allow more calls."""

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805  as Jinja names them
        """A call whose text counts: one that joins what it is given could double it each time."""
        if getattr(__obj, "__func__", None) is BoundedEnvironment.count_step:
            return __obj(*args)  # ours, and so frequent that it takes the short way
        # Jinja adds values of its own, whose names begin with an underscore.
        __self.check_call(
            __obj, [*args, *(value for key, value in kwargs.items() if not key.startswith("_"))]
        )
        result = super().call(__context, __obj, *args, **kwargs)
        if isinstance(result, str):
            __self.budget.produce(len(result))
        return result

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Arithmetic on small numbers, `+` on text and lists, within the budget."""
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        if operator == "+" and not numbers:
            if isinstance(left, str) and isinstance(right, str):
                return self.join_text(left, right)
            if isinstance(left, list | tuple) and isinstance(right, list | tuple):
                if len(left) + len(right) > MAX_LIST:
                    raise TemplateLimitError(f"the template builds a list of more than {MAX_LIST:,} entries")
                return [*left, *right]
        if not numbers:
            raise TemplateLimitError(f"{operator} is only for numbers in a template")
        if operator == "**" and (abs(left) > 1000 or abs(right) > 6):
            raise TemplateLimitError("the template computes too large a number")
        result = super().call_binop(context, operator, left, right)
        if abs(result) > _MAX_INTEGER:
            raise TemplateLimitError("the template computes too large a number")
        return result


def template_problem(error: BaseException, path: str, is_template: Callable[[str], bool]) -> Problem:
    """What a template did wrong, with its line. `path` is the template that was asked for; `is_template` tells
    files of templates from Python's among those that the error went through.
    """
    if isinstance(error, TemplateSyntaxError):
        found = error.filename if error.filename and is_template(error.filename) else path
        return _problem(found, error.lineno, error.message or "not valid")
    if isinstance(error, TemplateNotFound):
        return _problem(*_place(error, path, is_template), f"there is no template {error.name}")
    if isinstance(error, RecursionError):
        return _problem(path, 0, "the template includes or calls itself without end")
    if isinstance(error, TemplateError):
        return _problem(*_place(error, path, is_template), error.message or type(error).__name__)
    return _problem(*_place(error, path, is_template), f"the template fails: {error}")


def _problem(path: str, line: int, message: str) -> Problem:
    column = 1 if line else 0
    return Problem(path, line, column, "error", "template-failed", " ".join(message.split()))


def _place(error: BaseException, path: str, is_template: Callable[[str], bool]) -> tuple[str, int]:
    """File and line of the template that raised: the last of the traceback that is one."""
    place = (path, 0)
    step: TracebackType | None = error.__traceback__
    while step is not None:
        name = step.tb_frame.f_code.co_filename
        if is_template(name):
            place = (name, step.tb_lineno)
        step = step.tb_next
    return place


@pass_environment
def _join(environment: BoundedEnvironment, values: Iterable[Any], separator: str = "") -> str:
    parts: list[Any] = []
    for value in values:
        parts += [separator, value] if parts else [value]
        if len(parts) > MAX_LIST:
            raise TemplateLimitError(f"the template joins more than {MAX_LIST:,} entries")
    return environment.join_text(*parts)


def _range(*arguments: int) -> range:
    numbers = range(*arguments)
    if len(numbers) > MAX_RANGE:
        raise TemplateLimitError(f"range() of more than {MAX_RANGE:,} numbers")
    return numbers


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
