"""Each view of the page in a browser: what it shows, how one gets there, and what its address says."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import Open, wait_for_address

VIEWS = ("month", "week", "people", "channels", "list")


def current(page: Any) -> str:
    return str(page.locator(".views a[aria-current=page]").get_attribute("data-view"))


def test_the_page_opens_on_the_month_of_the_reader(open_page: Open) -> None:
    page = open_page()
    assert current(page) == "month"
    assert page.locator("#where").inner_text() == "January 2027"
    assert page.locator("[data-day='2027-01-13']").get_attribute("class").count("is-today") == 1
    assert page.locator("[data-day='2027-01-13'] time").get_attribute("aria-current") == "date"
    assert page.locator(".month:visible").count() == 1


def test_every_view_is_one_click_away_and_has_its_address(open_page: Open) -> None:
    page = open_page()
    for view in VIEWS[1:]:
        page.locator(f"[data-view={view}]").click()
        assert current(page) == view
        wait_for_address(page, f"#view={view}")
        assert page.locator(f"#view-{view}").is_visible()
        assert page.locator("section.view:visible").count() == 1
    page.go_back()
    assert current(page) == "channels"


def test_an_address_opens_its_view_with_every_item_in_it(open_page: Open) -> None:
    page = open_page("en")
    for view in VIEWS:
        page.evaluate(f"location.hash = '#view={view}&at=2027-01-12'")
        page.wait_for_function(f"!document.getElementById('view-{view}').hidden")
        assert current(page) == view
        titles = page.locator(f"#view-{view}").inner_text()
        assert "Federated Platform 3.0" in titles
        assert "Federated learning in hospitals" in titles


def test_the_month_shows_publications_later_waves_states_and_the_world(open_page: Open) -> None:
    page = open_page()
    twelfth = page.locator("[data-day='2027-01-12']")
    assert twelfth.locator(".chip.pinned.periodic").count() == 1
    assert "pinned" in twelfth.inner_text()
    assert "TechWire newsroom" in twelfth.inner_text()
    assert page.locator("[data-day='2027-01-13'] .chip.later").count() == 1
    assert page.locator("[data-day='2027-01-05'] .chip.published").count() == 1
    assert page.locator("[data-day='2027-01-25'] .chip.cancelled").count() == 1
    assert page.locator(".occasion.ours", has_text="Open salon").count() == 2
    assert page.locator(".occasion:not(.ours)", has_text="New standard").count() == 1


def test_days_off_make_up_days_silence_and_overload_are_drawn(open_page: Open) -> None:
    page = open_page()
    new_year = page.locator("[data-day='2027-01-01']")
    assert "holiday" in new_year.get_attribute("class")
    assert "Yuandan" in new_year.inner_text()
    make_up = page.locator("[data-day='2027-01-23']")
    assert "off" not in make_up.get_attribute("class").split()
    assert make_up.locator(".make-up").inner_text() == "working"
    assert page.locator("tr.silent .flag.quiet").all_inner_texts() == ["silent", "silent"]
    assert page.locator(".flag.over .unseen").all_text_contents() == ["2 overloaded", "1 overloaded"]
    assert page.locator(".flag.over").first.get_attribute("title") == "overloaded: Lin Xiao, Wei Dong"
    assert page.locator(".alert.over").inner_text() == "3 overloads"


def test_a_year_without_announced_holidays_is_marked(open_page: Open) -> None:
    page = open_page("provisional-zh")
    assert page.locator(".notice").inner_text().startswith("日期暂定")
    assert page.locator("[data-day='2027-01-01'] .mark").inner_text() == "休?"
    assert page.locator(".month h2 .tag").all_text_contents() == ["暂定"]
    assert "provisional" in page.locator("[data-day='2027-01-12']").get_attribute("class")


def test_the_week_shows_what_goes_out_what_is_due_and_the_load(open_page: Open) -> None:
    page = open_page("en", "#view=week&at=2027-01-11")
    assert page.locator(".board > section").count() == 7
    wednesday = page.locator(".board > section").nth(2)
    assert "today" in wednesday.inner_text()
    assert "Zhao (counsel) review: Legal review" in wednesday.inner_text()
    assert page.locator(".meter.over").all_inner_texts() == ["Zhao (counsel)\n2/1 reviews · overloaded"]
    page.locator("#forward").click()
    wait_for_address(page, "#view=week&at=2027-01-18")
    assert page.locator("#where").inner_text() == "W03 · 01-18–01-24"


def test_people_have_bars_load_against_capacity_and_leave(open_page: Open) -> None:
    page = open_page("en", "#view=people")
    rows = page.locator(".track-row")
    assert rows.locator("h3").all_inner_texts() == [
        "Lin Xiao",
        "Wei Dong",
        "Zhao (counsel)",
        "Dr Zhou, City Hospital",
    ]
    assert rows.nth(0).locator(".bar.work").count() == 2
    assert rows.nth(2).locator(".bar.review").count() == 2
    over = page.locator(".strip .over")
    assert [text.split()[1] for text in over.all_inner_texts()] == ["▲", "▲", "▲"]
    assert "12/10" in rows.nth(0).locator(".strip .over").inner_text()
    assert rows.nth(1).locator(".leave").count() == 1
    assert page.locator(".bands .today").count() == 1


def test_bars_lie_where_their_days_are_and_no_label_covers_another(open_page: Open) -> None:
    page = open_page("many-zh", "#view=people")
    boxes = page.eval_on_selector_all(
        ".track-row:nth-of-type(1) .bar",
        "bars => bars.map(b => [b.offsetLeft, b.offsetTop, b.offsetWidth])",
    )
    assert len(boxes) > 50
    for n, (left, top, width) in enumerate(boxes):
        for other_left, other_top, other_width in boxes[n + 1 :]:
            assert top != other_top or left + width <= other_left or other_left + other_width <= left


def test_channels_have_their_waves_and_their_gaps(open_page: Open) -> None:
    page = open_page("en", "#view=channels")
    assert page.locator(".track-row h3").all_inner_texts() == [
        "TechWire newsroom",
        "LinkedIn page",
        "Website",
    ]
    linkedin = page.locator(".track-row").nth(1)
    assert linkedin.locator(".bar.wave-later").count() == 1
    assert linkedin.locator(".bar.wave").count() == 1
    assert linkedin.locator(".strip .gap").count() == 4
    assert page.locator(".world .occasion").count() == 2


def test_the_list_has_every_entry_with_its_waves(open_page: Open) -> None:
    page = open_page("en", "#view=list")
    assert page.locator("#view-list tr[data-e]").count() == 4
    row = page.locator("#view-list tr[data-e]", has_text="release-3").inner_text()
    for text in ("01-12", "Lin Xiao", "periodic", "pinned", "01-13 LinkedIn page, Website"):
        assert text in row


def test_months_and_weeks_turn_and_end(open_page: Open) -> None:
    page = open_page("many-zh", "#at=2027-02-10")
    assert page.locator("#where").inner_text() == "2027 年 2 月"
    page.locator("#back").click()
    assert page.locator("#where").inner_text() == "2027 年 1 月"
    assert page.locator("#back").is_disabled()
    page.locator("#today").click()
    assert page.locator(".is-today:visible").count() == 1


def test_today_is_the_readers_and_leaves_the_file_alone(open_page: Open, written: Any) -> None:
    before = written("en").read_bytes()
    page = open_page("en", "", now="2027-01-20T23:30:00")
    assert page.locator(".day.is-today").get_attribute("data-day") == "2027-01-20"
    early = open_page("en", "", now="2026-07-01T12:00:00")
    assert early.locator(".day.is-today").count() == 0
    assert early.locator("#today").is_hidden()
    assert written("en").read_bytes() == before


def test_later_waves_can_be_hidden(open_page: Open) -> None:
    page = open_page()
    assert page.locator(".chip.later:visible").count() == 1
    page.locator("#later").uncheck()
    assert page.locator(".chip.later:visible").count() == 0
    assert "later=no" in page.url
    page.locator("[data-view=channels]").click()
    assert page.locator(".bar.wave-later").count() == 0


def test_a_week_in_the_grid_leads_to_the_week_view(open_page: Open) -> None:
    page = open_page()
    page.locator("[data-at='2027-01-18']").click()
    wait_for_address(page, "#view=week&at=2027-01-18")
    assert current(page) == "week"


def test_without_scripts_months_and_list_can_be_read(open_page: Open) -> None:
    page = open_page("zh", scripts=False)
    assert page.locator(".month h2").inner_text().startswith("2027 年 1 月")
    assert page.locator("[data-day='2027-01-12'] .chip").is_visible()
    assert page.locator("#view-list").is_visible()
    reason = page.locator("#view-list tr[data-e='1'] .reason")
    assert reason.locator("p").is_hidden()
    reason.locator("summary").click()
    assert reason.locator("p").inner_text().startswith("发布会前一周的首个工作日")
    assert page.locator("#view-list th button").count() == 0
    assert page.locator("noscript p").is_visible()
    assert page.locator(".toolbar").is_hidden()
    assert page.locator("#attention-refused").is_visible()
    target = page.locator(".chip").first.get_attribute("href")
    assert page.locator(f"#view-list tr{target}").count() == 1


def test_three_hundred_items_are_all_there_in_less_than_a_megabyte(open_page: Open, written: Any) -> None:
    assert written("many-zh").stat().st_size < 1_000_000
    page = open_page("many-zh", "#view=people", now=None)  # a fixed clock would measure nothing
    assert page.locator(".bar").count() == 1500
    page.locator("[data-view=channels]").click()
    assert page.locator(".bar").count() == 900
    page.locator("[data-view=list]").click()
    assert page.locator("#view-list tr[data-e]:visible").count() == 300
    page.locator("[data-filter=pool] summary").click()
    page.locator("[data-filter=pool] input[value=hook]").check()
    assert page.locator("#view-list tr[data-e]:visible").count() == 100
    assert page.locator("#count").inner_text().startswith("100")
    measured = page.evaluate("performance.getEntriesByName('contentops').map(one => one.detail)")
    assert measured == ["people", "channels", "list", "list"]


@pytest.mark.parametrize(("name", "width"), [("many-zh", 390), ("en", 390), ("en", 1024)])
def test_nothing_sticks_out_of_the_window(open_page: Open, name: str, width: int) -> None:
    page = open_page(name, "", width=width)
    for view in VIEWS:
        page.locator(f"[data-view={view}]").click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
