"""Writes what students receive: exercises and the grader, no solutions and no hidden suites."""

from __future__ import annotations

import shutil
from pathlib import Path

from grader.catalog import KIT, Course
from grader.model import Exercise

STUBS = ".stubs"
_LEFT_OUT = ("demo", "__pycache__")
"""Folders of the package that students don't get: the sample class has answers in it."""
_SETTINGS = (
    ('testpaths = ["tests"]', 'testpaths = ["exercises"]'),
    ('addopts = ["--import-mode=importlib"', 'addopts = ["-q", "--import-mode=importlib"'),
)
"""Settings of pytest's, as we have them and as students do: a report needs no page about pytest."""
README = """# Threading exercises

{count} exercises, from your first thread to a crawler that stops when told. Begin with
`exercises/{first}/README.md`.

## Set up, once

You need Python 3.11 or newer.

    python3 -m venv .venv                Windows:  py -m venv .venv
    source .venv/bin/activate            Windows:  .venv\\Scripts\\activate
    pip install -e .

In a new terminal only the second of these lines is needed again.

## Work

1. Read the exercise's README, and fill in the file beside it.
2. `pytest exercises/{number}` says what works and what doesn't. Nothing sleeps in real time: your
   threads live in virtual time, and are checked in milliseconds.
3. Stuck? `grader hint {number}` says a little; call it again, and it says more.

`grader watch` checks a file whenever you save it. `grader next` says what comes next, `grader list`
how far you are, `grader reset {number}` puts a file back as it was (yours is kept as a copy).

Hand in the files that you filled in. More checks than you see here will run on them; they test
nothing that the exercise doesn't say.
"""
WORKFLOW = """name: exercises
on: [push, workflow_dispatch]
permissions:
  contents: read
jobs:
  check:
    runs-on: ubuntu-latest
    timeout-minutes: 10
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.13"
      - run: pip install .
      # What this shows is for the student: whoever can push can change these checks too.
      - run: pytest exercises
"""


class HandoutError(Exception):
    """A handout can't be written; the text says why."""


def write_handout(course: Course, out: Path, *, classroom: bool = False) -> tuple[Path, ...]:
    """Write the handout of a course into the new or empty folder `out`; return its files.

    `classroom` adds a workflow for GitHub Classroom. Raises HandoutError if `out` is in use, and
    FileNotFoundError if the kit's own files are not beside the package.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise HandoutError(f"{out} is not empty: name a new folder")
    exercises = course.exercises()
    out.mkdir(parents=True, exist_ok=True)
    for exercise in exercises:
        _copy_exercise(exercise, out)
    shutil.copytree(
        KIT / "grader", out / "grader", ignore=shutil.ignore_patterns(*_LEFT_OUT, "*.pyc")
    )
    for name in ("conftest.py", "LICENSE"):
        shutil.copy(KIT / name, out / name)
    settings = (KIT / "pyproject.toml").read_text(encoding="utf-8")
    for ours, theirs in _SETTINGS:
        settings = settings.replace(ours, theirs)
    (out / "pyproject.toml").write_text(settings, encoding="utf-8")
    first = exercises[0]
    text = README.format(count=len(exercises), first=first.folder.name, number=first.number)
    (out / "README.md").write_text(text, encoding="utf-8")
    if classroom:
        workflow = out / ".github" / "workflows" / "exercises.yml"
        workflow.parent.mkdir(parents=True)
        workflow.write_text(WORKFLOW, encoding="utf-8")
    return tuple(path for path in sorted(out.rglob("*")) if path.is_file())


def write_zip(folder: Path) -> Path:
    """Pack a handout; return the archive beside it."""
    return Path(shutil.make_archive(str(folder), "zip", folder.parent, folder.name))


def _copy_exercise(exercise: Exercise, out: Path) -> None:
    """Copy what belongs to an exercise by name: whatever else lies in the folder stays here."""
    home = out / "exercises" / exercise.folder.name
    home.mkdir(parents=True)
    kept = out / STUBS / exercise.folder.name
    kept.mkdir(parents=True)
    for path in (exercise.stub, exercise.visible_suite):
        shutil.copy(path, home / path.name)
        shutil.copy(path, kept / path.name)
    for name in ("README.md", "exercise.toml", "hints.md"):
        if (exercise.folder / name).is_file():
            shutil.copy(exercise.folder / name, home / name)
