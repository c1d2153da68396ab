"""Findings and problems in the words of the language server protocol."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lsprotocol import types

from contentops.lint.finding import Finding
from contentops.lint.reporters.message import finding_details, finding_message, rule_name
from contentops.lint.server_actions import Action
from contentops.lint.server_documents import OpenText
from contentops.lint.server_text import EditorText
from contentops.problem import Problem

SOURCE = "contentops"
FIX_ALL = "source.fixAll.contentops"

_SEVERITIES = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "note": types.DiagnosticSeverity.Information,
}
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]<>#|~!])|\*\*|`")


def range_of(start: int, end: int, text: EditorText) -> types.Range:
    """Code-point offsets as a range of the client's."""
    first, last = text.place(start), text.place(end)
    return types.Range(types.Position(*first), types.Position(*last))


def diagnose(finding: Finding, text: EditorText, page: str | None) -> types.Diagnostic:
    """A finding as the editor underlines it; `page` is the URI that its code leads to."""
    return types.Diagnostic(
        range=range_of(finding.start, finding.end, text),
        message="\n".join([finding_message(finding), *finding_details(finding)]),
        severity=_SEVERITIES[finding.severity],
        code=rule_name(finding),
        code_description=types.CodeDescription(page) if page else None,
        source=SOURCE,
    )


def diagnose_problems(problems: Sequence[Problem], text: EditorText | None) -> list[types.Diagnostic]:
    """What is wrong with a list or the settings, from its place to the end of the line."""
    return [_diagnose_problem(problem, text) for problem in problems]


def _diagnose_problem(problem: Problem, text: EditorText | None) -> types.Diagnostic:
    line, column = max(problem.line - 1, 0), max(problem.column - 1, 0)
    if text is None:  # the file is not open: up to the line's end, wherever that is
        place = types.Range(types.Position(line, column), types.Position(line, column + 1))
    else:
        start, end = text.line_span(line)
        start = min(start + column, end)
        place = range_of(start, max(end, start), text)
    said = problem.message
    if problem.got is not None:
        said += f" (got {' '.join(problem.got.split())[:60]})"
    if problem.hint:
        said += f"; {problem.hint}"
    return types.Diagnostic(
        range=place, message=said, severity=_SEVERITIES[problem.severity], code=problem.rule, source=SOURCE
    )


def hover(texts: Sequence[str], place: types.Range, client: types.ClientCapabilities) -> types.Hover:
    """Markdown, or plain text for a client that asks for that."""
    document = client.text_document
    asked = document.hover.content_format if document is not None and document.hover is not None else None
    kind = types.MarkupKind.Markdown
    value = "\n\n---\n\n".join(texts)
    if asked and types.MarkupKind.Markdown not in asked:
        kind = types.MarkupKind.PlainText
        value = _ESCAPED.sub(lambda match: match.group(1) or "", value)
    return types.Hover(types.MarkupContent(kind, value), place)


def action(
    chosen: Action,
    kind: types.CodeActionKind | str,
    findings: Sequence[Finding],
    document: OpenText,
    client: types.ClientCapabilities,
) -> types.CodeAction:
    """An edit that a person can choose, for the version of the text that it was made for."""
    edit = types.TextEdit(range_of(chosen.edit.start, chosen.edit.end, document.text), chosen.edit.text)
    workspace = client.workspace.workspace_edit if client.workspace is not None else None
    if workspace is not None and workspace.document_changes:
        identifier = types.OptionalVersionedTextDocumentIdentifier(document.uri, document.version)
        whole = types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(identifier, [edit])])
    else:
        whole = types.WorkspaceEdit(changes={document.uri: [edit]})
    return types.CodeAction(
        title=chosen.title,
        kind=kind,
        diagnostics=[diagnose(finding, document.text, None) for finding in findings] or None,
        is_preferred=chosen.preferred or None,
        edit=whole,
    )


def wants_kind(only: Sequence[types.CodeActionKind | str] | None, kind: types.CodeActionKind | str) -> bool:
    """Whether a client that asks for `only` these kinds takes this one; a kind stands for all below it."""
    wanted = kind.value if isinstance(kind, types.CodeActionKind) else kind
    asked = [one.value if isinstance(one, types.CodeActionKind) else one for one in only or ()]
    return not asked or any(one in ("", wanted) or wanted.startswith(f"{one}.") for one in asked)


def watchers(client: types.ClientCapabilities) -> types.RegistrationParams | None:
    """The wish to be told when lists or settings change, for a client that can be told so."""
    files = client.workspace.did_change_watched_files if client.workspace is not None else None
    if files is None or not files.dynamic_registration:
        return None
    globs = ("**/contentops.yaml", "**/taboo/**")
    options = types.DidChangeWatchedFilesRegistrationOptions(
        [types.FileSystemWatcher(glob) for glob in globs]
    )
    return types.RegistrationParams(
        [types.Registration("contentops-lists", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)]
    )
