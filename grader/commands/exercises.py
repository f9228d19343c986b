"""`grader list`, `hint` and `check`: what a student does with the exercises."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from rich.console import Console
from rich.markdown import Markdown
from rich.table import Table
from rich.text import Text

from grader.catalog import Course
from grader.commands.exits import CommandError, Exit
from grader.grading.jobs import rubric_for
from grader.model import Exercise
from grader.progress import Progress, progress
from grader.unreadable import checks_come_back, checks_of

ANY = 1000
"""Columns of a terminal that no table is too wide for."""
NEEDS = 10
"""Columns for the exercises that come before one: two of them, or three."""


def show_list(course: Course, console: Console) -> Exit:
    """Show every exercise: its number, title, points, and which come before it."""
    every = list(progress(course))
    grid = _grid(every, files=True)
    if console.measure(grid, options=console.options.update(max_width=ANY)).maximum > console.width:
        grid = _grid(every, files=False)
    console.print(grid)
    if _has_more_checks(every):
        console.print(
            Text("\ndone: the checks that you can run; points: with the hidden ones", "dim")
        )
    for each in every:
        if each.damage:
            console.print(f"\n{each.exercise.number}  {each.damage}", markup=False, highlight=False)
            console.print(f"    {checks_come_back(each.exercise.number)}", highlight=False)
    return Exit.FINE


def _grid(every: Sequence[Progress], *, files: bool) -> Table:
    """The list as a table; where there is little room, the files' names are the first to go."""
    grid = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    grid.add_column("")
    grid.add_column("exercise")
    grid.add_column("done", justify="right")
    if files:
        grid.add_column("file", style="dim")
    graded = _has_more_checks(every)
    for name in ("points", "minutes") if graded else ("minutes",):
        grid.add_column(name, justify="right")
    grid.add_column("needs", max_width=NEEDS)
    for each in every:
        exercise = each.exercise
        grid.add_row(
            exercise.number,
            Text(exercise.title),
            _done(each),
            *([exercise.filename] if files else []),
            *([_points(each)] if graded else []),
            str(exercise.minutes or ""),
            ", ".join(exercise.prerequisites),
        )
    return grid


def _has_more_checks(every: Sequence[Progress]) -> bool:
    """Whether the hidden suites are here; a handout has none."""
    return any(each.exercise.hidden_suite.is_file() for each in every)


def _points(found: Progress) -> str:
    return "?" if found.damage else str(rubric_for(found.exercise).possible)


def _done(found: Progress) -> Text:
    """The points of the visible checks that pass today, of those that can."""
    if found.damage:
        return Text("?", "red")
    return Text(f"{found.score.earned}/{found.score.possible}", "green" if found.solved else "")


def show_hint(exercise: Exercise, level: int, console: Console) -> Exit:
    """Show one hint; the next one says more."""
    if not exercise.hints:
        raise CommandError(f"exercise {exercise.number} has no hints")
    if level > len(exercise.hints):
        raise CommandError(
            f"exercise {exercise.number} has {len(exercise.hints)} hints: "
            f"--level goes from 1 to {len(exercise.hints)}"
        )
    console.print(
        Text(f"{exercise.number}  {exercise.title}: hint {level} of {len(exercise.hints)}", "bold")
    )
    console.print()
    console.print(Markdown(exercise.hints[level - 1]))
    console.print()
    if level < len(exercise.hints):
        console.print(Text(f"More:  grader hint {exercise.number}", "dim"))
    elif level > 1:
        again = f"That was the last one. The first again:  grader hint {exercise.number} --level 1"
        console.print(Text(again, "dim"))
    return Exit.FINE


def check(course: Course, exercise: Exercise, file: Path | None) -> Exit:
    """Run an exercise's visible suite in this process, as pytest shows it."""
    if not exercise.visible_suite.is_file():
        gone = FileNotFoundError(exercise.visible_suite)
        told = checks_of(exercise.visible_suite.name, gone)
        raise CommandError(f"{told}\n{checks_come_back(exercise.number)}")
    arguments = [str(exercise.visible_suite), "-q", "--no-header", "--import-mode=importlib"]
    arguments += ["-p", "grader.pytest_plugin", "-p", "no:cacheprovider"]
    arguments += [f"--rootdir={course.root}", "-o", "addopts="]
    if file is not None:
        arguments.append(f"--submission={file.absolute()}")
    status = pytest.main(arguments)
    if status == pytest.ExitCode.INTERRUPTED:
        return Exit.INTERRUPTED
    return {0: Exit.FINE, 1: Exit.FAILED}.get(int(status), Exit.BROKEN)
