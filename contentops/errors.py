"""Exceptions that mean "cannot go on"; everything that can be listed is a `Problem` instead.

One boundary, in `contentops.cli.app`, turns these into a message and an exit code.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contentops.problem import Problem


class ExitCode(IntEnum):
    """What the shell is told, the same for every command."""

    CLEAN = 0
    FINDINGS = 1
    COULD_NOT_RUN = 2
    INTERRUPTED = 130


class ContentopsError(Exception):
    """A command cannot go on. `message` says what is wrong, `hint` what to do about it."""

    exit_code: ExitCode = ExitCode.COULD_NOT_RUN

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(ContentopsError):
    """The words of the command line do not make sense together."""


class InvalidInput(ContentopsError):  # noqa: N818  the plain words of the domain
    """Input holds errors that the command cannot work around; `problems` lists them all."""

    def __init__(self, message: str, problems: Sequence[Problem], *, hint: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.problems = tuple(problems)
