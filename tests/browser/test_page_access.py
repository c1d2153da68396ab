"""Accessibility by axe-core in every view, paper, and hostile texts."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.browser.conftest import Open
from tests.browser.pages import HOSTILE

VIEWS = ("month", "week", "people", "channels", "list")


def violations(page: Any) -> list[str]:
    """What axe finds that is serious or worse, with the places."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(axe.axe_script)
    found = page.evaluate("axe.run({resultTypes: ['violations']}).then(found => found.violations)")
    return [
        f"{one['id']}: {node['target']} {node.get('failureSummary', '')}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 1440), ("light", 390)])
def test_no_serious_violation_in_any_view(open_page: Open, scheme: str, width: int) -> None:
    page = open_page("zh" if width == 390 else "en", "#at=2027-01-12", scheme=scheme, width=width)
    for view in VIEWS:
        page.locator(f"[data-view={view}]").click()
        assert (view, violations(page)) == (view, [])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_violation_with_panel_filters_and_menu(open_page: Open, scheme: str) -> None:
    page = open_page("en", "#at=2027-01-12&pool=periodic,hook&item=release-3", scheme=scheme)
    page.locator("[data-filter=pool] summary").click()
    page.locator(".alert.gaps").click()
    assert violations(page) == []


def sheets(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def boxes(pdf: bytes) -> set[tuple[int, int]]:
    found = re.findall(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)", pdf)
    return {(round(float(width)), round(float(height))) for width, height in found}


@pytest.mark.parametrize(("name", "months"), [("zh", 1), ("en", 1), ("many-zh", 3)])
def test_paper_is_a4_landscape_and_holds_one_month_a_sheet(open_page: Open, name: str, months: int) -> None:
    page = open_page(name, f"#view={'people' if months > 1 else 'month'}&item=release-3", scheme="dark")
    pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    assert sheets(pdf) == months
    assert boxes(pdf) <= {(842, 595), (842, 596)}
    page.emulate_media(media="print")
    assert page.locator(".month:visible").count() == months
    assert page.locator("#panel").is_hidden()
    assert page.locator(".toolbar").is_hidden()


@pytest.mark.parametrize("width", [1280, 390])
def test_printed_columns_are_even_whatever_the_screen_was(open_page: Open, width: int) -> None:
    page = open_page("many-en", width=width)
    page.emulate_media(media="print")
    for month in page.locator(".month:visible").all():
        widths = [round(head.bounding_box()["width"]) for head in month.locator("thead th").all()[1:6]]
        assert max(widths) - min(widths) <= 1


def test_the_list_is_printed_from_the_list(open_page: Open) -> None:
    page = open_page("en", "#view=list&pool=hook")
    page.emulate_media(media="print")
    assert page.locator("#view-list tr[data-e]:visible").count() == 1
    assert page.locator(".month:visible").count() == 0


def test_without_scripts_months_and_list_are_printed(open_page: Open) -> None:
    page = open_page("en", scripts=False)
    page.emulate_media(media="print")
    assert page.locator(".month:visible").count() == 1
    assert page.locator("#view-list").is_visible()


def test_hostile_titles_are_text_in_every_view(open_page: Open) -> None:
    page = open_page("hostile", "#at=2027-01-12&item=release-3")
    assert page.locator("#panel-title").text_content() == HOSTILE["release-3"]
    assert HOSTILE["release-3"] in page.locator("#panel .why").text_content()
    for view in VIEWS:
        page.locator(f"[data-view={view}]").click()
        text = page.locator(f"#view-{view}").text_content()
        for item in ("release-3", "paper-hospital"):
            assert HOSTILE[item] in text
        assert page.locator("main img, main script").count() == 0
    assert page.evaluate("window.hit") is None
    assert page.locator("script").count() == 2


def test_letters_from_right_to_left_stay_within_their_title(open_page: Open) -> None:
    page = open_page("hostile", "#view=list&item=case-bank")
    assert page.locator("#panel-title").text_content() == HOSTILE["case-bank"]
    assert page.locator("#panel-title").evaluate("t => getComputedStyle(t).direction") == "rtl"
    assert page.locator("#panel .labels").evaluate("t => getComputedStyle(t).direction") == "ltr"
