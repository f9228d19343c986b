"""What a suite says about its checks can be read without running it."""

from __future__ import annotations

import pytest

from grader.engine.findings import Deadlock, LeakedThread
from grader.model import Check
from grader.testing import allows, points, suite_checks


def test_checks_are_read_in_their_order(tmp_path):
    """Name, title and points come from the file; nothing in it is executed."""
    path = tmp_path / "test_egg.py"
    path.write_text(
        'raise RuntimeError("imported")\n'
        "@points(3)\n"
        "@explore()\n"
        "def test_b(submission):\n"
        '    """It stops.\n\n    At once.\n    """\n'
        "def helper(): ...\n"
        "def test_a_bare_one(submission): ...\n"
    )

    assert suite_checks(path, visible=True) == (
        Check("test_b", "It stops.", 3, True),
        Check("test_a_bare_one", "a bare one", 1, True),
    )


def test_decorators_leave_the_check_as_it_is():
    """A decorated check is the same function, with its facts on it."""

    def check(submission): ...

    decorated = points(3)(allows(Deadlock, LeakedThread)(check))

    assert decorated is check
    assert (check.points, check.allows) == (3, (Deadlock, LeakedThread))


def test_a_damaged_suite_is_an_error(tmp_path):
    """A suite that is no Python is not an empty suite."""
    (tmp_path / "test_egg.py").write_text("def test_(:")

    with pytest.raises(SyntaxError):
        suite_checks(tmp_path / "test_egg.py", visible=False)
