"""Filters and search: what remains, what the address says, and that a link shows what its sender saw."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import Open, wait_for_address


def rows(page: Any) -> list[str]:
    """The ids of the entries in the list."""
    return list(page.locator("#view-list tr[data-e]:visible .id").all_inner_texts())


def tick(page: Any, name: str, value: str) -> None:
    page.locator(f"[data-filter={name}] summary").click()
    page.locator(f"[data-filter={name}] input[value={value}]").check()
    page.keyboard.press("Escape")


FILTERED = [
    ("pool", "hook", ["paper-hospital"]),
    ("channel", "portal", ["release-3"]),
    ("owner", "wei", ["case-bank"]),
    ("role", "user", ["case-bank"]),
    ("stage", "retain", ["case-bank"]),
    ("state", "pinned", ["release-3"]),
]


def test_each_filter_narrows_every_view_and_stands_in_the_address(open_page: Open) -> None:
    page = open_page("en", "#view=list")
    for name, value, left in FILTERED:
        tick(page, name, value)
        assert (name, rows(page)) == (name, left)
        assert f"{name}={value}" in page.url
        assert page.locator("#count").inner_text() == "1 of 4"
        page.locator("[data-view=month]").click()
        assert page.locator(".chip:not(.later):visible").count() == 1
        page.locator("[data-view=channels]").click()
        entries = page.eval_on_selector_all(".bar", "bars => [...new Set(bars.map(b => b.dataset.e))]")
        assert len(entries) == 1
        page.locator("[data-view=list]").click()
        page.locator("#clear").click()


def test_values_of_one_filter_add_up_and_filters_narrow_each_other(open_page: Open) -> None:
    page = open_page("en", "#view=list&pool=hook,basic")
    assert rows(page) == ["case-bank", "paper-hospital", "intro"]
    tick(page, "owner", "wei")
    assert rows(page) == ["case-bank"]


FOUND = {
    "en": [
        ("hospital", ["paper-hospital"]),
        ("HOSPITALS legal", ["paper-hospital"]),
        ("partner confirm", ["release-3"]),
        ("vpc", ["paper-hospital"]),
        ("linkedin", ["release-3", "paper-hospital"]),
    ],
    "zh": [
        ("白皮书", ["paper-hospital"]),
        ("建模 ３．０", ["release-3"]),
        ("公众号 首个工作日", ["release-3", "paper-hospital"]),
        ("没有这个词", []),
    ],
}


@pytest.mark.parametrize("language", FOUND)
def test_search_reads_everything_in_both_scripts(open_page: Open, language: str) -> None:
    page = open_page(language, "#view=list")
    for text, left in FOUND[language]:
        page.locator("#search").fill(text)
        assert (text, rows(page)) == (text, left)
        assert page.locator("#none").is_visible() == (not left)


def test_half_composed_chinese_is_not_searched_for(open_page: Open) -> None:
    page = open_page("zh", "#view=list")
    page.evaluate("""() => {
        const box = document.getElementById("search");
        box.value = "baip";
        box.dispatchEvent(new InputEvent("input", { bubbles: true, isComposing: true }));
    }""")
    assert len(rows(page)) == 4
    page.evaluate("""() => {
        const box = document.getElementById("search");
        box.value = "白皮书";
        box.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true }));
    }""")
    assert rows(page) == ["paper-hospital"]


def test_a_link_shows_what_its_sender_saw(open_page: Open) -> None:
    sender = open_page("zh", "#view=list")
    tick(sender, "pool", "hook")
    sender.locator("#search").fill("白皮书")
    sender.locator("#view-list .title:visible").click()
    fragment = sender.url[sender.url.index("#") :]
    reader = open_page("zh", fragment)
    assert rows(reader) == ["paper-hospital"]
    assert reader.locator("#search").input_value() == "白皮书"
    assert reader.locator("#panel-title").inner_text() == sender.locator("#panel-title").inner_text()
    assert reader.locator("#chosen button").all_inner_texts() == ["抓手"]


def test_filters_are_taken_away_one_by_one_or_all(open_page: Open) -> None:
    page = open_page("en", "#view=list&pool=hook&state=planned&q=hospital")
    page.locator("#chosen button", has_text="planned").click()
    assert "state=" not in page.url
    assert page.evaluate("document.activeElement.textContent") == "hook"
    page.locator("#clear").click()
    assert len(rows(page)) == 4
    wait_for_address(page, "#view=list")
    assert page.locator("#search").input_value() == ""


def test_menus_name_only_what_occurs_with_how_often(open_page: Open) -> None:
    page = open_page()
    page.locator("[data-filter=pool] summary").click()
    assert page.locator("[data-filter=pool] label").all_inner_texts() == [
        "basic\n2",
        "periodic\n1",
        "hook\n1",
    ]
    page.locator("[data-filter=state] summary").click()
    assert page.locator(".menu[open]").count() == 1
    page.locator("h1").click()
    assert page.locator(".menu[open]").count() == 0


@pytest.mark.parametrize(
    "fragment", ["#view=nothing&at=2027-99-99&pool=x&item=y", "#at=1800-01-01", "#%E0%A4%A", "#&&=&q"]
)
def test_a_broken_address_still_opens_the_page(open_page: Open, fragment: str) -> None:
    page = open_page("en", fragment)
    assert page.locator("#view-month").is_visible()
    assert page.locator("#panel").is_hidden()


def test_the_back_button_undoes_a_filter(open_page: Open) -> None:
    page = open_page("en", "#view=list")
    tick(page, "pool", "hook")
    page.go_back()
    assert len(rows(page)) == 4
    assert not page.locator("[data-filter=pool] input[value=hook]").is_checked()


def test_on_a_phone_the_filters_open_on_demand(open_page: Open) -> None:
    page = open_page("zh", "#view=list", width=390, height=844)
    assert page.locator("#menus").is_hidden()
    page.locator("#more").click()
    assert page.locator("#more").get_attribute("aria-expanded") == "true"
    tick(page, "pool", "hook")
    assert rows(page) == [] or page.locator("#view-list tr[data-e]:visible").count() == 1
