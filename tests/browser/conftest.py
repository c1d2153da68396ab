"""A real browser for the page: one a session, a fresh context a test; an error on the console fails the test."""

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


@pytest.fixture
def open_page(browser: Any, written: Callable[[str], Path]) -> Iterator[Open]:
    """Open a page from disk at a fragment; afterwards: no error, no message, and nothing was fetched."""
    contexts: list[Any] = []
    noise: list[str] = []
    fetched: list[str] = []

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
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, java_script_enabled=scripts
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: noise.append(message.text))
        page.on("pageerror", lambda error: noise.append(str(error)))
        page.on("request", lambda request: fetched.append(request.url))
        if scripts and now is not None:
            page.clock.set_fixed_time(now)
        page.goto(f"{written(name).as_uri()}{fragment}")
        return page

    yield open_at
    for context in contexts:
        context.close()
    assert noise == []
    assert [url for url in fetched if not url.startswith("file:") and url != "data:,"] == []
