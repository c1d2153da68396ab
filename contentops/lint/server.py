"""The language server: findings as one types, and what to do about them.

Texts are kept here and not by pygls, whose lines end at more characters than the protocol's, and which takes a
position past the end of a line for the one before it. Linting runs beside the loop that reads messages, one text at
a time, and a result is shown only while its text is still the newest.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method
from pygls.uris import from_fs_path, to_fs_path

from contentops import __version__
from contentops.lint.finding import Finding
from contentops.lint.lookup import entry_of
from contentops.lint.run import Task, lint_file
from contentops.lint.server_actions import Action, describe, fix_all_edit, suggest_edits, suppress_edits
from contentops.lint.server_documents import OpenText, Served, Source
from contentops.lint.server_messages import (
    FIX_ALL,
    action,
    diagnose,
    diagnose_problems,
    hover,
    range_of,
    wants_kind,
    watchers,
)
from contentops.lint.server_text import EditorText, Encoding

DELAY = 0.12
"""Seconds without a key before a text is linted."""
_PATIENCE = 1.5
"""A text is linted no sooner than this many times as long as linting it took, so that typing stays smooth."""
_MOST_SUPPRESSED = 5
"""Findings in a selection up to which each gets actions that suppress it."""


class _Protocol(LanguageServerProtocol):
    """Leaves the texts to us."""

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: Any) -> Iterator[Any]:
        yield self.fm.features[types.TEXT_DOCUMENT_DID_OPEN], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: Any) -> Iterator[Any]:
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CHANGE], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: Any) -> Iterator[Any]:
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CLOSE], (params,), None


class Desk:
    """The open texts of one client, and what it is told about them."""

    def __init__(self, server: LanguageServer, source: Source) -> None:
        self.server = server
        self.source = source
        self.open: dict[str, OpenText] = {}
        self.worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="lint")
        self.shown: dict[str | None, Served] = {}
        self.reported: dict[str | None, set[str]] = {}
        self.tasks: set[asyncio.Task[None]] = set()

    @property
    def encoding(self) -> Encoding:
        """The units of the client's positions."""
        given = self.server.workspace.position_encoding
        agreed = getattr(given, "value", given)
        return "utf-8" if agreed == "utf-8" else "utf-32" if agreed == "utf-32" else "utf-16"

    @property
    def capabilities(self) -> types.ClientCapabilities:
        """What the client can do."""
        return self.server.client_capabilities

    def opened(self, document: types.TextDocumentItem) -> None:
        """A text is opened."""
        path = to_fs_path(document.uri) or document.uri
        text = EditorText(document.text, self.encoding)
        self.open[document.uri] = OpenText(document.uri, path, document.language_id, text, document.version)
        self._schedule(self.open[document.uri], 0)

    def changed(self, params: types.DidChangeTextDocumentParams) -> None:
        """Somebody types."""
        document = self.open.get(params.text_document.uri)
        if document is None:
            return
        for change in params.content_changes:
            if isinstance(change, types.TextDocumentContentChangePartial):
                start, end = change.range.start, change.range.end
                document.text.change((start.line, start.character), (end.line, end.character), change.text)
            else:
                document.text.replace(change.text)
        document.version = params.text_document.version
        document.changes += 1
        self._schedule(document, max(DELAY, document.seconds * _PATIENCE))
        if self._is_list(document):
            self.refresh(DELAY, but=document)

    def closed(self, uri: str) -> None:
        """A text is closed: nothing is shown about it any more."""
        document = self.open.pop(uri, None)
        if document is not None and document.timer is not None:
            document.timer.cancel()
        self.server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))
        if document is not None and self._is_list(document):
            self.shown.clear()
            self.refresh()

    def refresh(self, delay: float = 0, but: OpenText | None = None) -> None:
        """Lists may have changed: everything open is linted again."""
        for document in self.open.values():
            if document is not but:
                document.changes += 1
                self._schedule(document, delay)

    def _is_list(self, document: OpenText) -> bool:
        root = self.source.find_root(document.path)
        return root is not None and self.source.name_in(root, document.path) is not None

    def _schedule(self, document: OpenText, delay: float) -> None:
        if document.timer is not None:
            document.timer.cancel()
        document.timer = asyncio.get_running_loop().call_later(delay, self._start, document)

    def _start(self, document: OpenText) -> None:
        task = asyncio.get_running_loop().create_task(self.lint(document))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def lint(self, document: OpenText) -> None:
        """Lint a text and show what was found, unless it has changed meanwhile."""
        changes = document.changes
        text = document.text.text
        unsaved = {one.path: one.text.text for one in self.open.values() if self._is_list(one)}
        loop = asyncio.get_running_loop()
        root, served, findings, seconds = await loop.run_in_executor(
            self.worker, self._find, document, text, unsaved
        )
        if document.changes != changes or self.open.get(document.uri) is not document:
            return
        document.findings, document.served, document.seconds = findings, served, seconds
        document.linted = changes
        self._publish(document, root, served)
        self._publish_lists(root, served)

    def _find(
        self, document: OpenText, text: str, unsaved: dict[str, str]
    ) -> tuple[str | None, Served, tuple[Finding, ...], float]:
        """In the worker: the lists as they are now, and what they find."""
        root = self.source.find_root(document.path)
        served = self.source.load(root, unsaved)
        began = time.perf_counter()
        if (root is not None and document.path in unsaved) or not document.is_read:
            return root, served, (), 0.0
        task = Task(document.name, text, self.source.find_planned(root, text))
        findings = lint_file(task, served.settings).findings
        return root, served, findings, time.perf_counter() - began

    def _publish(self, document: OpenText, root: str | None, served: Served) -> None:
        name = self.source.name_in(root, document.path) if root is not None else None
        if name is not None:
            problems = [problem for problem in served.problems if problem.path == name]
            found = diagnose_problems(problems, document.text)
        else:
            found = [
                diagnose(finding, document.text, self._page(root, finding)) for finding in document.findings
            ]
        self.server.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(document.uri, found, document.version)
        )

    def _page(self, root: str | None, finding: Finding) -> str | None:
        given = self.capabilities.text_document
        publish = given.publish_diagnostics if given is not None else None
        if publish is None or not publish.code_description_support:
            return None
        return self.source.find_page(root, finding)

    def _publish_lists(self, root: str | None, served: Served) -> None:
        """What is wrong with lists is shown in their files, whether these are open or not."""
        if root is None or self.shown.get(root) is served:
            return
        self.shown[root] = served
        by_name: dict[str, list[Any]] = {}
        for problem in served.problems:
            by_name.setdefault(problem.path, []).append(problem)
        open_paths = {document.path for document in self.open.values()}
        cleared = self.reported.get(root, set()) - set(by_name)
        for name in sorted({*by_name, *cleared}):
            path = self.source.path_of(root, name)
            if path not in open_paths:
                found = diagnose_problems(by_name.get(name, ()), None)
                uri = from_fs_path(path) or path
                self.server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found))
        broken = {p.path for p in served.problems if p.severity == "error"}
        if broken - self.reported.get(root, set()):
            message = f"not all of the taboo lists can be used: see {', '.join(sorted(broken))}"
            self.server.window_show_message(types.ShowMessageParams(types.MessageType.Warning, message))
        self.reported[root] = set(by_name)

    async def current(self, uri: str) -> OpenText | None:
        """The open text, its findings those of what it says now."""
        document = self.open.get(uri)
        while document is not None and document.linted != document.changes:
            if document.timer is not None:
                document.timer.cancel()
            await self.lint(document)
            document = self.open.get(uri)
        return document

    async def hover(self, params: types.HoverParams) -> types.Hover | None:
        """What there is to say about the findings at a place, the narrowest first."""
        document = await self.current(params.text_document.uri)
        if document is None or document.served is None:
            return None
        at = document.text.offset((params.position.line, params.position.character))
        here = [f for f in document.findings if f.start <= at < max(f.end, f.start + 1)]
        if not here:
            return None
        here.sort(key=lambda found: (found.end - found.start, found.start))
        lists = document.served.settings.lists
        texts = [describe(finding, entry_of(finding, lists)) for finding in here]
        return hover(texts, range_of(here[0].start, here[0].end, document.text), self.capabilities)

    async def actions(self, params: types.CodeActionParams) -> list[types.CodeAction]:
        """What can be done about the findings in a range, and about all of them."""
        document = await self.current(params.text_document.uri)
        if document is None or document.served is None:
            return []
        start = document.text.offset((params.range.start.line, params.range.start.character))
        end = document.text.offset((params.range.end.line, params.range.end.character))
        here = [f for f in document.findings if f.start <= end and start <= max(f.end, f.start)]
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.worker, self._offer, document, here, params.context.only)

    def _offer(
        self, document: OpenText, here: Sequence[Finding], only: Sequence[types.CodeActionKind | str] | None
    ) -> list[types.CodeAction]:
        offered: list[types.CodeAction] = []
        text, served = document.text.text, document.served
        if served is None:
            return offered
        planned = self.source.find_planned(self.source.find_root(document.path), text)

        def lint(tried: str) -> tuple[Finding, ...]:
            return lint_file(Task(document.name, tried, planned), served.settings).findings

        def offer(found: Action, kind: types.CodeActionKind | str, *findings: Finding) -> None:
            offered.append(action(found, kind, findings, document, self.capabilities))

        quick = types.CodeActionKind.QuickFix
        if wants_kind(only, quick):
            for finding in here:
                for one in suggest_edits(text, document.kind, finding):
                    offer(one, quick, finding)
            for finding in here if len(here) <= _MOST_SUPPRESSED else ():
                for one in suppress_edits(text, document.kind, finding, lint):
                    offer(one, quick, finding)
        if wants_kind(only, FIX_ALL) and document.findings:
            edit = fix_all_edit(text, document.name, document.kind, lint, served.advice)
            if edit is not None:
                offer(Action("Put in every suggestion that is the only one in this file", edit), FIX_ALL)
        return offered

    def close(self) -> None:
        """Let go of the worker."""
        self.worker.shutdown(wait=False, cancel_futures=True)


class EditorServer(LanguageServer):
    """A language server over a `Source`."""

    def __init__(self, source: Source) -> None:
        super().__init__("contentops", __version__, protocol_cls=_Protocol)
        self.desk = Desk(self, source)
        self.asked_to_stop = False
        _register(self)


def _register(server: EditorServer) -> None:
    desk = server.desk

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def did_open(params: types.DidOpenTextDocumentParams) -> None:
        desk.opened(params.text_document)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(params: types.DidChangeTextDocumentParams) -> None:
        desk.changed(params)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(params: types.DidCloseTextDocumentParams) -> None:
        desk.closed(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def did_save(_params: types.DidSaveTextDocumentParams) -> None:
        desk.refresh()

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def did_change_watched(_params: types.DidChangeWatchedFilesParams) -> None:
        desk.refresh()

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def show_hover(params: types.HoverParams) -> types.Hover | None:
        return await desk.hover(params)

    kinds = [types.CodeActionKind.QuickFix, types.CodeActionKind.SourceFixAll, FIX_ALL]

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=kinds))
    async def offer_actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        return await desk.actions(params)

    @server.feature(types.INITIALIZED)
    def initialized(_params: types.InitializedParams) -> None:
        registration = watchers(server.client_capabilities)
        if registration is not None:
            server.client_register_capability(registration)

    @server.feature(types.SHUTDOWN)
    def shutdown(_params: None) -> None:
        server.asked_to_stop = True
        desk.close()
