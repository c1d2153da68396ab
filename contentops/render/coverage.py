"""Gaps of a plan in sentences."""

from __future__ import annotations

from typing import Any

from contentops.render.overview import Overview


def gap_sentences(overview: Overview) -> list[str]:
    """One sentence a gap, in the order of the calendar."""
    return [_sentence(overview, gap) for gap in overview.calendar.gaps]


def _sentence(overview: Overview, gap: dict[str, Any]) -> str:
    return overview.words.comma.join(f"{key} {value}" for key, value in gap.items())
