"""How long the page's script takes for each change, with as many items as asked for.

    python -m benchmarks.page_speed [--items 300] [--language zh|en]

Opens the page in headless Chromium (it must be on PATH, with playwright for Python), goes through every view and
filters each. `script ms` is processor time of the page's thread spent in scripts, which other programs on the machine
do not lengthen; `elapsed ms` is what the page itself measured (`performance.measure`), without layout and painting.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from contentops.render.page.html import render_html
from tests.browser.pages import crowded

VIEWS = ("month", "week", "people", "channels", "list")
STEPS = ("open", "search 12", "search 1", "search cleared", "pool hook", "filters cleared")
REPEATS = 5


def script_ms(session: Any) -> float:
    """Processor time in scripts so far, in ms."""
    metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    return float(metrics["ScriptDuration"]) * 1000


def run_view(page: Any, session: Any, view: str) -> list[tuple[float, float]]:
    """Script and elapsed ms of each of STEPS in a view."""
    other = "list" if view != "list" else "week"
    actions = (
        f"document.querySelector('[data-view={view}]').click()",
        "type('12')",
        "type('1')",
        "type('')",
        "document.querySelector('[data-filter=pool] input[value=hook]').click()",
        "document.getElementById('clear').click()",
    )
    page.evaluate(f"document.querySelector('[data-view={other}]').click()")
    page.evaluate(
        "window.type = (text) => { const box = document.getElementById('search'); box.value = text;"
        " box.dispatchEvent(new InputEvent('input')); }"
    )
    found = []
    for action in actions:
        page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 20)))")
        before = script_ms(session)
        page.evaluate(f"performance.clearMeasures(); {action}")
        after = script_ms(session)
        elapsed = page.evaluate(
            "performance.getEntriesByName('contentops').reduce((sum, one) => sum + one.duration, 0)"
        )
        found.append((after - before, float(elapsed)))
    return found


def main() -> None:
    """Render, open, measure, print."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--items", type=int, default=300)
    arguments.add_argument("--language", choices=("zh", "en"), default="zh")
    given = arguments.parse_args()
    from playwright.sync_api import sync_playwright

    edition = crowded(given.items, given.language)
    render_html(edition)
    started = perf_counter()
    text = render_html(edition)
    print(
        f"{given.items} items: rendered in {perf_counter() - started:.2f} s, {len(text.encode()) / 1000:.0f} kB"
    )
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "page.html"
        path.write_text(text, encoding="utf-8", newline="")
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        page.goto(path.as_uri())
        print(f"opened with {script_ms(session):.0f} ms of script")
        print(f"{'view':10}{'step':18}{'script ms':>10}{'elapsed ms':>12}")
        for view in VIEWS:
            runs = [run_view(page, session, view) for _ in range(REPEATS)]
            for n, step in enumerate(STEPS):
                script, elapsed = (median(run[n][k] for run in runs) for k in (0, 1))
                print(f"{view:10}{step:18}{script:10.1f}{elapsed:12.1f}")
        browser.close()


if __name__ == "__main__":
    main()
