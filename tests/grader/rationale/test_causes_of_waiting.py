"""What a student reads when threads wait for ever without any special schedule."""

from __future__ import annotations

HEAD = "import queue, threading\nfrom concurrent.futures import ThreadPoolExecutor\n"


def test_its_own_lock_taken_by_hand(told):
    """Where it was taken first, and that an RLock would allow it."""
    lines = told("""
        def work():
            lock = threading.Lock()
            lock.acquire()
            lock.acquire()
        """)

    assert lines == [
        "The same lock twice: main took the lock lock in line 6 and, without having given it back, "
        "asks for it again in line 7: it waits for itself.",
        "deadlock at 0 s: nobody can go on.",
        "main waits for the lock lock, held by main",
        "    egg.py, line 7:  lock.acquire()",
        "Give it back before that, as `with` does at its end. An RLock lets its holder take it "
        "once more; a Lock doesn't.",
    ]


def test_its_own_lock_inside_of_a_with(told):
    """`with` gives it back at its end, so only the RLock is advice."""
    lines = told("""
        lock = threading.Lock()
        def count():
            with lock:
                return 1
        def work():
            with lock:
                count()
        """)

    assert lines[0].startswith("The same lock twice: main took the lock lock in line 9 and")
    assert lines[-1] == "An RLock lets its holder take it once more; a Lock doesn't."


def test_its_own_lock_taken_again_by_the_wait_inside_of_a_with(told):
    """wait() takes the lock again before it returns, or raises; the `with` gives it back."""
    lines = told("""
        changed = threading.Condition(threading.Lock())
        def look():
            with changed:
                pass
        def work():
            with changed:
                changed.wait(1)
                look()
        """)

    assert lines[0].startswith("The same lock twice: main took the lock of changed in line 10 and")
    assert lines[-1] == "An RLock lets its holder take it once more; a Lock doesn't."


def test_an_event_that_is_not_set_after_an_exception(told):
    """Where the set() stands that was passed by, and what would have called it."""
    lines = told("""
        def fetch(done):
            raise OSError("no line")
            done.set()
        def work():
            done = threading.Event()
            try:
                fetch(done)
            except OSError:
                done.wait()
        """)

    assert lines[0].startswith("An event that is never set: main waits for the event done")
    assert lines[-1] == (
        "done.set() stands in line 6, and was not called for this event. What must happen in any "
        "case, also after an exception, belongs into a `finally`."
    )


def test_a_lock_that_is_never_released(told):
    """Who took it, at which line, and that it ended."""
    lines = told("""
        def work():
            lock = threading.Lock()
            thread = threading.Thread(target=lock.acquire, name="cook")
            thread.start()
            thread.join()
            with lock:
                pass
        """)

    assert lines[0] == (
        "A lock that is never released: cook took the lock lock and ended without giving it back: "
        "main waits for it for ever."
    )


def test_a_place_that_is_never_returned(told):
    """A semaphore has no holder, but the story knows who took its places."""
    lines = told("""
        def work():
            places = threading.Semaphore(1)
            def cook():
                places.acquire()
            thread = threading.Thread(target=cook, name="cook")
            thread.start()
            thread.join()
            places.acquire()
        """)

    assert lines[0] == (
        "A place that is never returned: cook took a place of the semaphore places in line 7 and "
        "ended without giving it back: main waits for one for ever."
    )


def test_a_barrier_that_is_not_reached(told):
    """How many have come, of how many."""
    lines = told("""
        def work():
            line = threading.Barrier(3)
            threading.Thread(target=line.wait).start()
            line.wait()
        """)

    assert lines[0] == (
        "A barrier that is not reached: 2 of 3 arrived at the barrier line in line 7; nobody else "
        "will come."
    )


def test_a_barrier_for_each_thread(told):
    """Each makes its own, and waits there alone."""
    lines = told("""
        def cook():
            line = threading.Barrier(2)
            line.wait()
        def work():
            for name in "ann", "bob":
                threading.Thread(target=cook, name=name).start()
        """)

    assert lines[0] == (
        "A barrier that is not reached: 1 of 2 arrived at the barrier line in line 6; nobody else "
        "will come. bob came to another one of this name."
    )


def test_a_semaphore_that_announces_is_not_released_often_enough(told):
    """Who acquires it keeps no place: another one releases it for each."""
    lines = told("""
        def work():
            ready = threading.Semaphore(0)
            thread = threading.Thread(target=ready.acquire, name="cook")
            thread.start()
            ready.release()
            thread.join()
            ready.acquire()
        """)

    assert lines[0] == (
        "A place that never gets free: main waits for the semaphore ready in line 10; main "
        "released it in line 8 for others to acquire, and nobody releases it once more."
    )
    assert lines[-1] == "One release() lets one acquire() go on: call it for each of them."


def test_a_pool_that_waits_for_itself(told):
    """The only worker waits for a task that needs a worker."""
    lines = told("""
        def work():
            with ThreadPoolExecutor(1) as pool:
                pool.submit(lambda: pool.submit(int).result()).result()
        """)

    assert lines[0] == (
        "A pool that waits for itself: ThreadPoolExecutor-0_0, the pool's only worker, waits in "
        "line 6 for a task that needs a worker of the same pool, and none is free: it can never "
        "begin."
    )


def test_another_pool_is_not_blamed_for_waiting_for_itself(told):
    """A worker may wait for a task of another pool, which waits for something else."""
    lines = told("""
        def work():
            never = threading.Event()
            with ThreadPoolExecutor(1) as one, ThreadPoolExecutor(1) as two:
                one.submit(lambda: two.submit(never.wait).result()).result()
        """)

    assert not lines[0].startswith("A pool that waits for itself")


def test_a_notify_that_nobody_heard(told):
    """It came before the wait."""
    lines = told("""
        def work():
            changed = threading.Condition()
            with changed:
                changed.notify()
            with changed:
                changed.wait()
        """)

    assert lines[0] == (
        "Lost wake-up: main called notify() in line 7 before main called wait() in line 9: nobody "
        "was there to hear it, and nobody calls again."
    )


def test_nobody_notifies(told):
    """No wake-up at all."""
    lines = told("""
        def work():
            changed = threading.Condition()
            with changed:
                changed.wait()
        """)

    assert lines[0] == (
        "No wake-up: main waits for the condition changed in line 7, and nobody calls notify()."
    )


def test_one_is_woken_where_two_wait(told):
    """notify() where notify_all() is needed."""
    lines = told("""
        import time
        def work():
            changed = threading.Condition()
            def cook():
                with changed:
                    changed.wait()
            for _ in range(2):
                threading.Thread(target=cook).start()
            time.sleep(1)
            with changed:
                changed.notify()
            for thread in threading.enumerate()[1:]:
                thread.join()
        """)

    assert lines[0] == (
        "Missed notify_all: main called notify() in line 14 while 2 threads waited for the "
        "condition changed: only one was woken, and Thread-2 (cook) sleeps on."
    )


def test_nobody_notifies_once_more(told):
    """The last notify() woke somebody, and what it was about is over."""
    lines = told("""
        import time
        def work():
            changed = threading.Condition()
            def cook():
                with changed:
                    changed.wait()
                    changed.wait()
            thread = threading.Thread(target=cook, name="cook")
            thread.start()
            time.sleep(1)
            with changed:
                changed.notify()
            thread.join()
        """)

    assert lines[0] == (
        "No further wake-up: cook waits for the condition changed in line 10; the last notify() "
        "was main's in line 15, before that, and nobody calls again."
    )


def test_an_event_that_was_cleared(told):
    """It was set before, and nobody sets it again."""
    lines = told("""
        def work():
            ready = threading.Event()
            ready.set()
            ready.clear()
            ready.wait()
        """)

    assert lines[0] == (
        "An event that was cleared: main waits for the event ready in line 8, which was set, but "
        "main cleared it again in line 7, and nobody sets it any more."
    )


def test_a_simple_queue_is_named_too(told):
    """Python's SimpleQueue is no Python code that could be looked at."""
    lines = told("""
        def work():
            jobs = queue.SimpleQueue()
            jobs.get()
        """)

    assert lines[0].startswith("Nobody is left to fill the queue: main waits for an item in the ")
    assert "main waits for an item in the queue jobs" in lines


def test_a_task_done_is_missing(told):
    """How many items were taken out and not marked."""
    lines = told("""
        def work():
            jobs = queue.Queue()
            jobs.put(1)
            jobs.get()
            jobs.join()
        """)

    assert lines[0] == (
        "A task_done() that is missing: one item was taken out of the queue and task_done() not "
        "called for it: main waits in line 8 for all items of the queue jobs to be done."
    )


def test_a_lock_is_held_while_waiting_for_others(told):
    """They need that lock to go on."""
    lines = told("""
        def work():
            lock, jobs = threading.Lock(), queue.Queue()
            def cook():
                with lock:
                    jobs.put(1)
            with lock:
                threading.Thread(target=cook, name="cook").start()
                jobs.get()
        """)

    assert lines[0] == (
        "Waiting while holding a lock: main holds the lock lock (taken in line 9) and waits for "
        "an item in the queue jobs in line 11; cook needs that lock to go on."
    )


def test_locks_of_the_same_name_are_told_apart(told):
    """By what the main thread's code calls their owners."""
    lines = told("""
        import time
        class Account:
            def __init__(self):
                self.lock = threading.Lock()
        def pay(account, other):
            with account.lock:
                time.sleep(1)
                with other.lock:
                    pass
        def work():
            accounts = [Account(), Account()]
            threads = [
                threading.Thread(target=pay, args=accounts, name="ann"),
                threading.Thread(target=pay, args=accounts[::-1], name="bob"),
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        """)

    assert lines[0] == (
        "Lock order: ann holds accounts[0].lock (taken in line 9) and waits for accounts[1].lock; "
        "bob holds accounts[1].lock (taken in line 9) and waits for accounts[0].lock: a circle, in "
        "which nobody can go on."
    )
    assert "ann waits for the lock accounts[1].lock, held by bob" in lines
    assert "bob waits for the lock accounts[0].lock, held by ann" in lines


def test_conditions_of_the_same_name_are_told_apart(told):
    """A function waits for whichever of the two it is given."""
    lines = told("""
        class Rack:
            def __init__(self):
                self.room, self.plate = threading.Condition(), threading.Condition()
        def wait(condition):
            with condition:
                condition.wait()
        def work():
            rack = Rack()
            threading.Thread(target=wait, args=(rack.room,), name="ann").start()
            wait(rack.plate)
        """)

    assert lines[0].startswith("No wake-up: main waits for the condition rack.plate in line 9,")
    assert "ann waits for the condition rack.room" in lines


def test_the_condition_that_nobody_notifies_comes_first(told):
    """Who waits for the other one waits for who waits for this one."""
    lines = told("""
        import time
        def work():
            room, plate = threading.Condition(), threading.Condition()
            def put():
                with plate:
                    plate.notify()
                with room:
                    room.wait()
            threading.Thread(target=put, name="ann").start()
            with plate:
                plate.wait()
        """)

    assert lines[0].startswith("No wake-up: ann waits for the condition room in line 11,")


def test_what_was_changed_without_a_word(told):
    """The line after which others should have been woken."""
    lines = told("""
        plates, changed = [], threading.Condition()
        def take():
            with changed:
                while not plates:
                    changed.wait()
        def put():
            with changed:
                plates.append(1)
        def work():
            thread = threading.Thread(target=take, name="ann")
            thread.start()
            put()
            thread.join()
        """)

    assert lines[0] == (
        "No wake-up: ann waits for the condition changed in line 8, and nobody calls notify(). "
        "main has changed plates in line 11, and woke nobody."
    )


def test_many_that_wait_alike_take_one_line(told):
    """A list of thirty workers tells nobody anything."""
    lines = told("""
        def work():
            never = threading.Event()
            for _ in range(30):
                threading.Thread(target=never.wait).start()
            never.wait()
        """)

    assert len(lines) < 8
