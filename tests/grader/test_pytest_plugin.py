"""What a student sees who runs pytest: end to end.

One course in a temporary folder serves all tests: an exercise that is right, one that is not yet
written, and one for each way to get stuck or to die.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest_plugins = ["pytester"]

ROOT = Path(__file__).resolve().parent.parent.parent

SUITE = '''
from grader.testing import points


@points(2)
def test_it_works(submission, clock):
    """work() returns 5 at once."""
    assert submission.work() == 5, f"work() must return 5 at 0 s; it returned at {clock.now:g} s"


@points(3)
def test_it_has_a_name(submission):
    """NAME is there."""
    assert submission.NAME == "egg"
'''
CASES = {
    "solved": "NAME = 'egg'\ndef work():\n    return 5\n",
    "stub": "NAME = 'egg'\ndef work():\n    raise NotImplementedError('boil the eggs')\n",
    "syntax": "NAME = 'egg'\ndef work()\n    return 5\n",
    "loop": "NAME = 'egg'\ndef work():\n    while True: pass\n",
    "loop_at_import": "NAME = 'egg'\nwhile True:\n    pass\n",
    "exits": "NAME = 'egg'\ndef work():\n    raise SystemExit(0)\n",
    "printing": "NAME = 'eg'\nprint('hello')\ndef work():\n    print('working')\n    return 4\n",
    "shout": "NAME = 'ägg \\N{EGG}'\ndef work(): raise ValueError('ä \\N{EGG}')\n",
}
OPTIONS = ["-p", "grader.pytest_plugin", "-p", "no:cacheprovider", "--import-mode=importlib"]
# Its plugin imports all of hypothesis into every session.
OPTIONS += ["-p", "no:hypothesispytest"]
THREAD_THAT_EXITS = "import os, threading\nthreading.Thread(target=lambda: os._exit(0)).start()\n"
LATE = "import time\nNAME = 'egg'\ndef work():\n    time.sleep(3)\n    return 4\n"


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course with an exercise for each case, numbered in order."""
    root = tmp_path_factory.mktemp("course")
    for number, (slug, source) in enumerate(CASES.items(), start=1):
        name = f"{number:02}_{slug}"
        exercise, solution, hidden = (
            root / shelf / name for shelf in ("exercises", "solutions", "tests")
        )
        for folder in (exercise, solution, hidden):
            folder.mkdir(parents=True)
        (exercise / "exercise.toml").write_text(f'title = "The {slug}"\n')
        (exercise / "hints.md").write_text("## Idea\nThink.\n")
        (exercise / f"{slug}.py").write_text(source, encoding="utf-8")
        (exercise / f"test_{slug}.py").write_text(SUITE)
        (solution / f"{slug}.py").write_text(CASES["solved"])
        (hidden / f"test_{slug}.py").write_text(SUITE)
    return root


@pytest.fixture
def run(
    course: Path, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., pytest.RunResult]:
    """Return how to run pytest in a folder of the course, in this process."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)

    def run(*arguments: str, folder: str | Path = ".") -> pytest.RunResult:
        monkeypatch.chdir(course / folder)
        return pytester.runpytest_inprocess(*OPTIONS, *arguments)

    return run


def start(*arguments: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run pytest in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "pytest", *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )


@pytest.fixture
def results(
    run: Callable[..., pytest.RunResult], tmp_path: Path
) -> Callable[[str], dict[str, Any]]:
    """Return how to check a case; what became of `test_it_works` is in the grader's file."""

    def check(case: str) -> dict[str, Any]:
        file = tmp_path / "results.jsonl"
        run(f"exercises/{case}", "-q", "-k", "works", f"--grader-results={file}")
        return json.loads(file.read_text(encoding="utf-8").splitlines()[0])

    return check


# -- each case ends, in a sentence ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("case", "told"),
    [
        ("stub", "not written yet: boil the eggs\n    stub.py, line 3"),
        (
            "syntax",
            "syntax.py, line 2: Python can't read this: expected ':'\n    def work()\n"
            "              ^",
        ),
        ("loop", "loop.py, line 3:  while True: pass"),
        ("loop_at_import", "loop_at_import.py, line 2:  while True:"),
        ("exits", "your code ended the whole program with sys.exit() or exit().\n    exits.py"),
        ("printing", "work() must return 5 at 0 s; it returned at 0 s"),
        ("shout", "your code raised ValueError: ä \N{EGG}\n    shout.py, line 2"),
    ],
)
def test_whatever_is_wrong_is_told(results, case, told):
    """Each kind of mistake fails the check with file and line, and stops nobody else."""
    result = results(case)

    assert result["outcome"] == "failed"
    assert told in result["rationale"]


def test_the_grader_gets_a_line_for_each_check(results):
    """A line has all that the grader's record needs."""
    assert results("solved") == {
        "name": "test_it_works",
        "title": "work() returns 5 at once.",
        "points": 2,
        "visible": True,
        "outcome": "passed",
        "rationale": "",
        "timeline": "",
        "svg": "",
    }


@pytest.mark.timeout(60)
def test_who_is_stuck_in_c_code_ends_too(course, tmp_path):
    """Where no signal gets through, the process ends, and its last words name the line."""
    (tmp_path / "deaf.py").write_text("def work():\n    return sum(iter(int, 1))\n")
    arguments = ["exercises/01", "-q", "--timeout=1", f"--submission={tmp_path / 'deaf.py'}"]

    done = start(*OPTIONS, *arguments, folder=course)

    assert done.returncode == 1
    assert 'deaf.py", line 2 in work' in done.stderr


# -- the report -----------------------------------------------------------------------------------


def test_a_solved_exercise_shows_its_points(run):
    """The report stands in pytest's own output, and all is green."""
    done = run("exercises/01")

    assert done.ret == 0
    assert (
        textwrap.dedent(
            """\
        01  The solved                                                     5 of 5 points

          ✓ 2  work() returns 5 at once.
          ✓ 3  NAME is there.
        """
        )
        in done.stdout.str()
    )


def test_a_report_takes_the_place_of_tracebacks(run):
    """The reason, the line and the help; no FAILURES section, no frame of ours."""
    done = run("exercises/02", "-q")

    assert done.ret == 1
    assert "\n".join([*done.outlines[:-1], ""]) == (
        "F.                                                                       [100%]\n"
        "\n"
        "02  The stub                                                       3 of 5 points\n"
        "\n"
        "  ✗ 2  work() returns 5 at once.\n"
        "       not written yet: boil the eggs\n"
        "           stub.py, line 3\n"
        "\n"
        "  ✓ 3  NAME is there.\n"
        "\n"
        "  A nudge:  grader hint 02\n"
    )


def test_a_comparison_without_a_sentence_shows_the_values(run):
    """pytest's view of an assertion is shown without its own words."""
    done = run("exercises/printing", "-q", "-k", "name")

    assert (
        "       expected  submission.NAME == 'egg'\n       found     'eg' == 'egg'\n"
        in done.stdout.str()
    )


def test_what_the_program_printed_is_shown_below_the_reason(run):
    """A student who looks for a mistake with print() finds the lines there."""
    done = run("exercises/printing", "-q", "-k", "works")

    assert "       it printed\n           hello\n           working\n" in done.stdout.str()


def test_output_goes_on_as_ever_with_s(run):
    """`-s` shows the output while the check runs."""
    done = run("exercises/printing", "-q", "-s", "-k", "works")

    assert done.stdout.str().startswith("hello\nworking\nF\n")


def test_a_hidden_suite_that_passes_says_nothing(run):
    """The kit's own tests are pytest's plain dots."""
    done = run("tests/01", "-q")

    assert done.stdout.str().startswith("..")
    assert "The solved" not in done.stdout.str()


@pytest.mark.timeout(60)
def test_a_terminal_without_unicode_gets_ascii(course):
    """Marks and the student's own text are shown in what the terminal knows."""
    done = start(*OPTIONS, "exercises/shout", "-q", folder=course, PYTHONIOENCODING="ascii")

    assert done.stdout.isascii()
    assert "  x 2  work() returns 5 at once." in done.stdout
    assert "your code raised ValueError: \\xe4 \\U0001f95a" in done.stdout


# -- pytest's own options -------------------------------------------------------------------------


def test_x_stops_after_the_first_failure(run):
    """`-x` runs no further check."""
    done = run("exercises/02", "exercises/01", "-x", "-q")

    assert "1 failed in" in done.stdout.str()
    assert "The solved" not in done.stdout.str()


def test_v_names_the_checks(run):
    """`-v` has a line of pytest's own for each check."""
    done = run("exercises/02", "-v")

    assert "exercises/02_stub/test_stub.py::test_it_works FAILED" in done.stdout.str()


def test_a_style_of_traceback_can_be_asked_for(run):
    """`--tb=short` shows the student's and the check's frames, and none of ours."""
    done = run("exercises/02", "--tb=short", "-q")

    assert "= FAILURES =" in done.stdout.str()
    assert "exercises/02_stub/stub.py:3: in work" in done.stdout.str()
    assert "checking.py" not in done.stdout.str()


def test_tb_no_leaves_the_reasons_out(run):
    """`--tb=no` lists the checks only."""
    done = run("exercises/02", "--tb=no", "-q")

    assert "  ✗ 2  work() returns 5 at once.\n  ✓ 3  NAME is there." in done.stdout.str()


@pytest.mark.timeout(60)
def test_many_processes_give_the_same_report(course, tmp_path):
    """With pytest-xdist the results travel to the report, and to the grader's file."""
    file = tmp_path / "results.jsonl"
    arguments = ["exercises/01", "exercises/02", "-n2", "-q", f"--grader-results={file}"]
    done = start(*OPTIONS, *arguments, folder=course)

    assert (
        "02  The stub                                                       3 of 5" in done.stdout
    )
    assert "not written yet: boil the eggs" in done.stdout
    assert len(file.read_text().splitlines()) == 4


# -- whose file is checked ------------------------------------------------------------------------


@pytest.mark.parametrize("given", ["late.py", "anna"])
def test_another_file_or_folder_can_be_checked(run, tmp_path, given):
    """--submission names a file, whatever it is called, or a folder that has the exercise's."""
    (tmp_path / "anna").mkdir()
    for path in (tmp_path / "late.py", tmp_path / "anna" / "solved.py"):
        path.write_text(LATE)

    done = run("exercises/01", "-q", f"--submission={tmp_path / given}")

    assert "work() must return 5 at 0 s; it returned at 3 s" in done.stdout.str()
    assert "main slept from 0 s to 3 s" in done.stdout.str()
    assert "line 4:  time.sleep(3)" in done.stdout.str()


@pytest.mark.timeout(60)
def test_a_warning_about_a_submission_is_left_out(course, tmp_path):
    """Neither a warning of the compiler's nor one at run time makes pytest add a page."""
    file = tmp_path / "late.py"
    file.write_text(
        "import warnings\ndef work():\n    warnings.warn('late')\n    return 3 if 5 is 6 else 5\n"
    )

    done = start(*OPTIONS, "exercises/01", "-q", f"--submission={file}", folder=course)

    assert "passed" in done.stdout
    assert "warning" not in done.stdout.lower()


@pytest.mark.timeout(60)
@pytest.mark.parametrize("source", ["import os\nos._exit(0)\n", THREAD_THAT_EXITS])
def test_who_ends_python_itself_learns_what_did_it(course, tmp_path, source):
    """Not even a report is left then; and it is no success, for whoever looks at the status."""
    (tmp_path / "mine.py").write_text(source)

    done = start(*OPTIONS, "exercises/01", "--submission", tmp_path / "mine.py", folder=course)

    assert done.returncode == 1
    assert (
        "your code called os._exit(): that ends Python at once, and all that runs in it."
        in done.stderr
    )
    assert "    mine.py, line 2:  " in done.stderr


@pytest.mark.parametrize(
    ("end", "told"),
    [
        ("raise NotImplementedError('boil')", "not written yet: boil"),
        ("import egg", "your code raised ModuleNotFoundError"),
    ],
)
def test_of_what_is_not_written_there_is_no_picture(run, tmp_path, end, told):
    """Time passed before it, in what is written; but that went well."""
    source = f"NAME = 'egg'\ndef work():\n    import time\n    time.sleep(3)\n    {end}\n"
    (tmp_path / "half.py").write_text(source)

    done = run("exercises/01", "-q", f"--submission={tmp_path / 'half.py'}").stdout.str()

    assert told in done
    assert ("main: the check fails here" in done) == ("egg" in end)


@pytest.mark.parametrize("place", [".", "exercises", "exercises/01_solved"])
def test_a_file_saved_where_no_check_looks_is_told(course, run, place):
    """A student wonders why nothing of what is written there counts."""
    stray = course / place / "stub.py"
    stray.write_text(CASES["solved"])

    done = run("exercises/02", "-q").stdout.str()
    stray.unlink()

    name, home = Path(place, "stub.py"), Path("exercises", "02_stub", "stub.py")
    assert f"  {name} was not checked. Save it as\n      {home}\n" in done
    assert "was not checked" not in run("exercises/02", "-q").stdout.str()


@pytest.fixture
def damaged(course: Path) -> Iterator[Callable[[str], None]]:
    """Return how to write into the visible checks of exercise 01; they are whole again later."""
    suite = course / "exercises" / "01_solved" / "test_solved.py"
    yield suite.write_text
    suite.write_text(SUITE)


def test_checks_in_a_renamed_folder_are_told(course, run, tmp_path):
    """They can't be run there, as nobody knows whose they are."""
    copy = course / "exercises" / "stop_copy"
    shutil.copytree(course / "exercises" / "01_solved", copy)

    done = run("exercises/stop_copy", "-q").stdout.str()
    shutil.rmtree(copy)

    assert "stop_copy/test_solved.py is in no exercise's folder. Such a folder is called" in done
    assert "pytest_plugin.py" not in done


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("def (:\n", "the checks can't be read: test_solved.py, line 1: invalid syntax"),
        (
            "import os\nos.walks()\n",
            "the checks can't be imported: test_solved.py, line 2: AttributeError: module 'os'",
        ),
        (
            "\nfrom grader import eggs\n",
            "the checks can't be imported: test_solved.py, line 2: ImportError: cannot import name",
        ),
    ],
    ids=["syntax", "error", "import"],
)
def test_damaged_checks_are_told_in_a_sentence(damaged, run, source, told):
    """A student has edited them: no page of pytest's own lines, but how to get them back."""
    damaged(source)

    done = run("exercises/01", "-q").stdout.str()

    assert told in done
    assert "handed out:  grader reset 01 --checks\n" in done
    assert len(done.splitlines()) < 12


def test_an_unknown_number_says_which_ones_exist(run):
    """`exercises/99` is no crash and no empty run."""
    done = run("exercises/99")

    assert done.ret == pytest.ExitCode.USAGE_ERROR
    assert done.stderr.str().startswith("ERROR: there is no exercise 99; they go from 01 to ")


@pytest.mark.parametrize(
    ("folder", "arguments"),
    [
        (".", ["exercises/1", "exercises/02"]),
        ("exercises", ["1", "02"]),
        ("tests", ["../exercises/01", "../exercises/stub"]),
    ],
)
def test_numbers_work_from_anywhere(run, folder, arguments):
    """Numbers are completed beside the folder in which pytest is run."""
    done = run(*arguments, "-q", folder=folder)

    assert "01  The solved" in done.stdout.str()
    assert "02  The stub" in done.stdout.str()


def test_a_course_can_be_elsewhere(course, run, tmp_path):
    """--course names the folder in which numbers are looked up."""
    done = run("--course", str(course), "exercises/01", "-q", folder=tmp_path)

    assert "01  The solved" in done.stdout.str()


# -- the kit's own checkout -----------------------------------------------------------------------


@pytest.mark.timeout(60)
def test_a_fresh_clone_needs_no_installation():
    """In the kit's folder the root conftest.py loads the plugin."""
    done = start("exercises/99", folder=ROOT, PYTHONPATH="")

    assert "there is no exercise 99; they go from 01 to " in done.stderr
