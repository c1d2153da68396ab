"""The linter: what must not be printed, exactly where it stands, and why.

`lint_text` is the whole of it for one text; lists come from `contentops.lint.packs` and
`contentops.lint.lists`. Nothing in this package touches the workspace's files.
"""

from contentops.lint.engine import lint_text
from contentops.lint.finding import Finding
from contentops.lint.taboo import TabooList

__all__ = ["Finding", "TabooList", "lint_text"]
