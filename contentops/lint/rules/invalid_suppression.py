"""invalid-suppression: a suppression in the text cannot work: it has no reason, no name, or no such form.

A finding that may stand is silenced in the text itself, by the name of a rule, a list or a term, and with
the reason for whoever reads it later. Without a reason nothing is silenced. A block that is never enabled again
is a warning, because it reaches further than somebody may have meant. See ../lint-living.md.

Found:

    <!-- contentops-disable-next-line best-in-class -->
    "Best-in-class" is the name of the award.

Not found:

    <!-- contentops-disable-next-line best-in-class: the name of an award -->
    "Best-in-class" is the name of the award.
"""

from __future__ import annotations

from collections.abc import Iterator

from contentops.lint.document import Document
from contentops.lint.finding import Finding

NAME = "invalid-suppression"


def find(document: Document) -> Iterator[Finding]:
    """What is wrong with the suppressions in the document."""
    from contentops.lint.suppressions import find_of

    return find_of(NAME, document)
