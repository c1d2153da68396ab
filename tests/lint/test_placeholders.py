"""placeholder-left: marks that must not be printed, and words that only look like them."""

from __future__ import annotations

import pytest

from contentops.lint import lint_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("会议在【待补：facts.city】举行", "【待补：facts.city】"),
        ("on [TO FILL: facts.launch_date] in May", "[TO FILL: facts.launch_date]"),
        ("TODO: write", "TODO"),
        ("price TBD.", "TBD"),
        ("请联系 XXX", "XXX"),
        ("时间：待定", "待定"),
        ("时间（待定）", "（待定）"),
        ("Dear {{ customer.name }},", "{{ customer.name }}"),
        ("{% if a %}", "{% if a %}"),
        ("Lorem ipsum dolor sit amet, x", "Lorem ipsum dolor sit amet"),
        ("XX月XX日", "XX"),
        ("××公司", "××"),
        ("联系人：xxx", "xxx"),
        ("{{ customers }} banks, {% for %}", "{{ customers }}"),
    ],
)
def test_a_placeholder_is_an_error_at_its_place(text: str, expected: str) -> None:
    finding = lint_text(text, [])[0]
    assert (finding.rule, finding.severity, finding.text) == ("placeholder-left", "error", expected)
    assert text[finding.start : finding.end] == expected


def test_the_missing_fact_is_named() -> None:
    for text, key in (("【待补：facts.quote.name】", "facts.quote.name"), ("[TO FILL: publish]", "publish")):
        [finding] = lint_text(text, [])
        assert finding.message.endswith(f": {key} is missing")


@pytest.mark.parametrize(
    "text",
    [
        "待定的事项",
        "a to-do list",
        "`TODO`",
        "`{{ name }}`",
        "```\nTODO\n```",
        "METHODOLOGY",
        "Exxon",
        "XXL",
        "x × y",
        "todo.txt",
        "2XX",
        "[to filled]",
        "它一直在我的 TODO List 里",
        '{{< copyable "sql" >}}\n\nSee {{ diagram }}.',
        '## {{% heading "whatsnext" %}}',
        "[nodes]({% link v24/nodes.md %}) of {{ page.version }}",
        "CockroachDB {{ site.data.products.cloud }}",
        "{{{ .starter }}} 实例",
        "member xxx has already been bootstrapped",
    ],
)
def test_other_words_are_no_placeholders(text: str) -> None:
    assert lint_text(text, []) == []
