"""What a reporter is given: the findings and everything a format may want to say about them."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from contentops.lint.finding import Finding
from contentops.lint.reporters.summary import Summary
from contentops.lint.taboo import TabooList


class Suppressed(NamedTuple):
    """A finding that a person has accepted: in the file with a reason, or in the baseline."""

    finding: Finding
    reason: str = ""
    in_baseline: bool = False


class Report(NamedTuple):
    """One run of the linter.

    `findings` are in the order of files and places. `sources` has a key for each linted file, in
    order, with its text, the text that findings point into; it may be "" for a file without findings.
    `originals` has the bytes of files, at least of those that are Word files. `lists` are the taboo lists of
    the run: some formats describe every rule. `language` (`zh` or `en`) is that of pages for readers, "" to
    choose by the texts. `width` (columns) and `colour` are those of the terminal; 0 and False elsewhere.
    `fail_on`, `error` or `warning`, is what makes the run fail.
    """

    findings: Sequence[Finding]
    summary: Summary
    sources: Mapping[str, str]
    originals: Mapping[str, bytes] = {}
    lists: Sequence[TabooList] = ()
    suppressed: Sequence[Suppressed] = ()
    language: str = ""
    width: int = 0
    colour: bool = False
    fail_on: str = "error"

    def fails(self, finding: Finding) -> bool:
        """Whether `finding` makes the run fail."""
        return finding.severity == "error" or (self.fail_on == "warning" and finding.severity == "warning")
