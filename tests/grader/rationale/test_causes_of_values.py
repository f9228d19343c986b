"""What a student reads when a thread goes on with a value that another has changed."""

from __future__ import annotations

import textwrap

import pytest

from grader.catalog import Course
from grader.checking import together
from grader.exploring import explore_check
from grader.rationale.explored import failure_of, judge_explored
from grader.rationale.scene import Scene
from grader.submission import read


@pytest.fixture
def told(tmp_path):
    """A function that explores a check of a program, and returns the rationale."""

    def run(text, check):
        path = tmp_path / "answer.py"
        path.write_text(textwrap.dedent(text), encoding="utf-8")
        exercise = Course().exercise("10")
        submission = read(path, exercise)
        scene = Scene(submission, exercise.visible_suite)
        found = explore_check(
            check, submission, ["submission"], lambda run: failure_of(run, scene, ())
        )
        return judge_explored(found, scene, ()).rationale

    return run


def test_one_variable_for_two_threads(told):
    """What one wrote the other overwrites before it is read."""
    program = """
        line = ""
        log = []
        def write(text):
            global line
            line = text
            log.append(line)
        """

    def check(submission):
        together(lambda: submission.write("a"), lambda: submission.write("b"))
        assert sorted(submission.log) == ["a", "b"], "each line once"

    text = told(program, check)

    assert text.startswith(
        "One variable for two threads: Thread-1 and Thread-2 both use line: "
        "Thread-1 wrote it = 'a' in line 6, Thread-2 overwrote it = 'b' in line 6, and then "
        "Thread-1 read it in line 7.\n"
    )
    assert "Give each thread a variable of its own" in text


def test_half_of_a_change(told):
    """A reader comes between two writes that belong together."""
    program = """
        class Pair:
            def __init__(self):
                self.a = self.b = 0
            def put(self):
                self.a = 1
                self.b = 1
            def look(self):
                return self.a, self.b
        """

    def check(submission):
        pair, seen = submission.Pair(), []
        together(pair.put, lambda: seen.append(pair.look()))
        assert seen[0][0] == seen[0][1], f"saw {seen[0]}"

    text = told(program, check)

    assert text.startswith("Half of a change: Thread-1 (put) writes Pair.a in line 6 and Pair.b ")
    assert "Hold one lock over both writes, and the same one over both reads." in text


def test_a_lock_that_is_given_back_between_the_look_and_the_change(told):
    """It was held while looking."""
    program = """
        import threading
        class Park:
            def __init__(self):
                self.free, self.lock = 1, threading.Lock()
            def enter(self):
                with self.lock:
                    if self.free == 0:
                        return
                self.free -= 1
        """

    def check(submission):
        park = submission.Park()
        together(park.enter, park.enter)
        assert park.free == 0, f"{park.free} places are free"

    text = told(program, check)

    assert text.startswith("Check-then-act: Thread-")
    assert "in line 8, while it held self.lock. Before it changed it in line 10," in text
    assert "self.lock is given back in between: hold it from the look to the change." in text


def test_only_one_thread_takes_the_lock(told):
    """Who holds which lock, and who holds none."""
    program = """
        import threading
        jobs, lock = [1], threading.Lock()
        def steal():
            with lock:
                if jobs:
                    jobs.pop()
        def pop():
            if jobs:
                jobs.pop()
        """

    def check(submission):
        together(submission.steal, submission.pop)

    text = told(program, check)

    assert "holds no lock: both must hold the same one" in text


def test_a_queue_that_was_asked_first(told):
    """empty() is old when get_nowait() acts on it; nothing of the queue's inside is shown."""
    program = """
        import queue
        jobs = queue.Queue()
        jobs.put(1)
        def take():
            if not jobs.empty():
                jobs.get_nowait()
        """

    text = told(program, lambda submission: together(submission.take, submission.take))

    assert text.startswith("Check-then-act: Thread-")
    assert "Don't ask before: call get_nowait() and catch queue.Empty." in text
    assert "asks whether empty: jobs" in text
    assert "mutex" not in text
    assert "not_empty" not in text


def test_a_place_that_was_not_taken_is_returned(told):
    """One more than planned gets in."""
    program = """
        import threading
        tickets, inside = threading.Semaphore(1), []
        def enter():
            if tickets.acquire(blocking=False):
                inside.append(1)
                assert len(inside) == 1
                inside.pop()
            tickets.release()
        """

    def check(submission):
        together(submission.enter, submission.enter, submission.enter)

    assert told(program, check).startswith("A place returned that was not taken: Thread-")
