"""Shows a failing schedule again, step by step."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from grader.commands.exits import CommandError, Exit
from grader.model import Exercise
from grader.replaying import replay
from grader.submission import SubmissionError


def show_replay(exercise: Exercise, name: str, path: Path | None, console: Console) -> Exit:
    """Print every step of the failing schedule called `name`."""
    try:
        told = replay(exercise, name, path)
    except SubmissionError as error:
        raise CommandError(str(error)) from None
    if told is None:
        raise CommandError(
            f"no failing schedule of exercise {exercise.number} is called {name} now. "
            "Your file has changed since, or the check passes; run it again: "
            f"pytest exercises/{exercise.number}"
        )
    console.print(told, markup=False, highlight=False, soft_wrap=True)
    return Exit.FINE
