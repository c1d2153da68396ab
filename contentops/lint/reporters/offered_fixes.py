"""What `contentops lint --fix` would write, as an offer that an editor or a review shows."""

from __future__ import annotations

from contentops.lint.finding import Finding
from contentops.lint.fixes import EDITABLE, Edit, find_edits
from contentops.lint.inputs import kind_of
from contentops.lint.packs import ADVICE


def offered_fix(finding: Finding, text: str) -> Edit | None:
    """The one change that mends `finding` in `text`, its file; None where a person has to say."""
    kind = kind_of(finding.path)
    if kind not in EDITABLE or not finding.suggestions:
        return None
    return next(find_edits(text, kind, [finding], ADVICE), None)
