"""Where the files shipped with the program are, installed or in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def template_dir(*parts: str) -> Path:
    """A directory of shipped templates, for example `template_dir("drafts", "zh")`."""
    installed = _PACKAGE / "_templates"
    root = installed if installed.is_dir() else _PACKAGE.parent / "templates"
    return root.joinpath(*parts)
