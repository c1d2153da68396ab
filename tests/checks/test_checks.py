"""Checks over a whole workspace: each is seen to find what it is for, at its place, and to stay silent."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from contentops.checks.context import Context
from contentops.checks.table import check_workspace
from contentops.models.period import parse_period
from contentops.problem import Problem
from contentops.workspace.load import load_workspace
from contentops.workspace.taboo_lists import check_taboo_lists
from tests.conftest import Build, item, settings

TODAY = date(2026, 11, 22)
EVENT = {"id": "summit", "title": "Summit", "kind": "summit", "start": "2027-03-10", "owner": "ann"}


def _check(root: Path, period: str | None = None) -> list[Problem]:
    loaded = load_workspace(root)
    assert loaded.workspace is not None, loaded.problems
    within = parse_period(period) if period else None
    return check_workspace(
        Context(loaded.workspace, loaded.locate, loaded.broken, ["customer_case"], TODAY, within)
    )


def _with(build: Build, *records: dict[str, Any], **files: Any) -> Path:
    return build({"pools/periodic/more.yaml": {"items": list(records)}, **files})


def test_a_sound_workspace_has_no_problems(build: Build) -> None:
    assert _check(build()) == []


@pytest.mark.parametrize(
    ("changes", "rule", "hint"),
    [
        ({"owner": "anne"}, "unknown-person", "did you mean ann?"),
        ({"watcher": "bob"}, "unknown-person", "known people: ann, ben, lee"),
        ({"persona": "ceo"}, "unknown-persona", "did you mean cto?"),
        ({"channels": ["blogg"]}, "unknown-channel", "did you mean blog?"),
        ({"review_chain": "standart"}, "unknown-review-chain", "did you mean standard?"),
        ({"template": "custumer_case"}, "unknown-template", "did you mean customer_case?"),
        ({"depends_on": ["into"]}, "unknown-item", "did you mean intro?"),
        ({"anchor": {"event": "sumit", "phase": "day"}}, "unknown-event", "no events are defined yet"),
        ({"anchor": {"node": "x", "offset": 0}}, "unknown-node", "no nodes are defined yet"),
        ({"effort": {"wirte": 2}}, "unknown-work-stage", "did you mean write?"),
        ({"effort": {"video": 2}}, "nobody-can", "add video to somebody's skills"),
        ({"assign": {"design": "ann"}}, "not-allowed", "give ann the skill design, or assign somebody else"),
        (
            {"assign": {"edit": "ann"}},
            "assigned-without-work",
            "add effort.edit, or take the assignment away",
        ),
        (
            {"window": {"not_before": "2027-02-02", "not_after": "2027-02-01"}},
            "impossible-window",
            "move not_after to 2027-02-02 or later",
        ),
        (
            {"embargo": "2027-02-02", "window": {"deadline": "2027-02-01"}},
            "impossible-window",
            "move deadline to 2027-02-02 or later",
        ),
        ({"window": {"deadline": "2026-11-01"}}, "window-past", "move the date, or set status: rejected"),
        (
            {"recurrence": {"rule": "FREQ=SOMETIMES", "start": "2027-01-01"}},
            "invalid-recurrence",
            "write an RFC 5545 rule such as FREQ=MONTHLY;BYDAY=-1TH",
        ),
        (
            {
                "recurrence": {
                    "rule": "FREQ=WEEKLY",
                    "start": "2027-01-01",
                    "overrides": {"2027-01-09": {"skip": True}},
                }
            },
            "override-without-occurrence",
            "use the date the rule gives, before any move because of a holiday",
        ),
    ],
)
def test_what_an_item_says_wrong(build: Build, changes: dict[str, Any], rule: str, hint: str) -> None:
    problems = _check(_with(build, item(id="talk", **changes)))
    assert [(p.rule, p.hint) for p in problems] == [(rule, hint)]
    assert problems[0].path == "pools/periodic/more.yaml"
    assert problems[0].line > 2


def test_a_reference_to_a_record_that_did_not_load_is_not_unknown(build: Build) -> None:
    root = _with(build, item(id="a", depends_on=["b"]), item(id="b", value="much"))
    assert _check(root) == []


def test_every_circle_is_reported_once(build: Build) -> None:
    root = _with(
        build,
        item(id="a", depends_on=["b"]),
        item(id="b", depends_on=["c"]),
        item(id="c", depends_on=["a", "intro"]),
        item(id="d", depends_on=["d"]),
    )
    messages = [p.message for p in _check(root)]
    assert messages == [
        "items wait for each other in a circle: a -> b -> c -> a",
        "items wait for each other in a circle: d -> d",
    ]


def test_anchors_on_events(build: Build) -> None:
    files = {"events/summit.yaml": {"events": [EVENT, {**EVENT, "id": "off", "status": "cancelled"}]}}
    root = _with(
        build,
        item(id="fits", anchor={"event": "summit", "phase": "recap"}),
        item(
            id="misses",
            anchor={"event": "summit", "phase": "warm_up"},
            window={"not_before": "2027-05-01"},
        ),
        item(id="dead", anchor={"event": "off", "phase": "day"}),
        **files,
    )
    assert [(p.rule, p.severity) for p in _check(root)] == [
        ("anchor-outside-window", "error"),
        ("anchor-cancelled", "warning"),
    ]
    outside = [p.rule for p in _check(root, "2027-Q2")]
    assert outside.count("anchor-outside-period") == 3


def test_stale_content_names_its_owner(build: Build) -> None:
    root = build(
        {
            "pools/basic/items.yaml": {
                "items": [
                    item(refresh_every="6m", last_refreshed="2026-05-21"),
                    item(id="fresh", refresh_every="6m", last_refreshed="2026-05-23"),
                ]
            }
        }
    )
    (problem,) = _check(root)
    assert (problem.rule, problem.severity) == ("stale-content", "warning")
    assert "2026-11-21" in problem.message
    assert "ask ann" in (problem.hint or "")


def test_what_is_never_used_and_what_asks_too_much(build: Build) -> None:
    changed = settings(
        channels=[
            {"id": "blog", "name": "Blog", "tier": "owned", "title_limit": 5, "quota": {"per_month": 4}},
            {"id": "wire", "name": "Wire", "tier": "portal"},
        ],
        cadence={"channels": {"blog": 2}},
    )
    root = build({"contentops.yaml": changed, "events/e.yaml": {"events": [EVENT]}})
    assert sorted((p.rule, p.severity) for p in _check(root)) == [
        ("cadence-above-quota", "warning"),
        ("never-used", "note"),
        ("never-used", "warning"),
        ("title-too-long", "warning"),
    ]


def test_reviews_that_nobody_gives(build: Build) -> None:
    team = settings()["team"]
    team[2].pop("reviews_per_week")
    (problem,) = _check(build({"contentops.yaml": settings(team=team)}))
    assert problem.rule == "nobody-can"
    assert problem.path == "contentops.yaml"


def test_ids_twice_and_in_two_cases(build: Build) -> None:
    changed = settings()
    changed["team"].append(dict(changed["team"][0]))
    root = _with(build, item(id="INTRO"), **{"contentops.yaml": changed})
    assert [p.rule for p in _check(root)] == ["duplicate-id", "ids-differ-in-case", "ids-differ-in-case"]


def test_ranges_the_wrong_way_round(build: Build) -> None:
    changed = settings()
    changed["team"][0]["leave"] = [{"from": "2027-02-03", "to": "2027-02-01"}]
    (problem,) = _check(build({"contentops.yaml": changed}))
    assert (problem.rule, problem.got) == ("impossible-range", "2027-02-01")


def test_what_switches_nothing_off_is_said(build: Build) -> None:
    lint = {"disable": ["taboo-word", "plceholder-left", "company", "oops", "world-leading"]}
    root = build({"contentops.yaml": settings(lint=lint), "taboo/company.txt": "silver bullet\n"})
    found = check_taboo_lists(root)
    assert [(p.got, p.severity) for p in found] == [("plceholder-left", "warning"), ("oops", "warning")]
    assert found[0].hint == "did you mean placeholder-left?"
    assert found[1].hint is not None
    assert found[1].hint.startswith("known rules and lists: ")
