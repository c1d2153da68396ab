"""The handbook of the test workspace, gathered once: its templates take seconds to compile."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from contentops.manual.blocks import Document
from contentops.manual.document import build_document
from contentops.manual.handbook import Handbook
from contentops.models.base import Language
from contentops.yaml_writer import dump
from tests.manual.test_handbook import gather
from tests.manual.workspace import Shared, handbook_files


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Shared:
    """The book and the document of a language."""

    @cache
    def make(language: Language) -> tuple[Handbook, Document]:
        root: Path = tmp_path_factory.mktemp("handbook") / "workspace"
        for name, content in handbook_files(language).items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            text = content if isinstance(content, str) else dump(content)
            path.write_text(text, encoding="utf-8", newline="")
        book = gather(root, language)
        return book, build_document(book)

    return make
