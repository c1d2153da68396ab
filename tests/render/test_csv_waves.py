"""The calendar as CSV: a row a wave, which Excel opens without obeying it."""

from __future__ import annotations

import csv
import io

import pytest

from contentops.models.workspace import Workspace
from contentops.render.csv_waves import harmless_cell, render_csv
from contentops.render.edition import Edition
from tests.render.example import build_calendar, build_workspace


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_row_for_each_wave_by_date() -> None:
    found = rows(render_csv(Edition(build_calendar("en"), build_workspace("en"))))
    assert [(row["Date"], row["Channel"], row["State"], row["Id"]) for row in found] == [
        ("2027-01-05", "Website", "published", "case-bank"),
        ("2027-01-12", "TechWire newsroom", "pinned", "release-3"),
        ("2027-01-13", "LinkedIn page", "pinned", "release-3"),
        ("2027-01-13", "Website", "pinned", "release-3"),
        ("2027-01-14", "LinkedIn page", "planned", "paper-hospital"),
        ("2027-01-25", "Website", "cancelled", "intro"),
    ]
    assert {row["Published"] for row in found if row["Id"] == "release-3"} == {"2027-01-12"}


def test_an_entry_without_channels_has_its_row() -> None:
    entry = build_calendar("en").entries[0].model_copy(update={"channels": []})
    found = rows(render_csv(Edition(build_calendar("en", entries=[entry]), build_workspace("en"))))
    assert [(row["Date"], row["Channel"], row["Id"]) for row in found] == [("2027-01-12", "", "release-3")]


def test_a_byte_order_mark_only_when_the_workspace_wants_it() -> None:
    workspace = build_workspace("zh")
    plain = render_csv(Edition(build_calendar("zh"), workspace))
    changed = workspace.settings.model_copy(update={"csv_bom": True})
    marked = render_csv(Edition(build_calendar("zh"), Workspace(changed, workspace.items, {}, {})))
    assert marked == "\ufeff" + plain
    assert marked.encode().startswith(b"\xef\xbb\xbf")
    assert plain.startswith("日期,周,渠道,标题,")
    assert plain.count("\r\n") == plain.count("\n")


@pytest.mark.parametrize(
    "text",
    ["=cmd|' /C calc'!A0", "+1", "-1", "@x", "\t=1", "\r=1", "  =1", "\u3000=1", "＝1", "＋1", "－1", "＠x"],
)
def test_what_begins_a_formula_is_quoted(text: str) -> None:
    assert harmless_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "a=1", "2027-01-04", "《白皮书》", "1-2", "'"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert harmless_cell(text) == text


def test_a_hostile_title_is_text_in_the_file() -> None:
    entry = (
        build_calendar("en").entries[0].model_copy(update={"title": '=HYPERLINK("x","y")', "notes": "a\n=b"})
    )
    found = rows(render_csv(Edition(build_calendar("en", entries=[entry]), build_workspace("en"))))
    assert {row["Title"] for row in found} == {'\'=HYPERLINK("x","y")'}
    assert found[0]["Notes"] == "a\n=b"
