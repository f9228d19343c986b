"""`grader notebooks`: the exercises as an nbgrader course."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.text import Text

from grader.catalog import Course
from grader.commands.exits import CommandError, Exit
from grader.notebooks import NotebooksError, write_course


def write(out: Path, course: Course, console: Console) -> Exit:
    """Write the course, and say what is new and what was kept."""
    try:
        done = write_course(out, course)
    except NotebooksError as error:
        raise CommandError(str(error)) from None
    for name in done.written:
        console.print(Text(f"wrote  source/{name}"))
    for name in done.kept:
        console.print(Text(f"kept   source/{name}: delete it to have it written anew", "dim"))
    if done.written:
        console.print()
        console.print(Text(f"Next:  cd {out}; nbgrader generate_assignment {done.written[0]}"))
    return Exit.FINE
