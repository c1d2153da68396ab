"""The list: sorted by its heads, with the order in the address, by the rules of the reader's language."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import Open, wait_for_address
from tests.browser.test_page_filters import rows


def head(page: Any, column: str) -> Any:
    return page.locator(f"#view-list th[data-sort={column}]")


def rows_of(page: Any) -> list[str]:
    """The ids, also where a phone does not show them."""
    return list(page.locator("#view-list tr[data-e]:visible .id").all_text_contents())


OWNERS = (
    ["release-3", "paper-hospital", "intro", "case-bank"],
    ["case-bank", "release-3", "paper-hospital", "intro"],
)
POOLS = (
    ["case-bank", "intro", "release-3", "paper-hospital"],
    ["paper-hospital", "release-3", "case-bank", "intro"],
)
STATES = (
    ["paper-hospital", "release-3", "case-bank", "intro"],
    ["intro", "case-bank", "release-3", "paper-hospital"],
)
# Upwards and downwards; what is equal stays by date either way.
ORDERS = {
    "en": {
        # Federated learning, Federated Platform, How, Who
        "item": (["paper-hospital", "release-3", "case-bank", "intro"],
                 ["intro", "case-bank", "release-3", "paper-hospital"]),
        # LinkedIn, TechWire, Website
        "channel": (["paper-hospital", "release-3", "case-bank", "intro"],
                    ["case-bank", "intro", "release-3", "paper-hospital"]),
        "owner": OWNERS, "pool": POOLS, "stage": OWNERS, "state": STATES,
    },
    "zh": {
        # chéng 城, gōng 公, lián 联, yī 《医
        "item": (["case-bank", "intro", "release-3", "paper-hospital"],
                 ["paper-hospital", "release-3", "intro", "case-bank"]),
        # cái 财, gōng 公, guān 官
        "channel": (["release-3", "paper-hospital", "case-bank", "intro"],
                    ["case-bank", "intro", "paper-hospital", "release-3"]),
        "owner": OWNERS, "pool": POOLS, "stage": OWNERS, "state": STATES,
    },
}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "zh"])
def test_each_head_sorts_both_ways_and_the_address_says_so(open_page: Open, language: str) -> None:
    page = open_page(language, "#view=list")
    assert head(page, "date").get_attribute("aria-sort") == "ascending"
    for column, (up, down) in ORDERS[language].items():
        head(page, column).locator("button").click()
        assert (column, rows(page)) == (column, up)
        wait_for_address(page, f"#view=list&sort={column}")
        head(page, column).locator("button").click()
        assert (column, rows(page)) == (column, down)
        assert head(page, column).get_attribute("aria-sort") == "descending"
        wait_for_address(page, f"&sort=-{column}")
        assert page.locator("#view-list th[aria-sort]").count() == 1
    assert page.locator("#view-list .group:visible").count() == 0
    head(page, "date").locator("button").click()
    assert rows(page) == ["case-bank", "release-3", "paper-hospital", "intro"]
    wait_for_address(page, "#view=list")
    assert page.locator("#view-list .group:visible").count() == 1
    page.go_back()
    assert rows(page) == ORDERS[language]["state"][1]


def test_a_link_keeps_the_order_and_filters_leave_it(open_page: Open) -> None:
    page = open_page("en", "#view=list&sort=-date&pool=basic,hook")
    assert rows(page) == ["intro", "paper-hospital", "case-bank"]
    assert head(page, "date").get_attribute("aria-sort") == "descending"
    page.locator("#search").fill("the")
    wait_for_address(page, "#view=list&pool=basic,hook&q=the&sort=-date")
    page.locator("#clear").click()
    assert rows(page) == ["intro", "paper-hospital", "release-3", "case-bank"]
    page.locator("[data-view=month]").click()
    assert page.locator(".chip:visible").count() > 3
    page.locator("[data-view=list]").click()
    assert rows(page) == ["intro", "paper-hospital", "release-3", "case-bank"]


@pytest.mark.parametrize("sort", ["nothing", "--item"])
def test_an_order_that_is_none_is_the_order_of_dates(open_page: Open, sort: str) -> None:
    page = open_page("en", f"#view=list&sort={sort}")
    assert rows(page) == ["case-bank", "release-3", "paper-hospital", "intro"]


def test_the_keyboard_sorts_and_stays_where_it_is(open_page: Open) -> None:
    page = open_page("en", "#view=list")
    head(page, "owner").locator("button").focus()
    for order in ("owner", "-owner"):
        page.keyboard.press("Enter")
        wait_for_address(page, f"sort={order}")
        assert page.evaluate("document.activeElement.closest('th')?.dataset.sort") == "owner"
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.wait_for_function("location.hash.endsWith('sort=pool')", timeout=5000)


def test_the_panel_walks_in_the_order_that_is_seen(open_page: Open) -> None:
    page = open_page("en", "#view=list&sort=-date&item=intro")
    assert page.locator("#panel-before").is_disabled()
    page.locator("#panel-after").click()
    wait_for_address(page, "item=paper-hospital")


def test_on_a_phone_the_heads_stay_for_sorting(open_page: Open) -> None:
    page = open_page("zh", "#view=list", width=390, height=844)
    head(page, "item").locator("button").click()
    assert rows_of(page) == ORDERS["zh"]["item"][0]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
