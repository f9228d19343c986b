"""Completes `exercises/03` to the folder that it means. Knows nothing of pytest."""

from __future__ import annotations

from pathlib import Path

from grader.catalog import CatalogError, Course
from grader.model import Exercise


def completed(argument: str, start: Path, course: Path | None = None) -> str:
    """Return `argument` with an exercise's number or slug completed to its folder.

    Understands `exercises/03`, `tests/3`, `03` inside these folders and in a course, and a check
    behind it, as in `exercises/03::test_x`. What is a path already, or can't mean an exercise,
    stays as it is. Raises CatalogError, which lists the exercises, for a number without one.
    """
    name, colons, check = argument.partition("::")
    for base in (start, *([course] if course else [])):
        path = base / name
        if path.exists():
            return argument if base == start else f"{path}{colons}{check}"
        folder = _folder(path)
        if folder is not None:
            return f"{folder}{colons}{check}"
    return argument


def _folder(path: Path) -> Path | None:
    """The folder that `path`, which does not exist, means; None if it can't mean an exercise."""
    shelf = Path(path.parent.resolve())
    for root in (shelf.parent, shelf):
        exercises = _exercises(root)
        for exercise in exercises[:1]:
            shelves = [folder.parent for folder in _folders(exercise)]
            if root == shelf:
                shelf = shelves[0]
            if shelf in shelves and (path.name.isdecimal() or _is_slug(path.name, exercises)):
                return _existing(Course(root).exercise(path.name), shelf)
    return None


def _exercises(root: Path) -> tuple[Exercise, ...]:
    try:
        return Course(root).exercises()
    except CatalogError:
        return ()


def _folders(exercise: Exercise) -> tuple[Path, ...]:
    """The places of an exercise in which pytest finds a suite."""
    return exercise.visible_suite.parent, exercise.hidden_suite.parent


def _is_slug(name: str, exercises: tuple[Exercise, ...]) -> bool:
    return any(exercise.slug == name for exercise in exercises)


def _existing(exercise: Exercise, shelf: Path) -> Path:
    folder = next(each for each in _folders(exercise) if each.parent == shelf)
    if not folder.is_dir():
        raise CatalogError(
            f"{folder} does not exist; exercise {exercise.number} is in {exercise.folder}"
        )
    return folder
