"""`grader report`: one student's reports as graded before, or pages of them to hand out."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

from rich.console import Console
from rich.text import Text

from grader.catalog import Course
from grader.commands.exits import CommandError, Exit
from grader.model import Report
from grader.report import files, json, pictures
from grader.report.gradebook import Gradebook
from grader.report.pictures import Key
from grader.report.table import styled
from grader.report.terminal import render

T = TypeVar("T")

LONGEST = 200
"""Bytes of a name in that of a file, which may have 255 with all that is added to it."""


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
    _write_page(page, student, results.of(student, results.pictures()))
    console.print(Text(f"Written: {page}"), soft_wrap=True)
    return Exit.FINE


def write_pages(course: Course, out: Path, folder: Path, console: Console) -> Exit:
    """Write a page for each student into a folder, and one that leads to them.

    Raises CommandError as `show_report` does.
    """
    from grader.report import html

    results = _Results(course, out)
    known = results.pictures()
    book = results.book()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CommandError(f"{folder} can't be written to: {error.strerror}") from None
    for row in book.rows:
        if Path(row.student).name != row.student:  # somebody edited the results
            raise CommandError(f"{row.student!r} is no name for a file")
        reports = [entry.report for entry in row.entries if entry.report is not None]
        _write_page(
            folder / f"{_stem(row.student)}.html",
            row.student,
            [pictures.with_pictures(report, known) for report in reports],
        )
    overview = folder / f"{_index(results.students)}.html"
    _write(overview, html.index(book, lambda student: f"./{quote(_stem(student))}.html"))
    count = len(book.rows)
    told = f"Written: {count} page{'' if count == 1 else 's'} in {folder}, and {overview} for you"
    console.print(Text(told), soft_wrap=True)
    return Exit.FINE


def _stem(student: str) -> str:
    """The name of a student's page without its ending: the student's, unless that is too long."""
    name = student.encode()
    if len(name) <= LONGEST:
        return student
    return f"{name[:LONGEST].decode(errors='ignore')}~{hashlib.sha256(name).hexdigest()[:8]}"


def _index(students: Sequence[str]) -> str:
    """A name for the page that leads to all others, which is no student's."""
    name = "index"
    while name in map(str.casefold, students):
        name = f"_{name}"
    return name


def _write_page(path: Path, student: str, reports: Sequence[Report]) -> None:
    from grader.report import html

    _write(path, html.page(student, reports))


def _write(path: Path, text: str) -> None:
    try:
        files.write(path, text)
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

    def book(self) -> Gradebook:
        """Return everybody's results, without pictures."""
        return self._read(self.path, lambda text: json.read(text, self.exercises))

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
