"""Figures that are too old, without source or year; quotes that their speakers did not agree to."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contentops.drafts.fact_figures import figure_troubles
from contentops.drafts.fact_quotes import GivenConsent, QuoteUse, quote_problems, read_consent
from contentops.drafts.fact_types import FactSpec, shape_of
from contentops.models.base import Duration

SPEC = FactSpec("figures", type="figure", fields=shape_of("figure", "en"))
DAY = date(2027, 1, 12)
YEAR = Duration(count=12, unit="m")


def states(value: Any, day: date = DAY) -> list[str]:
    return [one.state for one in figure_troubles(value, SPEC, "en", used_on=day, stale_after=YEAR)]


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        ({"text": "31 customers", "source": "Register", "date": "2026-11"}, []),
        ({"text": "31 customers", "date": "2026-11"}, ["unsourced"]),
        ("31 customers", ["unsourced", "undated"]),
        ("In 2026 we had 31 customers", ["unsourced"]),
        ({"text": "31 customers", "source": "Report 2026"}, []),
        ({"text": "31 customers", "source": "Register", "date": "November"}, ["undated"]),
        ({"text": "31 家客户", "source": "台账", "date": "11 月"}, ["undated"]),
        ({"text": "31 家客户", "source": "台账", "date": "2025 年 11 月"}, ["stale"]),
        ({"text": "31", "source": "R", "date": "2026-01-12"}, []),
        ({"text": "31", "source": "R", "date": "2026-01-11"}, ["stale"]),
        ({"text": "31", "source": "R", "date": "Q4 2025"}, ["stale"]),
        ({"text": "31", "source": "R", "date": "2026"}, []),
        ({"text": "31", "source": "R", "date": "2019", "valid_until": "2027-01-12"}, []),
        ({"text": "31", "source": "R", "date": "2026-12", "valid_until": "2027-01-11"}, ["stale"]),
        ({"text": "12 days instead of 45", "source": "R", "period": "26 weeks after go-live"}, []),
        ({"text": {"zh": "31 家", "en": "31"}, "source": {"en": "R"}, "date": "2026-11"}, []),
        ({"source": "R"}, []),
        ([1], []),
    ],
)
def test_a_figure_is_judged_by_source_year_and_age(figure: Any, expected: list[str]) -> None:
    assert states(figure) == expected


def consent(**changes: Any) -> GivenConsent:
    given_consent = read_consent({"by": "Jo", "date": "2026-11-03", **changes}, "en")
    assert given_consent is not None
    return given_consent


def problems(given_consent: GivenConsent | None, **use: Any) -> list[tuple[str, str]]:
    place = QuoteUse(**{"last_day": DAY, "format": "press_release", "channels": ("website",), **use})
    return [(one.state, one.severity) for one in quote_problems(given_consent, place, date(2026, 12, 1))]


def test_no_consent_is_a_warning_and_none_at_all_for_our_own_people() -> None:
    assert problems(None) == [("no-consent", "warning")]
    assert quote_problems(None, QuoteUse(DAY, "case"), DAY, own=True) == []


def test_a_consent_ends_after_its_last_day() -> None:
    assert problems(consent(until="2027-01-12")) == []
    assert problems(consent(until="2027-01-11")) == [("consent-ended", "error")]
    assert problems(consent(date="2026-12-02")) == [("consent-later", "error")]


@pytest.mark.parametrize(
    ("covers", "use", "outside"),
    [
        ([], {}, False),
        (["press_release"], {}, False),
        (["website"], {}, False),
        ("website", {}, False),
        (["website"], {"channels": ("website", "portal")}, True),
        (["case"], {}, True),
        (["case"], {"channels": ()}, True),
        (["website"], {"channels": ()}, False),
        (["press_release", "website"], {"channels": ("portal",)}, False),
    ],
)
def test_a_consent_covers_channels_or_formats(covers: Any, use: dict[str, Any], outside: bool) -> None:
    expected = [("consent-not-covering", "error")] if outside else []
    assert problems(consent(**{"for": covers}), **use) == expected


VALUES = st.recursive(
    st.none() | st.booleans() | st.text(max_size=8) | st.integers() | st.dates(),
    lambda inside: (
        st.lists(inside, max_size=3)
        | st.dictionaries(
            st.sampled_from(["by", "date", "until", "for", "text", "source", "zh", "valid_until"]), inside
        )
    ),
    max_leaves=10,
)


@given(VALUES, st.dates(date(1990, 1, 1), date(2190, 1, 1)))
def test_no_value_breaks_the_judgement(value: Any, day: date) -> None:
    found = figure_troubles(value, SPEC, "zh", used_on=day, stale_after=YEAR)
    assert len({one.state for one in found}) == len(found)
    given_consent = read_consent(value, "en")
    for one in quote_problems(given_consent, QuoteUse(day, "case", ("a",)), day):
        assert one.severity == ("warning" if given_consent is None else "error")
