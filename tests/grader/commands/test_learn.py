"""A student's way: what comes next, watching, hints one by one, starting over."""

import io
import shutil
import subprocess
import sys

import pytest
from click.testing import CliRunner
from rich.console import Console

from grader.catalog import KIT, Course
from grader.cli import cli
from grader.commands import learn


@pytest.fixture
def course(tmp_path):
    """Exercises 01 and 03 in a folder of a student's own, with what a handout remembers."""
    for name in ("01_start_a_thread", "03_stop_via_event"):
        shutil.copytree(KIT / "exercises" / name, tmp_path / "exercises" / name)
        kept = tmp_path / learn.STUBS / name
        kept.mkdir(parents=True)
        for path in (Course().exercise(name).stub, Course().exercise(name).visible_suite):
            shutil.copy(path, kept)
    return Course(tmp_path)


def solve(course, number):
    """Put the kit's solution where the student's file is."""
    shutil.copy(Course().exercise(number).solution, course.exercise(number).stub)


def commit(folder):
    """Commit all files of a folder with git."""
    me = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
    for words in (["init", "-q"], ["add", "."], [*me, "commit", "-q", "-m", "mine"]):
        subprocess.run(["git", *words], cwd=folder, check=True)


def told(action, *arguments, **options):
    """Return what a command prints."""
    console = Console(file=io.StringIO(), width=80)
    action(*arguments, console, **options)
    return console.file.getvalue()


def test_the_first_unsolved_exercise_comes_next(course):
    """With where to read and what to edit."""
    solve(course, "01")

    text = told(learn.show_next, course)

    assert text.splitlines()[0] == "[#.]  1 of 2 exercises solved"
    assert "next:  03  Logged in for N seconds  (0 of 5 points)" in text
    assert "edit   exercises/03_stop_via_event/stop_via_event.py" in text


def test_when_all_are_solved_it_says_so(course):
    """And is honest about the checks that are hidden."""
    solve(course, "01")
    solve(course, "03")

    assert "All exercises are solved." in told(learn.show_next, course)


def test_a_saved_file_is_checked_at_once(course):
    """Only the exercise whose file was saved; while it is not solved, nothing else is said."""
    checked = []
    stub = course.exercise("03").stub

    text = told(
        learn.watch,
        course,
        changes=[{stub}],
        check=lambda exercise: checked.append(exercise.number),
    )

    assert checked == ["03"]
    assert text.count("of 2 exercises solved") == 1


def test_a_solved_exercise_moves_the_bar(course):
    """Then the progress is shown again, and what comes next."""
    solve(course, "01")
    changes = [{course.exercise("01").stub}]

    text = told(learn.watch, course, changes=changes, check=lambda exercise: None)

    assert text.count("[#.]  1 of 2 exercises solved") == 2
    assert text.count("next:  03") == 2


@pytest.mark.parametrize(
    ("place", "home"),
    [
        ("exercises/03_stop_via_event", "exercises/03_stop_via_event/stop_via_event.py"),
        ("exercises", "such as exercises/01_start_a_thread/start_a_thread.py"),
    ],
)
def test_a_file_in_the_wrong_place_is_told(course, place, home):
    """Saved beside the exercise instead of over it: the file that it should be is named."""
    stray = course.root / place / "stop_via_events.py"

    text = told(learn.watch, course, changes=[{stray}], check=lambda exercise: None)

    assert "stop_via_events.py was saved, but the checks never look there." in text
    assert " ".join(text.split()).endswith(f"handed out, {home}")


def test_starting_over_keeps_the_students_file(course):
    """The copy lies beside it, under a name with the time."""
    stub = course.exercise("03").stub
    original = stub.read_text()
    stub.write_text("mine = True\n")

    told(learn.reset, course, course.exercise("03"))

    assert stub.read_text() == original
    assert [path.read_text() for path in stub.parent.glob("*.bak")] == ["mine = True\n"]


def test_starting_over_twice_makes_no_second_copy(course):
    """A file that nobody has changed is no student's."""
    text = told(learn.reset, course, course.exercise("03"))

    assert "stop_via_event.py is already as it was handed out" in text.replace("\n", " ")
    assert list(course.exercise("03").folder.glob("*.bak")) == []


def test_an_answer_that_was_committed_is_not_what_was_handed_out(course):
    """In a clone git has the original; a student's own commits come after it."""
    shutil.rmtree(course.root / learn.STUBS)
    stub = course.exercise("03").stub
    original = stub.read_text()
    commit(course.root)
    solve(course, "03")
    commit(course.root)

    told(learn.reset, course, course.exercise("03"))

    assert stub.read_text() == original


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (lambda suite: suite.unlink(), "the checks are gone: there is no test_start_a_thread.py"),
        (
            lambda suite: suite.write_text("import eggs\n"),
            "the checks can't be imported: test_start_a_thread.py, line 1: ModuleNotFoundError: "
            "No module named 'eggs'",
        ),
    ],
)
def test_damaged_checks_can_be_had_again(course, damage, told):
    """The list and what comes next still show the others, and say what to do."""
    exercise = course.exercise("01")
    damage(exercise.visible_suite)
    arguments = [f"--course={course.root}"]

    for command in ("list", "next"):
        output = CliRunner().invoke(cli, [command, *arguments]).output
        assert told in " ".join(output.split())
        assert "To get them back as they were handed out:  grader reset 01 --checks" in output
    CliRunner().invoke(cli, ["reset", "01", "--checks", *arguments])

    assert "0/4" in CliRunner().invoke(cli, ["list", *arguments]).output


def test_checks_that_are_gone_are_told_before_they_are_run(course):
    """And not as a file that pytest does not find."""
    course.exercise("01").visible_suite.unlink()

    result = CliRunner().invoke(cli, ["check", "01", f"--course={course.root}"])

    assert "the checks are gone: there is no test_start_a_thread.py" in result.stderr


@pytest.mark.timeout(60)
def test_who_ends_python_itself_is_told(course):
    """In the middle of the list, too: it would end without a word."""
    course.exercise("01").stub.write_text("import os\nos._exit(0)\n")

    done = subprocess.run(
        [sys.executable, "-m", "grader", "list", f"--course={course.root}"],
        cwd=KIT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert done.returncode == 1
    assert "    start_a_thread.py, line 2:  os._exit(0)\n" in done.stderr


def test_a_deleted_file_can_be_had_again(course):
    """There is nothing to keep, and nothing goes wrong."""
    stub = course.exercise("03").stub
    stub.unlink()

    told(learn.reset, course, course.exercise("03"))

    assert "def login" in stub.read_text()


@pytest.mark.parametrize("place", ["", "exercises", "exercises/03_stop_via_event"])
def test_the_course_you_are_in_is_yours(course, monkeypatch, place):
    """From any of its folders, and wherever the grader itself is installed."""
    monkeypatch.chdir(course.root / place)

    output = CliRunner().invoke(cli, ["next"]).output

    assert output.splitlines()[0] == "[..]  0 of 2 exercises solved"


def test_outside_of_any_course_it_says_where_to_go(tmp_path, monkeypatch):
    """A grader that was installed as a copy has no exercises of its own beside it."""
    monkeypatch.setattr("grader.cli.KIT", tmp_path / "site-packages")
    monkeypatch.chdir(tmp_path)

    output = CliRunner().invoke(cli, ["next"], standalone_mode=False).exception

    assert str(output) == (
        f"{tmp_path} is no course: it has no folder 'exercises'. "
        "Go to the folder with your exercises, or name it with --course DIR."
    )


def test_each_call_shows_one_more_hint(course):
    """And the last one again, when there are no more."""
    arguments = ["hint", "03", f"--course={course.root}"]

    heads = [CliRunner().invoke(cli, arguments).output.splitlines()[0] for _ in range(4)]

    assert [head[-6:] for head in heads] == ["1 of 3", "2 of 3", "3 of 3", "3 of 3"]


def test_the_list_shows_what_is_done(course):
    """Points of the visible checks, as the files are now."""
    solve(course, "01")

    output = CliRunner().invoke(cli, ["list", f"--course={course.root}"]).output

    assert "4/4" in output
    assert "0/5" in output


def test_a_handout_promises_no_points(course):
    """What the hidden checks are worth is not known there."""
    output = CliRunner().invoke(cli, ["list", f"--course={course.root}"]).output

    assert output.split()[:5] == ["exercise", "done", "file", "minutes", "needs"]
    assert "hidden" not in output
