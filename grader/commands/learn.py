"""`grader next`, `watch` and `reset`: a student's way through the course."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.text import Text

from grader.catalog import Course
from grader.commands.exits import CommandError, Exit
from grader.model import Exercise
from grader.progress import Progress, progress, progress_of
from grader.unreadable import checks_come_back

STUBS = ".stubs"
"""Where a handout keeps the exercises' files and visible checks as they were handed out."""


def show_next(course: Course, console: Console) -> Exit:
    """Say which exercise comes next, and where to begin."""
    every = list(progress(course))
    console.print(_bar(every))
    console.print()
    _print_next(every, console)
    return Exit.FINE


def watch(
    course: Course,
    console: Console,
    changes: Iterable[set[Path]] | None = None,
    check: Callable[[Exercise], None] | None = None,
) -> Exit:
    """Check an exercise whenever its file is saved, until Ctrl-C.

    `changes` yields the files that were saved together; by default, what really happens.
    """
    show_next(course, console)
    console.print(Text("\nwatching exercises/; Ctrl-C ends it", "dim"))
    for saved in changes if changes is not None else _saved(course):
        touched = [each for each in course.exercises() if each.stub in saved]
        for exercise in touched:
            console.rule(f"{exercise.number}  {exercise.title}", style="dim")
            (check or _check)(exercise)
        for path in filter(lambda path: _is_misplaced(path, course), sorted(saved)):
            console.print(_belongs_elsewhere(path, course), markup=False, highlight=False)
        if any(progress_of(exercise).solved for exercise in touched):
            show_next(course, console)
    return Exit.FINE


def reset(course: Course, exercise: Exercise, console: Console, *, checks: bool = False) -> Exit:
    """Put an exercise's file back as it was handed out; keep the student's as a copy.

    With `checks` it is the file with the visible checks that is put back.
    """
    path = exercise.visible_suite if checks else exercise.stub
    name = path.relative_to(course.root).as_posix()
    original = _original(course, name)
    if path.is_file() and path.read_bytes() == original:
        console.print(f"{name} is already as it was handed out", highlight=False)
        return Exit.FINE
    if path.exists():
        kept = path.with_name(f"{path.stem}.{datetime.now():%Y-%m-%d-%H%M%S}.bak")
        path.replace(kept)
        console.print(f"your file is kept as {kept.relative_to(course.root)}", highlight=False)
    path.write_bytes(original)
    console.print(f"{name} is as it was handed out", highlight=False)
    return Exit.FINE


def _original(course: Course, name: str) -> bytes:
    stored = course.root / STUBS / Path(name).relative_to("exercises")
    if stored.is_file():
        return stored.read_bytes()
    try:
        commits = _git(course, "log", "--format=%H", "--", name).decode().split()
        versions = [_git(course, "show", f"{commit}:./{name}") for commit in commits]
    except (OSError, subprocess.CalledProcessError):
        versions = []
    if not versions:
        raise CommandError(
            f"the original of {name} is not here: neither {STUBS}/ of a handout, "
            "nor a commit of git's, has it"
        )
    # A student commits answers, too: what was handed out is what has most to be filled in.
    return max(versions, key=lambda version: version.count(b"raise NotImplementedError"))


def _git(course: Course, *words: str) -> bytes:
    done = subprocess.run(["git", *words], cwd=course.root, capture_output=True, check=True)
    return done.stdout


def _saved(course: Course) -> Iterable[set[Path]]:
    try:
        from watchfiles import PythonFilter
        from watchfiles import watch as watch_files
    except ImportError:
        raise CommandError("grader watch needs one more package:  pip install watchfiles") from None
    for changes in watch_files(course.root / "exercises", watch_filter=PythonFilter()):
        yield {Path(path) for _, path in changes}


def _check(exercise: Exercise) -> None:
    """In a process of its own: whatever the student's code does, watching goes on."""
    arguments = [sys.executable, "-m", "grader", "check", exercise.number]
    root = exercise.folder.parent.parent
    subprocess.run([*arguments, f"--course={root}"], check=False)


def _is_misplaced(path: Path, course: Course) -> bool:
    known = {each.stub for each in course.exercises()}
    return path not in known and path.suffix == ".py" and not path.name.startswith("test_")


def _belongs_elsewhere(path: Path, course: Course) -> str:
    """Say that a file is no answer, and which file is: the one beside it, if there is one."""
    exercises = course.exercises()
    beside = [each for each in exercises if each.folder == path.parent]
    home = (beside or exercises)[0]
    such = "" if beside else "such as "
    return (
        f"{path.name} was saved, but the checks never look there. An answer belongs into the file "
        f"that was handed out, {such}exercises/{home.folder.name}/{home.filename}"
    )


def _bar(every: list[Progress]) -> Text:
    """The course at a glance: a sign for each exercise, and how many are done."""
    solved = sum(each.solved for each in every)
    signs = "".join("#" if each.solved else "." for each in every)
    return Text(f"[{signs}]  {solved} of {len(every)} exercises solved")


def _print_next(every: list[Progress], console: Console) -> None:
    open_ones = [each for each in every if not each.solved]
    if not open_ones:
        console.print("All exercises are solved. The hidden checks of your course know more.")
        return
    first = open_ones[0].exercise
    folder = f"exercises/{first.folder.name}"
    score = open_ones[0].score if not open_ones[0].damage else "? points"
    console.print(f"next:  {first.number}  {first.title}  ({score})", highlight=False)
    if open_ones[0].damage:
        console.print(open_ones[0].damage, markup=False, highlight=False)
        console.print(checks_come_back(first.number), highlight=False)
        return
    console.print(f"read   {folder}/README.md", highlight=False)
    console.print(f"edit   {folder}/{first.filename}", highlight=False)
    console.print(f"run    pytest exercises/{first.number}", highlight=False)
