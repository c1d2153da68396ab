"""Chains: order, steps side by side, quorum, substitutes; and records as such."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from contentops.approvals.chain import Circumstances, Progress, judge_chain
from contentops.approvals.people import find_stand_ins
from contentops.approvals.record import Record, entry_id, make_entry, read_record
from contentops.models.approval import ApprovalEntry
from contentops.models.review import ReviewChain
from contentops.models.settings import Person
from contentops.workspace.approvals import render_entry
from contentops.workspace.validate import Place, validate
from contentops.workspace.yaml_reader import read_yaml

TODAY = date(2027, 1, 13)
TEXT, OTHER = "a" * 64, "b" * 64
PEOPLE = {name: Person(id=name, name=name) for name in ("ann", "lee", "lou", "pia", "kat", "sam")}


def chain(*steps: dict[str, Any], id_: str = "press") -> ReviewChain:
    return ReviewChain.model_validate({"id": id_, "steps": list(steps)})


PRESS = chain(
    {"role": "legal", "reviewers": ["lee", "lou"], "quorum": 2},
    {"role": "pr", "reviewers": ["pia"], "parallel": True},
    {"role": "partner", "reviewers": ["kat"]},
)


class Story:
    """A record told entry by entry; each has seen all before it unless `after` says otherwise."""

    def __init__(self) -> None:
        self.entries: list[ApprovalEntry] = []

    def add(
        self, what: str, who: str, role: str, *, after: list[ApprovalEntry] | None = None, **more: Any
    ) -> ApprovalEntry:
        values = {"item": "x", "at": "2027-01-13", "content": TEXT, "chain": "press", **more}
        seen = [one.id for one in after] if after is not None else list(read_record("x", self.entries).heads)
        entry = make_entry(what=what, who=who, role=role, after=seen, **values)
        self.entries.append(entry)
        return entry

    def record(self) -> Record:
        return read_record("x", self.entries)

    def judge(self, on: ReviewChain = PRESS, **changes: Any) -> Progress:
        known = {"people": PEOPLE, "owner": "ann", "content": TEXT, "today": TODAY, **changes}
        return judge_chain(on, self.record(), Circumstances(**known))


def states(progress: Progress) -> list[str]:
    return [step.state for step in progress.steps]


def test_order_parallel_steps_and_quorum() -> None:
    story = Story()
    assert story.judge().state == "not-submitted"
    story.add("submitted", "ann", "owner")
    assert states(story.judge()) == ["open", "open", "waiting"]
    story.add("approved", "pia", "pr")
    assert states(story.judge()) == ["open", "done", "waiting"]
    story.add("approved", "lou", "legal")
    progress = story.judge()
    assert [holder.person for holder in progress.steps[0].holders] == ["lee"]
    assert progress.steps[0].lacking == 1
    story.add("approved", "lee", "legal")
    assert states(story.judge()) == ["done", "done", "open"]
    story.add("approved", "kat", "partner")
    assert story.judge().state == "approved"


def test_signing_before_ones_turn_does_not_count_later() -> None:
    story = Story()
    story.add("submitted", "ann", "owner")
    story.add("approved", "kat", "partner")
    story.add("approved", "lou", "legal")
    story.add("approved", "lee", "legal")
    story.add("approved", "pia", "pr")
    progress = story.judge()
    assert states(progress) == ["done", "done", "open"]
    assert progress.ignored[0][1] == "it was not yet the turn of partner"


def test_two_who_sign_at_once_both_count() -> None:
    story = Story()
    submitted = story.add("submitted", "ann", "owner")
    for who, role in (("lee", "legal"), ("lou", "legal"), ("pia", "pr")):
        story.add("approved", who, role, after=[submitted])
    assert len(story.record().heads) == 3
    story.add("approved", "kat", "partner")
    assert story.judge().state == "approved"
    assert len(story.record().heads) == 1


def test_a_step_that_two_chains_ask_of_different_people() -> None:
    twice = chain({"role": "legal", "reviewers": ["lee"]}, {"role": "legal", "reviewers": ["kat"]})
    story = Story()
    story.add("submitted", "ann", "owner")
    story.add("approved", "lee", "legal")
    assert states(story.judge(twice)) == ["done", "open"]
    story.add("approved", "lee", "legal")
    assert states(story.judge(twice)) == ["done", "open"]
    story.add("approved", "kat", "legal")
    assert story.judge(twice).state == "approved"


def test_rounds() -> None:
    story = Story()
    submitted = story.add("submitted", "ann", "owner")
    approvals = [story.add("approved", who, "legal", after=[submitted]) for who in ("lee", "lou")]
    story.add("rejected", "pia", "pr", after=[submitted])
    assert story.judge().state == "rejected"
    # Submitted again by somebody who has not seen the rejection: it still stands.
    again = story.add("submitted", "ann", "owner", after=approvals)
    assert story.judge().state == "rejected"
    story.add("submitted", "ann", "owner")
    assert story.judge().state == "in-review"
    assert not any(step.approvals for step in story.judge().steps)
    assert again.id in {entry.id for entry in story.entries}


def test_another_text_is_stale_and_says_what_was_approved() -> None:
    story = Story()
    story.add("submitted", "ann", "owner")
    story.add("approved", "lee", "legal")
    progress = story.judge(content=OTHER)
    assert progress.state == "stale"
    assert progress.steps[0].approvals
    assert story.judge(content=None).state == "stale"


def test_substitutes() -> None:
    away = {"leave": [{"from": "2027-01-11", "to": "2027-01-15", "substitute": "sam"}]}
    people = {
        **PEOPLE,
        "lee": Person.model_validate({"id": "lee", "name": "lee", "substitute": "kat", **away}),
    }
    assert find_stand_ins("lee", people, TODAY) == ["sam"]
    assert find_stand_ins("lee", people, date(2027, 1, 16)) == []
    busy = Person.model_validate(
        {"id": "sam", "name": "sam", "substitute": "lee", "leave": [{"from": "2027-01-13"}]}
    )
    assert find_stand_ins("lee", {**people, "sam": busy}, TODAY) == ["sam"]
    on = Person.model_validate(
        {"id": "sam", "name": "sam", "substitute": "lou", "leave": [{"from": "2027-01-13"}]}
    )
    assert find_stand_ins("lee", {**people, "sam": on}, TODAY) == ["sam", "lou"]


def test_one_substitute_answers_once() -> None:
    leave = [{"from": "2027-01-11", "to": "2027-01-15"}]
    people = {
        **PEOPLE,
        **{
            name: Person.model_validate({"id": name, "name": name, "substitute": "sam", "leave": leave})
            for name in ("lee", "lou")
        },
    }
    story = Story()
    story.add("submitted", "ann", "owner")
    story.add("approved", "sam", "legal", stands_in_for="lee")
    story.add("approved", "sam", "legal", stands_in_for="lou")
    progress = story.judge(people=people)
    assert states(progress)[0] == "open"
    assert progress.ignored[0][1] == "sam has signed this step already"


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """Records with branches, as git would join them."""
    story = Story()
    for number in range(draw(st.integers(1, 9))):
        what = draw(
            st.sampled_from(["submitted", "approved", "approved", "approved", "rejected", "withdrawn"])
        )
        who, role = draw(
            st.sampled_from(
                [("lee", "legal"), ("lou", "legal"), ("pia", "pr"), ("kat", "partner"), ("sam", "pr")]
            )
        )
        seen = (
            draw(st.lists(st.sampled_from(story.entries), max_size=2, unique_by=lambda one: one.id))
            if story.entries
            else []
        )
        content = draw(st.sampled_from([TEXT, TEXT, OTHER]))
        story.add(what, who, role, after=seen, content=content, note=f"{number}")
    return story


@given(stories(), st.randoms())
def test_the_order_of_lines_means_nothing(story: Story, random: Any) -> None:
    before = story.judge()
    shuffled = [*story.entries, *story.entries[:2]]
    random.shuffle(shuffled)
    story.entries = shuffled
    assert story.judge() == before


@given(stories(), st.data())
def test_an_altered_entry_is_always_seen(story: Story, data: st.DataObject) -> None:
    number = data.draw(st.integers(0, len(story.entries) - 1))
    entry = story.entries[number]
    field, value = data.draw(
        st.sampled_from(
            [("who", "eve"), ("role", "boss"), ("what", "published"), ("content", "c" * 64), ("chain", "none"),
             ("at", "2027-01-12"), ("note", "other"), ("item", "y"), ("after", ["d" * 32]), ("override", "why")]
        )
    )  # fmt: skip
    story.entries[number] = entry.model_copy(update={field: value})
    assert any(fault.rule == "approval-altered" for fault in story.record().faults)


@given(stories(), st.data())
def test_an_entry_that_others_have_seen_is_missed(story: Story, data: st.DataObject) -> None:
    seen = sorted({parent for entry in story.entries for parent in entry.after})
    if not seen:
        return
    gone = data.draw(st.sampled_from(seen))
    story.entries = [entry for entry in story.entries if entry.id != gone]
    assert any(fault.rule == "approval-missing" for fault in story.record().faults)


@given(stories())
def test_a_sound_record_has_no_faults_and_never_approves_without_everybody(story: Story) -> None:
    record = story.record()
    assert record.faults == ()
    progress = story.judge()
    if progress.state == "approved":
        approved = {
            entry.who for entry in record.entries if entry.what == "approved" and entry.content == TEXT
        }
        assert {"lee", "lou", "kat"} <= approved
        assert "pia" in approved


def test_entries_that_come_after_themselves() -> None:
    story = Story()
    one = story.add("submitted", "ann", "owner")
    two = story.add("approved", "lee", "legal")
    story.entries = [one.model_copy(update={"after": [two.id]}), two]
    rules = {fault.rule for fault in story.record().faults}
    assert "approval-circle" in rules


def test_a_day_set_back_is_seen() -> None:
    story = Story()
    story.add("submitted", "ann", "owner")
    story.add("approved", "lee", "legal", at="2027-01-12T23:00:00+08:00")
    assert [fault.rule for fault in story.record().faults] == ["approval-backdated"]


# The characters that a YAML file may hold.
PRINTABLE = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
    | st.sampled_from("\n\t\x85"),
    max_size=60,
)


@given(PRINTABLE, PRINTABLE)
def test_an_entry_is_one_line_that_reads_back(note: str, role: str) -> None:
    entry = make_entry(
        item="x", at="2027-01-13T09:30:00+08:00", who="ann", role=role, what="rejected", note=note,
        after=["0" * 32, "1" * 32], url="https://example.com/a?b=1,2#c",
    )  # fmt: skip
    line = render_entry(entry)
    assert line.count("\n") == 0
    document = read_yaml(line + "\n", "x.yaml")
    assert not document.problems
    again, problems = validate(ApprovalEntry, document.data[0], Place(document, (0,)), noun="entry")
    assert not problems
    assert again == entry
    assert again is not None
    assert entry_id(again) == entry.id
