"""How waits are put into few words."""

from __future__ import annotations

import pytest

from grader.engine import Step
from grader.report.lanes.words import Doing, clock, printable, short_name, words


@pytest.mark.parametrize(
    ("detail", "label"),
    [
        ("the lock", "lock"),
        ("the lock left", "lock left"),
        ("the lock self._lock", "self._lock"),
        ('the thread "egg timer" to end', "join egg timer"),
        ("all other threads to end", "over, waits for the others"),
        ("an item in the queue belt", "queue belt is empty"),
        ("room in the queue", "queue is full"),
        ("all items of the queue belt to be done", "join queue belt"),
        ("the condition enough to become true", "condition enough"),
        ("the condition", "condition"),
        ("the event self.stop", "event self.stop"),
        ("the semaphore door", "semaphore door"),
        ("the barrier", "barrier"),
        ("the result of a future", "a future's result"),
        ("work for the pool", "idle"),
        ("a kind of wait that is new", "a kind of wait that is new"),
    ],
)
def test_a_wait_is_said_in_few_words(detail, label):
    """The object's name stays; a kind that the name says already is left out."""
    assert words(Step("wait", "ann", 0.0, detail), "").labels[0] == label


def test_a_limited_wait_says_its_limit_first_of_all():
    """The longest label has the limit, shorter ones go without."""
    step = Step("wait", "ann", 2.0, "the event stop", None, 12.0)

    assert words(step, "").labels == ("event stop, at most 10 s", "event stop", "event")


def test_a_lock_that_is_waited_for_says_who_has_it():
    """A thread that waits for its own lock has it itself."""
    assert words(Step("wait", "ann", 0.0, "the lock l", holder="bob"), "").labels == (
        "lock l, held by bob",
        "held by bob",
        "lock l",
        "lock",
    )
    own = words(Step("wait", "ann", 0.0, "the lock l", holder="ann"), "")
    assert own.labels[0] == "lock l, held by itself"
    assert own.doing is Doing.LOCKED


def test_names_are_short_and_harmless():
    """A thread's number, or its end, is what tells it apart; nothing moves the cursor."""
    assert short_name("ThreadPoolExecutor-0_3") == "pool-0_3"
    assert short_name("Thread-1 (work)") == "Thread-1 (work)"
    assert short_name("Thread-1 (a_long_function)") == "Thread-1"
    assert short_name("the slowest of all workers") == "the slowes..orkers"
    assert printable(" two\nlines\x1b[0m ") == "two lines?[0m"


def test_seconds_are_written_without_needless_digits():
    """Whole seconds have no point, and the hair of an expired wait does not show."""
    assert [clock(each) for each in (0, 3, 10.000000001, 3.25, 3600)] == [
        "0",
        "3",
        "10",
        "3.25",
        "3600",
    ]
