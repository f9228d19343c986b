"""Completes `exercises/03` to the folder that it means. Knows nothing of pytest."""

from __future__ import annotations

from pathlib import Path

from grader.catalog import CatalogError, Course, course_around
from grader.model import Exercise


def completed(argument: str, start: Path, course: Path | None = None) -> str:
    """Return `argument` with an exercise's number or slug completed to its folder.

    Understands `exercises/03`, `tests/3`, `03` in any folder of a course, a student's own file, and
    a check behind it, as in `exercises/03::test_x`. What is a path already, or can't mean an
    exercise, stays as it is. Raises CatalogError, which says what there is, for a number without
    one.
    """
    name, colons, check = argument.partition("::")
    suite = _suite_of(start / name)
    if suite is not None:
        return f"{_from(start, suite)}{colons}{check}"
    around = course_around(start)
    for base in (start, course or (around.root if around else start)):
        path = base / name
        if path.exists():
            return argument if base == start else f"{path}{colons}{check}"
        suite = _suite(path.parent.resolve(), path.name)
        if suite is not None:
            return f"{_from(start, suite)}::{check}" if check else _from(start, suite.parent)
    return argument


def _from(start: Path, path: Path) -> str:
    """A path as it is typed in `start`: pytest takes brackets above that for something else."""
    return str(path.relative_to(start) if path.is_relative_to(start) else path)


def _suite_of(file: Path) -> Path | None:
    """The visible suite of a student's file; None if it is none."""
    if file.suffix != ".py" or not file.is_file():
        return None
    file = file.resolve()
    stubs = {each.stub: each for each in _exercises(file.parents[2])} if file.parents[2:] else {}
    return stubs[file].visible_suite if file in stubs else None


def _suite(shelf: Path, name: str) -> Path | None:
    """The suite that `name` means in a folder; None if it can't mean an exercise there."""
    exercises = _exercises(shelf.parent)
    shelves = [suite.parent.parent for suite in _suites(exercises[0])] if exercises else []
    if shelf in shelves:
        is_plain = name.isidentifier() and shelf == shelves[0]
        if is_plain or name.isdecimal() or any(name == each.slug for each in exercises):
            return _existing(Course(shelf.parent).exercise(name), shelves.index(shelf))
    elif name.isdecimal() and _exercises(shelf):
        return _existing(Course(shelf).exercise(name), 0)
    return None


def _exercises(root: Path) -> tuple[Exercise, ...]:
    try:
        return Course(root).exercises()
    except CatalogError:
        return ()


def _suites(exercise: Exercise) -> tuple[Path, Path]:
    return exercise.visible_suite, exercise.hidden_suite


def _existing(exercise: Exercise, index: int) -> Path:
    suite = _suites(exercise)[index]
    if not suite.is_file():
        raise CatalogError(f"{suite} does not exist; exercise {exercise.number} has no such checks")
    return suite
