"""Single values of `contentops.yaml` that the linter needs before anything else, read without a YAML library."""

from __future__ import annotations

import re
from pathlib import Path

from contentops.workspace.find import SETTINGS_FILE

_TIMEZONE = re.compile(
    rb"^timezone:[ \t]*[\"']?([A-Za-z0-9_+/-]{1,60})[\"']?[ \t]*(?:#.*)?\r?$", re.MULTILINE
)
_LANGUAGE = re.compile(rb"^language:[ \t]*[\"']?(zh|en)[\"']?[ \t]*(?:#.*)?\r?$", re.MULTILINE)
DEFAULT_TIMEZONE = "Asia/Shanghai"


def read_timezone(root: Path | None) -> str | None:
    """The timezone of the workspace, or its default; None outside a workspace and for one nobody knows."""
    if root is None:
        return None
    from zoneinfo import ZoneInfo

    found = _TIMEZONE.search((root / SETTINGS_FILE).read_bytes())
    name = found.group(1).decode() if found else DEFAULT_TIMEZONE
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None
    return name


def read_language(root: Path | None) -> str:
    """The language of the workspace, `zh` or `en`; "" outside a workspace and where it is not said."""
    found = _LANGUAGE.search((root / SETTINGS_FILE).read_bytes()) if root is not None else None
    return found.group(1).decode() if found else ""
