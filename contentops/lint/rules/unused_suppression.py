"""unused-suppression: a suppression in the text silences nothing, or names what does not exist.

It is left over from a text that was changed, or is misspelled; left alone it would silence the next person's
mistake. Nothing is said of rules, lists and terms that this run has not looked for. See ../lint-living.md.

Found:

    <!-- contentops-disable-next-line placeholder-lft: the template is quoted here -->
    Nothing was left to fill in.

Not found:

    <!-- contentops-disable-next-line placeholder-left: the template is quoted here -->
    The template says [TO FILL: facts.date].
"""

from __future__ import annotations

from collections.abc import Iterator

from contentops.lint.document import Document
from contentops.lint.finding import Finding

NAME = "unused-suppression"


def find(document: Document) -> Iterator[Finding]:
    """The suppressions in the document that silence nothing."""
    from contentops.lint.suppressions import find_of

    return find_of(NAME, document)
