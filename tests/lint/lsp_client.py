"""A real client of the language server, for tests: pygls over pipes, with the few moves that tests make.

The server is a process, started as an editor starts it, or (which saves a second) a thread at the other end
of the same pipes.
"""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.io_ import StdoutWriter, run_async
from pygls.lsp.client import LanguageClient

from contentops.cli.lsp_source import DiskSource
from contentops.lint.server import EditorServer

PATIENCE = 30.0
"""Seconds after which a server that says nothing is taken for dead."""


class Editor:
    """One editor with one server."""

    def __init__(
        self, folder: Path, *, encodings: list[str] | None = None, bare: bool = False, process: bool = False
    ) -> None:
        self.folder = folder
        self.encodings = encodings
        self.bare = bare
        self.process = process
        self.thread: threading.Thread | None = None
        self.reading: asyncio.Task[None] | None = None
        self.client = LanguageClient("test", "1")
        self.diagnostics: dict[str, types.PublishDiagnosticsParams] = {}
        self.messages: list[str] = []
        self.registered: list[str] = []
        self.news = asyncio.Event()
        self.result: types.InitializeResult | None = None

    async def __aenter__(self) -> Editor:
        self._listen()
        if self.process:
            await self.client.start_io(sys.executable, "-m", "contentops", "lsp", cwd=str(self.folder))
        else:
            await self._start_thread()
        self.result = await asyncio.wait_for(self.client.initialize_async(self._parameters()), PATIENCE)
        self.client.initialized(types.InitializedParams())
        return self

    async def __aexit__(self, *_: object) -> None:
        await asyncio.wait_for(self.client.shutdown_async(None), PATIENCE)
        self.client.exit(None)
        if self.thread is None:
            await asyncio.wait_for(self.client.stop(), PATIENCE)  # type: ignore[no-untyped-call]
            return
        await asyncio.to_thread(self.thread.join, PATIENCE)
        if self.reading is not None:
            await asyncio.wait_for(self.reading, PATIENCE)
        self.writer.close()

    async def _start_thread(self) -> None:
        server_reads, client_writes = os.pipe()
        client_reads, server_writes = os.pipe()
        server = EditorServer(DiskSource())
        ends = os.fdopen(server_reads, "rb"), os.fdopen(server_writes, "wb")

        def serve() -> None:
            with ends[0]:
                server.start_io(*ends)

        self.thread = threading.Thread(target=serve, daemon=True)
        self.thread.start()
        reader = asyncio.StreamReader(limit=2**24)
        loop = asyncio.get_running_loop()
        await loop.connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(client_reads, "rb")
        )
        self.writer = os.fdopen(client_writes, "wb")
        protocol = self.client.protocol
        protocol.set_writer(StdoutWriter(self.writer))
        self.reading = loop.create_task(run_async(threading.Event(), reader, protocol))

    def _listen(self) -> None:
        client = self.client

        @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)  # type: ignore[untyped-decorator]
        def published(params: types.PublishDiagnosticsParams) -> None:
            self.diagnostics[params.uri] = params
            self.news.set()

        @client.feature(types.WINDOW_SHOW_MESSAGE)  # type: ignore[untyped-decorator]
        def shown(params: types.ShowMessageParams) -> None:
            self.messages.append(params.message)
            self.news.set()

        @client.feature(types.CLIENT_REGISTER_CAPABILITY)  # type: ignore[untyped-decorator]
        def registered(params: types.RegistrationParams) -> None:
            self.registered += [registration.method for registration in params.registrations]
            self.news.set()

    def _parameters(self) -> types.InitializeParams:
        if self.bare:
            return types.InitializeParams(types.ClientCapabilities(), root_uri=self.folder.as_uri())
        general = types.GeneralClientCapabilities(
            position_encodings=[types.PositionEncodingKind(name) for name in self.encodings]
            if self.encodings
            else None
        )
        publish = types.PublishDiagnosticsClientCapabilities(
            version_support=True, code_description_support=True
        )
        markdown = types.HoverClientCapabilities(content_format=[types.MarkupKind.Markdown])
        text = types.TextDocumentClientCapabilities(publish_diagnostics=publish, hover=markdown)
        watched = types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True)
        workspace = types.WorkspaceClientCapabilities(
            did_change_watched_files=watched,
            workspace_edit=types.WorkspaceEditClientCapabilities(document_changes=True),
        )
        capabilities = types.ClientCapabilities(workspace=workspace, text_document=text, general=general)
        return types.InitializeParams(capabilities, root_uri=self.folder.as_uri())

    def uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    def open(self, name: str, text: str, language: str = "markdown") -> str:
        uri = name if "://" in name or name.startswith("untitled:") else self.uri(name)
        item = types.TextDocumentItem(uri, language, 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return uri

    def change(self, uri: str, version: int, *changes: Any) -> None:
        identifier = types.VersionedTextDocumentIdentifier(uri=uri, version=version)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(identifier, list(changes)))

    async def shown(self, uri: str, version: int | None = 1, *, but: object = None) -> list[types.Diagnostic]:
        """What is shown about a text in this version, once it is shown; `but` is what was shown before."""

        def is_there() -> bool:
            given = self.diagnostics.get(uri)
            return given is not None and given.version == version and given is not but

        await self.wait(is_there)
        return list(self.diagnostics[uri].diagnostics)

    async def wait(self, happened: Any) -> None:
        async def look() -> None:
            while not happened():
                self.news.clear()
                await self.news.wait()

        await asyncio.wait_for(look(), PATIENCE)

    async def hover(self, uri: str, line: int, character: int) -> types.Hover | None:
        params = types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(line, character))
        return await asyncio.wait_for(self.client.text_document_hover_async(params), PATIENCE)

    async def actions(
        self, uri: str, place: types.Range, only: list[types.CodeActionKind | str] | None = None
    ) -> list[types.CodeAction]:
        context = types.CodeActionContext(diagnostics=[], only=only)
        params = types.CodeActionParams(types.TextDocumentIdentifier(uri), place, context)
        found = await asyncio.wait_for(self.client.text_document_code_action_async(params), PATIENCE)
        return [one for one in found or [] if isinstance(one, types.CodeAction)]


def insert(line: int, character: int, text: str) -> types.TextDocumentContentChangePartial:
    """Somebody types at a place."""
    return replace(line, character, line, character, text)


def replace(
    line: int, character: int, end_line: int, end_character: int, text: str
) -> types.TextDocumentContentChangePartial:
    """Somebody replaces what stands between two places."""
    start, end = types.Position(line, character), types.Position(end_line, end_character)
    return types.TextDocumentContentChangePartial(range=types.Range(start, end), text=text)
