"""Comments of people in the record survive every rewriting of it."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from contentops.models.calendar import Calendar
from contentops.render.calendar_yaml import render_yaml
from contentops.render.record_comments import keep_comments
from contentops.workspace.yaml_reader import read_yaml
from tests.render.example import build_calendar, build_workspace
from tests.render.strategies import calendars

EN, ZH = build_workspace("en"), build_workspace("zh")


def _without(calendar: Calendar, item: str) -> Calendar:
    return calendar.model_copy(update={"entries": [e for e in calendar.entries if e.item != item]})


def _changed(calendar: Calendar, item: str, **changes: Any) -> Calendar:
    entries = [e.model_copy(update=changes) if e.item == item else e for e in calendar.entries]
    return calendar.model_copy(update={"entries": entries})


def test_a_comment_stays_on_its_line_and_above_its_line() -> None:
    text = render_yaml(build_calendar("en"), EN)
    edited = text.replace("state: pinned", "state: pinned  # until the fair").replace(
        "  - item: intro\n", "  # Ann wants this\n  # in spring\n  - item: intro\n"
    )
    assert edited != text
    assert keep_comments(edited, text) == edited


def test_a_comment_follows_its_key_when_the_value_changes() -> None:
    calendar = build_calendar("en")
    old = render_yaml(calendar, EN).replace("publish: 2027-01-14", "publish: 2027-01-14  # fair opens")
    new = render_yaml(_changed(calendar, "paper-hospital", publish=calendar.entries[3].publish), EN)
    assert "    publish: 2027-01-25  # fair opens\n" in keep_comments(old, new)


def test_a_comment_on_a_line_that_is_gone_stands_above_its_entry() -> None:
    calendar = build_calendar("en")
    old = render_yaml(calendar, EN).replace(
        "end: 2027-01-12, hours: 4}", "end: 2027-01-12, hours: 4}  # tight"
    )
    kept = keep_comments(old, render_yaml(_changed(calendar, "paper-hospital", tasks=[]), EN))
    assert "  # tight\n  - item: paper-hospital\n" in kept


def test_a_comment_of_an_entry_that_left_stands_at_the_top() -> None:
    calendar = build_calendar("en")
    old = render_yaml(calendar, EN).replace("  - item: intro\n", "  # spring\n  - item: intro\n")
    assert "# spring\nversion: 1\n" in keep_comments(old, render_yaml(_without(calendar, "intro"), EN))


def test_a_comment_moves_along_when_its_entry_finds_no_place_any_more() -> None:
    calendar = build_calendar("en")
    old = render_yaml(calendar, EN).replace("  - item: intro\n", "  - item: intro  # Ann\n")
    refused = calendar.unscheduled[0].model_copy(update={"item": "intro"})
    new = _without(calendar, "intro").model_copy(update={"unscheduled": [refused]})
    kept = keep_comments(old, render_yaml(new, EN))
    assert kept.index("unscheduled:") < kept.index("  - item: intro  # Ann\n")


def test_our_own_comments_are_not_kept_twice_in_any_language() -> None:
    calendar = build_calendar("zh")
    text = render_yaml(calendar, ZH)
    assert keep_comments(text, text) == text
    assert keep_comments(render_yaml(calendar, EN), text) == text
    fewer = render_yaml(_without(calendar, "intro"), ZH)
    assert keep_comments(text, fewer) == fewer


def test_hashes_in_texts_are_not_comments() -> None:
    calendar = _changed(
        build_calendar("en"), "intro", title="a # b", reason="it's # 'c # d", notes="x\n# y\nz # w"
    )
    text = render_yaml(calendar, EN)
    assert keep_comments(text, text) == text


@given(calendars, calendars, st.data())
def test_whatever_is_planned_next_no_comment_is_lost_and_nothing_else_changes(
    before: Calendar, after: Calendar, data: st.DataObject
) -> None:
    lines = render_yaml(before, EN).split("\n")
    heads = [n for n, line in enumerate(lines) if line.lstrip().startswith(("- item:", "entries:", "state:"))]
    for number, n in enumerate(sorted(data.draw(st.lists(st.sampled_from(heads), max_size=4)), reverse=True)):
        if data.draw(st.booleans()):
            lines[n] += f"  # remark {number}"
        else:
            lines.insert(n, f"# remark {number}")
    old, new = "\n".join(lines), render_yaml(after, EN)
    kept = keep_comments(old, new)
    document = read_yaml(kept, "calendar.yaml")
    assert Calendar.model_validate(document.data) == after
    assert all(f"# remark {number}" in kept for number in range(4) if f"# remark {number}" in old)
    assert keep_comments(kept, new) == kept
