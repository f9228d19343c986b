"""`grader report`: one student's reports as graded before, or pages of them to hand out."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.text import Text

from grader.catalog import Course
from grader.commands.exits import CommandError, Exit
from grader.model import Report
from grader.report import files, json, pictures
from grader.report.pictures import Key
from grader.report.table import styled
from grader.report.terminal import render

T = TypeVar("T")


def show_report(student: str, course: Course, out: Path, console: Console) -> Exit:
    """Show the reports of one student from the results in a folder.

    Raises CommandError if there are none, or none of this student.
    """
    for report in _Results(course, out).of(student):
        lines = render(report, width=console.width)
        console.print(styled(lines), soft_wrap=True)
    return Exit.FINE


def write_page(student: str, course: Course, out: Path, page: Path, console: Console) -> Exit:
    """Write the page of one student. Raises CommandError as `show_report` does."""
    results = _Results(course, out)
    _write(page, student, results.of(student, results.pictures()))
    console.print(Text(f"Written: {page}"), soft_wrap=True)
    return Exit.FINE


def write_pages(course: Course, out: Path, folder: Path, console: Console) -> Exit:
    """Write a page for each student into a folder. Raises CommandError as `show_report` does."""
    results = _Results(course, out)
    known = results.pictures()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CommandError(f"{folder} can't be written to: {error.strerror}") from None
    for student in results.students:
        if Path(student).name != student:  # somebody edited the results
            raise CommandError(f"{student!r} is no name for a file")
        _write(folder / f"{student}.html", student, results.of(student, known))
    count = len(results.students)
    told = f"Written: {count} page{'' if count == 1 else 's'} in {folder}"
    console.print(Text(told), soft_wrap=True)
    return Exit.FINE


def _write(path: Path, student: str, reports: Sequence[Report]) -> None:
    from grader.report import html

    try:
        files.write(path, html.page(student, reports))
    except OSError as error:
        raise CommandError(f"{path} can't be written: {error.strerror}") from None


class _Results:
    """What a run of `grader grade` left in its folder."""

    def __init__(self, course: Course, out: Path) -> None:
        self.out = out
        self.path = out / "results.json"
        self.text = self._read(self.path, lambda text: text)
        self.students = self._read(self.path, json.students_in)
        self.exercises = {exercise.number: exercise for exercise in course.exercises()}

    def pictures(self) -> dict[Key, str]:
        """Return all pictures of all students."""
        return self._read(self.out / "pictures.json", pictures.read)

    def of(self, student: str, known: dict[Key, str] | None = None) -> tuple[Report, ...]:
        """Return one student's reports, with their pictures."""
        if student not in self.students:
            meant = _meant(student, self.students)
            raise CommandError(f"there is no student {student!r} in {self.path}.{meant}")
        found = json.reports_of(student, self.text, self.exercises)
        return tuple(pictures.with_pictures(report, known or {}) for report in found)

    @staticmethod
    def _read(path: Path, reader: Callable[[str], T]) -> T:
        try:
            return reader(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise CommandError(
                f"there is no {path}: run  grader grade SUBMISSIONS  first, or say with --out DIR "
                "where its results are."
            ) from None
        except (OSError, ValueError) as error:
            raise CommandError(f"{path} can't be read: {error}. Grade the class again.") from None


def _meant(student: str, students: tuple[str, ...]) -> str:
    folded = {name.casefold(): name for name in students}
    starts = [name for name in students if name.casefold().startswith(student.casefold())]
    close = difflib.get_close_matches(student.casefold(), folded, n=3)
    meant = starts[:5] or [folded[name] for name in close]
    if meant:
        return f" Did you mean {' or '.join(map(repr, meant))}?"
    return f" There are {', '.join(students[:10])}{', ...' if len(students) > 10 else ''}."
