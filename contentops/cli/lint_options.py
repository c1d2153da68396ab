"""The options of `contentops lint`. Annotations are values: typer need not compile them at every start."""

from pathlib import Path
from typing import Annotated, Any

import typer


def _option(*names: str, metavar: str | None = None, help: str) -> Any:  # noqa: A002  typer's own word
    return typer.Option(*names, metavar=metavar, help=help, show_default=False)


Paths = Annotated[
    list[str] | None,
    typer.Argument(metavar="[PATH]...", help="Files or folders; - is standard input [default: drafts/]."),
]
StdinFilename = Annotated[
    str, _option("--stdin-filename", metavar="NAME", help="What to call standard input, with its suffix.")
]
RuleNames = Annotated[
    list[str] | None, _option("--rule", metavar="NAME", help="Only this rule or list; again for more.")
]
DisabledNames = Annotated[
    list[str] | None,
    _option("--disable", metavar="NAME", help="Not this rule, list or term; again for more."),
]
PackNames = Annotated[
    list[str] | None,
    _option(
        "--pack", metavar="NAME", help="This pack and not those of the settings; again for more; `default`."
    ),
]
NoPacks = Annotated[bool, _option("--no-packs", help="Only the company's lists.")]
ListFiles = Annotated[
    list[str] | None, _option("--list", metavar="FILE", help="This taboo list too; again for more.")
]
Kind = Annotated[
    str, _option("--kind", metavar="KIND", help="The kind of draft, where the front matter does not say it.")
]
DisguisesName = Annotated[
    str,
    _option(
        "--disguises",
        metavar="none|normal|thorough",
        help="How far to look behind the way terms are written.",
    ),
]
Fix = Annotated[
    bool, _option("--fix", help="Put in what entries with one suggestion suggest; then lint again.")
]
Diff = Annotated[bool, _option("--diff", help="Show what --fix would change, and write nothing.")]
BaselinePath = Annotated[
    Path | None, _option("--baseline", metavar="FILE", help="Old findings, which do not count.")
]
WriteBaseline = Annotated[bool, _option("--write-baseline", help="Write what is found now to the baseline.")]
Watch = Annotated[bool, _option("--watch", help="Lint again when a text or a list changes.")]
Jobs = Annotated[
    str,
    typer.Option("--jobs", "-j", metavar="N|auto", help="Processes; auto starts them when it is worth it."),
]
NoCache = Annotated[
    bool, _option("--no-cache", help="Neither use nor keep what unchanged files gave before.")
]
OutputPath = Annotated[
    Path | None, _option("--output", "-o", metavar="FILE", help="Write the report to a file.")
]
FormatName = Annotated[
    str, typer.Option("--format", metavar="FORMAT", help="text, json, jsonl, sarif, github, html, docx, ...")
]
ListRules = Annotated[bool, _option("--list-rules", help="List the rules, packs and lists, and leave.")]
TestLists = Annotated[bool, _option("--test-lists", help="Run the examples that the lists carry, and leave.")]
