"""The merge of a draft, case by case: what a person expects of it."""

from __future__ import annotations

import pytest

from contentops.conflict_marks import find_marks
from contentops.drafts.merge import merge
from contentops.drafts.merge_parts import split_sentences
from contentops.drafts.rendering_mark import fingerprint, is_unedited, read_mark, set_mark, strip_mark

DRAFT = """---
title: Acme opens in Leipzig
publish: 2027-01-06
channels:
  - blog
  - wechat
keywords: [office, hiring]
owner: ann
---

# Acme opens in Leipzig

LEIPZIG, 6 January 2027 – Acme opens an office. It has 30 people. The rent is fair.

- The pilot ran for six weeks
- Costs fell by a third

| part | hours |
|---|---|
| import | 4 |

## About Acme

Acme builds tools for editors in regulated trades.

Contact: Jo Day
Phone: 123
"""


def both(*changes: tuple[str, str], new: tuple[tuple[str, str], ...], draft: str = DRAFT) -> str:
    """The draft after a person's changes and other ones of the rendering, without a conflict."""
    merged = merge(draft, _apply(draft, changes), _apply(draft, new), "en")
    assert merged.conflicts == (), merged.text
    return merged.text


def _apply(text: str, changes: tuple[tuple[str, str], ...]) -> str:
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    return text


@pytest.mark.parametrize(
    ("yours", "new"),
    [
        (("It has 30 people.", "It has 30 people, and growing."), ("6 January", "13 January")),
        ((" The rent is fair.", ""), ("6 January", "13 January")),
        (("- Costs fell by a third", "- Costs fell by two fifths"), ("six weeks", "seven weeks")),
        (("- Costs fell by a third", "- Costs fell by a third\n- Nobody left"), ("six weeks", "seven weeks")),
        (("Phone: 123", "Phone: 999"), ("Contact: Jo Day", "Contact: Al Day")),
        (("## About Acme", "## Acme in brief"), ("tools for editors", "tools for writers")),
        (("Acme opens in Leipzig\npublish", "Acme comes to Leipzig\npublish"), ("2027-01-06", "2027-01-13")),
        (("owner: ann", "owner: bob"), ("  - wechat\n", "")),
        (("\n\n## About", "\n\nA word of thanks.\n\n## About"), ("tools for editors", "tools for writers")),
        (("| import | 4 |", "| import | 4 |\n| export | 2 |"), ("six weeks", "seven weeks")),
    ],
)
def test_changes_of_different_parts_come_together(yours: tuple[str, str], new: tuple[str, str]) -> None:
    assert both(yours, new=(new,)) == _apply(DRAFT, (yours, new))
    assert both(new, new=(yours,)) == _apply(DRAFT, (yours, new))


def test_chinese_sentences_within_one_line() -> None:
    base = "上海，2027年1月6日——屿联发布新版。共有30家机构参加。“它撑住了。”张三说。\n"
    yours = base.replace("共有30家机构参加。", "共有30家机构参加，名单见附件。")
    new = base.replace("1月6日", "1月13日").replace("张三说", "李四说")
    merged = merge(base, yours, new, "zh")
    assert (
        merged.text
        == "上海，2027年1月13日——屿联发布新版。共有30家机构参加，名单见附件。“它撑住了。”李四说。\n"
    )


def test_a_quotation_and_its_speaker_are_one_sentence() -> None:
    base = "“它撑住了。”张三说。\n"
    merged = merge(base, base.replace("撑住", "扛住"), base.replace("张三", "李四"), "zh")
    assert len(merged.conflicts) == 1
    assert merged.conflicts[0].yours == "“它扛住了。”张三说。"


def test_a_conflict_shows_both_sides_and_spares_the_rest_of_the_line() -> None:
    yours = _apply(DRAFT, (("30 people", "40 people"),))
    new = _apply(DRAFT, (("30 people", "50 people"), ("6 January", "13 January")))
    merged = merge(DRAFT, yours, new, "en")
    assert merged.text.split("\n")[12:19] == [
        "<<<<<<< your text",
        "LEIPZIG, 13 January 2027 – Acme opens an office. It has 40 people. The rent is fair.",
        "||||||| last rendering",
        "LEIPZIG, 13 January 2027 – Acme opens an office. It has 30 people. The rent is fair.",
        "=======",
        "LEIPZIG, 13 January 2027 – Acme opens an office. It has 50 people. The rent is fair.",
        ">>>>>>> new rendering",
    ]
    assert [conflict.line for conflict in merged.conflicts] == [13]


@pytest.mark.parametrize(
    ("yours", "new"),
    [
        (("Acme builds tools for editors in regulated trades.\n\n", ""), ("for editors", "for writers")),
        (("for editors", "for writers"), ("Acme builds tools for editors in regulated trades.\n\n", "")),
        (("owner: ann", "owner: bob"), ("owner: ann", "owner: cid")),
        (("owner: ann\n", ""), ("owner: ann", "owner: cid")),
        (("It has 30 people. ", "It has 30. New here. "), ("It has 30 people. The", "It has 31. The")),
        (("| import | 4 |", "| import | 5 |"), ("| import | 4 |", "| import | 6 |")),
        (
            (
                "| part | hours |\n|---|---|\n| import | 4 |",
                "| part | h | of |\n|---|---|---|\n| import | 4 | 9 |",
            ),
            ("| import | 4 |", "| import | 4 |\n| export | 2 |"),
        ),
    ],
)
def test_what_both_changed_is_a_conflict(yours: tuple[str, str], new: tuple[str, str]) -> None:
    merged = merge(DRAFT, _apply(DRAFT, (yours,)), _apply(DRAFT, (new,)), "en")
    assert len(merged.conflicts) == 1


def test_a_moved_paragraph_is_brought_up_to_date_where_it_stands() -> None:
    about = "Acme builds tools for editors in regulated trades.\n\n"
    moved = _apply(DRAFT, ((about, ""), ("LEIPZIG, 6", about + "LEIPZIG, 6")))
    new = _apply(DRAFT, (("for editors", "for writers"),))
    merged = merge(DRAFT, moved, new, "en")
    assert merged.text == moved.replace("for editors", "for writers")
    assert merged.conflicts == ()
    # and the other way round: the template moved what the person changed
    merged = merge(DRAFT, new, moved, "en")
    assert merged.text == moved.replace("for editors", "for writers")


def test_a_paragraph_removed_by_the_person_does_not_come_back_elsewhere() -> None:
    about = "Acme builds tools for editors in regulated trades.\n\n"
    removed = _apply(DRAFT, ((about, ""),))
    moved = _apply(DRAFT, ((about, ""), ("LEIPZIG, 6", about + "LEIPZIG, 6")))
    assert merge(DRAFT, removed, moved, "en").text == removed
    # moved by the person, dropped by the template: somebody has to say
    assert len(merge(DRAFT, moved, removed, "en").conflicts) == 1


def test_a_copy_of_a_paragraph_that_changed_is_a_conflict() -> None:
    about = "Acme builds tools for editors in regulated trades.\n\n"
    doubled = _apply(DRAFT, (("LEIPZIG, 6", about + "LEIPZIG, 6"),))
    merged = merge(DRAFT, doubled, _apply(DRAFT, (("for editors", "for writers"),)), "en")
    assert [conflict.new for conflict in merged.conflicts] == [about.replace("editors", "writers").strip()]
    assert merged.text.count("for writers") == 2


def test_front_matter_keeps_the_persons_order_comments_and_keys() -> None:
    front = """---
reviewed_by: legal   # since Monday
owner: ann
# the date was agreed with the partner
publish: '2027-01-06'   # Wednesday
keywords: [office, hiring, Leipzig]
channels:
  - blog  # short version
  - mail
title: "Acme opens in Leipzig"
---
"""
    yours = front + DRAFT.split("---\n", 2)[2]
    new = _apply(DRAFT, (("2027-01-06", "2027-01-13"), ("owner: ann\n", "owner: ann\nembargo: 2027-01-12\n")))
    new = _apply(new, (("[office, hiring]", "[office, rent]"), ("  - wechat\n", "  - portal\n")))
    merged = merge(DRAFT, yours, new, "en")
    assert merged.conflicts == ()
    assert (
        merged.text.split("---\n")[1]
        == """reviewed_by: legal   # since Monday
owner: ann
embargo: 2027-01-12
# the date was agreed with the partner
publish: 2027-01-13   # Wednesday
keywords:
  - office
  - Leipzig
  - rent
channels:
  - blog  # short version
  - mail
  - portal
title: "Acme opens in Leipzig"
"""
    )


@pytest.mark.parametrize(
    "change",
    [
        ("\nowner: ann\n---\n", "\nowner: ann\n"),
        ("title: Acme", "title: [Acme"),
        ("owner: ann", "owner: ann\nowner: bob"),
        ("owner: ann", "owner: ann: bob"),
    ],
)
def test_a_front_matter_that_somebody_broke_keeps_its_lines(change: tuple[str, str]) -> None:
    yours = _apply(DRAFT, (change,))
    merged = merge(DRAFT, yours, _apply(DRAFT, (("2027-01-06", "2027-01-13"),)), "en")
    assert merged.text == yours.replace("2027-01-06", "2027-01-13")


def test_without_front_matter_a_changed_date_is_shown() -> None:
    yours = DRAFT.split("---\n", 2)[2]
    same_front = _apply(DRAFT, (("six weeks", "seven weeks"),))
    assert merge(DRAFT, yours, same_front, "en").text == yours.replace("six weeks", "seven weeks")
    merged = merge(DRAFT, yours, _apply(DRAFT, (("2027-01-06", "2027-01-13"),)), "en")
    assert len(merged.conflicts) == 1
    assert merged.conflicts[0].yours == ""


def test_no_final_newline_and_a_paragraph_added_behind_it() -> None:
    merged = merge("One.\n\nTwo.\n", "One!\n\nTwo.", "One.\n\nTwo.\n\nThree.\n", "en")
    assert merged.text == "One!\n\nTwo.\n\nThree."


def test_a_paragraph_split_in_two_still_takes_a_change() -> None:
    base = "One is here. Two is here. Three is here. Four is here.\n"
    yours = "One is here. Two is here.\n\nThree is here. Four is here.\n"
    new = base.replace("Four is", "Four was")
    assert merge(base, yours, new, "en").text == yours.replace("Four is", "Four was")


@pytest.mark.parametrize("changed", ["One", "Two", "Three", "Four"])
@pytest.mark.parametrize("at", ["Two", "Three", "Four"])
def test_a_split_or_joined_paragraph_takes_a_change_of_any_of_its_sentences(changed: str, at: str) -> None:
    whole = "One is here for all. Two is here for all. Three is here for all. Four is here for all."
    split = whole.replace(f" {at}", f"\n\n{at}")
    around = "# Title\n\nBefore it.\n\n{}\n\nAfter it.\n"
    for base, yours in ((whole, split), (split, whole)):
        merged = merge(
            around.format(base),
            around.format(yours),
            around.format(base.replace(f"{changed} is", f"{changed} was")),
            "en",
        )
        assert merged.text == around.format(yours.replace(f"{changed} is", f"{changed} was"))


def test_a_paragraph_that_was_joined_and_then_dropped_is_gone() -> None:
    base = "The first thing is said.\n\nThe second thing is said here, and at length.\n"
    joined = base.replace("\n\n", " ")
    merged = merge(base, joined, "The second thing is said here, and at length.\n", "en")
    assert merged.text == "The second thing is said here, and at length.\n"


def test_prose_made_a_list_by_hand_is_one_conflict_that_holds_all_of_it() -> None:
    base = "Acme runs the service in its regions. Keys stay with the customer. Both give support by day.\n"
    listed = base.replace(". Keys", ".\n\n- Keys").replace(" Both", "\n- Both")
    merged = merge(base, listed, base.replace("by day", "by night"), "en")
    assert [conflict.yours for conflict in merged.conflicts] == [listed.strip()]
    assert merged.text.count("Keys stay") == 3


def test_a_paragraph_that_moved_is_no_conflict_with_what_was_written_at_its_old_place() -> None:
    quote = "“We have run it for a year,” said Jo Day, CTO at Acme.\n\n"
    base = f"First of all.\n\n{quote}In the middle of it.\n\nAt the very end.\n"
    moved = base.replace(quote, "").replace("At the", quote + "At the")
    inserted = base.replace("In the middle", "Something is new here.\n\nIn the middle")
    expected = moved.replace("In the middle", "Something is new here.\n\nIn the middle")
    assert merge(base, moved, inserted, "en").text == expected
    assert merge(base, inserted, moved, "en").text == expected


def test_a_paragraph_that_was_split_moves_as_a_whole() -> None:
    first, second = "The partners share one service in all regions.", "Both answer calls from 08:00 to 18:00."
    base = f"# Title\n\n{first} {second}\n\nThe partner is a firm in Hamburg.\n\nThe end of it.\n"
    split = base.replace(f" {second}", f"\n\n{second}")
    moved = f"# Title\n\nThe partner is a firm in Hamburg.\n\n{first} {second}\n\nThe end of it.\n"
    changed = moved.replace("08:00", "09:00")
    expected = changed.replace(f"{first} ", f"{first}\n\n")
    assert merge(base, split, changed, "en").text == expected
    assert merge(base, changed, split, "en").text == expected


def test_lines_wrapped_by_an_editor_are_no_change_of_words() -> None:
    base = "One is here. Two is\nhere. Three is here.\n"
    yours = "One is here.\nTwo is here.\nThree is here.\n"
    merged = merge(base, yours, base.replace("Three is", "Three was"), "en")
    assert merged.text == yours.replace("Three is", "Three was")


def test_a_bracket_with_a_colon_in_a_wrapped_line_is_no_label() -> None:
    base = "Four took part in a trial of five months (source: trial report, 4 November 2026).\n"
    yours = base.replace(" five", "\nfive").replace("4 Nov", "4\nNov")
    merged = merge(base, yours, base.replace("five", "six"), "en")
    assert merged.text == base.replace("five", "six")


def test_list_items_that_the_person_reordered_are_brought_up_to_date_where_they_stand() -> None:
    items = ("- The pilot ran for six weeks", "- Costs fell by a third", "- Nobody has left the firm")
    base, yours = "\n".join(items) + "\n", "\n".join((items[2], *items[:2])) + "\n"
    new = base.replace("Nobody has", "One person has")
    assert merge(base, yours, new, "en").text == yours.replace("Nobody has", "One person has")
    assert merge(base, new, yours, "en").text == yours.replace("Nobody has", "One person has")


@pytest.mark.parametrize("swap", [True, False])
def test_a_sentence_moved_by_one_and_dropped_by_the_other_is_asked_about(swap: bool) -> None:
    base = "The course is for engineers. It has six lessons in all.\n"
    moved, dropped = (
        "It has six lessons in all. The course is for engineers.\n",
        "It has six lessons in all.\n",
    )
    assert len(merge(base, *((moved, dropped) if swap else (dropped, moved)), "en").conflicts) == 1


def test_code_is_merged_as_a_whole() -> None:
    base = "```\na = 1\n\nb = 2\n```\n"
    merged = merge(base, base.replace("1", "7"), base.replace("2", "8"), "en")
    assert len(merged.conflicts) == 1
    assert "\n".join(["```", "a = 7", "", "b = 2", "```"]) in merged.text


def test_without_a_base_every_difference_is_shown_and_nothing_is_dropped() -> None:
    yours = _apply(DRAFT, (("30 people", "40 people"), ("owner: ann", "owner: ann\nnote: mine")))
    new = _apply(DRAFT, (("six weeks", "seven weeks"), ("2027-01-06", "2027-01-13")))
    merged = merge(None, yours, new, "en")
    assert [(one.yours.split("\n")[0][:12], one.base, one.new[:12]) for one in merged.conflicts] == [
        ("publish: 202", None, "publish: 202"),
        ("LEIPZIG, 6 J", None, "LEIPZIG, 6 J"),
        ("- The pilot ", None, "- The pilot "),
    ]
    assert "note: mine\n" in merged.text
    assert "||||||| last rendering" not in merged.text


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("一。二！三？", ["一。", "二！", "三？"]),
        ("“一。”他说。二。", ["“一。”他说。", "二。"]),
        ("一（二。三）四。五。", ["一（二。三）四。", "五。"]),
        (
            "Dr. Day of Acme Inc. came at 3.5 p.m. to Berlin. He left.",
            ["Dr. Day of Acme Inc. came at 3.5 p.m. to Berlin.", "He left."],
        ),
        ("Said Jo. It’s fine. The customers’ data.", ["Said Jo.", "It’s fine.", "The customers’ data."]),
        ("1. First thing. Second thing.", ["1. First thing.", "Second thing."]),
        ("Is it? Yes! “It is.” No split here.", ["Is it?", "Yes!", "“It is.” No split here."]),
        ("See https://a.example/b.c?d=e. Done.", ["See https://a.example/b.c?d=e.", "Done."]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    parts = split_sentences(text)
    assert "".join(part.text + part.gap for part in parts) == text
    assert [part.text for part in parts] == sentences


def test_a_heading_underlined_with_seven_signs_is_no_conflict() -> None:
    assert find_marks("A heading\n=======\n\ntext\n") == []
    assert [mark.kind for mark in find_marks("<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n")] == [
        "<<<<<<<",
        "=======",
        ">>>>>>>",
    ]


def test_the_mark_of_a_rendering_says_whether_somebody_edited_it() -> None:
    draft = set_mark(DRAFT, fingerprint(DRAFT))
    assert strip_mark(draft) == DRAFT
    assert draft.split("\n")[8:10] == [f"rendering: {fingerprint(DRAFT)}", "---"]
    assert is_unedited(draft)
    assert is_unedited("\ufeff" + draft.replace("\n", "\r\n"))
    assert not is_unedited(draft.replace("30", "31"))
    assert read_mark(DRAFT + "\n---\nrendering: 0123456789ab\n---\n") is None
    assert set_mark("no front matter\n", "0123456789ab") == "no front matter\n"
