"""Every check of a workspace, in the order they run. To add one, write it and list it here."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from contentops.checks.chains import check_chains
from contentops.checks.context import Context
from contentops.checks.countries import check_countries, check_working_days
from contentops.checks.dates import (
    check_anchors,
    check_announcements,
    check_ranges,
    check_stale,
    check_windows,
)
from contentops.checks.recurrences import check_recurrences
from contentops.checks.references import check_cycles, check_references, check_unique
from contentops.checks.snippets import check_snippets
from contentops.checks.usage import check_channel_limits, check_orphans
from contentops.checks.work import check_work
from contentops.problem import Problem

CHECKS: tuple[Callable[[Context], Iterator[Problem]], ...] = (
    check_unique,
    check_references,
    check_cycles,
    check_windows,
    check_anchors,
    check_announcements,
    check_ranges,
    check_countries,
    check_working_days,
    check_recurrences,
    check_work,
    check_chains,
    check_stale,
    check_snippets,
    check_orphans,
    check_channel_limits,
)


def check_workspace(context: Context) -> list[Problem]:
    """Run every check. What is listed is sorted by place."""
    return sorted((problem for check in CHECKS for problem in check(context)), key=Problem.sort_key)
