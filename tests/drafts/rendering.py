"""Rendering the drafts of a small workspace without the command line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from contentops.drafts.orders import order_items
from contentops.drafts.render import Draft, DraftRenderer
from contentops.models.base import Language
from contentops.workspace.draft_files import TemplateFolders
from contentops.workspace.load import load_workspace
from contentops.workspace.yaml_reader import read_yaml

TODAY = date(2027, 1, 4)


def render_all(
    root: Path, *, allow_missing: bool = False, language: Language | None = None
) -> dict[str, Draft]:
    """The draft of every item that has a template, by template."""
    loaded = load_workspace(root)
    workspace = loaded.workspace
    assert workspace is not None, loaded.problems
    assert not [p for p in loaded.problems if p.severity == "error"], loaded.problems
    renderer = DraftRenderer(
        workspace, language or workspace.settings.language, TemplateFolders(root), read_yaml, loaded.locate
    )
    names = [item.id for item in workspace.items.values() if item.template]
    orders = order_items(names, [], workspace, TODAY)
    return {
        order.item.template or "": renderer.render(order, allow_missing=allow_missing) for order in orders
    }
