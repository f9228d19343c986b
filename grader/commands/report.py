"""`grader report`: shows one student's reports, as graded before."""

from __future__ import annotations

import difflib
from pathlib import Path

from rich.console import Console

from grader.catalog import Course
from grader.commands.exits import CommandError, Exit
from grader.report import json
from grader.report.table import styled
from grader.report.terminal import render


def show_report(student: str, course: Course, out: Path, console: Console) -> Exit:
    """Show the reports of one student from the results in a folder.

    Raises CommandError if there are none, or none of this student.
    """
    path = out / "results.json"
    try:
        text = path.read_text(encoding="utf-8")
        students = json.students_in(text)
    except FileNotFoundError:
        raise CommandError(
            f"there is no {path}: run  grader grade SUBMISSIONS  first, or say with --out DIR "
            "where its results are."
        ) from None
    except (OSError, ValueError) as error:
        raise CommandError(f"{path} can't be read: {error}. Grade the class again.") from None
    if student not in students:
        raise CommandError(f"there is no student {student!r} in {path}.{_meant(student, students)}")
    exercises = {exercise.number: exercise for exercise in course.exercises()}
    for report in json.reports_of(student, text, exercises):
        lines = render(report, width=console.width)
        console.print(styled(lines), soft_wrap=True)
    return Exit.FINE


def _meant(student: str, students: tuple[str, ...]) -> str:
    folded = {name.casefold(): name for name in students}
    starts = [name for name in students if name.casefold().startswith(student.casefold())]
    close = difflib.get_close_matches(student.casefold(), folded, n=3)
    meant = starts[:5] or [folded[name] for name in close]
    if meant:
        return f" Did you mean {' or '.join(map(repr, meant))}?"
    return f" There are {', '.join(students[:10])}{', ...' if len(students) > 10 else ''}."
