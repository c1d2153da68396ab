"""The linter: what must not be printed, exactly where it stands, and why.

`lint_text` is the whole of it for one text, `lint_input` for what was read already; lists come from
`contentops.lint.packs` and `contentops.lint.lists`. Nothing in this package touches the workspace's files.
"""

from contentops.lint.engine import lint_input, lint_text
from contentops.lint.finding import Finding
from contentops.lint.taboo import Circumstances, TabooList

__all__ = ["Circumstances", "Finding", "TabooList", "lint_input", "lint_text"]
