"""Shows a failing schedule again, step by step."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.text import Text

from grader.commands.exits import CommandError, Exit
from grader.model import Exercise
from grader.replaying import replay
from grader.report.terminal import wrapped
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
    for paragraph in told.split("\n\n"):
        console.print(Text("\n".join(wrapped(paragraph, console.width))), soft_wrap=True)
        console.print()
    return Exit.FINE
