"""What a cell means for the key it fills."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contentops.errors import UsageError
from contentops.importing.cells import Conversion, convert, read_date, read_number
from contentops.importing.ids import MAX_ID, fill_pattern, slugify
from contentops.importing.targets import DESTINATIONS, find_target, required_names, target_names
from contentops.importing.where import holds, parse_condition
from contentops.models.event import Node
from contentops.models.mapping import Into
from contentops.models.table import CellFault

PLAIN = Conversion()
MORNING = datetime.combine(date(2027, 3, 1), time(9, 30))


def converted(into: Into, name: str, cell: Any, how: Conversion = PLAIN) -> Any:
    target = find_target(into, name)
    assert target is not None
    return convert(cell, target, how)


@pytest.mark.parametrize(
    "cell",
    [
        "2027-03-01", "2027/3/1", "2027.3.1", "2027.03.01", "20270301", "2027年3月1日", "2027 年 3 月 1 日",
        "２０２７年３月１日", "2027-03-01 09:30", "2027-03-01T09:30:00Z", date(2027, 3, 1), MORNING,
        20270301,
    ],
)  # fmt: skip
def test_a_day_is_read_as_people_write_it(cell: Any) -> None:
    assert read_date(cell) == date(2027, 3, 1)


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("3/1/2027", "ambiguous"),
        ("4-3-2027", "ambiguous"),
        ("25.12.27", "ambiguous"),
        ("31/4/2027", "no day of the calendar"),
        ("13/13/2027", "no day of the calendar"),
        ("1-2-27", "ambiguous"),
        ("2027-02-30", "no day of the calendar"),
        ("46447", "is a number"),
        (46447, "is a number"),
        ("3月1日", "not a date"),
        ("soon", "not a date"),
        ("2027-3/1", "not a date"),
    ],
)
def test_what_is_no_day_is_refused_with_the_reason(cell: Any, message: str) -> None:
    fault = read_date(cell)
    assert isinstance(fault, CellFault)
    assert message in fault.message


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("19/1/2027", date(2027, 1, 19)), ("1/19/2027", date(2027, 1, 19)), ("25.12.2027", date(2027, 12, 25)),
        ("3-3-2027", date(2027, 3, 3)), ("１９／１／２０２７", date(2027, 1, 19)), ("29/2/2028", date(2028, 2, 29)),
    ],
)  # fmt: skip
def test_a_date_with_its_year_last_that_can_be_one_day_only_is_that_day(text: str, day: date) -> None:
    assert read_date(text) == day


def test_what_a_date_format_says_holds_also_where_there_is_one_reading() -> None:
    assert isinstance(read_date("19/1/2027", "%m/%d/%Y"), CellFault)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(9998, 12, 31)))
def test_a_date_with_its_year_last_is_never_taken_for_another_day(day: date) -> None:
    for text in (f"{day.day}/{day.month}/{day.year}", f"{day.month}/{day.day}/{day.year}"):
        found = read_date(text)
        assert found == day or (isinstance(found, CellFault) and day.day <= 12 and day.day != day.month)


def test_a_date_format_settles_what_is_ambiguous() -> None:
    assert read_date("3/1/2027", "%m/%d/%Y") == date(2027, 3, 1)
    assert read_date("3/1/2027", "%d/%m/%Y") == date(2027, 1, 3)
    assert isinstance(read_date("2027-03-01", "%d/%m/%Y"), CellFault)


@given(st.dates(min_value=date(1900, 1, 1)))
def test_every_day_is_read_back_from_each_way_to_write_it(day: date) -> None:
    for text in (
        day.isoformat(),
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
    ):
        assert read_date(text) == day


@pytest.mark.parametrize(
    ("cell", "number"),
    [("10", 10), ("1,200", 1200), ("１２", 12), ("1.5", 1.5), ("4.0", 4), (7, 7), ("1,2", None), ("ten", None),
     (True, None)],
)  # fmt: skip
def test_numbers(cell: Any, number: Any) -> None:
    assert read_number(cell) == number


@pytest.mark.parametrize(
    ("name", "cell", "value"),
    [
        ("title", "two\n lines", "two lines"),
        ("title", 2027, "2027"),
        ("notes", "two\r\nlines", "two\nlines"),
        ("format", "Press Release", "press_release"),
        ("format", "新闻稿", "press_release"),
        ("format", "诗", "诗"),
        ("keywords", "联邦学习、隐私计算；a, b|c", ["联邦学习", "隐私计算", "a, b", "c"]),
        ("channels", "blog, wechat；mail", ["blog", "wechat", "mail"]),
        ("depends_on", "a; ;b", ["a", "b"]),
        ("effort.write", "4.5", 4.5),
        ("value", "20", 20),
        ("anchor.offset", "-1w", "-1w"),
        ("anchor.offset", "-5", -5),
        ("window.not_before", "2027/3/1", date(2027, 3, 1)),
        ("facts.customer", "=1+1", "=1+1"),
        ("facts.count", 3, 3),
        ("facts.on", date(2027, 3, 1), "2027-03-01"),
        ("title.zh", "标题", "标题"),
        ("refresh_every", "90d", "90d"),
    ],
)
def test_a_cell_becomes_what_its_key_holds(name: str, cell: Any, value: Any) -> None:
    assert converted("periodic", name, cell) == value


@pytest.mark.parametrize("mark", ["\x1b", "\x9f", "\ufffe", "\uffff"])
def test_a_mark_that_no_file_may_hold_is_named(mark: str) -> None:
    fault = converted("periodic", "title", f"a{mark}b")
    assert isinstance(fault, CellFault)
    assert f"U+{ord(mark):04X}" in fault.message


def test_a_list_separator_replaces_all_others() -> None:
    how = Conversion(list_separator="/")
    assert converted("periodic", "keywords", "a;b / c", how) == ["a;b", "c"]


@pytest.mark.parametrize("name", ["value", "effort.write"])
def test_a_number_must_be_one(name: str) -> None:
    assert isinstance(converted("basic", name, "many"), CellFault)


@pytest.mark.parametrize("name", ["pool", "window", "modules", "titel", "facts", "window.start", "id.x", ""])
def test_what_no_cell_can_fill_is_no_target(name: str) -> None:
    assert find_target("hook", name) is None


@pytest.mark.parametrize("into", DESTINATIONS)
def test_every_named_target_is_one_and_every_required_key_is_named(into: Into) -> None:
    names = target_names(into)
    assert all(find_target(into, name) for name in names)
    assert {"id", *required_names(into)} <= set(names)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("FATE v1.6.0 发布", "fate-v1.6.0-发布"),
        ("What's New? C++ & Rust.", "whats-new-c-rust"),
        ("  ——  ", ""),
        ("ＡＢＣ_d", "abc-d"),
        ("2027-03-01-a", "2027-03-01-a"),
    ],
)
def test_slugs(text: str, slug: str) -> None:
    assert slugify(text) == slug


@given(st.text(max_size=200))
def test_a_slug_is_empty_or_a_valid_id_and_its_own_slug(text: str) -> None:
    slug = slugify(text)
    if slug:
        node = Node.model_validate({"id": slug, "title": "x", "kind": "news", "date": "2027-03-01"})
        assert node.id == slug
        assert len(slug) <= MAX_ID
        assert slugify(slug) == slug


def test_long_titles_that_begin_alike_get_different_ids() -> None:
    begin = "a very long title that goes on and on " * 3
    assert slugify(begin + "one") != slugify(begin + "two")
    assert slugify(begin + "one") == slugify(begin + "one")


def test_a_pattern_is_filled() -> None:
    assert fill_pattern("post-{ date }-{title}", {"date": "2027-03-01", "title": "Hello!"}) == (
        "post-2027-03-01-hello"
    )


@pytest.mark.parametrize(
    ("condition", "cell", "result"),
    [
        ("date>=2025-01-01", "2025/1/1", True),
        ("date<2025-01-01", "2025/1/1", False),
        ("date=2025-*", "2025/1/1", True),
        ("date>2025-01-01", None, False),
        ("n>9", "10", True),
        ("n<=9", "10", False),
        ("tag=news*", "News today", True),
        ("tag!=News", "Engineering", True),
        ("tag=", None, True),
        ("tag!=", None, False),
        ("tag=[a]?", "[A]?", True),
        ("tag=[ab]", "a", False),
    ],
)
def test_conditions(condition: str, cell: Any, result: bool) -> None:
    assert holds(parse_condition(condition), cell, PLAIN) is result


def test_a_condition_that_cannot_be_compared_is_said() -> None:
    assert isinstance(holds(parse_condition("date>=2025-01-01"), "soon", PLAIN), CellFault)
    with pytest.raises(UsageError, match="neither a date nor a number"):
        holds(parse_condition("tag>News"), "a", PLAIN)
    with pytest.raises(UsageError, match="no comparison"):
        parse_condition("date")
