"""What a student reads whose wait() stands under an `if`, without any special schedule."""

from __future__ import annotations

import textwrap

import pytest

RACK = """
import threading, time
plates, changed = [], threading.Condition()
def put(plate):
    with changed:
        plates.append(plate)
        changed.notify_all()
def take():
    with changed:
        if not plates:
            changed.wait()
        return plates.pop()
"""
ADVICE = "Put the wait() into a `while` loop that tests what it waits for, or use wait_for()."


@pytest.fixture
def told(verdict):
    """A function that judges a program by a check, and returns the lines of the rationale."""
    return lambda text, check: verdict(text, textwrap.dedent(check)).rationale.splitlines()


def test_who_dies_of_what_another_took_first(told):
    """Both were woken, and one plate was there."""
    lines = told(
        RACK,
        """
        import threading, time
        def test_it(submission, together):
            together(submission.take, submission.take, lambda: submission.put(1))
        """,
    )

    assert lines == [
        "`if` where it must be `while`: Thread-2 (take) was woken from changed.wait() in line 11, "
        "and went on without looking again: Thread-1 (take) had changed plates in line 12 by then.",
        'the thread "Thread-2 (take)" died at 0 s of IndexError: pop from empty list',
        "    egg.py, line 12:  return plates.pop()",
        ADVICE,
    ]


def test_who_is_woken_for_nothing(told):
    """Nobody was faster: there was nothing to begin with."""
    lines = told(
        RACK + "def wake():\n    with changed:\n        changed.notify_all()\n",
        "def test_it(submission, together): together(submission.take, submission.wake)",
    )

    assert lines[0].endswith("went on without looking again: another may have been faster.")


def test_main_dies_of_what_another_took_first(told):
    """The check's own thread is told so, too."""
    lines = told(
        RACK,
        """
        import threading
        def test_it(submission):
            threading.Thread(target=submission.take, name="ann").start()
            threading.Timer(1, submission.put, args=[1]).start()
            submission.take()
        """,
    )

    assert lines[0] == (
        "`if` where it must be `while`: main was woken from changed.wait() in line 11, and went on "
        "without looking again: ann had changed plates in line 12 by then."
    )
    assert lines[1] == "your code raised IndexError: pop from empty list"
    assert lines[-1] == ADVICE


def test_a_comparison_has_the_cause_before_it(told):
    """Nobody dies of a shelf that is too full."""
    lines = told(
        """
import threading
plates, changed = [0], threading.Condition()
def put():
    with changed:
        if len(plates) >= 1:
            changed.wait()
        plates.append(1)
def take():
    with changed:
        plates.pop()
        changed.notify_all()
""",
        """
        def test_it(submission, together):
            together(submission.put, submission.put, submission.take)
            assert len(submission.plates) == 1, "there is room for one plate"
        """,
    )

    assert lines == [
        "`if` where it must be `while`: Thread-2 (put) was woken from changed.wait() in line 7, "
        "and went on without looking again: Thread-1 (put) had changed plates in line 8 by then.",
        "there is room for one plate",
        ADVICE,
    ]


@pytest.mark.parametrize(
    "take",
    [
        "while not plates:\n            changed.wait()",
        "changed.wait_for(lambda: plates)",
        "if not plates:\n            changed.wait()\n        if plates:\n            pass",
        "if not plates:\n            changed.wait(0)",
    ],
    ids=["in a loop", "with wait_for()", "in another test", "its time was up"],
)
def test_who_looks_again_or_was_not_woken_is_not_blamed(told, take):
    """The check fails for a reason of its own."""
    once = "if not plates:\n            changed.wait()\n        return plates.pop()"
    lines = told(
        RACK.replace(once, f"{take}\n        return plates.pop() if plates else None"),
        """
        def test_it(submission, together):
            together(submission.take, lambda: submission.put(1))
            assert False, "no"
        """,
    )

    assert lines == ["no"]


def test_who_wakes_before_the_change_is_not_taken_for_faster(told):
    """Under the lock the order of the two does not matter."""
    source = RACK.replace(
        "        plates.append(plate)\n        changed.notify_all()",
        "        changed.notify_all()\n        plates.append(plate)",
    )
    lines = told(
        source,
        """
        def test_it(submission, together):
            together(submission.take, lambda: submission.put(1))
            assert False, "no"
        """,
    )

    assert lines == ["no"]
