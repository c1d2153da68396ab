"""Write calendars/: the demo workspaces' quarter as `contentops demo` plans it, in both languages.

Run it after a change to the planner, the renderers or the demo workspaces: `python tools/build_calendars.py`; a
test compares. The files show what a plan looks like, and a change in them shows what a change did.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from contentops.models.base import LANGUAGES, Language
from contentops.models.period import parse_period
from contentops.render.edition import Edition
from contentops.render.formats import FORMATS, render_files
from contentops.schedule.planning import plan_period
from contentops.workspace.load import load_workspace
from contentops.workspace.scaffold import scaffold_files, write_workspace

TARGET = Path(__file__).resolve().parent.parent / "calendars"
TODAY = date(2026, 11, 22)
QUARTER = parse_period("2027-Q1")


def render_calendars(language: Language) -> dict[str, bytes]:
    """The planned quarter of the demo workspace in every format, by path below `calendars/`."""
    with TemporaryDirectory() as folder:
        root = Path(folder) / "demo"
        write_workspace(root, scaffold_files(language, QUARTER, TODAY))
        workspace = load_workspace(root).workspace
        if workspace is None:
            raise SystemExit(f"the demo workspace {language} does not load")
        calendar = plan_period(workspace, QUARTER, TODAY, effort="quick")
    edition = Edition(calendar, workspace)
    return {
        f"{language}/{path}": content
        for name in FORMATS
        for path, content in render_files(edition, name).items()
    }


if __name__ == "__main__":
    for chosen in LANGUAGES:
        for name, content in render_calendars(chosen).items():
            (TARGET / name).parent.mkdir(parents=True, exist_ok=True)
            (TARGET / name).write_bytes(content)
