"""What came of linting one text. Annotations are values and not text: see `contentops.lint.taboo`."""

from typing import NamedTuple

from contentops.lint.finding import Finding

INVALID = "invalid-suppression"
UNUSED = "unused-suppression"
"""The rules about suppressions; they look at what the others have found."""


class Silenced(NamedTuple):
    """A finding that a suppression in the text silences, and the reason that it gives."""

    finding: Finding
    reason: str


class Review(NamedTuple):
    """What was found in a text, in order of place, and what was found and is silenced by the text itself."""

    findings: list[Finding]
    silenced: list[Silenced]
