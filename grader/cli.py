"""The command line. Only parses, and makes one call for each command."""

from __future__ import annotations

import codecs
import io
import os
import sys
from importlib import metadata
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from grader.catalog import KIT, CatalogError, Course, course_around
from grader.commands.exits import CommandError, Exit
from grader.report.printable import plain_signs

HELP = """Exercises for Python threading: list, check, grade.

\b
Students:     grader next, grader watch, grader hint 03, grader list
Instructors:  grader grade CLASS, grader report STUDENT, grader handout OUT
Authors:      grader new 25_thread_local, grader verify 25
To see it:    grader demo
"""

EPILOG = """\b
Exit codes:
  0    all is well; for grade: everybody is graded, whatever the points
  1    check: a check failed
  2    the command can't be done as it was given
  3    something of the grader's own failed, and an instructor should look;
       for grade: some checks could not be done, and cost nobody points
  130  interrupted with Ctrl-C; grade has written what was graded
"""


_MEANT = {"test": "check 03", "run": "check 03", "solution": "hint 03", "help": "--help"}
"""What beginners type, and what does that; click would guess by the letters: `reset` for `test`."""


class _Errors(click.Group):
    """Turns the errors that have a message for the user into exit code 2."""

    def resolve_command(self, context: click.Context, args: list[str]) -> Any:
        name = args[0]
        if name.isdecimal():
            raise click.UsageError(
                f"{name} is an exercise: grader check {name}, grader hint {name}"
            )
        if name in _MEANT:
            raise click.UsageError(f"there is no command {name}; try  grader {_MEANT[name]}")
        return super().resolve_command(context, args)

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except (CatalogError, CommandError) as error:
            raise click.UsageError(str(error)) from None


def _folder(*, exists: bool = False) -> click.Path:
    return click.Path(path_type=Path, file_okay=False, exists=exists)


_course = click.option(
    "--course",
    metavar="DIR",
    type=_folder(exists=True),
    default=KIT,
    help="A folder with exercises/, solutions/ and tests/; the kit's own by default.",
)
_own_course = click.option(
    "--course",
    metavar="DIR",
    type=_folder(exists=True),
    default=lambda: _around(Path.cwd()),
    help="The folder with exercises/; by default the one you are in, else the kit's.",
)
_out = click.option(
    "--out",
    metavar="DIR",
    type=_folder(),
    default=Path("grades"),
    show_default=True,
    help="Where gradebook.csv, results.json and the journal are.",
)
_jobs = click.option(
    "--jobs",
    "-j",
    metavar="N",
    type=click.IntRange(1, 256),
    default=None,
    help="How many submissions at a time; as many as there are processors by default.",
)


def _around(start: Path) -> Path:
    """A kit that was installed as a copy, not in place, has no exercises of its own."""
    here = course_around(start)
    if here is not None:
        return here.root
    return KIT if (KIT / "exercises").is_dir() else start


def _version() -> str:
    try:
        return metadata.version("thread-grader")
    except metadata.PackageNotFoundError:
        return "(not installed)"


_CONTEXT = {"max_content_width": 100, "help_option_names": ["-h", "--help"]}


@click.group(cls=_Errors, help=HELP, epilog=EPILOG, context_settings=_CONTEXT)
@click.version_option(message="%(prog)s %(version)s", prog_name="grader", version=_version())
def cli() -> None:
    pass


@cli.command("list")
@_own_course
def list_(course: Path) -> Exit:
    """List the exercises."""
    from grader.commands.exercises import show_list

    return show_list(Course(course), Console())


@cli.command()
@click.argument("exercise")
@click.option("--level", type=click.IntRange(1), help="Which hint: 1, 2, 3; the next by default.")
@_own_course
def hint(exercise: str, level: int | None, course: Path) -> Exit:
    """Show a hint for an exercise; the next call says more."""
    from grader.commands.exercises import show_hint
    from grader.progress import next_hint

    found = Course(course).exercise(exercise)
    return show_hint(found, level or next_hint(Course(course), found), Console())


@cli.command("next")
@_own_course
def next_(course: Path) -> Exit:
    """Say which exercise comes next, and how far you are."""
    from grader.commands.learn import show_next

    return show_next(Course(course), Console())


@cli.command()
@_own_course
def watch(course: Path) -> Exit:
    """Check an exercise whenever you save its file, until Ctrl-C."""
    from grader.commands import learn

    return learn.watch(Course(course), Console())


@cli.command()
@click.argument("exercise")
@click.option("--checks", is_flag=True, help="Put back the visible checks, and leave your file.")
@_own_course
def reset(exercise: str, checks: bool, course: Path) -> Exit:
    """Put an exercise's file back as it was; yours is kept as a copy."""
    from grader.commands import learn

    found = Course(course).exercise(exercise)
    return learn.reset(Course(course), found, Console(), checks=checks)


@cli.command()
@click.argument("exercise")
@click.argument("file", required=False, type=click.Path(path_type=Path, exists=True))
@_own_course
def check(exercise: str, file: Path | None, course: Path) -> Exit:
    """Check your answer, or FILE, with the visible checks."""
    from grader.commands import exercises

    return exercises.check(Course(course), Course(course).exercise(exercise), file)


@cli.command()
@click.argument("exercise")
@click.argument("name")
@click.argument("file", required=False, type=click.Path(path_type=Path, exists=True))
@_own_course
def replay(exercise: str, name: str, file: Path | None, course: Path) -> Exit:
    """Show a failing schedule again, step by step.

    NAME is the four characters that the report of a failed check ends with, such as a7f3.
    """
    from grader.commands.replay import show_replay

    return show_replay(Course(course).exercise(exercise), name, file, Console())


@cli.command(context_settings={"ignore_unknown_options": True})
@click.argument("script", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
@click.option(
    "--type", "typed", metavar="TEXT@SECOND", multiple=True, help="Type a line at a virtual second."
)
@click.option(
    "--interrupt", metavar="SECOND", multiple=True, type=float, help="Press Ctrl-C at a second."
)
@click.option(
    "--horizon",
    metavar="SECONDS",
    type=float,
    default=3600.0,
    show_default=True,
    help="The virtual second at which a script counts as endless.",
)
@click.option("--real", is_flag=True, help="Run it in real time as well, for comparison.")
@click.option("--all", "every", is_flag=True, help="Show every line, however many there are.")
@click.option(
    "--svg",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a picture of what each thread did.",
)
def simulate(
    script: Path,
    arguments: tuple[str, ...],
    typed: tuple[str, ...],
    interrupt: tuple[float, ...],
    horizon: float,
    real: bool,
    every: bool,
    svg: Path | None,
) -> Exit:
    """Run any script in virtual time, and print what happened.

    Each line of output is shown with its thread and virtual time; so are who started whom, who
    waited for what, and at the end what was found wrong. Options for SCRIPT itself go after a `--`.
    """
    from grader.commands.simulate import keys_of, show_simulation

    keys = keys_of(typed, interrupt)
    return show_simulation(script, arguments, keys, horizon, real, Console(), svg, every=every)


@cli.command()
@click.argument("submissions", type=click.Path(path_type=Path))
@click.option(
    "--exercise", "exercises", metavar="NN", multiple=True, help="Only this one; repeatable."
)
@_out
@_jobs
@_course
def grade(
    submissions: Path, exercises: tuple[str, ...], out: Path, jobs: int | None, course: Path
) -> Exit:
    """Grade a folder with a folder for each student in it.

    A student's files lie there loose, or in folders named like the exercises. Each runs in a
    process of its own. What was graded before, with the same checks, is not graded again: the
    journal in --out knows it; delete journal.jsonl to grade everything anew.
    """
    from grader.commands.grade import Settings, grade

    settings = Settings(Course(course), out, jobs or _processors(), exercises)
    return grade(submissions, settings, _screen())


@cli.command()
@click.argument("student", required=False)
@click.option(
    "--html",
    "page",
    metavar="PATH",
    type=click.Path(path_type=Path),
    help="Write a page with pictures; without STUDENT, one for everybody into this folder.",
)
@_out
@_course
def report(student: str | None, page: Path | None, out: Path, course: Path) -> Exit:
    """Show a student's results, check by check, as graded before.

    With --html FILE, write them as a page that stands alone. With --html DIR and no STUDENT, write
    a page for each student, to hand out, and index.html, which leads to all of them, for you.
    """
    from grader.commands import report as reports

    if student is None and page is None:
        raise click.UsageError("name a STUDENT, or a folder for everybody's pages with --html DIR.")
    if page is None:
        assert student is not None
        return reports.show_report(student, Course(course), out, Console())
    if student is None:
        return reports.write_pages(Course(course), out, page, Console())
    return reports.write_page(student, Course(course), out, page, Console())


@cli.command()
@click.option("--out", metavar="DIR", type=_folder(), help="Keep the gradebook there.")
@_jobs
def demo(out: Path | None, jobs: int | None) -> Exit:
    """Grade the sample class that ships with the kit."""
    from grader.commands.demo import demo

    return demo(Course(), out, jobs or _processors(), _screen())


@cli.command()
@click.argument("out", type=_folder())
@click.option("--zip", "packed", is_flag=True, help="Write OUT.zip instead of a folder.")
@click.option("--classroom", is_flag=True, help="Add a workflow for GitHub Classroom.")
@_course
def handout(out: Path, packed: bool, classroom: bool, course: Path) -> Exit:
    """Write what students receive into the folder OUT.

    That is the exercises and the grader: no solutions, no hidden checks.
    """
    from grader.commands.author import hand_out

    return hand_out(Course(course), out, Console(), packed=packed, classroom=classroom)


@cli.command()
@click.argument("name")
@_course
def new(name: str, course: Path) -> Exit:
    """Make the folders of a new exercise, such as 25_thread_local."""
    from grader.commands.author import make_new

    return make_new(Course(course), name, Console())


@cli.command()
@click.argument("exercises", nargs=-1)
@click.option("--write", is_flag=True, help="Write anew what students read about wrong answers.")
@_course
def verify(exercises: tuple[str, ...], write: bool, course: Path) -> Exit:
    """Hold exercises, or all, to what the kit promises of them."""
    from grader.commands import author

    return author.verify(Course(course), exercises, Console(), write=write)


@cli.command()
@click.argument("out", type=_folder())
@_course
def notebooks(out: Path, course: Path) -> Exit:
    """Write the exercises as an nbgrader course into the folder OUT.

    nbgrader's own commands release it, grade it and give feedback; the points are those of
    grader grade. Assignments that are there already are kept. See docs/notebooks.md.
    """
    from grader.commands.notebooks import write

    return write(out, Course(course), Console())


def _screen() -> Any:
    from grader.commands.grade import Screen

    return Screen(Console(), Console(stderr=True))


def _processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def main() -> None:
    """Run the command line, and end the process with its exit code."""
    codecs.register_error("plain_signs", plain_signs)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal may not know every letter
            stream.reconfigure(errors="plain_signs")
    try:
        status = cli.main(prog_name="grader", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        status = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        status = Exit.INTERRUPTED
    sys.exit(int(status or 0))
