"""What the gate has to know of an item: draft, findings, approvals, embargo, assets and calendar, collected."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from contentops.cli.approving import Desk, Planned
from contentops.models.base import LANGUAGES
from contentops.problem import Problem

if TYPE_CHECKING:
    from datetime import date

    from contentops.approvals.gate import Judgement, Spot, WaveFact
    from contentops.cli.lint_files import PlannedDrafts
    from contentops.lint.run import RunSettings
    from contentops.workspace.approval_content import CollectedContent
    from contentops.workspace.approvals import LoadedRecord


class GateKeeper:
    """Judges items of one workspace; the lists of the linter are loaded once."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    @cached_property
    def _lint_settings(self) -> RunSettings:
        from contentops.cli.lint_choice import Wanted, choose

        return choose(self.desk.root, Wanted()).settings(self.desk.today.isoformat())

    @cached_property
    def _find_planned(self) -> PlannedDrafts:
        from contentops.cli.lint_files import PlannedDrafts

        return PlannedDrafts(self.desk.root)

    def judge(self, name: str) -> Judgement:
        """Whether `name` (an item or an occurrence) may go out today."""
        from contentops.approvals.gate import GateFacts, judge_gate

        desk = self.desk
        item = desk.item(name)
        content, loaded = desk.content(name), desk.record(name)
        planned, twice = self._entry(name)
        item_spot = desk.opened.locate("item", item.id)
        consents = self._consents(name, content)
        record_problems = self._record_problems(loaded)
        problems = [
            *(_place_missing(problem, item_spot) for problem in content.problems),
            *self._lint(content),
            *self._assets(name, content),
            *(problem for problem in consents if problem.severity == "error"),
            *record_problems,
            *twice,
        ]
        return judge_gate(
            GateFacts(
                item=name,
                today=desk.today,
                item_spot=item_spot,
                draft_spot=(content.paths.get("", "drafts/"), 0, 0),
                record_spot=loaded.place(None),
                problems=tuple(problems),
                unread=content.hashed is None or bool(record_problems),
                progress=desk.progress(name, loaded.record, content.hashed),
                embargoes=tuple(self._embargoes(name, content)),
                held=item.status if item.is_held_back else None,
                state=planned.entry.state if planned else None,
                entry_spot=planned.spot if planned else item_spot,
                waves=tuple(find_waves(planned, loaded)) if planned else (),
                notes=(
                    *(problem.message for problem in consents if problem.severity != "error"),
                    *(problem.message for problem in desk.stale_versions(name, content)),
                ),
            )
        )

    def _entry(self, name: str) -> tuple[Planned | None, list[Problem]]:
        """The entry that holds: one that is still to go out before one that went, or was cancelled."""
        entries = self.desk.planned.get(name, [])
        going = [one for one in entries if one.entry.state in ("planned", "pinned")]
        problems = [
            Problem(
                *one.spot, "error", "planned-twice", f"{name} also stands on {going[0].period}", None,
                "keep one of the entries; delete the other and plan again",
            )
            for one in going[1:]
        ]  # fmt: skip
        out = [one for one in entries if one.entry.state == "published"]
        chosen = going or out or entries
        return (chosen[0] if chosen else None), problems

    def _lint(self, content: CollectedContent) -> list[Problem]:
        from contentops.approvals.gate import find_conflict_marks
        from contentops.lint.run import Task, lint_file

        found: list[Problem] = []
        for part in content.content.parts:
            path = content.paths[part.label]
            marks = list(find_conflict_marks(part.text, path))
            found += marks
            written = part.text.encode("utf-8")
            linted = lint_file(Task(path, written, self._find_planned(written)), self._lint_settings)
            if linted.problem is not None:
                found.append(linted.problem)
            for finding in linted.findings:
                if finding.severity == "error" and not (marks and finding.rule == "merge-conflict"):
                    hint = f"`contentops explain {finding.rule}` says more; mend the text and submit it again"
                    message = f"{finding.rule}: {finding.message}"
                    found.append(
                        Problem(
                            path,
                            finding.line,
                            finding.column,
                            "error",
                            "lint",
                            message,
                            finding.text or None,
                            hint,
                        )
                    )
        return found

    def _assets(self, name: str, content: CollectedContent) -> list[Problem]:
        item = self.desk.item(name)
        found = []
        for number, problem in content.asset_problems:
            path, line, column = self.desk.opened.locate("item", item.id, "assets", number)
            found.append(
                Problem(path, line, column, "error", problem.rule, problem.message, None, problem.hint)
            )
        return found

    def _consents(self, name: str, content: CollectedContent) -> list[Problem]:
        """What quotes in the text lack the consent of those who said them."""
        from contentops.lint.run import draft_fields
        from contentops.workspace.fact_checks import quote_findings

        desk = self.desk
        written = draft_fields(content.content.text).get("language")
        language = next((one for one in LANGUAGES if one == written), desk.workspace.settings.language)
        order = desk.order(name)
        return quote_findings(desk.root, desk.workspace, desk.opened.locate, order, desk.today, language)

    def _record_problems(self, loaded: LoadedRecord) -> list[Problem]:
        """What keeps the record from being believed, signatures that are not the person's among it."""
        problems = [problem for problem in loaded.problems if problem.severity == "error"]
        states = self.desk.signatures(loaded.record)
        for entry in loaded.record.entries:
            if states.get(entry.id) == "bad":
                problems.append(
                    Problem(
                        *loaded.place(entry), "error", "approval-signature",
                        f"the signature of entry {entry.id[:8]} is by none of the signing_keys of {entry.who}", None,
                        "restore the file from git, or list the key with the person if it is theirs",
                    )
                )  # fmt: skip
        return problems

    def _embargoes(self, name: str, content: CollectedContent) -> list[tuple[date, Spot]]:
        """The embargo of the item, and what the front matter of its texts says."""
        from datetime import date

        from contentops.approvals.content import split_front_matter
        from contentops.workspace.yaml_reader import read_yaml

        item = self.desk.item(name)
        found: list[tuple[date, Spot]] = []
        if item.embargo is not None:
            found.append((item.embargo, self.desk.opened.locate("item", item.id, "embargo")))
        for part in content.content.parts:
            front, _ = split_front_matter(part.text)
            path = content.paths[part.label]
            document = read_yaml(f"\n{front or ''}\n", path)
            data: Any = document.data
            written = data.get("embargo") if isinstance(data, dict) else None
            try:
                day = date.fromisoformat(str(written)[:10]) if written is not None else None
            except ValueError:
                day = date.max  # an embargo that nobody can read is not over
            if day is not None and day != item.embargo:
                found.append((day, (path, *document.position(("embargo",)))))
        return found


def _place_missing(problem: Problem, spot: Spot) -> Problem:
    """A draft that is not there has no line; its item has."""
    return (
        replace(problem, path=spot[0], line=spot[1], column=spot[2])
        if problem.rule == "no-draft"
        else problem
    )


def find_waves(planned: Planned, loaded: LoadedRecord) -> list[WaveFact]:
    """The channels of an entry, and on which it went out; one without a name for an item without channels."""
    from contentops.approvals.gate import WaveFact

    out = {entry.channel for entry in loaded.record.entries if entry.what == "published"}
    entry = planned.entry
    if not entry.channels:
        return [WaveFact(None, entry.publish, planned.spot, None in out)]
    spots = planned.wave_spots
    return [
        WaveFact(wave.channel, wave.date, spots[number], wave.channel in out)
        for number, wave in enumerate(entry.channels)
    ]
