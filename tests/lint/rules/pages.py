"""The pages of the rules, taken apart: what a docstring says, and its examples."""

from __future__ import annotations

import re
import textwrap
from importlib import import_module
from types import ModuleType

from contentops.lint.rules import Rule

_EXAMPLE = re.compile(r"^(Found|Not found)[^\n]*:\n\n((?:(?:    [^\n]*)?\n)+)", re.MULTILINE)


def module_of(rule: Rule) -> ModuleType:
    return import_module(f"contentops.lint.rules.{rule.module}")


def examples_of(rule: Rule) -> dict[str, str]:
    """The texts under `Found` and `Not found`."""
    page = (module_of(rule).__doc__ or "") + "\n"
    return {name: textwrap.dedent(text).strip("\n") + "\n" for name, text in _EXAMPLE.findall(page)}
