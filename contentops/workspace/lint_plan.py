"""What a workspace knows of its drafts, for the linter: dates, embargoes, channels.

Neither the models nor a whole check: what is wrong with a calendar or a pool is for `contentops check` to
say. The facts are kept in the cache, so that a run with nothing changed reads no YAML.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from contentops.lint.draft_settings import ChannelLimits, PlannedFacts
from contentops.lint.run import PlannedDraft
from contentops.workspace.cache import content_key, read_cache, write_cache
from contentops.workspace.find import SETTINGS_FILE
from contentops.workspace.yaml_files import find_yaml_files

_CACHE_NAME = "lint-plan.json"
_FORMAT = 3
_FOLDERS = ("calendars", "pools")


class LintPlan:
    """Looks up drafts by the item and the period that their front matter names."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._channels: Mapping[str, Any] = document["channels"]
        self._items: Mapping[str, Any] = document["items"]
        self._entries: Mapping[str, Any] = document["entries"]

    def find_by_fields(self, fields: Mapping[str, object]) -> PlannedDraft | None:
        """What is known of the draft with this front matter; None where it names no item that anybody knows."""
        item, *rest = (
            value if isinstance(value := fields.get(key), str) else ""
            for key in ("item", "period", "channel", "module")
        )
        return self.find(item, *rest) if item else None

    def find(self, item: str, period: str = "", channel: str = "", module: str = "") -> PlannedDraft | None:
        """What is known of the draft of `item` (`ID` or `ID@DATE`); None for an item nobody knows.

        An item on several calendars is looked up in that of `period`, else in the latest. The version for
        a `channel` is measured by that channel alone, on its day; a `module` goes to none by itself.
        """
        planned = self._entries.get(item, {})
        publish, waves, days = planned.get(period) or (planned[max(planned)] if planned else ("", [], []))
        known = self._items.get(item.partition("@")[0])
        if not planned and known is None:
            return None
        form, embargo, wanted = known or ("", "", [])
        channels = tuple(waves or wanted)
        if channel:
            publish = dict(zip(waves, days, strict=False)).get(channel, publish)
            channels = (channel,)
        elif module:
            publish, channels = "", ()
        limits = [ChannelLimits(*self._channels[name]) for name in channels if name in self._channels]
        return PlannedDraft(PlannedFacts(publish, embargo, tuple(limits)), channels, form)


def load_lint_plan(root: Path) -> LintPlan:
    """The facts of the workspace's calendars and pools, from the cache when none of them changed."""
    sources = dict(_read_sources(root))
    names = "\n".join(sources).encode("utf-8", "surrogateescape")
    key = content_key(str(_FORMAT).encode(), names, *sources.values())
    cached = read_cache(root, _CACHE_NAME, key)
    if cached is not None:
        try:
            return LintPlan(json.loads(cached))
        except (ValueError, KeyError, TypeError):
            pass
    document = _collect(sources)
    write_cache(root, _CACHE_NAME, key, json.dumps(document, ensure_ascii=False, separators=(",", ":")))
    return LintPlan(document)


def _read_sources(root: Path) -> Iterator[tuple[str, bytes]]:
    paths = [root / SETTINGS_FILE]
    for folder in _FOLDERS:
        paths += [path for path in find_yaml_files(root, folder) if isinstance(path, Path)]
    for path in paths:
        try:
            yield path.relative_to(root).as_posix(), path.read_bytes()
        except OSError:
            continue


def _collect(sources: Mapping[str, bytes]) -> dict[str, Any]:
    from contentops.workspace.yaml_reader import read_yaml

    document: dict[str, Any] = {"channels": {}, "items": {}, "entries": {}}
    for name, content in sources.items():
        data = read_yaml(content.decode("utf-8", "replace"), name).data
        if not isinstance(data, dict):
            continue
        if name == SETTINGS_FILE:
            for channel in _records(data, "channels"):
                limit, links = channel.get("title_limit"), channel.get("links")
                limits = [_shown(channel), limit if isinstance(limit, int) else None, links is not False]
                document["channels"][_text(channel.get("id"))] = limits
        elif name.startswith("calendars/"):
            for entry in _records(data, "entries"):
                waves = [_text(wave.get("channel")) for wave in _records(entry, "channels")]
                days = [_text(wave.get("date")) for wave in _records(entry, "channels")]
                periods = document["entries"].setdefault(_text(entry.get("item")), {})
                periods[Path(name).stem] = [_text(entry.get("publish")), waves, days]
        else:
            for item in _records(data, "items"):
                names = _channel_names(item.get("channels"))
                facts = [_text(item.get("format")), _text(item.get("embargo")), names]
                document["items"][_text(item.get("id"))] = facts
    return document


def _records(data: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    value = data.get(key)
    return [record for record in value if isinstance(record, dict)] if isinstance(value, list) else []


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _shown(channel: Mapping[str, Any]) -> str:
    """A channel's name for readers, which tells an official account; its id when it has none."""
    name = channel.get("name")
    names = list(name.values()) if isinstance(name, dict) else [name]
    return next((text for text in names if isinstance(text, str)), _text(channel.get("id")))


def _channel_names(value: object) -> list[str]:
    """An item's channels: names, or mappings that hold one under `channel`."""
    given = value if isinstance(value, list) else []
    names = [one.get("channel") if isinstance(one, dict) else one for one in given]
    return [name for name in names if isinstance(name, str)]
