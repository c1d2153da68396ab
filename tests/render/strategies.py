"""Calendars of every shape, and titles that somebody could mean harm with."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from contentops.models.calendar import Calendar, Entry, Goal, Refusal, SolverReport, Task, Wave

HOSTILE = [
    "a | b || c", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "`code` ``", "[link](javascript:x)",
    "![x](http://e.example/x.png)", "**bold** __x__ *y* _z_", "~~gone~~ 3~5 天，7~8 天", "# heading", "- item",
    "1. one", "> quote", "---", "two\nlines\r\n", "&lt;b&gt; &amp; &#60;", "$x^2$ and $5", "\\ \\| \\`",
    "[[wiki]] ]] [x]: y",
    "\u202etxt.exe", "مرحبا بالعالم", "שלום", "👩‍👩‍👧‍👦 ❤️ 🇨🇳", "e\u0301\u0302\u0303", "\x1b[31mred\x07",
    "a\tb", "《白皮书》：“落地”",
    "x" * 120, "联" * 90, "no", "12:30", "2027-01-04", "007", "null", "{a: b}", "a: b # c", "- x", "'", '"',
    "=cmd|' /C calc'!A0",
    "{{ 7*7 }} {% raw %}", "<!-- c -->", "<https://e.example>", "a\\", "\\|", "`|`", "*|*",
]  # fmt: skip

# A record never holds control characters: the reader refuses files with them, so no item brings them in.
_CONTROL = "".join(map(chr, [*range(9), *range(11, 32), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF])).replace(
    "\x85", ""
)
_READABLE = [title for title in HOSTILE if not set(title) & set(_CONTROL)]
_characters = st.characters(exclude_categories=["Cs"], exclude_characters=_CONTROL)
titles = st.sampled_from(_READABLE) | st.text(_characters, min_size=1, max_size=40)
ids = st.from_regex(r"[a-z0-9][a-z0-9.\-]{0,15}", fullmatch=True)
days = st.dates(date(2027, 1, 1), date(2027, 3, 31))
hours = st.integers(0, 100).map(lambda halves: halves / 2)
stages = st.sampled_from(
    ["write", "design", "module:1", "module:9", "integrate", "review:legal", "a, b", "x: y", "{z}"]
)
pools = st.sampled_from(["basic", "periodic", "hook"])
numbers = st.floats(allow_nan=False, allow_infinity=False)
free: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | numbers | titles,
    lambda part: (
        st.lists(part, max_size=3) | st.dictionaries(titles.filter(lambda k: k != "<<"), part, max_size=3)
    ),
    max_leaves=6,
)

waves = st.builds(Wave, channel=ids, date=days)
tasks = st.builds(Task, stage=stages, person=ids, start=days, end=days, hours=hours).filter(
    lambda t: t.start <= t.end
)
entries = st.builds(
    Entry,
    item=ids | st.builds("{}@{}".format, ids, days),
    title=titles,
    pool=pools,
    publish=days,
    state=st.sampled_from(["planned", "pinned", "published", "cancelled"]),
    channels=st.lists(waves, max_size=3),
    tasks=st.lists(tasks, max_size=4),
    reason=titles,
    notes=st.none() | titles,
)
refusals = st.builds(
    Refusal,
    item=ids,
    title=titles,
    pool=pools,
    value=st.integers(0, 100),
    reason=titles,
    binding=st.lists(titles, max_size=2),
)
goals = st.builds(Goal, goal=ids, reached=numbers, bound=st.none() | numbers, gap=st.none() | st.floats(0, 1))
calendars = st.builds(
    Calendar,
    period=st.just("2027-Q1"),
    provisional=st.booleans(),
    provisional_years=st.lists(st.sampled_from(["CN 2027", "JP 2027", "x, y"]), max_size=2),
    today=days,
    input_hash=st.sampled_from(["0" * 64, "12345678" * 8, "3e5" + "0" * 61]),
    solver=st.builds(
        SolverReport,
        name=titles,
        effort=st.sampled_from(["quick", "normal", "thorough"]),
        status=st.sampled_from(["optimal", "feasible"]),
        goals=st.lists(goals, max_size=3),
    ),
    entries=st.lists(entries, max_size=5).map(
        lambda e: sorted(e, key=lambda entry: (entry.publish, entry.item))
    ),
    unscheduled=st.lists(refusals, max_size=3),
    coverage=st.dictionaries(
        st.sampled_from(["pools", "channels"]) | titles.filter(lambda k: k != "<<"), free, max_size=3
    ),
    gaps=st.lists(
        st.dictionaries(st.sampled_from(["kind", "name", "from", "to", "x"]), free, max_size=5), max_size=2
    ),
)
