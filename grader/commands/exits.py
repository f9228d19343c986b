"""How the command line can end."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """The exit codes of `grader`, as `grader --help` explains them."""

    FINE = 0
    FAILED = 1
    """`check`: a check failed."""
    USAGE = 2
    BROKEN = 3
    """Something of ours failed, and an instructor should look."""
    INTERRUPTED = 130


class CommandError(Exception):
    """A command can't do what it was asked to; the text says why, and what to do."""
