"""`grader new`, `verify` and `handout`: what an author and an instructor do with a course."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.text import Text

from grader.catalog import Course
from grader.commands.exits import CommandError, Exit
from grader.handout import HandoutError, write_handout, write_zip
from grader.model import Exercise
from grader.scaffold import ScaffoldError, new_exercise
from grader.verify import SuiteError, Verifier
from grader.verify.explanations import PYTHON


def make_new(course: Course, name: str, console: Console) -> Exit:
    """Make the folders of a new exercise."""
    try:
        files = new_exercise(course, name)
    except ScaffoldError as error:
        raise CommandError(str(error)) from None
    for path in files:
        console.print(f"made  {path.relative_to(course.root)}", highlight=False)
    console.print(f"\nFill in the TODOs, then:  grader verify {name.partition('_')[0]}")
    return Exit.FINE


def verify(
    course: Course, names: tuple[str, ...], console: Console, *, write: bool = False
) -> Exit:
    """Hold exercises, all of them by default, to what the kit promises of an exercise.

    With `write`, first write anew what students read about each wrong submission.
    """
    if write and sys.version_info[:2] != PYTHON:
        raise CommandError(
            "What students read is kept in the words of Python {}.{}: write it with that".format(
                *PYTHON
            )
        )
    chosen = [course.exercise(name) for name in names] or list(course.exercises())
    found = 0
    for exercise in chosen:
        for path in Verifier(exercise).write_explanations() if write else ():
            console.print(f"wrote  {path.relative_to(course.root)}", highlight=False)
        problems = list(_problems(exercise))
        found += len(problems)
        style = "red" if problems else "green"
        counts = f"{len(problems)} to mend" if problems else "as promised"
        console.print(
            Text.assemble(f"{exercise.number}  {exercise.title}: ", (counts, style)), soft_wrap=True
        )
        for where, what in problems:
            console.print(f"    {where}: {what}", markup=False, highlight=False, soft_wrap=True)
    return Exit.FAILED if found else Exit.FINE


def _problems(exercise: Exercise) -> Iterator[tuple[str, str]]:
    """Everything that is not as promised, with the file that it is about."""
    verifier = Verifier(exercise)
    parts: list[tuple[str, Callable[[], list[str]]]] = [
        (exercise.filename, verifier.stub),
        ("the solution", lambda: verifier.right(exercise.solution)),
        ("the suites", verifier.checks),
        ("tests/", verifier.proof),
        ("hints.md", verifier.hints),
        ("README.md", verifier.readme),
        ("imports", verifier.imports),
    ]
    for kind, holds in (("right", verifier.right), ("wrong", verifier.wrong)):
        parts += [
            (f"{kind}/{path.name}", partial(holds, path)) for path in verifier.submissions(kind)
        ]
    for where, promise in parts:
        try:
            yield from ((where, problem) for problem in promise())
        except (SuiteError, OSError) as error:
            yield where, str(error)
            return


def hand_out(course: Course, out: Path, console: Console, *, packed: bool, classroom: bool) -> Exit:
    """Write what students receive, as a folder or an archive."""
    try:
        files = write_handout(course, out, classroom=classroom)
    except HandoutError as error:
        raise CommandError(str(error)) from None
    except FileNotFoundError as error:
        raise CommandError(
            f"{error.filename} is missing: a handout is made in the kit's own folder"
        ) from None
    if packed:
        archive = write_zip(out)
        shutil.rmtree(out)
        console.print(f"{archive}: {len(files)} files", highlight=False)
    else:
        console.print(f"{out}: {len(files)} files", highlight=False)
    return Exit.FINE
