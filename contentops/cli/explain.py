"""`contentops explain`: what a rule, list or term is about, and why the linter says what it says of a sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from contentops.cli.options import Directory, Format, Json, OutputFormat, Today
from contentops.errors import ContentopsError, ExitCode, UsageError


def command(
    what: Annotated[
        list[str],
        typer.Argument(metavar="RULE|LIST|TERM|TEXT", help="A rule, a pack or list, a term, or a sentence."),
    ],
    directory: Directory = None,
    today: Today = None,
    output_format: Format = OutputFormat.TEXT,
    json_output: Json = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="Show the regular expressions, too.")] = False,
) -> int:
    """Explain a rule, a list or a term; or say what is found in a sentence, and why a term in it is not.

    contentops explain headline-length; contentops explain 国家级; contentops explain "我们总结了最佳实践"
    """
    from contentops.cli.lint_choice import Wanted, choose
    from contentops.lint.explain import explain, known_names
    from contentops.lint.packs import PACKS, load_pack
    from contentops.lint.silence import Circumspect
    from contentops.lint.taboo import Circumstances
    from contentops.workspace.find import find_workspace_or_none

    root = find_workspace_or_none(directory or Path())
    if directory is not None and root is None:
        raise ContentopsError(
            f"no workspace in {directory}", hint="leave out -C to explain without a workspace"
        )
    choice = choose(root, Wanted())
    known = Circumspect(
        lists=choice.all_lists(),
        unused=tuple(load_pack(name) for name in PACKS if name not in choice.packs),
        disable=choice.disable,
        circumstances=Circumstances(date=today.isoformat() if today is not None else ""),
        disguises=choice.disguises,
    )
    asked = " ".join(what)
    if not asked.strip():
        raise UsageError("nothing to explain", hint="name a rule, a list or a term, or give a sentence")
    explanation = explain(asked, known)
    if explanation is None:
        from contentops.problem import suggest

        hint = suggest(asked, known_names(known), noun="rules, lists and terms")
        raise UsageError(f"no rule, list or term is called {asked}", hint=hint)
    if json_output or output_format is OutputFormat.JSON:
        import json
        from dataclasses import asdict

        typer.echo(json.dumps(asdict(explanation), ensure_ascii=False, indent=2))
        return ExitCode.CLEAN
    from contentops.cli.terminal import screen_width
    from contentops.lint.explain_text import render_explanation

    typer.echo(render_explanation(explanation, width=min(screen_width(), 110), verbose=verbose))
    return ExitCode.CLEAN
