"""Own page templates: they change single blocks, reach nothing else, end, and are told their line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from contentops.errors import InvalidInput
from contentops.render.edition import Edition, no_template
from contentops.render.formats import render_text
from contentops.render.page_blocks import (
    blocks_of,
    extended,
    inherited_blocks,
    make_skeleton,
    summary_of,
    unknown_blocks,
)
from contentops.render.templating import limits_of
from contentops.resources import template_dir
from tests.render.example import build_calendar, build_workspace

CALENDAR, EN = build_calendar("en"), build_workspace("en")
NAMES = ["calendar.md.jinja", "year.md.jinja", "page/page.html.jinja"]
FORMS = {"calendar.md.jinja": "md", "page/page.html.jinja": "html"}
EXTENDS = '{% extends "shipped/calendar.md.jinja" %}\n'


def shipped(name: str) -> str:
    return (template_dir("calendar") / name).read_text(encoding="utf-8")


def render(text: str | None, name: str = "calendar.md.jinja") -> str:
    own: Callable[[str], str | None] = lambda asked: text if asked == name else None  # noqa: E731
    return render_text(Edition(CALENDAR, EN, own_template=own), FORMS[name])


def footer(body: str) -> str:
    return EXTENDS + "{% block footer %}\n" + body + "{% endblock %}"


def test_one_block_is_replaced_and_all_others_stay() -> None:
    plain, own = render(None), render(footer("Ours: {{ brand }}\n"))
    start = plain.index("\n---\n")
    assert own == plain[:start] + "Ours: Hengshan\n"


def test_what_is_replaced_can_be_printed() -> None:
    own = render(footer("{{ super() }}More.\n"))
    assert own == render(None) + "More.\n"


def test_values_are_escaped_in_own_blocks_too() -> None:
    assert "\\*a\\* &lt;b&gt;" in render(footer("{% set x = '*a* <b>' %}{{ x }}"))


@pytest.mark.parametrize("name", NAMES)
def test_a_skeleton_with_every_block_changes_nothing(name: str) -> None:
    text = shipped(name)
    top = [block.name for block in blocks_of(text) if block.depth == 0]
    assert top and summary_of(text)
    for chosen in ([], top):
        skeleton = make_skeleton(name, text, chosen)
        assert [block.name for block in blocks_of(skeleton) if block.depth == 0] == chosen
        assert extended(skeleton) == f"shipped/{name}"
        if name in FORMS:
            assert render(skeleton, name) == render(None, name)


def test_nested_blocks_of_the_page_can_be_replaced_alone() -> None:
    name = "page/page.html.jinja"
    skeleton = make_skeleton(name, shipped(name), ["chip", "row"])
    assert render(skeleton, name) == render(None, name)


def test_a_block_that_nothing_shows_is_found() -> None:
    own = (
        EXTENDS
        + "\n{% block sumary %}{% block inner %}{% endblock %}{% endblock %}{% block list %}{% endblock %}"
    )
    known = inherited_blocks(own, {"shipped/calendar.md.jinja": shipped("calendar.md.jinja")}.get)
    assert [(block.name, block.line, block.column) for block in unknown_blocks(own, known)] == [
        ("sumary", 3, 1)
    ]


def test_blocks_are_inherited_through_templates_between() -> None:
    between = EXTENDS + "{% block footer %}{% block small %}{% endblock %}{% endblock %}"
    texts = {"shipped/calendar.md.jinja": shipped("calendar.md.jinja"), "base.jinja": between}
    own = '{% extends "base.jinja" %}{% block small %}{% endblock %} {% block smal %}{% endblock %}'
    known = inherited_blocks(own, texts.get)
    assert {"footer", "small", "heading"} <= set(known)
    assert [(block.name, block.column) for block in unknown_blocks(own, known)] == [("smal", 59)]
    assert inherited_blocks(own, no_template) == inherited_blocks("plain", texts.get) == []
    assert inherited_blocks(own, {"base.jinja": own}.get) == []


def test_blocks_in_comments_and_raw_text_are_none() -> None:
    source = "{# {% block a %} #}{% raw %}{% block b %}{% endraw %}{%- block c scoped -%}x{%- endblock c -%}"
    assert [(block.name, block.text) for block in blocks_of(source)] == [
        ("c", "{%- block c scoped -%}x{%- endblock c -%}")
    ]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("{{ nope }}", "'nope' is undefined"),
        ("{{ calendar.parse_raw('gASV', proto='pickle', allow_pickle=True) }}", "parse_raw"),
        ("{{ calendar.parse_file('/etc/passwd') }}", "parse_file"),
        ("{{ calendar.model_dump_json() }}", "model_dump_json"),
        ("{{ calendar.model_construct() }}", "model_construct"),
        ("{{ calendar.__class__.__mro__ }}", "__class__"),
        ("{{ overview._people }}", "_people"),
        ("{{ overview.country('CN').add(calendar.today, 100000000) }}", "unsafe"),
        ("{{ row.__globals__ }}", "__globals__"),
        ("{{ words.say.__func__ }}", "__func__"),
        ("{{ '{:>9000000000}'.format(1) }}", "format"),
        ("{{ '{0.__class__}'.format(calendar) }}", "__class__"),
        ("{{ calendar.today.strftime('%9000000000d') }}", "is no format of a day"),
        ("{{ calendar.today.strftime(format='%9000000000d') }}", "is no format of a day"),
        ("{{ 'x' * 9000000000 }}", "only for numbers"),
        ("{{ 'x'.ljust(9000000000) }}", "ljust"),
        ("{{ overview.entries }}", "cannot be printed"),
        ("{% include '/etc/passwd' %}", "there is no template"),
        ("{% include 'shipped/../../pyproject.toml' %}", "there is no template"),
        ("{% for a in range(1000) %}" * 3 + "{% endfor %}" * 3, "loops more than"),
        ("{% set n = namespace(x='ab') %}{% for i in range(60) %}{% set n.x = stack([n.x, n.x]) %}{% endfor %}",
         "produces more than"),
        ("{% set n = namespace(x=[1]) %}{% for i in range(60) %}{% set n.x = [n.x, n.x] %}{% endfor %}",
         "lists of lists"),
        ("x" * limits_of(0).source, "is larger than"),
    ],
)  # fmt: skip
def test_an_own_template_reaches_nothing_and_ends(body: str, said: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        render(footer(body))
    (problem,) = caught.value.problems
    assert problem.path == "templates/calendar/calendar.md.jinja"
    assert said in problem.message
    if problem.line:
        assert problem.line in (2, 3)


def test_a_wide_rule_is_not_as_wide_as_it_is_asked_to_be() -> None:
    assert len(render(footer("{{ rule(9000000000) }}"))) < 50_000


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("\n{% if %}", 2, "Expected an expression"),
        ("a\nb\n{{ calendar.nothing }}", 3, "nothing"),
        ("{% extends 'shipped/nothing.jinja' %}", 1, "there is no template shipped/nothing.jinja"),
        ("{% extends 'calendar.md.jinja' %}", 1, "extends itself without end"),
        ("{% block a %}", 1, "Unexpected end of template"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, line: int, said: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        render(text)
    (problem,) = caught.value.problems
    assert (problem.path, problem.line) == ("templates/calendar/calendar.md.jinja", line)
    assert said in problem.message


def test_an_own_snippet_fails_with_its_own_line() -> None:
    own = {"calendar.md.jinja": footer('{% include "note.jinja" %}'), "note.jinja": "a\n\n{{ nope }}"}
    with pytest.raises(InvalidInput) as caught:
        render_text(Edition(CALENDAR, EN, own_template=own.get), "md")
    assert (caught.value.problems[0].path, caught.value.problems[0].line) == (
        "templates/calendar/note.jinja",
        3,
    )


@pytest.mark.parametrize("name", ["page/page.html.jinja", "calendar.md.jinja"])
@pytest.mark.parametrize("included", ["{}", "./{}", "shipped/{}"])
def test_a_page_within_itself_is_refused_before_it_is_rendered_again(name: str, included: str) -> None:
    included = included.format(name)
    blocks = [block for block in blocks_of(shipped(name)) if block.name not in ("day", "chip", "row")]
    body = "".join(
        f'{{% block {block.name} %}}{{{{ super() }}}}{{% include "{included}" %}}{{% endblock %}}'
        for block in blocks
    )
    with pytest.raises(InvalidInput) as caught:
        render(f'{{% extends "shipped/{name}" %}}\n{body}', name)
    (problem,) = caught.value.problems
    assert (problem.path, problem.line) == (f"templates/calendar/{name}", 2)
    assert "includes or extends itself without end" in problem.message


def test_a_page_repeated_by_other_templates_ends_at_a_few_times_its_own_size() -> None:
    text = (
        EXTENDS
        + '{% block footer %}{% for n in range(1000) %}{% include "more.jinja" %}{% endfor %}{% endblock %}'
    )
    more = "{% for n in range(500) %}{{ n }}{% endfor %}"
    own = {"calendar.md.jinja": text, "more.jinja": more}
    with pytest.raises(InvalidInput) as caught:
        render_text(Edition(CALENDAR, EN, own_template=own.get), "md")
    steps = limits_of(len(CALENDAR.entries) + len(CALENDAR.unscheduled)).steps
    assert f"loops more than {steps:,} times" in caught.value.problems[0].message
