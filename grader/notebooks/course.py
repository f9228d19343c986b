"""Writes an nbgrader course: its configuration, and an assignment for each exercise.

One assignment an exercise, not one for all: each has its own due date and its own row in the
export, is released when its week has come, and a notebook that nbgrader can't read, or an exercise
that changes later, touches no other.
"""

from __future__ import annotations

import importlib.util
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from grader.catalog import Course
from grader.model import Exercise
from grader.notebooks.cells import notebook
from grader.notebooks.config import CONFIG

_INSTALL = "nbgrader is not installed here: pip install 'thread-grader[notebooks]'"
_HANDED_OUT = ("README.md", "exercise.toml", "hints.md")


class NotebooksError(Exception):
    """A course can't be written; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Written:
    """What `write_course` did."""

    written: tuple[str, ...]
    """The assignments that are new."""
    kept: tuple[str, ...]
    """Those that were there before, and were left as they were."""


def write_course(out: Path, course: Course) -> Written:
    """Write an nbgrader course of all exercises into the folder `out`.

    What is there already is kept, since it may have been edited: delete `source/03_...` to have
    that assignment written anew. Raises NotebooksError if nbgrader is missing, the course has no
    solutions, or `out` can't be written.
    """
    if importlib.util.find_spec("nbgrader") is None:
        raise NotebooksError(_INSTALL)
    exercises = course.exercises()
    _check_complete(exercises)
    try:
        return _write(out, course, exercises)
    except OSError as error:
        raise NotebooksError(f"{error.filename} can't be written: {error.strerror}") from None


def _check_complete(exercises: tuple[Exercise, ...]) -> None:
    for exercise in exercises:
        for path in (exercise.solution, exercise.hidden_suite):
            if not path.is_file():
                raise NotebooksError(
                    f"{path} is missing: notebooks are made from a whole course, not from a handout"
                )


def _write(out: Path, course: Course, exercises: tuple[Exercise, ...]) -> Written:
    out.mkdir(parents=True, exist_ok=True)
    config = out / "nbgrader_config.py"
    if not config.exists():
        config.write_text(CONFIG.format(course=str(course.root.resolve())), encoding="utf-8")
    written, kept = [], []
    for exercise in exercises:
        name = exercise.folder.name
        folder = out / "source" / name
        if folder.exists():
            kept.append(name)
            continue
        _write_assignment(folder, exercise)
        written.append(name)
    return Written(tuple(written), tuple(kept))


def _write_assignment(folder: Path, exercise: Exercise) -> None:
    """Write a notebook, and beside it what its visible checks need: the exercise's own folder."""
    handout = folder / "exercises" / exercise.folder.name
    handout.mkdir(parents=True)
    for path in (
        exercise.stub,
        exercise.visible_suite,
        *map(exercise.folder.joinpath, _HANDED_OUT),
    ):
        if path.is_file():
            shutil.copyfile(path, handout / path.name)
    text = json.dumps(notebook(exercise), indent=1, ensure_ascii=False)
    # Last, so that a folder with a notebook is a whole one.
    (folder / f"{exercise.folder.name}.ipynb").write_text(f"{text}\n", encoding="utf-8")
