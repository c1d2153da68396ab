"""A real browser for the page: one a session, with pages that tests take over from each other, each time loaded anew;
an error on the console fails the test.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from contentops.render.edition import Edition
from contentops.render.page.html import render_html
from tests.browser.pages import crowded, example, hostile

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chromium-browser")
MORNING = "2027-01-13T08:00:00"

Open = Callable[..., Any]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Headless Chromium; without one, or without playwright, the tests are skipped."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("there is no Chromium on PATH")
    with api.sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The file of a page by name, rendered once: `en`, `zh`, `hostile`, `many-en`, `provisional-zh` ..."""
    folder = tmp_path_factory.mktemp("pages")

    def edition(name: str) -> Edition:
        kind, _, language = name.rpartition("-")
        if kind == "many":
            return crowded(300, language)
        if kind == "provisional":
            return example(language, announced=False)
        return hostile() if name == "hostile" else example(name)

    def write(name: str) -> Path:
        path = folder / f"{name}.html"
        if not path.exists():
            path.write_text(render_html(edition(name)), encoding="utf-8", newline="")
        return path

    return write


class Pages:
    """Pages of the browser by what cannot be changed once they are open: the clock, and whether scripts run."""

    def __init__(self, browser: Any) -> None:
        self.noise: list[str] = []
        self.fetched: list[str] = []
        self._browser = browser
        self._free: dict[tuple[str | None, bool], list[Any]] = {}
        self._taken: list[tuple[tuple[str | None, bool], Any]] = []

    def take(self, now: str | None, *, scripts: bool) -> Any:
        """An empty page that no one else has in this test: a context costs more than all that a test does in it."""
        free = self._free.setdefault((now, scripts), [])
        if free:
            page = free.pop()
        else:
            page = self._browser.new_context(java_script_enabled=scripts).new_page()
            page.on("console", lambda message: self.noise.append(message.text))
            page.on("pageerror", lambda error: self.noise.append(str(error)))
            page.on("request", lambda request: self.fetched.append(request.url))
            if scripts and now is not None:
                page.clock.set_fixed_time(now)
        self._taken.append(((now, scripts), page))
        return page

    def give_back(self) -> None:
        """All pages that the test took, empty and with no medium of their own."""
        for key, page in self._taken:
            page.emulate_media(media="null")
            page.goto("about:blank")  # a fragment alone would not load the page anew
            self._free[key].append(page)
        self._taken.clear()
        self.noise.clear()
        self.fetched.clear()


@pytest.fixture(scope="session")
def pages(browser: Any) -> Pages:
    """The pages that tests take over from each other."""
    return Pages(browser)


@pytest.fixture
def open_page(pages: Pages, written: Callable[[str], Path]) -> Iterator[Open]:
    """Open a page from disk at a fragment; afterwards: no error, no message, and nothing was fetched."""

    def open_at(
        name: str = "en",
        fragment: str = "",
        *,
        width: int = 1440,
        height: int = 900,
        scheme: str = "light",
        now: str | None = MORNING,
        scripts: bool = True,
    ) -> Any:
        page = pages.take(now, scripts=scripts)
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme, media="null")
        page.goto(f"{written(name).as_uri()}{fragment}")
        return page

    yield open_at
    noise, fetched = list(pages.noise), list(pages.fetched)
    pages.give_back()
    assert noise == []
    away = [url for url in fetched if not url.startswith("file:") and url not in ("data:,", "about:blank")]
    assert away == []


def wait_for_address(page: Any, ending: str) -> None:
    """Wait until the address ends so: the page writes it a moment after what it shows."""
    page.wait_for_function("ending => decodeURI(location.href).endsWith(ending)", arg=ending, timeout=5000)
