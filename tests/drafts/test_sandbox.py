"""A template from anywhere: it reaches nothing outside and it always ends."""

from __future__ import annotations

import pytest
from jinja2 import DictLoader, TemplateError
from markupsafe import Markup

from contentops.drafts.phrases import phrase_filters, phrase_tests
from contentops.drafts.sandbox import MAX_SOURCE, DraftEnvironment, FactList, Fields
from contentops.drafts.text import FactText


def render(source: str, **others: str) -> str:
    environment = DraftEnvironment(DictLoader({"t": source, **others}), phrase_filters("en"))
    environment.tests.update(phrase_tests("en"))
    environment.start()
    facts = Fields("facts", {"text": FactText("a *b*"), "list": FactList([FactText("x"), FactText("y")])})
    return environment.get_template("t").render(facts=facts)


@pytest.mark.parametrize(
    "source",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ facts.__class__ }}",
        "{{ facts.values_by_name }}",
        "{{ facts.text.__html__() }}",
        "{{ facts.text.encode() }}",
        "{{ facts.text.format }}",
        "{{ '{0.__class__}'.format(facts) }}",
        "{{ 'x'.join(facts.list) }}",
        "{{ (1).__class__ }}",
        "{{ range.__globals__ }}",
        "{{ namespace.__init__.__globals__ }}",
        "{{ self.__init__ }}",
        "{{ lipsum.__globals__.os }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ ''['__class__'] }}",
        "{{ facts['__class__'] }}",
        "{{ facts|attr('__class__') }}",
        "{% set x = facts.list.append(1) %}",
        "{% set facts.text = 1 %}",
        "{% import 'os' as os %}",
        "{% include '/etc/passwd' %}",
        "{% include '../../secret' %}",
        "{{ facts.unknown }}",
        "{{ unknown }}",
        "{{ facts.list }}",
        "{{ facts }}",
        "{{ range }}",
    ],
)
def test_nothing_outside_is_reached(source: str) -> None:
    with pytest.raises((TemplateError, TypeError)):
        render(source)


_TEN = "{% for a in range(1000) %}"


@pytest.mark.parametrize(
    "source",
    [
        _TEN * 4 + "{% endfor %}" * 4,
        _TEN * 4 + "x" + "{% endfor %}" * 4,
        "{% for a in range(1000000000) %}{% endfor %}",
        "{{ 'x' * 1000000000 }}",
        "{{ [1] * 1000000000 }}",
        "{{ 10 ** 10 ** 10 }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ '{:1000000000}'.format(1) }}",
        "{{ 'x'.ljust(1000000000) }}",
        "{{ 'x'|center(1000000000) }}",
        "{{ 'x'|indent(1000000000) }}",
        "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
        "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(40) }}",
        "{% set n = namespace(x='ab') %}{% for i in range(60) %}{% set n.x = n.x ~ n.x %}{% endfor %}{{ n.x }}",
        "{% set n = namespace(x='ab') %}{% for i in range(60) %}{% set n.x = n.x + n.x %}{% endfor %}{{ n.x }}",
        "{% set n = namespace(x=[1]) %}{% for i in range(60) %}{% set n.x = n.x + n.x %}{% endfor %}",
        "{% set n = namespace(x=[1]) %}{% for i in range(60) %}{% set n.x = [n.x, n.x] %}{% endfor %}",
        "{% set n = namespace(x=9) %}{% for i in range(60) %}{% set n.x = n.x * n.x %}{% endfor %}",
        "{% set a %}{% for i in range(999) %}xxxxxxxxxx{% endfor %}{% endset %}"
        + "{% set a %}{{ a }}{{ a }}{% endset %}" * 40,
        "{% for x in [1] recursive %}{{ loop([1, 1]) }}{% endfor %}",
        "{% include 't' %}",
        "{% block a %}{{ self.a() }}{% endblock %}",
        "(" * 0 + "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
        "x" * (MAX_SOURCE + 1),
    ],
)
def test_every_template_ends(source: str) -> None:
    with pytest.raises((TemplateError, RecursionError, TypeError)):
        render(source)


def test_a_template_cannot_redefine_the_counting() -> None:
    with pytest.raises(TemplateError, match="loops more than"):
        render("{% set count_step = joiner %}{% set environment = 1 %}" + _TEN * 2 + "{% endfor %}" * 2)


def test_words_are_escaped_once_and_the_templates_own_markdown_is_not() -> None:
    macro = "{% macro bold(x) %}**{{ x }}**{% endmacro %}"
    assert render(macro + "{{ bold(facts.text) }} # {{ facts.text }}") == r"**a \*b\*** # a \*b\*"
    assert render(macro + "{{ bold('n') ~ facts.text }}") == r"**n**a \*b\*"
    assert render("{{ facts.list|join(', ') }}, {{ '*' }}{{ facts.text|upper }}") == r"x, y, \*A \*B\*"
    assert render("{% set x = 'a' ~ 1 ~ facts.text %}{{ x|length }}") == "7"


def test_ordinary_templates_still_work() -> None:
    source = (
        "{% for x in facts.list if x != 'x' %}{{ loop.index }}{{ x }}{% endfor %}"
        "{% for k, v in {'a': 1}|dictsort %}{{ k }}{{ v + 1 }}{% endfor %}"
        "{{ 'yes' if 'x' in facts.list else 'no' }}{{ facts.list[1:]|first }}"
    )
    assert render(source) == "1ya2yesy"
    assert isinstance(render("x"), (str, Markup))


def test_a_fact_named_like_a_method_is_the_fact() -> None:
    fields = Fields("facts", {"items": FactText("i"), "values": FactText("v"), "get": FactText("g")})
    environment = DraftEnvironment(DictLoader({"t": "{{ f.items }}{{ f.values }}{{ f['get'] }}"}), {})
    assert environment.get_template("t").render(f=fields) == "ivg"
