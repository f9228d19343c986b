"""What a student reads when only some schedules fail: each pattern, provoked and worded."""

import re

import pytest

from grader.catalog import Course
from grader.checking import together
from grader.exploring import explore_check
from grader.model import Outcome
from grader.rationale.explored import failure_of, judge_explored
from grader.rationale.scene import Scene
from grader.submission import read

COUNTER = """
class Counter:
    def __init__(self):
        self.value = 0
    def increment(self):
        self.value += 1
"""
CACHE = """
class Cache:
    def __init__(self):
        self.data = {}
        self.calls = 0
    def get(self):
        if "x" not in self.data:
            self.calls += 1
            self.data["x"] = 1
"""
TWO_LOCKS = """
import threading
class Bank:
    def __init__(self):
        self.left = threading.Lock()
        self.right = threading.Lock()
    def there(self):
        with self.left, self.right:
            pass
    def back(self):
        with self.right, self.left:
            pass
"""
GATE = """
import threading
class Gate:
    def __init__(self):
        self.changed = threading.Condition()
        self.opened = False
    def wait(self):
        if not self.opened:
            with self.changed:
                self.changed.wait()
    def open(self):
        self.opened = True
        with self.changed:
            self.changed.notify()
"""
WRONG_LOCK = """
import threading
class Counter:
    def __init__(self):
        self.value = 0
        self.mine = threading.Lock()
        self.yours = threading.Lock()
    def one(self):
        with self.mine:
            self.value += 1
    def two(self):
        with self.yours:
            self.value += 1
"""
RACK = """
import threading
class Rack:
    def __init__(self):
        self.plates, self.changed = [], threading.Condition()
    def put(self):
        for plate in 1, 2:
            with self.changed:
                self.plates.append(plate)
                self.changed.notify()
    def take(self):
        with self.changed:
            if not self.plates:
                self.changed.wait()
            return self.plates.pop()
"""
EARLY = """
class Box:
    def __init__(self):
        self.content = None
    def fill(self):
        self.content = "tea"
    def look(self):
        return self.content
"""
RIGHT = """
import threading
class Counter:
    def __init__(self):
        self.value = 0
        self.lock = threading.Lock()
    def increment(self):
        with self.lock:
            self.value += 1
"""


@pytest.fixture
def explored(tmp_path):
    """A function that explores a check of a submission, and returns its verdict."""

    def run(text, check, *, races_fail=False):
        path = tmp_path / "answer.py"
        path.write_text(text, encoding="utf-8")
        submission = read(path, Course().exercise("10"))
        scene = Scene(submission, Course().exercise("10").visible_suite)
        found = explore_check(
            check,
            submission,
            ["submission"],
            lambda run: failure_of(run, scene, ()),
            races_fail=races_fail,
        )
        return judge_explored(found, scene, ())

    return run


def whoever(text):
    """Leave open which of two threads that do the same it was: Python's versions differ in that."""
    return re.sub(r"Thread-\d", "Thread-N", text)


def count_twice(submission):
    counter = submission.Counter()
    together(counter.increment, counter.increment)
    assert counter.value == 2, f"the counter shows {counter.value}"


def test_a_lost_update(explored):
    """Both threads read before either wrote."""
    text = whoever(explored(COUNTER, count_twice).rationale)

    assert text.startswith(
        "Lost update: Thread-N (increment) and Thread-N (increment) both read Counter.value = 0 "
        "in line 6 before either wrote it: one of the two changes is lost.\n"
    )
    assert "No lock is held: hold one lock from the reading to the writing, in every" in text
    assert "2  Thread-N (increment)  line 6    reads Counter.value = 0" in text
    assert "It takes one forced switch" in text
    assert "Again, step by step:  grader replay 10 " in text


def test_a_check_that_is_old_when_it_is_acted_on(explored):
    """Both threads found the cache empty."""

    def once(submission):
        cache = submission.Cache()
        together(cache.get, cache.get)
        assert cache.calls == 1, f"fetched {cache.calls} times"

    text = explored(CACHE, once).rationale

    assert text.startswith("Check-then-act: Thread-2 (get) looked at self.data['x']")
    assert "in line 7. Before it acted on that" in text


def test_a_circle_of_locks(explored):
    """Who holds what and wants what."""

    def cross(submission):
        bank = submission.Bank()
        together(bank.there, bank.back)

    text = explored(TWO_LOCKS, cross).rationale

    assert text.startswith(
        "Lock order: Thread-1 (there) holds self.left (taken in line 8) and waits for self.right; "
        "Thread-2 (back) holds self.right (taken in line 11) and waits for self.left: "
        "a circle, in which nobody can go on.\n"
        "deadlock at 0 s: nobody can go on.\n"
        "Thread-1 (there) waits for the lock self.right, held by Thread-2 (back)\n"
    )
    assert "Let every thread take the locks in the same order" in text


def test_a_wake_up_that_nobody_heard(explored):
    """notify() before wait()."""

    def pass_through(submission):
        gate = submission.Gate()
        together(gate.wait, gate.open)

    assert explored(GATE, pass_through).rationale.startswith(
        "Lost wake-up: Thread-2 (open) called notify() in line 14 before Thread-1 (wait) called "
        "wait() in line 10: "
        "nobody was there to hear it, and nobody calls again."
    )


def test_two_locks_for_one_thing(explored):
    """Both hold a lock, and it is not the same."""

    def both(submission):
        counter = submission.Counter()
        together(counter.one, counter.two)
        assert counter.value == 2, f"the counter shows {counter.value}"

    told = explored(WRONG_LOCK, both).rationale.partition("not the same one: ")[2].partition(".\n")

    assert sorted(told[0].split(", ")) == ["Thread-1 (one) self.mine", "Thread-2 (two) self.yours"]


def test_a_cause_is_told_once_and_the_advice_follows_what_came_of_it(explored):
    """A wait() under an `if` is a thread's death under some schedules only."""

    def serve(submission):
        rack = submission.Rack()
        together(rack.put, rack.take, rack.take)

    first, *_ = explored(RACK, serve).rationale.split("\n\n")

    assert [line.partition(":")[0] for line in whoever(first).splitlines()] == [
        "`if` where it must be `while`",
        'the thread "Thread-N (take)" died at 0 s of IndexError',
        "    answer.py, line 15",
        "Put the wait() into a `while` loop that tests what it waits for, or use wait_for().",
    ]


def test_a_reader_that_comes_too_early(explored):
    """Nothing makes it wait for the writer."""

    def look(submission):
        box, seen = submission.Box(), []
        together(box.fill, lambda: seen.append(box.look()))
        assert seen == ["tea"], f"seen: {seen}"

    text = explored(EARLY, look).rationale

    assert text.startswith(
        "Order violation: Thread-2 read Box.content = None in line 8 before Thread-1 (fill) "
        "wrote it = 'tea' in line 6."
    )


def test_a_race_that_did_no_harm(explored):
    """It fails a check only if the check says so."""

    def quiet(submission):
        counter = submission.Counter()
        together(counter.increment, counter.increment)

    assert explored(COUNTER, quiet).outcome is Outcome.PASSED
    assert "but there is a data race on Counter.value" in explored(COUNTER, quiet).rationale
    strict = explored(COUNTER, quiet, races_fail=True)
    assert strict.outcome is Outcome.FAILED
    assert strict.rationale.startswith("a data race on Counter.value")


def test_what_was_tried_is_said_when_nothing_failed(explored):
    """In numbers."""
    assert explored(RIGHT, count_twice).rationale == (
        "All 2 different orders of the shared steps were run."
    )


def test_a_check_that_decides_by_chance_is_our_fault(explored):
    """Its executions can't be repeated; that costs the student nothing."""
    calls = []

    def flips(submission):
        calls.append(1)
        count_twice(submission)
        assert len(calls) % 7, "unlucky"

    verdict = explored(RIGHT, flips)

    assert verdict.outcome is Outcome.BROKEN
    assert verdict.rationale.startswith("the check itself failed, not your code")
