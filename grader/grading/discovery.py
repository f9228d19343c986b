"""Finds the students of a class: one folder each. Knows nothing of how they are graded."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.grading.handed_in import Answer, answer_to, contents
from grader.model import Exercise
from grader.report.printable import printable


class NoSubmissions(Exception):
    """A folder is no class; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Student:
    """One student, and the answers to the exercises, in the order of the exercises."""

    name: str
    answers: tuple[Answer, ...]
    remarks: tuple[str, ...] = ()
    """What concerns the whole folder, for the instructor."""


@dataclass(frozen=True, slots=True)
class Class:
    """All students in the order of their names, and what else lay in the folder."""

    students: tuple[Student, ...]
    ignored: tuple[str, ...]


def read_class(
    folder: Path, exercises: Sequence[Exercise], *, but_not: Collection[Path] = ()
) -> Class:
    """Read what every student handed in; `but_not` are folders that are no student's.

    Raises NoSubmissions if the folder is not there, or has no student's folder.
    """
    folders, ignored = _students(folder, {path.resolve() for path in but_not})
    names = [_name(path) for path in folders]
    students = tuple(
        _student(path, name, names, exercises)
        for path, name in sorted(zip(folders, names, strict=True), key=lambda pair: _order(pair[1]))
    )
    return Class(students, tuple(sorted(ignored, key=_order)))


def _students(folder: Path, but_not: Collection[Path]) -> tuple[list[Path], list[str]]:
    if not folder.exists():
        raise NoSubmissions(f"{folder} does not exist. Name the folder with the submissions.")
    if not folder.is_dir():
        raise NoSubmissions(f"{folder} is a file. Name the folder that has a folder per student.")
    try:
        there = [Path(entry.path) for entry in os.scandir(folder)]
    except OSError as error:
        raise NoSubmissions(f"{folder} can't be read: {error.strerror}.") from None
    visible = [path for path in there if not path.name.startswith((".", "__MACOSX"))]
    folders = [path for path in visible if path.is_dir() and path.resolve() not in but_not]
    if not folders:
        what = "has only files" if visible else "is empty"
        raise NoSubmissions(
            f"{folder} {what}. It needs a folder for each student, with the student's files in it."
        )
    return folders, [_name(path) for path in visible if not path.is_dir()]


def _student(path: Path, name: str, names: Sequence[str], exercises: Sequence[Exercise]) -> Student:
    found = contents(path)
    answers = tuple(answer_to(exercise, found) for exercise in exercises)
    remarks = [
        f"{found.relative(place)} can't be read" for place in found.unreadable if place != path
    ]
    twins = sorted(other for other in names if other != name and _folded(other) == _folded(name))
    if twins:
        remarks.append(f"almost the same name as {', '.join(twins)}: is that one student?")
    return Student(name, answers, tuple(remarks))


def _name(path: Path) -> str:
    """The student's name, as it can be written anywhere."""
    return printable(path.name).replace("\n", "\\n")


def _folded(name: str) -> str:
    """What two names share that differ in case only, or in how an accent is encoded."""
    return unicodedata.normalize("NFKC", name).casefold()


def _order(name: str) -> tuple[str, str]:
    return _folded(name), name
