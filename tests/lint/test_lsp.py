"""`contentops lsp` driven by a real client: what an editor is shown as one types, and what it can do about it."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types

from tests.lint.lsp_client import Editor, insert, replace

LIST = """\
title: House style
language: en
source: Writing manual, section 4
entries:
  - term: cheap
    severity: warning
    reason: we sell value, not price
    suggestions: [economical]
    contexts: [cheap talk]
  - terms: [synergy]
    reason: says nothing
    suggestions: [cooperation, working together]
"""


def drive(steps: Coroutine[Any, Any, None]) -> None:
    """Run a session with the server; a server that hangs fails the test."""
    asyncio.run(asyncio.wait_for(steps, 120))


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "taboo").mkdir()
    (tmp_path / "drafts").mkdir()
    (tmp_path / "contentops.yaml").write_text("language: en\n", encoding="utf-8")
    (tmp_path / "taboo" / "house.yaml").write_text(LIST, encoding="utf-8")
    return tmp_path


def _at(diagnostic: types.Diagnostic) -> tuple[int, int, int, int]:
    start, end = diagnostic.range.start, diagnostic.range.end
    return start.line, start.character, end.line, end.character


def _edit(action: types.CodeAction) -> types.TextEdit:
    assert action.edit is not None
    assert action.edit.document_changes is not None
    [change] = action.edit.document_changes
    assert isinstance(change, types.TextDocumentEdit)
    [edit] = change.edits
    assert isinstance(edit, types.TextEdit)
    return edit


def _apply(text: str, edit: types.TextEdit) -> str:
    """The text after an edit whose places are in ASCII lines."""
    lines = text.split("\n")
    start, end = edit.range.start, edit.range.end
    before = "\n".join([*lines[: start.line], lines[start.line][: start.character]])
    after = "\n".join([lines[end.line][end.character :], *lines[end.line + 1 :]])
    return before + edit.new_text + after


@pytest.mark.parametrize(
    ("encoding", "columns"),
    [("utf-8", (13, 22)), ("utf-16", (7, 10)), ("utf-32", (5, 8))],
)
def test_places_are_counted_in_the_units_that_were_agreed(
    tmp_path: Path, encoding: str, columns: tuple[int, int]
) -> None:
    async def session() -> None:
        async with Editor(tmp_path, encodings=[encoding], process=encoding == "utf-16") as editor:
            assert editor.result is not None
            assert editor.result.capabilities.position_encoding == encoding
            # An emoji and a character of Extension B, each two units in UTF-16 and four bytes.
            uri = editor.open("a.md", "# ok\n\n> 😀𠮷：国家级平台\n")
            [found] = await editor.shown(uri)
            assert _at(found) == (2, columns[0], 2, columns[1])
            # Typing before it, in the same units, moves it.
            editor.change(uri, 2, insert(2, 2, "𠮷"))
            [found] = await editor.shown(uri, 2)
            width = {"utf-8": 4, "utf-16": 2, "utf-32": 1}[encoding]
            assert _at(found) == (2, columns[0] + width, 2, columns[1] + width)

    drive(session())


def test_what_is_found_follows_each_key_and_ends_with_the_text(tmp_path: Path) -> None:
    async def session() -> None:
        async with Editor(tmp_path, process=True) as editor:
            uri = editor.open("a.md", "A best practice.\r\n\r\nOur engine.\r\n")
            assert await editor.shown(uri) == []
            editor.change(uri, 2, insert(2, 4, "best-in-class "))
            [found] = await editor.shown(uri, 2)
            assert _at(found) == (2, 4, 2, 17)
            assert found.severity == types.DiagnosticSeverity.Error
            assert found.code == "taboo-word/en-unsupported-claims"
            assert found.message.startswith("best-in-class: says that nothing else is as good")
            assert found.code_description is not None
            assert ".yaml#L" in found.code_description.href
            # Several changes at once, each on the text as the one before has left it; the last is past the line.
            editor.change(
                uri, 3, replace(2, 4, 2, 18, ""), insert(2, 99, " Best-"), insert(2, 17, "in-class")
            )
            [found] = await editor.shown(uri, 3)
            assert _at(found) == (2, 12, 2, 25)
            # The line separator of Unicode ends no line in the protocol.
            editor.change(
                uri, 4, types.TextDocumentContentChangeWholeDocument("one\u2028two\x0cbest-in-class")
            )
            [found] = await editor.shown(uri, 4)
            assert _at(found) == (0, 8, 0, 21)
            editor.client.text_document_did_close(
                types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri))
            )
            await editor.wait(lambda: editor.diagnostics[uri].diagnostics in ([], ()))

    drive(session())


def test_only_the_newest_text_is_shown_when_one_types_fast(tmp_path: Path) -> None:
    async def session() -> None:
        async with Editor(tmp_path) as editor:
            uri = editor.open("a.txt", "", "plaintext")
            await editor.shown(uri)
            seen: list[int | None] = []
            for number, char in enumerate("a second-to-none team, best-in-class"):
                editor.change(uri, number + 2, insert(0, number, char))
            last = number + 2
            while not seen or seen[-1] != last:
                editor.news.clear()
                await asyncio.wait_for(editor.news.wait(), 30)
                seen.append(editor.diagnostics[uri].version)
            assert len(seen) < 10
            assert len(editor.diagnostics[uri].diagnostics) == 2

    drive(session())


def test_a_hover_says_why_after_which_rule_and_when_it_is_fine(workspace: Path) -> None:
    async def session() -> None:
        async with Editor(workspace) as editor:
            uri = editor.open("drafts/a.md", "A cheap way, and 国家级 talk.\n")
            hover = await editor.hover(uri, 0, 4)
            assert hover is not None
            assert isinstance(hover.contents, types.MarkupContent)
            said = hover.contents.value
            assert hover.contents.kind == types.MarkupKind.Markdown
            for part in ("**warning** · cheap", "we sell value, not price", "Writing manual, section 4",
                         "- economical", "Fine inside: cheap talk", "House style (`house`)"):  # fmt: skip
                assert part in said
            hover = await editor.hover(uri, 0, 18)
            assert hover is not None
            assert isinstance(hover.contents, types.MarkupContent)
            assert "Fine, or less grave, when:" in hover.contents.value
            assert "《广告绝对化用语执法指南》第六条" in hover.contents.value
            assert await editor.hover(uri, 0, 9) is None

    drive(session())


def test_each_suggestion_is_a_quick_fix_and_advice_is_none(workspace: Path) -> None:
    text = "# A cheap way\n\nSynergy and **cheap** are unrivaled.\n"

    async def session() -> None:
        async with Editor(workspace) as editor:
            uri = editor.open("drafts/a.md", text)
            cheap, synergy, strong, claim = await editor.shown(uri)
            [fix] = [one for one in await editor.actions(uri, cheap.range) if one.title.startswith("Replace")]
            assert fix.is_preferred
            assert _apply(text, _edit(fix)) == text.replace("A cheap way", "An economical way")
            titles = [one.title for one in await editor.actions(uri, synergy.range)]
            assert titles[:2] == ["Replace with “Cooperation”", "Replace with “Working together”"]
            [fix] = [
                one for one in await editor.actions(uri, strong.range) if one.title.startswith("Replace")
            ]
            assert "**economical**" in _apply(text, _edit(fix))
            titles = [one.title for one in await editor.actions(uri, claim.range)]
            assert not any("name the feature" in title for title in titles)
            assert any(title == "Replace with “well suited to …” and fill it in" for title in titles)

    drive(session())


@pytest.mark.parametrize(
    ("name", "text", "at"),
    [
        ("a.md", "One.\n\nA cheap\nway.\n", 0),
        ("a.md", "---\ntitle: A cheap way\n---\nText.\n", 0),
        ("a.md", "| a | b |\n|---|---|\n| cheap | c |\n", 0),
        ("a.md", "## A cheap way\n", 0),
        ("a.md", "<div>\nA cheap way\n</div>\n", 0),
        ("a.txt", "A cheap way.\n", 0),
        ("a.html", "<p>A cheap <b>way</b>.</p>\n", 0),
    ],
)
def test_a_suppression_is_put_where_it_works_and_waits_for_its_reason(
    workspace: Path, name: str, text: str, at: int
) -> None:
    async def session() -> None:
        async with Editor(workspace) as editor:
            uri = editor.open(f"drafts/{name}", text, "plaintext" if name.endswith("txt") else "")
            [found] = await editor.shown(uri)
            actions = [one for one in await editor.actions(uri, found.range) if "Suppress" in one.title]
            assert [one.title for one in actions] == [
                "Suppress cheap on this line with a reason …",
                "Suppress cheap in this file with a reason …",
            ]
            for number, action in enumerate(actions):
                edit = _edit(action)
                suppressed = _apply(text, edit)
                editor.change(uri, number * 2 + 2, types.TextDocumentContentChangeWholeDocument(suppressed))
                codes = {one.code for one in await editor.shown(uri, number * 2 + 2)}
                assert "invalid-suppression" in codes  # it has no reason yet
                written = edit.new_text.replace("cheap: ", "cheap: the manual's own words ")
                whole = types.TextDocumentContentChangeWholeDocument(
                    _apply(text, types.TextEdit(edit.range, written))
                )
                editor.change(uri, number * 2 + 3, whole)
                assert await editor.shown(uri, number * 2 + 3) == []

    drive(session())


def test_fix_all_puts_in_what_is_the_only_suggestion(workspace: Path) -> None:
    text = "A cheap way.\n\nSynergy is cheap.\n\n`cheap`\n"

    async def session() -> None:
        async with Editor(workspace) as editor:
            uri = editor.open("drafts/a.md", text)
            await editor.shown(uri)
            whole = types.Range(types.Position(0, 0), types.Position(0, 0))
            [action] = await editor.actions(uri, whole, [types.CodeActionKind.SourceFixAll])
            assert action.kind == "source.fixAll.contentops"
            fixed = _apply(text, _edit(action))
            assert fixed == "An economical way.\n\nSynergy is economical.\n\n`cheap`\n"
            editor.change(uri, 2, types.TextDocumentContentChangeWholeDocument(fixed))
            [left] = await editor.shown(uri, 2)
            assert left.message.startswith("Synergy")
            assert await editor.actions(uri, whole, [types.CodeActionKind.SourceFixAll]) == []
            assert await editor.actions(uri, whole, [types.CodeActionKind.Refactor]) == []

    drive(session())


def test_lists_are_followed_as_they_change_saved_or_not(workspace: Path) -> None:
    draft = "A cheap way with WidgetCo.\n"

    async def session() -> None:
        async with Editor(workspace) as editor:
            assert types.WORKSPACE_DID_CHANGE_WATCHED_FILES in editor.registered or await _registered(editor)
            uri = editor.open("drafts/a.md", draft)
            [_] = await editor.shown(uri)
            # Another program writes the list; the editor says so.
            (workspace / "taboo" / "house.yaml").write_text(LIST + "  - WidgetCo\n", encoding="utf-8")
            before = editor.diagnostics[uri]
            changed = types.FileEvent(editor.uri("taboo/house.yaml"), types.FileChangeType.Changed)
            editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([changed]))
            assert len(await editor.shown(uri, but=before)) == 2
            # Somebody edits it and has not saved.
            before = editor.diagnostics[uri]
            taboo = editor.open("taboo/house.yaml", LIST + "  - WidgetCo\n  - way\n", "yaml")
            assert await editor.shown(taboo) == []
            editor.change(taboo, 2, insert(13, 7, "s"))
            assert await editor.shown(taboo, 2) == []
            before = editor.diagnostics[uri]
            editor.change(taboo, 3, replace(13, 7, 13, 8, ""))
            assert len(await editor.shown(uri, but=before)) == 3

    async def _registered(editor: Editor) -> bool:
        await editor.wait(lambda: editor.registered)
        return True

    drive(session())


def test_a_broken_list_is_a_problem_in_its_file_open_or_not(workspace: Path) -> None:
    broken = LIST.replace("suggestions: [economical]", "sugestions: [economical]")

    async def session() -> None:
        (workspace / "taboo" / "house.yaml").write_text(broken, encoding="utf-8")
        async with Editor(workspace) as editor:
            uri = editor.open("drafts/a.md", "A cheap way.\n")
            await editor.shown(uri)
            taboo = editor.uri("taboo/house.yaml")
            [problem] = await editor.shown(taboo, None)
            assert problem.message == "unknown key sugestions; did you mean suggestions?"
            assert _at(problem)[:2] == (8 - 1, 4)
            await editor.wait(lambda: editor.messages)
            assert "taboo/house.yaml" in editor.messages[0]
            # Opened, it is shown as it is typed; mended, nothing is left.
            editor.open("taboo/house.yaml", broken, "yaml")
            [problem] = await editor.shown(taboo, 1)
            editor.change(taboo, 2, insert(7, 6, "g"))
            assert await editor.shown(taboo, 2) == []

    drive(session())


def test_settings_are_a_list_of_sorts(workspace: Path) -> None:
    async def session() -> None:
        async with Editor(workspace) as editor:
            settings = editor.open("contentops.yaml", "language: en\nlint:\n  disable: [chap]\n", "yaml")
            [problem] = await editor.shown(settings)
            assert "switches nothing off" in problem.message
            assert problem.severity == types.DiagnosticSeverity.Warning
            uri = editor.open("drafts/a.md", "A cheap way.\n")
            assert len(await editor.shown(uri)) == 1
            before = editor.diagnostics[uri]
            editor.change(settings, 2, insert(2, 14, "e"))
            assert await editor.shown(settings, 2) == []
            assert await editor.shown(uri, but=before) == []

    drive(session())


def test_it_works_outside_a_workspace_for_texts_never_saved_and_for_a_bare_client(tmp_path: Path) -> None:
    async def session() -> None:
        async with Editor(tmp_path, bare=True) as editor:
            assert editor.result is not None
            uri = editor.open("untitled:Untitled-1", "国家级 `国家级`", "markdown")
            [found] = await editor.shown(uri)
            assert found.code_description is None
            hover = await editor.hover(uri, 0, 1)
            assert hover is not None
            [action, *_] = await editor.actions(uri, found.range)
            assert action.edit is not None
            assert action.edit.changes is not None
            other = editor.open("untitled:Untitled-2", "国家级 `国家级`", "plaintext")
            assert len(await editor.shown(other)) == 2
            data = editor.open("notes.yaml", "title: 国家级\n", "yaml")
            assert await editor.shown(data) == []
            assert editor.registered == []

    drive(session())


@pytest.mark.parametrize(("last", "code"), [("exit", 0), ("", 0)])
def test_the_process_ends_as_it_is_told_and_prints_nothing_else(tmp_path: Path, last: str, code: int) -> None:
    def message(method: str, number: int | None = None, params: object = None) -> bytes:
        body: dict[str, object] = {"jsonrpc": "2.0", "method": method}
        if number is not None:
            body["id"] = number
        if params is not None:
            body["params"] = params
        data = json.dumps(body).encode()
        return b"Content-Length: %d\r\n\r\n" % len(data) + data

    sent = message("initialize", 1, {"capabilities": {}, "processId": None, "rootUri": None})
    sent += message("initialized", None, {}) + message("shutdown", 2)
    if last:
        sent += message(last)
    done = subprocess.run(
        [sys.executable, "-m", "contentops", "lsp"],
        input=sent, capture_output=True, cwd=tmp_path, timeout=120, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (code, b"")
    assert done.stdout.startswith(b"Content-Length:")
    assert b'"codeActionProvider"' in done.stdout


def test_an_address_that_is_none_is_refused(contentops: Callable[..., Any]) -> None:
    result = contentops("lsp", "--tcp", "nowhere")
    assert result.code == 2
    assert "--tcp nowhere is no port; write --tcp 2087" in result.err
    assert contentops("lsp", "-C", "/").code == 2
