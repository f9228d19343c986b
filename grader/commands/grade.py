"""`grader grade`: grades a folder of submissions, shows a table, and writes the gradebook."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from grader.catalog import Course
from grader.commands.exits import CommandError, Exit
from grader.commands.summary import say, say_what_is_missing, show, sum_up
from grader.grading.discovery import Class, NoSubmissions, read_class
from grader.grading.grade_class import grade_jobs, gradebook, jobs_of
from grader.grading.grade_one import grade_one
from grader.grading.handed_in import ARCHIVES
from grader.grading.jobs import Graded, Job, Rubric, rubric_for
from grader.grading.journal import Journal
from grader.grading.zygote import Zygotes
from grader.report import csv, files, json, pictures
from grader.report.gradebook import Gradebook


@dataclass(frozen=True, slots=True)
class Screen:
    """Where to write: results on one console, progress and warnings on the other."""

    results: Console
    progress: Console


@dataclass(frozen=True, slots=True)
class Settings:
    """How to grade a class."""

    course: Course
    out: Path
    """Where the gradebook and the journal are."""
    jobs: int
    """How many submissions at a time."""
    numbers: tuple[str, ...] = ()
    """Which exercises; none means all."""


def grade(submissions: Path, settings: Settings, screen: Screen) -> Exit:
    """Grade all submissions that have not been, show and write the gradebook, say where it is.

    On Ctrl-C write what there is. Raises CommandError, CatalogError if it can't begin.
    """
    out = settings.out
    status = grade_quietly(submissions, settings, screen)
    # A path is not to be broken at the end of a line.
    written = f"Written: {out / 'gradebook.csv'} and {out / 'results.json'}"
    screen.results.print(Text(written), soft_wrap=True)
    return status


def grade_quietly(submissions: Path, settings: Settings, screen: Screen) -> Exit:
    """Do the same, and don't say where it is."""
    out = settings.out
    rubrics = _rubrics(settings.course, settings.numbers)
    try:
        found = read_class(submissions, [rubric.exercise for rubric in rubrics], but_not=[out])
    except NoSubmissions as error:
        raise CommandError(str(error)) from None
    _warn(found, rubrics, screen.progress)
    _make(out)
    todo = jobs_of(rubrics, found.students)
    run = _run(todo, rubrics, settings, screen.progress)
    book = gradebook(rubrics, found.students, run.results)
    _write(book, out)
    show(book, screen.results)
    sum_up(len(run.results) - run.known, run.known, run.seconds, screen.results)
    if run.interrupted:
        say_what_is_missing(book, screen.progress)
        return Exit.INTERRUPTED
    return Exit.BROKEN if book.broken else Exit.FINE


def _rubrics(course: Course, numbers: Sequence[str]) -> list[Rubric]:
    chosen = {exercise.number: exercise for exercise in map(course.exercise, numbers)}
    exercises = [each for each in course.exercises() if not chosen or each.number in chosen]
    rubrics = []
    for exercise in exercises:
        try:
            rubric = rubric_for(exercise)
        except SyntaxError as error:
            where = f"{error.filename}, line {error.lineno}"
            raise CommandError(f"a suite is no Python: {where}: {error.msg}") from None
        except OSError as error:
            raise CommandError(f"a suite can't be read: {error}") from None
        if not rubric.checks:
            raise CommandError(f"exercise {exercise.number} has no checks in {exercise.folder}")
        rubrics.append(rubric)
    return rubrics


def _warn(found: Class, rubrics: Sequence[Rubric], console: Console) -> None:
    if found.ignored:
        packed = any(Path(name).suffix.lower() in ARCHIVES for name in found.ignored)
        advice = ". Unpack archives, into a folder for each student" if packed else ""
        say(console, f"not a student's folder, so left out: {', '.join(found.ignored)}{advice}")
    visible_only = [rubric.exercise for rubric in rubrics if len(rubric.suites) < 2]
    if visible_only:
        names = ", ".join(exercise.number for exercise in visible_only)
        say(console, f"no hidden suite, so graded by the visible one alone: {names}")


def _make(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
        (out / "journal.jsonl").open("ab").close()
    except OSError as error:
        raise CommandError(
            f"{out} can't be written to: {error.strerror}. Name another folder with --out DIR."
        ) from None


@dataclass(slots=True)
class _Run:
    """What came of grading."""

    results: dict[str, Graded]
    known: int = 0
    """How many of them an earlier run had graded."""
    interrupted: bool = False
    seconds: float = 0.0


def _run(
    todo: Mapping[str, Job], rubrics: Sequence[Rubric], settings: Settings, console: Console
) -> _Run:
    run, begun = _Run({}), time.perf_counter()
    suites = tuple(path for rubric in rubrics for path in rubric.suites)
    with ExitStack() as stack:
        journal = stack.enter_context(Journal(settings.out / "journal.jsonl"))
        zygotes = stack.enter_context(Zygotes(settings.course.root, suites))
        executor = stack.enter_context(ThreadPoolExecutor(settings.jobs))
        progress = stack.enter_context(_progress(console))
        bar = progress.add_task("grading", total=len(todo))
        run.known = sum(
            journal.find(key, job.rubric.checks) is not None for key, job in todo.items()
        )
        try:
            grading = grade_jobs(todo, lambda job: grade_one(job, zygotes), executor, journal)
            for key, graded in grading:
                run.results[key] = graded
                progress.advance(bar)
        except KeyboardInterrupt:
            run.interrupted = True
            executor.shutdown(wait=False, cancel_futures=True)
            zygotes.close()
        except OSError as error:
            executor.shutdown(wait=False, cancel_futures=True)
            zygotes.close()
            raise CommandError(
                f"{journal.path} can't be written: {error.strerror}. What it has is not lost: make "
                "room, and run the same command again."
            ) from None
    run.seconds = time.perf_counter() - begun
    return run


def _progress(console: Console) -> Progress:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)


def _write(book: Gradebook, out: Path) -> None:
    try:
        files.write(out / "gradebook.csv", csv.render(book))
        files.write(out / "results.json", json.render(book))
        files.write(out / "pictures.json", pictures.render(book))
    except OSError as error:
        raise CommandError(f"the gradebook can't be written: {error}") from None
