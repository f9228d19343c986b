"""The promises of the kit, for every exercise and every file in it.

What they are is in grader/verify; a failure names the file and says what is wrong with it.
"""

from __future__ import annotations

import pytest

from grader.catalog import Course
from grader.verify import Verifier

VERIFIERS = [Verifier(exercise) for exercise in Course().exercises()]

# Wrong submissions may use what is deprecated.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

every_exercise = pytest.mark.parametrize(
    "verifier", VERIFIERS, ids=[each.exercise.folder.name for each in VERIFIERS]
)


def every(kind):
    """Make a test for each file in the folders called `kind`."""
    return pytest.mark.parametrize(
        ("verifier", "path"),
        [
            pytest.param(each, path, id=f"{each.exercise.folder.name}/{path.stem}")
            for each in VERIFIERS
            for path in each.submissions(kind)
        ],
    )


def be_kept(broken):
    """Fail with what is not as promised, in the words of grader/verify."""
    if broken:
        pytest.fail("\n".join(broken), pytrace=False)


@every_exercise
def test_stub_fails_every_check_with_its_own_message(verifier):
    """A stub can be imported, and each check ends at one of its NotImplementedErrors."""
    be_kept(verifier.stub())


@every_exercise
def test_solution_passes_every_check(verifier):
    """A solution passes the visible and the hidden suite."""
    be_kept(verifier.right(verifier.exercise.solution))


@every("right")
def test_right_submission_passes_every_check(verifier, path):
    """A right submission passes both suites, however it is built."""
    be_kept(verifier.right(path))


@every("wrong")
def test_wrong_submission_fails_exactly_the_checks_that_it_names(verifier, path):
    """A wrong submission fails the checks in its docstring's last line, and no other."""
    be_kept(verifier.wrong(path))


@every_exercise
def test_every_check_is_needed(verifier):
    """Points add up; each check has a promise, a name of its own, and a file that fails it."""
    be_kept(verifier.checks())


@every_exercise
def test_enough_submissions_prove_the_suites(verifier):
    """There are at least six wrong and three right submissions."""
    be_kept(verifier.proof())


@every_exercise
def test_exercise_has_three_hints(verifier):
    """hints.md has three sections, and none is empty."""
    be_kept(verifier.hints())


@every_exercise
def test_examples_of_the_readme_run(verifier):
    """Each block of Python in a README runs with the solution, and prints what the README says."""
    be_kept(verifier.readme())


@every_exercise
def test_the_readme_leads_a_student_on(verifier):
    """It says which exercise it is, how to check an answer, and where to get a hint."""
    exercise = verifier.exercise
    text = (exercise.folder / "README.md").read_text(encoding="utf-8")

    assert text.startswith(f"# {exercise.number} {exercise.title}\n")
    assert f"`pytest exercises/{exercise.number}`" in text
    assert f"`python {exercise.filename}`" in text
    assert text.endswith(f"Stuck? `grader hint {exercise.number}` gives one hint at a time.\n")


@every_exercise
def test_students_files_import_the_standard_library_alone(verifier):
    """Stub, solution, right and wrong submissions import nothing else."""
    be_kept(verifier.imports())
