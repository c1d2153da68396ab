"""What the tests of the planner share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from contentops.schedule import search


@pytest.fixture(scope="module")
def short_search() -> Iterator[None]:
    """Rules hold at every moment of a search, so a short one shows as much."""
    patch = pytest.MonkeyPatch()
    patch.setattr(search, "MIN_TRIES", 400)
    patch.setattr(search, "TRIES_PER_JOB", 40)
    yield
    patch.undo()
