"""Which suggestions can be put into the text as they are.

Many are advice ("name the feature and the measured result", "用数据说明好在哪里") or have blanks to fill
("well suited to …", "据〈机构〉〈年份〉报告"): a program that inserts them makes the text worse.
"""

from __future__ import annotations

import re

from contentops.lint.finding import Finding

_BLANK = re.compile(r"[…〈〉<>\[\]{}【】\r\n]|\.\.\.")


def replacements(finding: Finding) -> tuple[str, ...]:
    """What may stand for `finding.text`: the suggestion, where there is exactly one and it has no blanks."""
    if len(finding.suggestions) != 1 or not finding.text:
        return ()
    [suggestion] = finding.suggestions
    return () if _BLANK.search(suggestion) else (suggestion,)
