"""The side panel, the keyboard, and what assistive technology meets."""

from __future__ import annotations

from typing import Any

from tests.browser.conftest import Open, wait_for_address
from tests.browser.pages import DRAFT


def focused(page: Any) -> str:
    """What has the focus: its id, else the entry it leads to."""
    return str(
        page.evaluate(
            "document.activeElement.id || document.activeElement.dataset.e || document.activeElement.tagName"
        )
    )


def test_the_panel_holds_all_of_an_item(open_page: Open) -> None:
    page = open_page()
    page.locator(".chip", has_text="Federated Platform 3.0").first.click()
    wait_for_address(page, "&item=release-3")
    text = page.locator("#panel").inner_text()
    for part in (
        "2027-01-12 Tue", "periodic", "pinned", "the first working day of the week before the launch",
        "TechWire newsroom",
        "01-13 Wed", "Lin Xiao", "12 h", "2.5 h", "review: Legal review", "the partner still has to confirm the title",
        "press release", "acquire", "deciders", "Value", "60", "release-3",
    ):  # fmt: skip
        assert part in text, part
    draft = page.locator("#panel .button")
    assert draft.get_attribute("href") == DRAFT
    assert page.locator(".chip.is-open").count() == 2


def test_an_item_without_a_draft_says_how_to_get_one(open_page: Open) -> None:
    page = open_page("zh", "#item=paper-hospital")
    assert "contentops draft paper-hospital" in page.locator("#panel").inner_text()
    assert page.locator("#panel .occasion").inner_text().startswith("Open salon")


def test_escape_closes_and_the_focus_returns(open_page: Open) -> None:
    page = open_page("en", "#at=2027-01-12")
    for view in ("month", "week", "people", "channels", "list"):
        page.locator(f"[data-view={view}]").click()
        link = page.locator(f"#view-{view} a[data-e='1']").first
        link.focus()
        page.keyboard.press("Enter")
        assert (view, focused(page)) == (view, "panel-title")
        page.keyboard.press("Escape")
        assert page.locator("#panel").is_hidden()
        assert (view, focused(page)) == (view, "1")
        assert "item=" not in page.url


def test_the_focus_returns_to_the_item_even_when_the_view_was_drawn_again(open_page: Open) -> None:
    page = open_page("en", "#view=people")
    page.locator(".bar").first.click()
    page.set_viewport_size({"width": 1200, "height": 800})
    page.keyboard.press("Escape")
    assert focused(page).isdigit()


def test_before_and_after_walk_through_what_is_shown(open_page: Open) -> None:
    page = open_page("en", "#pool=basic&item=case-bank")
    assert page.locator("#panel-before").is_disabled()
    page.locator("#panel-after").click()
    wait_for_address(page, "item=intro")
    assert page.locator("#panel-after").is_disabled()


def test_an_event_shows_what_is_tied_to_it(open_page: Open) -> None:
    page = open_page()
    page.locator(".occasion.ours").first.click()
    text = page.locator("#panel").inner_text()
    assert "Berlin" in text
    assert page.locator("#panel .button").get_attribute("href") == "https://salon.example.com/"
    page.locator("#panel .links a").click()
    wait_for_address(page, "item=paper-hospital")


def test_the_counts_in_the_head_lead_to_their_list(open_page: Open) -> None:
    page = open_page()
    page.locator(".alert.over").click()
    text = page.locator("#panel").inner_text()
    assert "Lin Xiao, W01: 12 h planned, 10 h available" in text
    assert "Zhao (counsel), W02: 2 reviews asked for, 1 possible" in text
    assert "The new standard, explained" in text
    page.locator("#panel-close").click()
    assert focused(page) != "BODY"


def test_one_stop_for_tab_and_arrows_within_a_view(open_page: Open) -> None:
    page = open_page("en", "#at=2027-01-12")
    assert page.locator("#view-month a[tabindex='0']").count() == 1
    page.locator("#view-month a[data-e='0']").first.focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.closest('td').dataset.day") == "2027-01-13"
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.dataset.event") == "event:salon"
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.dataset.event") == "node:standard"
    assert page.locator("#view-month a[tabindex='0']").count() == 1
    page.keyboard.press("End")
    assert focused(page) == "3"
    page.keyboard.press("Home")
    assert page.evaluate("document.activeElement.dataset.at") == "2026-12-28"


def test_page_down_turns_the_page_and_keeps_the_focus_in_the_view(open_page: Open) -> None:
    page = open_page("many-zh", "#at=2027-01-12")
    page.locator("#view-month a[data-e]:visible").first.focus()
    page.keyboard.press("PageDown")
    assert page.locator("#where").inner_text() == "2027 年 2 月"
    assert page.evaluate("!!document.activeElement.closest('[data-month=\"2027-02\"]')")


def test_the_first_tab_offers_the_way_past_the_toolbar(open_page: Open) -> None:
    page = open_page()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert focused(page) == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('#view-month')")


def test_escape_closes_a_menu_first(open_page: Open) -> None:
    page = open_page("en", "#item=release-3")
    page.locator("[data-filter=pool] summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.wait_for_function("location.hash.includes('pool=basic')", timeout=5000)
    page.keyboard.press("Escape")
    assert page.locator(".menu[open]").count() == 0
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    assert page.locator("#panel").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()


def test_on_a_phone_what_lies_behind_the_panel_cannot_be_reached(open_page: Open) -> None:
    page = open_page("zh", "#item=release-3", width=390, height=844)
    assert page.locator("#panel").bounding_box()["width"] == 390
    assert page.evaluate("document.getElementById('main').inert")
    page.keyboard.press("Escape")
    assert not page.evaluate("document.getElementById('main').inert")


def test_landmarks_headings_and_names(open_page: Open) -> None:
    page = open_page()
    for selector in (
        "header",
        "main",
        "nav[aria-label]",
        "[role=search][aria-label]",
        "footer",
        "#panel[aria-labelledby]",
    ):
        assert page.locator(selector).count() == 1, selector
    assert page.locator("h1").count() == 1
    assert page.locator("#where").get_attribute("role") == "status"
    assert page.locator("#count").get_attribute("role") == "status"
    assert page.locator("html").get_attribute("lang") == "en"


def test_copied_links_carry_the_view(open_page: Open) -> None:
    page = open_page("en", "#view=list&pool=hook")
    link = page.locator("#view-list a.title:visible")
    link.focus()
    assert link.get_attribute("href") == "#view=list&pool=hook&item=paper-hospital"
