"""What becomes of each check, also of those that never ran."""

from __future__ import annotations

from pathlib import Path

from grader.grading.notes import Note, Notes
from grader.grading.verdicts import verdicts
from grader.model import Outcome

A, B, C = ("test_greets", True), ("test_greets_slowly", True), ("test_greets_others", False)
PASSED = Note(Outcome.PASSED, "", "")
FAILED = Note(Outcome.FAILED, "why", "")


def found(rubric, notes, **facts):
    return verdicts(rubric, notes, **{"ended": "it died", "folder": Path("/x"), **facts})


def outcomes(graded):
    return "".join(each.outcome.value[0] for each in graded.results)


def test_results_come_in_the_order_of_the_checks(rubric):
    """Whatever the order in which they ran."""
    notes = Notes(ended={C: [PASSED], B: [FAILED], A: [PASSED]}, complete=True)

    graded = found(rubric, notes)

    assert outcomes(graded) == "pfp"
    assert [each.check for each in graded.results] == list(rubric.checks)
    assert graded.note == ""


def test_check_with_several_cases_is_as_good_as_its_worst(rubric):
    """A parametrized check passes if all of its cases do."""
    notes = Notes(ended={A: [PASSED, FAILED, PASSED], B: [PASSED], C: [PASSED]}, complete=True)

    assert outcomes(found(rubric, notes)) == "fpp"


def test_case_that_never_ended_spoils_the_check(rubric):
    """A process that ends within the second of two cases fails the check."""
    notes = Notes(ended={A: [PASSED]}, begun={A: 2}, last=A)

    assert outcomes(found(rubric, notes)) == "fff"


def test_complete_run_without_a_result_is_our_fault(rubric):
    """A check that could not be set up is broken, and is no reason to blame the submission."""
    notes = Notes(ended={A: [PASSED], B: [PASSED]}, complete=True)

    assert outcomes(found(rubric, notes)) == "ppb"


def test_death_before_the_first_check_is_our_fault(rubric):
    """The submission had not been touched."""
    assert outcomes(found(rubric, Notes())) == "bbb"


def test_crash_of_ours_is_our_fault(rubric):
    """It breaks what is left, and says that it was us."""
    notes = Notes(ended={A: [PASSED]}, begun={A: 1, B: 1}, last=B, crash="KeyError: 'x'")

    graded = found(rubric, notes)

    assert outcomes(graded) == "pbb"
    assert graded.note == "the grader failed, not the submission: KeyError: 'x'"


def test_check_that_used_something_up_counts_for_nothing(rubric):
    """Where memory ran out is chance, so whatever the check came to is not looked at."""
    notes = Notes(
        ended={A: [PASSED], B: [Note(Outcome.BROKEN, "", "")]},
        begun={A: 1, B: 1},
        last=B,
        used_up="1024 MB of memory",
    )

    assert outcomes(found(rubric, notes)) == "pff"


def test_suite_that_was_not_read_breaks_its_own_checks_only(rubric):
    """The other suite of the exercise counts as ever."""
    notes = Notes(ended={A: [PASSED], B: [PASSED]}, complete=True)

    graded = found(rubric, notes, problems={str(rubric.suite(visible=False)): "no such module"})

    assert outcomes(graded) == "ppb"
    assert "no such module" in graded.results[2].rationale


def test_temporary_folder_is_not_told(rubric):
    """Its name is another one every time."""
    note = Note(Outcome.FAILED, 'File "/tmp/abc/greet.py", <x at 0x7f0011223344>', "")
    notes = Notes(ended={A: [note], B: [PASSED], C: [PASSED]}, complete=True)

    graded = found(rubric, notes, folder=Path("/tmp/abc"))

    assert graded.results[0].rationale == 'File "greet.py", <x at 0x...>'
