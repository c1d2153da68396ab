"""Write docs/rules/: one page a rule, from the rule's docstring and its row in the table, and an index.

    python tools/build_rule_pages.py

Tests compare the pages with what this writes.
"""

from __future__ import annotations

import re
import textwrap
from importlib import import_module
from pathlib import Path

from contentops.lint.kinds import DRAFTS, KINDS, PRESS
from contentops.lint.rules import RULES, Option, Rule

PAGES = Path(__file__).resolve().parents[1] / "docs" / "rules"

_EXAMPLE = re.compile(r"((?:^    [^\n]*\n|^\n(?=(?:\n)*    ))+)", re.MULTILINE)
_INDEX_HEAD = """# Rules

What `contentops lint` looks at beside words: `taboo-word`, `placeholder-left` and `merge-conflict` read every text, the
others the kinds of draft they are for. A draft says its kind in its front matter (`kind:`, or the `template:` or
`format:` it was made with); `contentops lint --kind KIND` says it for a text that does not. Each page has the
reason, a text in which the rule finds something, one in which it does not, and its options. Press releases are all
kinds whose name ends in `_release`.

```yaml
# contentops.yaml
lint:
  disable: [end-mark-missing]              # switch a rule off
  rules:
    headline-length: {max: 90}             # an option, for both languages
    lead-length: {max: {zh: 60, en: 45}}   # or for each
    contact-incomplete: {severity: note}   # error, warning or note
```

"""


def render_page(rule: Rule) -> str:
    """The page of one rule, in Markdown."""
    docstring = import_module(f"contentops.lint.rules.{rule.module}").__doc__ or ""
    summary, _, body = docstring.partition("\n\n")
    return "\n".join(
        (
            f"# {rule.name}",
            "",
            _sentence(summary.partition(": ")[2]),
            "",
            re.sub(r"\n{3,}", "\n\n", _EXAMPLE.sub(_fence, body.strip("\n") + "\n")).rstrip(),
            "",
            *_facts(rule),
        )
    )


def render_index() -> str:
    """The list of all rules, and of all kinds."""
    rows = ["| rule | finds | severity | looks at |", "|---|---|---|---|"]
    for rule in RULES:
        docstring = import_module(f"contentops.lint.rules.{rule.module}").__doc__ or ""
        summary = docstring.partition("\n")[0].partition(": ")[2].rstrip(".")
        rows.append(
            f"| [{rule.name}]({rule.name}.md) | {summary} | {rule.severity or 'as listed'} | {_kinds(rule)} |"
        )
    kinds = [
        "| kind | what it is |",
        "|---|---|",
        *(f"| `{name}` | {text} |" for name, text in KINDS.items()),
    ]
    return "\n".join((_INDEX_HEAD + "\n".join(rows), "", "## Kinds of draft", "", *kinds, ""))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _fence(match: re.Match[str]) -> str:
    """An indented example as a block of code that may hold the like."""
    return f"\n````markdown\n{textwrap.dedent(match.group()).strip(chr(10))}\n````\n"


def _facts(rule: Rule) -> list[str]:
    lines = [f"Looks at: {_kinds(rule)}."]
    if rule.severity:
        lines.append(f"Severity: {rule.severity}, unless said otherwise above.")
    if rule.options:
        lines += [
            "",
            "| option | Chinese | English | meaning |",
            "|---|---|---|---|",
            *map(_option, rule.options),
        ]
    lines += [
        "",
        "Switch it off in `contentops.yaml`:",
        "",
        "```yaml",
        "lint:",
        f"  disable: [{rule.name}]",
        "```",
        "",
    ]
    return lines


def _option(option: Option) -> str:
    return f"| `{option.name}` | {_value(option.zh)} | {_value(option.en)} | {option.meaning} |"


def _value(value: object) -> str:
    return f"`[{', '.join(value)}]`" if isinstance(value, tuple) else f"`{value}`"


def _kinds(rule: Rule) -> str:
    if rule.kinds is None:
        return "every text"
    if rule.kinds == DRAFTS:
        return "every kind of draft"
    groups = ["press releases"] if rule.kinds >= PRESS else []
    return ", ".join(
        groups + [f"`{name}`" for name in KINDS if name in rule.kinds and not (groups and name in PRESS)]
    )


def main() -> None:
    """Write all pages, and remove those of rules that are no more."""
    PAGES.mkdir(exist_ok=True)
    pages = {f"{rule.name}.md": render_page(rule) for rule in RULES} | {"README.md": render_index()}
    for old in PAGES.glob("*.md"):
        if old.name not in pages:
            old.unlink()
    for name, text in pages.items():
        (PAGES / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
