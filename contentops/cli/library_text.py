"""A found piece in the terminal: its name, what it is for, how old it is, where it went."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from contentops.models.base import Language, text_in
from contentops.text_width import clean_line, display_width, truncate

if TYPE_CHECKING:
    from contentops.library.pieces import Piece
    from contentops.library.search import Hit
    from contentops.models.settings import Channel

_BOLD, _DIM, _FOUND, _WARN, _OFF = "\033[1m", "\033[2m", "\033[1;33m", "\033[33m", "\033[0m"
_SHOWN_OUTINGS = 3


def piece_lines(
    hit: Hit, day: date, width: int, channels: Mapping[str, Channel], language: Language, *, colour: bool
) -> list[str]:
    """The lines of one piece, none wider than `width` columns."""
    piece = hit.piece
    tail = f"  {piece.name}"
    room = max(20, width - display_width(tail))
    title = truncate(clean_line(piece.title), room)
    lines = [_paint(title, _BOLD, colour) + _paint(tail, _DIM, colour)]
    about = [piece.pool, piece.format, piece.industry, *piece.product_names[:1], piece.role, piece.stage]
    lines.append("  " + truncate(" · ".join(clean_line(part) for part in about if part), width - 2))
    lines.append("  " + _life(piece, day, width - 2, colour))
    for out in piece.outings[:_SHOWN_OUTINGS]:
        channel = channels.get(out.channel or "")
        name = text_in(channel.name, language) if channel else out.channel or "published"
        where = f"{out.day}  {clean_line(name)}" + (f"  {clean_line(out.url)}" if out.url else "")
        lines.append("  " + truncate(where, width - 2))
    if len(piece.outings) > _SHOWN_OUTINGS:
        lines.append(f"  and {len(piece.outings) - _SHOWN_OUTINGS} more")
    if piece.draft:
        lines.append("  " + truncate(piece.draft, width - 2))
    if hit.excerpt:
        lines.append("  " + _excerpt(hit, width - 4, colour))
    return lines


def _life(piece: Piece, day: date, width: int, colour: bool) -> str:
    """`made 2026-09-14, 69 days ago · used 2026-11-02 · stale since 2026-10-01`."""
    age = piece.age(day)
    made = f"made {piece.made}, {_ago(age)}" if age is not None else "not out yet"
    used = f"last used {piece.last_used}" if piece.last_used else "never used"
    if len(piece.uses) > 1:
        used += f", {len(piece.uses)} times again"
    parts = [made, used]
    if piece.fresh_until is not None:
        stale = piece.is_stale(day)
        fresh = f"stale since {piece.fresh_until}" if stale else f"fresh until {piece.fresh_until}"
        parts.append(_paint(fresh, _WARN, colour and stale))
    line = " · ".join(parts)
    return line if colour else truncate(line, width)


def _ago(days: int) -> str:
    if days < 0:
        return f"in {-days} day{'' if days == -1 else 's'}"
    if days == 0:
        return "today"
    if days < 100:
        return f"{days} day{'' if days == 1 else 's'} ago"
    return f"{round(days / 30.44)} months ago" if days < 730 else f"{days // 365} years ago"


def _excerpt(hit: Hit, width: int, colour: bool) -> str:
    """The words around what was found, which is painted; cut at the ends to fit."""
    before, found, after = hit.excerpt[: hit.start], hit.excerpt[hit.start : hit.end], hit.excerpt[hit.end :]
    room = width - display_width(before) - display_width(found)
    shown = truncate(after.rstrip(), room) if room > 0 else ""
    return "… " + before.lstrip() + _paint(found, _FOUND, colour) + shown


def _paint(text: str, style: str, colour: bool) -> str:
    return f"{style}{text}{_OFF}" if colour and text else text
