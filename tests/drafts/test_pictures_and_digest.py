"""Pictures that go out with an item are listed in its draft; the digest of a post stands in the front matter."""

from __future__ import annotations

from typing import Any

import pytest

from contentops.lint import lint_text
from contentops.models.base import Language
from tests.conftest import Build, settings
from tests.drafts.declared_facts import example_of, fill, template_of
from tests.drafts.rendering import render_all
from tests.drafts.test_templates_en import make_files

ASSETS = [
    {"path": "media/board_room.jpg", "note": "The board room. Photo: Jo Day"},
    "media/logo.svg",
    {"path": "media/deck.pdf", "note": "The slides"},
]


def draft(build: Build, template: str, language: Language, **changes: Any) -> str:
    facts = fill(template_of(template, language).header.facts, example_of, optional=True)
    files = make_files(template, facts, **changes)
    files["contentops.yaml"] = settings(**{**_settings(files), "language": language})
    text = render_all(build(files))[template].text
    assert text is not None
    return text


def _settings(files: dict[str, Any]) -> dict[str, Any]:
    return {"brand": files["contentops.yaml"]["brand"]}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("template", ["partnership_release", "official_account_post", "customer_case"])
def test_pictures_are_listed_with_their_source(template: str, language: Language, build: Build) -> None:
    text = draft(build, template, language, assets=ASSETS)
    heading = {"zh": "\n## 配图\n", "en": "\n## Pictures\n"}[language]
    _, _, section = text.partition(heading)
    lines = section.strip().splitlines()[:2]
    assert "Photo: Jo Day" in lines[0]
    assert "board_room.jpg" in lines[0].replace("\\", "")
    assert "media/logo.svg" in lines[1]
    assert "deck.pdf" not in text, "a file that is not looked at"


def test_without_pictures_there_is_no_heading(build: Build) -> None:
    assert "Picture" not in draft(build, "partnership_release", "en", assets=["media/deck.pdf"])


def test_the_digest_stands_where_the_linter_measures_it(build: Build) -> None:
    facts = {"opening": "Hello there.", "sections": [{"title": "One", "text": "Text."}], "digest": "长" * 121}
    files = make_files("official_account_post", facts)
    text = render_all(build(files))["official_account_post"].text
    assert text is not None
    front = text.split("---\n")[1]
    assert f"digest: {'长' * 121}" in front
    assert "official-account-digest" in [found.rule for found in lint_text(text, [], path="a.md")]


def test_a_draft_without_a_digest_says_nothing_of_it(build: Build) -> None:
    assert "digest:" not in draft(build, "partnership_release", "en")


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "en",
            [
                "Kelong Ventures, a shareholder since an earlier round, invested again.",
                "(law) advised Acme on the round.",
            ],
        ),
        ("zh", ["领投，老股东同洲产业基金继续投资。", "本轮财务顾问为江渡资本。"]),
    ],
)
def test_a_funding_release_names_earlier_shareholders_and_advisers(
    language: Language, told: list[str], build: Build
) -> None:
    text = draft(build, "funding_release", language)
    assert [words for words in told if words not in text] == []
