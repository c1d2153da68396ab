"""JSON Schemas of the files people write and of the documents machines read, from the same models."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, get_type_hints

from pydantic import BaseModel, create_model

from contentops.models.approval_reports import GateReport, StatusReport
from contentops.models.calendar import Calendar
from contentops.models.calendar_import import CalendarImport
from contentops.models.changes import DiffReport
from contentops.models.coverage import CoverageReport
from contentops.models.event import EventFile, NodeFile
from contentops.models.item import PoolFile
from contentops.models.library import LibraryReport, Use
from contentops.models.reports import DocumentsReport, DraftReport, FactsReport, TemplatesReport
from contentops.models.settings import Settings
from contentops.models.why import WhatIfReport, WhyReport
from contentops.models.working_days import WorkingDaysFile
from contentops.models.year import WorkList, YearPlan
from contentops.problem import Problem

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def _of_model(model: type[BaseModel], title: str) -> dict[str, Any]:
    schema = model.model_json_schema(by_alias=True)
    return {"$schema": DRAFT, **schema, "title": title}


def _pool() -> dict[str, Any]:
    schema = _of_model(PoolFile, "pools/POOL/*.yaml: content items")
    # The folder says the pool, so an item need not.
    schema["$defs"]["Item"]["required"].remove("pool")
    return schema


def _snippets() -> dict[str, Any]:
    from contentops.models.snippets import SnippetFile

    return _of_model(SnippetFile, "snippets.yaml: approved quotes and texts that drafts share")


def _uses() -> dict[str, Any]:
    title = "library/uses.yaml: where content was used again"
    return {"$schema": DRAFT, "title": title, "type": "array", "items": Use.model_json_schema(by_alias=True)}


def _taboo() -> dict[str, Any]:
    from contentops.models.taboo import TabooListFile

    return _of_model(TabooListFile, "taboo/*.yaml: words and claims that must not be printed")


def _report(title: str, key: str, record: type) -> dict[str, Any]:
    """The schema of a report: version, counts, and a list of records under `key`."""
    fields: dict[str, Any] = {name: (kind, ...) for name, kind in get_type_hints(record).items()}
    definition = create_model(record.__name__, **fields).model_json_schema()
    counts = {"type": "integer", "minimum": 0}
    return {
        "$schema": DRAFT,
        "title": title,
        "type": "object",
        "required": ["version", "summary", key],
        "properties": {
            "version": {"const": 1},
            "summary": {"type": "object", "additionalProperties": counts},
            key: {"type": "array", "items": definition},
        },
    }


def _lint_report() -> dict[str, Any]:
    from contentops.lint.finding import Finding

    schema = _report("contentops lint --format json", "findings", Finding)
    # Only files without lines of their own (Word, workbooks) have a place.
    schema["properties"]["findings"]["items"]["required"].remove("place")
    return schema


def _explanation() -> dict[str, Any]:
    from pydantic import TypeAdapter

    from contentops.lint.explain import Explanation

    schema = TypeAdapter(Explanation).json_schema(mode="serialization")
    return {"$schema": DRAFT, **schema, "title": "contentops explain --format json"}


def _import_report() -> dict[str, Any]:
    from contentops.models.mapping import ImportedRow

    return _report("contentops import --format json", "rows", ImportedRow)


def _mapping() -> dict[str, Any]:
    from contentops.models.mapping import MappingFile

    return _of_model(MappingFile, "a mapping file for contentops import")


WORKSPACE_SCHEMAS: dict[str, Callable[[], dict[str, Any]]] = {
    "settings": lambda: _of_model(Settings, "contentops.yaml: the workspace's settings"),
    "pool": _pool,
    "events": lambda: _of_model(EventFile, "events/*.yaml: events of our own"),
    "nodes": lambda: _of_model(NodeFile, "nodes.yaml: dates in the world that matter to us"),
    "working-days": lambda: _of_model(
        WorkingDaysFile, "working_days.yaml: announced days off and make-up days"
    ),
    "snippets": _snippets,
    "uses": _uses,
    "taboo": _taboo,
    "calendar": lambda: _of_model(Calendar, "calendars/PERIOD.yaml and .json: the plan"),
}
"""What editors complete and check the workspace's files with."""

SCHEMAS: dict[str, Callable[[], dict[str, Any]]] = {
    **WORKSPACE_SCHEMAS,
    "check-report": lambda: _report("contentops check --format json", "problems", Problem),
    "lint-report": _lint_report,
    "explanation": _explanation,
    "mapping": _mapping,
    "import-report": _import_report,
    "calendar-import": lambda: _of_model(CalendarImport, "contentops import calendar FILE --format json"),
    "year": lambda: _of_model(YearPlan, "contentops show YEAR --format json, calendars/YEAR.json"),
    "work-list": lambda: _of_model(WorkList, "contentops show WEEK --format json"),
    "diff-report": lambda: _of_model(DiffReport, "contentops diff --format json"),
    "draft-report": lambda: _of_model(DraftReport, "contentops draft --format json"),
    "documents-report": lambda: _of_model(DocumentsReport, "contentops draft --to docx|html --format json"),
    "library-report": lambda: _of_model(LibraryReport, "contentops library --format json"),
    "status-report": lambda: _of_model(StatusReport, "contentops status --format json"),
    "gate-report": lambda: _of_model(GateReport, "contentops gate --format json"),
    "facts-report": lambda: _of_model(FactsReport, "contentops draft --facts --format json"),
    "why-report": lambda: _of_model(WhyReport, "contentops why --format json"),
    "what-if-report": lambda: _of_model(WhatIfReport, "contentops plan --what-if ... --format json"),
    "coverage-report": lambda: _of_model(CoverageReport, "contentops coverage --format json"),
    "templates-report": lambda: _of_model(TemplatesReport, "contentops templates --format json"),
}


def render_schema(name: str) -> str:
    """The JSON Schema (draft 2020-12) called `name`, as text that ends with a newline."""
    return json.dumps(SCHEMAS[name](), ensure_ascii=False, indent=2) + "\n"
