"""What a student reads when a thread goes on with a value that another has changed."""

from __future__ import annotations

import re
import textwrap

import pytest

from grader.catalog import Course
from grader.checking import together
from grader.engine.schedulers.replay import Replay
from grader.exploring import explore_check, replay_check
from grader.rationale.explored import failure_of, judge_explored
from grader.rationale.scene import Scene
from grader.rationale.values import causes_of_values
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


@pytest.fixture
def blamed(tmp_path):
    """A function that runs two functions of a right program together, and names what it blames."""

    def run(text, *names):
        path = tmp_path / "answer.py"
        path.write_text(textwrap.dedent(text), encoding="utf-8")
        submission = read(path, Course().exercise("10"))

        def check(submission):
            together(*(getattr(submission, name) for name in names))

        found = replay_check(check, submission, ["submission"], Replay((), strict=False))
        return [cause.pattern for cause in causes_of_values(found.events)]

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


def test_a_semaphore_that_counts_is_released_by_others(blamed):
    """One thread announces what another one takes: nothing is returned that was not taken."""
    program = """
        import threading
        ready, plates = threading.Semaphore(0), []
        def put():
            plates.append(1)
            ready.release()
        def take():
            ready.acquire()
            plates.pop()
        """

    assert blamed(program, "put", "take") == []


def test_who_has_waited_knows_that_things_change(blamed):
    """A look, a wait for others, and another look are no check that was old."""
    program = """
        import threading
        ready, seen = threading.Event(), []
        box = {"tea": 0}
        def look():
            seen.append(box["tea"])
            ready.wait()
            seen.append(box["tea"])
        def make():
            box["tea"] = 1
            ready.set()
        """

    assert blamed(program, "look", "make") == []


def test_who_reads_first_shares_a_variable(blamed):
    """What a thread makes of another one's value does not overwrite it."""
    program = """
        import threading, time
        lock, total, seen = threading.Lock(), 0, []
        def one():
            global total
            with lock:
                total = 1
            time.sleep(2)
            with lock:
                seen.append(total)
        def two():
            global total
            time.sleep(1)
            with lock:
                total += 2
        """

    assert blamed(program, "one", "two") == []


def test_a_lock_does_not_say_who_comes_first(told):
    """A failure without a forced switch is one of order, also where both hold the lock."""
    program = """
        import threading
        class Account:
            def __init__(self):
                self.balance, self.seen, self.lock = 0, [], threading.Lock()
            def pay(self):
                with self.lock:
                    self.balance = 5
            def audit(self):
                with self.lock:
                    self.seen.append(self.balance)
        """

    def check(submission):
        account = submission.Account()
        together(account.pay, account.audit)
        assert account.seen == [5], f"saw {account.seen}"

    text = told(program, check)

    assert text.startswith(
        "Order violation: Thread-2 (audit) read Account.balance = 0 in line 11 before Thread-1 "
        "(pay) wrote it = 5 in line 8. A lock keeps them apart, but does not say who comes first.\n"
    )
    assert "No thread is forced to stop here" in text


def test_two_things_at_the_same_moment(told):
    """A wait runs out just when it would have been ended."""
    program = """
        import threading, time
        done, seen = threading.Event(), []
        def wait():
            seen.append(done.wait(1))
        def finish():
            time.sleep(1)
            done.set()
        """

    def check(submission):
        together(submission.finish, submission.wait)
        assert submission.seen == [True], "it was done in time"

    assert told(program, check).startswith(
        "A tie: the time of Thread-2 (wait)'s wait in line 5 was up at 1 s, and Thread-1 (finish) "
        "set done in line 8 at the same moment: which of the two comes first is not decided.\n"
    )


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


def test_half_of_a_change_of_a_container(told):
    """A copy is made between two changes, each of them under the lock."""
    program = """
        import threading
        class Store:
            def __init__(self):
                self.stock, self.lock = {"lamp": 1, "bulb": 1}, threading.Lock()
            def take(self, article):
                with self.lock:
                    self.stock[article] -= 1
            def ship(self):
                self.take("lamp")
                self.take("bulb")
            def look(self):
                with self.lock:
                    return dict(self.stock)
        """

    def check(submission):
        store, seen = submission.Store(), []
        together(store.ship, lambda: seen.append(store.look()))
        assert seen[0]["lamp"] == seen[0]["bulb"], f"saw {seen[0]}"

    text = told(program, check)

    assert text.startswith(
        "Half of a change: Thread-1 (ship) changed self.stock['lamp'] to 0 in line 8 and "
        "self.stock['bulb'] to 0 in line 8. Thread-2 looked into all of self.stock in line 14 "
        "after the one, and before the other.\n"
    )
    assert "self.lock is given back between the two changes: hold it over both." in text


def test_what_was_read_before_the_lock_was_given_back(told):
    """It looks once more, and goes on with the old value all the same."""
    program = """
        import threading
        class Office:
            def __init__(self):
                self.seats, self.lock = [1], threading.Lock()
            def sell(self):
                with self.lock:
                    if not self.seats:
                        return None
                    seat = self.seats[0]
                with self.lock:
                    if seat in self.seats:
                        self.seats.remove(seat)
                return seat
        """

    def check(submission):
        office, sold = submission.Office(), []
        sell = lambda: sold.append(office.sell())  # noqa: E731
        together(sell, sell)
        assert sold.count(1) == 1, f"sold {sold}"

    text = told(program, check)

    assert text.startswith(
        "Check-then-act: Thread-1 read self.seats[0] = 1 in line 10, gave self.lock back, took it "
        "again in line 11, and went on with `seat`. In between, Thread-2 had changed self.seats in "
        "line 13.\n"
    )
    assert "change what nobody else shall take before you give it back." in text
    assert "gives back self.lock" in text


def test_a_value_that_is_not_used_after_the_gap_is_no_cause(told):
    """It is read again under the lock; why the check fails is another matter."""
    program = """
        import threading
        class Office:
            def __init__(self):
                self.seats, self.sold, self.lock = [1], [], threading.Lock()
            def sell(self):
                with self.lock:
                    seat = self.seats[0] if self.seats else None
                with self.lock:
                    seat = self.seats.pop() if self.seats else None
                self.sold.append(seat)
        """

    def check(submission):
        office = submission.Office()
        together(office.sell, office.sell)
        assert office.sold == [1, None], f"sold {office.sold}"

    assert not told(program, check).startswith("Check-then-act")


def test_an_item_that_is_changed_after_a_look_through_all(told):
    """A loop found it free, and it is free no more."""
    program = """
        class Office:
            def __init__(self):
                self.state = {1: "free"}
            def sell(self):
                for seat, state in self.state.items():
                    if state == "free":
                        self.state[seat] = "sold"
                        return seat
        """

    def check(submission):
        office, sold = submission.Office(), []
        sell = lambda: sold.append(office.sell())  # noqa: E731
        together(sell, sell)
        assert sold.count(1) == 1, f"sold {sold}"

    text = told(program, check)

    assert re.sub(r"Thread-\d", "Thread-N", text).startswith(
        "Check-then-act: Thread-N looked into self.state in line 6. Before it changed "
        "self.state[1] in line 8, Thread-N changed it to 'sold' in line 8.\n"
    )
    assert "No lock is held: hold one lock from the reading to the writing" in text


def test_a_look_before_something_is_put(told):
    """What a thread does with a queue, an event or a condition is an act, too."""
    program = """
        import queue
        class Kitchen:
            def __init__(self):
                self.is_open, self.rail = True, queue.Queue()
            def order(self):
                rail = self.rail
                if self.is_open:
                    rail.put("soup")
            def close(self):
                self.is_open = False
                return self.rail.qsize()
        """

    def check(submission):
        kitchen, seen = submission.Kitchen(), []
        together(kitchen.order, lambda: seen.append(kitchen.close()))
        assert seen == [kitchen.rail.qsize()], "an order came after closing"

    assert told(program, check).startswith(
        "Check-then-act: Thread-1 (order) looked at Kitchen.is_open = True in line 8. Before it "
        "acted on that in line 9, Thread-2 changed it to False in line 11.\n"
    )


def test_a_sleep_is_no_signal(told):
    """Who sleeps until the other one must be ready is told that this decides nothing."""
    program = """
        import time
        box = []
        found = []
        def produce():
            time.sleep(1)
            global box
            box = ["tea"]
        def consume():
            time.sleep(1)
            found.extend(box)
        """

    def check(submission):
        together(submission.produce, submission.consume)
        assert submission.found == ["tea"], f"found {submission.found}"

    text = told(program, check)

    assert text.startswith("Order violation: Thread-2 (consume) read box = [] in line 11")
    assert (
        "The sleep in line 10 waits for a time, not for Thread-1 (produce): a sleep is no signal. "
        "If Thread-2 (consume) needs what Thread-1 (produce) writes, it must wait for that: with "
        "join(), an event, or a queue."
    ) in text
