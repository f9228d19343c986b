"""Both suites run on any file, without pytest, and say so if they can't."""

from __future__ import annotations

import pytest

from grader.model import Outcome
from grader.verify import SuiteError


def test_results_come_in_the_order_of_the_suites(author):
    """The visible checks come first."""
    verifier = author.verifier()

    results = verifier.suites.run(verifier.exercise.solution)

    assert [result.check.name for result in results] == ["test_greets", "test_names"]
    assert [result.outcome for result in results] == [Outcome.PASSED, Outcome.PASSED]


def test_submission_that_is_no_python_fails_every_check(author):
    """What can't be read is no reason to stop."""
    path = author.write("broken.py", "def hello(name:\n")

    results = author.verifier().suites.run(path)

    assert [result.outcome for result in results] == [Outcome.FAILED, Outcome.FAILED]
    assert results[0].rationale.startswith("broken.py, line 1: Python can't read this")


def test_fixture_of_pytests_is_refused(author):
    """A check that needs pytest itself could not be run for a class in this way."""
    author.write(
        "tests/01_say_hello/test_say_hello.py",
        'def test_names(submission, tmp_path):\n    """hello() names."""\n',
    )

    with pytest.raises(SuiteError, match="test_names asks for tmp_path; a check has no fixtures"):
        _ = author.verifier().suites


def test_mark_of_pytests_is_refused(author):
    """A check is one function, and runs once under one schedule."""
    suite = '''
        import pytest

        @pytest.mark.skip
        def test_names(submission):
            """hello() names whom it greets."""
    '''
    author.write("tests/01_say_hello/test_say_hello.py", suite)

    with pytest.raises(SuiteError, match="test_names has a mark of pytest's"):
        _ = author.verifier().suites


def test_missing_suite_is_refused(author):
    """An exercise without a hidden suite can't be graded."""
    (author.root / "tests/01_say_hello/test_say_hello.py").unlink()

    with pytest.raises(SuiteError, match=r"the checks are gone: there is no test_say_hello\.py"):
        _ = author.verifier().suites
