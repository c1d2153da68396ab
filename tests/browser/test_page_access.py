"""Accessibility by axe-core in every view, paper, and hostile texts."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.browser.conftest import Open
from tests.browser.pages import HOSTILE

VIEWS = ("month", "week", "people", "channels", "list")


def violations(page: Any, *rules: str, without: str = "") -> list[str]:
    """What axe finds that is serious or worse, with the places; only by `rules`, when some are named."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(axe.axe_script)
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = list(rules)
    if without:
        options["rules"] = {without: {"enabled": False}}
    found = page.evaluate("options => axe.run(options).then(found => found.violations)", options)
    return [
        f"{one['id']}: {node['target']} {node.get('failureSummary', '')}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


CONTRAST = "color-contrast"


# Contrast is what differs between light and dark, and what takes most of the time; everything else between widths.
def test_no_serious_violation_in_any_view(open_page: Open) -> None:
    page = open_page("en", "#at=2027-01-12")
    for view in VIEWS:
        page.locator(f"[data-view={view}]").click()
        assert (view, violations(page)) == (view, [])


def test_enough_contrast_in_the_dark(open_page: Open) -> None:
    page = open_page("en", "#at=2027-01-12", scheme="dark")
    for view in VIEWS:
        page.locator(f"[data-view={view}]").click()
        assert (view, violations(page, CONTRAST)) == (view, [])


def test_no_serious_violation_on_a_phone(open_page: Open) -> None:
    page = open_page("zh", "#at=2027-01-12", width=390)
    for view in VIEWS:
        page.locator(f"[data-view={view}]").click()
        assert (view, violations(page, without=CONTRAST)) == (view, [])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_violation_with_panel_filters_and_menu(open_page: Open, scheme: str) -> None:
    page = open_page("en", "#at=2027-01-12&pool=periodic,hook&item=release-3", scheme=scheme)
    page.locator("[data-filter=pool] summary").click()
    page.locator(".alert.gaps").click()
    assert violations(page, *([CONTRAST] if scheme == "dark" else [])) == []


def sheets(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def boxes(pdf: bytes) -> set[tuple[int, int]]:
    found = re.findall(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)", pdf)
    return {(round(float(width)), round(float(height))) for width, height in found}


def print_pdf(page: Any) -> bytes:
    return bytes(page.pdf(prefer_css_page_size=True, print_background=True))


def lay_paper(page: Any) -> None:
    """What the browser does before it prints; the page stays as it is printed."""
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")


@pytest.mark.parametrize(("name", "months"), [("en", 1), ("many-zh", 3)])
def test_paper_is_a4_landscape_and_holds_one_month_a_sheet(open_page: Open, name: str, months: int) -> None:
    page = open_page(name, "#view=month&item=release-3", scheme="dark")
    pdf = print_pdf(page)
    assert sheets(pdf) == months
    assert boxes(pdf) <= {(842, 595), (842, 596)}
    page.emulate_media(media="print")
    assert page.locator(".month:visible").count() == months
    assert page.locator("#panel").is_hidden()
    assert page.locator(".toolbar").is_hidden()


def test_printed_columns_are_even_whatever_the_screen_was(open_page: Open) -> None:
    page = open_page("many-zh")
    for width in (1280, 390):
        page.emulate_media(media="null")
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(media="print")
        widths = page.eval_on_selector_all(
            ".month", "months => months.map(one => [...one.querySelectorAll('thead th')].slice(1, 6)"
            ".map(head => Math.round(head.getBoundingClientRect().width)))",
        )  # fmt: skip
        assert len(widths) == 3
        assert all(max(month) - min(month) <= 1 for month in widths)


@pytest.mark.parametrize("view", ["people", "channels"])
def test_a_timeline_is_printed_as_it_is_seen(open_page: Open, view: str) -> None:
    page = open_page("en", f"#view={view}&pool=periodic,hook", scheme="dark")
    seen = page.locator(".bar .l").all_text_contents()
    names = page.locator(".track-row h3").all_text_contents()
    pdf = print_pdf(page)
    assert (sheets(pdf), len(boxes(pdf))) == (1, 1)
    assert page.locator("#paper").count() == 0
    lay_paper(page)
    assert page.locator(".month:visible").count() == page.locator(".toolbar:visible").count() == 0
    assert sorted(page.locator(".sheet .bar .l").all_text_contents()) == sorted(seen)
    assert page.locator(".sheet .track-row h3").all_text_contents() == names
    title = {"people": "Timeline by person", "channels": "Timeline by channel"}[view]
    assert page.locator(".sheet h2").inner_text() == f"Content calendar 2027-01 · {title}"
    assert page.locator(".sheet header p").inner_text() == "periodic · hook (2 of 4)"
    assert page.locator(".sheet a").count() == 0
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("#paper").count() == 0


def test_a_long_timeline_takes_several_sheets_and_loses_nothing(open_page: Open) -> None:
    page = open_page("many-zh", "#view=people", width=390)
    lay_paper(page)
    heights = page.eval_on_selector_all(".sheet", "all => all.map(one => one.getBoundingClientRect().height)")
    assert len(heights) > 3
    assert max(heights) <= 192 / 25.4 * 96
    assert page.locator(".sheet .bar").count() == 1500
    assert page.locator(".sheet .axis").count() == len(heights)
    assert page.evaluate("document.querySelector('.sheet .time').scrollWidth") <= 277 / 25.4 * 96
    page.emulate_media(media="null")
    assert sheets(print_pdf(page)) == len(heights)


def test_the_week_is_printed_from_the_week(open_page: Open) -> None:
    page = open_page("en", "#view=week&at=2027-01-11", width=390, scheme="dark")
    assert sheets(print_pdf(page)) == 1
    page.emulate_media(media="print")
    assert page.locator(".month:visible").count() == 0
    assert (
        page.locator("#view-week h2").inner_text()
        == "Content calendar 2027-01 · W02 · 2027-01-11 – 2027-01-17"
    )
    tops = page.eval_on_selector_all(".board > section", "days => days.map(one => one.offsetTop)")
    assert len(tops) == 7 and len(set(tops)) == 1


def test_the_list_is_printed_from_the_list(open_page: Open) -> None:
    page = open_page("en", "#view=list&pool=hook,basic&sort=-item")
    page.emulate_media(media="print")
    assert page.locator("#view-list tr[data-e]:visible .id").all_inner_texts() == [
        "intro",
        "case-bank",
        "paper-hospital",
    ]
    assert page.locator("h1").is_visible()
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
