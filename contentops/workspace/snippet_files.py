"""Reading `snippets.yaml` and `snippets/`: two lists a file, of which either may be missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from contentops.models.base import Record
from contentops.models.snippets import ApprovedQuote, SharedText, Snippets
from contentops.problem import suggest
from contentops.workspace.validate import Place

if TYPE_CHECKING:
    from contentops.workspace.load import Loader
    from contentops.workspace.yaml_reader import YamlDocument

KINDS: tuple[tuple[str, str, type[Record]], ...] = (
    ("quote", "quotes", ApprovedQuote),
    ("text", "texts", SharedText),
)
"""What `locate` calls a record, the key of its list, and its model."""


def load_snippets(loader: Loader) -> Snippets:
    """Every snippet that is valid; what is wrong with the others is in the loader's problems.

    The files do not count into the plan's input hash: no word of a quote changes a plan.
    """
    documents = list(loader.documents(loader.yaml_files("snippets"), ("quote", "text"), hashed=False))
    for document in documents:
        _check_keys(loader, document)
    found: dict[str, dict[str, Any]] = {}
    for kind, top, model in KINDS:
        listed = (
            (document, document.data[top])
            for document in documents
            if isinstance(document.data, dict) and document.data.get(top) is not None
        )
        records: dict[str, Any] = {}
        for document, entries in listed:
            if not isinstance(entries, list):
                place = Place(document)
                hint = "write one entry a line, each after a dash"
                loader.report(place.problem("wrong-type", f"{top}: expected a list", top, hint=hint))
                loader.loaded.incomplete.add(kind)
                continue
            records.update(loader.records(document, kind, top, model, entries))
        found[kind] = records
    return Snippets(found["quote"], found["text"])


def _check_keys(loader: Loader, document: YamlDocument) -> None:
    place, tops = Place(document), [top for _, top, _ in KINDS]
    if document.data is None:
        return
    if not isinstance(document.data, dict):
        loader.loaded.incomplete.update(kind for kind, _, _ in KINDS)
        hint = "begin the file with quotes: or texts: and indent the list below it"
        loader.report(place.problem("wrong-type", "expected the key quotes or texts with a list", hint=hint))
        return
    for key in document.data:
        if key not in tops:
            hint = suggest(str(key), tops, noun="keys")
            loader.report(
                place.problem(
                    "unknown-key", f"the file has no key {key}", key, key=True, got=str(key), hint=hint
                )
            )
