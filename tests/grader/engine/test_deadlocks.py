"""Deadlocks, word for word: who waits for what, held by whom, at which line."""

from __future__ import annotations

import textwrap


def explained(execution):
    """The only finding's explanation; it must be a deadlock."""
    (finding,) = execution.findings
    assert type(finding).__name__ == "Deadlock"
    return finding.explain()


def text(expected):
    return textwrap.dedent(expected).strip()


def test_two_locks_in_two_orders(live):
    """The circle is named, and each lock's holder."""
    execution = live("""
        import threading, time
        fork, knife = threading.Lock(), threading.Lock()

        def eat(first, second):
            with first:
                time.sleep(1)
                with second:
                    pass

        threading.Thread(target=eat, args=(fork, knife), name="Ada").start()
        threading.Thread(target=eat, args=(knife, fork), name="Bob").start()
    """)

    (finding,) = execution.findings
    assert type(finding).__name__ == "LeakedThread"
    assert finding.explain() == text("""
        the thread "Ada" never ends: at 1 s it still waits for the lock second, held by Bob, and nobody asks it to stop.
            program.py, line 7:  with second:
            started in program.py, line 10:  threading.Thread(target=eat, args=(fork, knife), name="Ada").start()
        the thread "Bob" never ends: at 1 s it still waits for the lock second, held by Ada, and nobody asks it to stop.
            program.py, line 7:  with second:
            started in program.py, line 11:  threading.Thread(target=eat, args=(knife, fork), name="Bob").start()
    """)  # noqa: E501


def test_two_locks_that_main_joins(live):
    """While main still waits it is a deadlock, with its circle."""
    execution = live("""
        import threading, time
        fork, knife = threading.Lock(), threading.Lock()

        def eat(first, second):
            with first:
                time.sleep(1)
                with second:
                    pass

        ada = threading.Thread(target=eat, args=(fork, knife), name="Ada")
        bob = threading.Thread(target=eat, args=(knife, fork), name="Bob")
        ada.start()
        bob.start()
        ada.join()
    """)

    assert explained(execution) == text("""
        deadlock at 1 s: everybody waits, and nobody is left to wake them.
        main waits for the thread "Ada" to end
            program.py, line 14:  ada.join()
        Ada waits for the lock second, held by Bob
            program.py, line 7:  with second:
        Bob waits for the lock second, held by Ada
            program.py, line 7:  with second:
        a circle: Ada -> Bob -> Ada
    """)


def test_a_lock_taken_twice(live):
    """A thread can wait for itself."""
    execution = live("""
        import threading
        lock = threading.Lock()
        with lock:
            lock.acquire()
    """)

    assert explained(execution) == text("""
        deadlock at 0 s: main waits for ever.
        main waits for the lock lock, held by main
            program.py, line 4:  lock.acquire()
        a circle: main -> main
    """)


def test_a_queue_that_nobody_fills(live):
    """The queue is called as the line calls it."""
    execution = live("""
        import queue
        jobs = queue.Queue()
        jobs.get()
    """)

    assert explained(execution) == text("""
        deadlock at 0 s: main waits for ever.
        main waits for an item in the queue jobs
            program.py, line 3:  jobs.get()
    """)


def test_a_full_queue_and_a_join_of_it(live):
    """Putting and joining wait for different things."""
    execution = live("""
        import queue, threading
        jobs = queue.Queue(1)
        jobs.put(1)
        threading.Thread(target=jobs.put, args=(2,), name="cook").start()
        jobs.join()
    """)

    assert explained(execution) == text("""
        deadlock at 0 s: everybody waits, and nobody is left to wake them.
        main waits for all items of the queue jobs to be done
            program.py, line 5:  jobs.join()
        cook waits for room in the queue
    """)


def test_an_event_that_nobody_sets(live):
    """An attribute is called by its owner's name."""
    execution = live("""
        import threading

        class Worker:
            def __init__(self):
                self.stop = threading.Event()

            def run(self):
                self.stop.wait()

        Worker().run()
    """)

    assert explained(execution) == text("""
        deadlock at 0 s: main waits for ever.
        main waits for the event self.stop
            program.py, line 8:  self.stop.wait()
    """)


def test_a_condition_a_semaphore_and_a_barrier(live):
    """Each primitive has its own words."""
    execution = live("""
        import threading
        ready, seats, meal = threading.Condition(), threading.Semaphore(0), threading.Barrier(5)

        def wait():
            with ready:
                ready.wait()

        def sit():
            seats.acquire()

        def eat():
            meal.wait()

        threads = [threading.Thread(target=each, name=each.__name__) for each in (wait, sit, eat)]
        for thread in threads:
            thread.start()
        threads[0].join()
    """)

    assert explained(execution) == text("""
        deadlock at 0 s: everybody waits, and nobody is left to wake them.
        main waits for the thread "wait" to end
            program.py, line 17:  threads[0].join()
        wait waits for the condition ready
            program.py, line 6:  ready.wait()
        sit waits for the semaphore seats
            program.py, line 9:  seats.acquire()
        eat waits for the barrier meal
            program.py, line 12:  meal.wait()
    """)


def test_a_pool_that_waits_for_itself(live):
    """A job waits for another job of the same pool, which has no worker left."""
    execution = live("""
        from concurrent.futures import ThreadPoolExecutor
        pool = ThreadPoolExecutor(1)

        def outer():
            return pool.submit(int).result()

        pool.submit(outer).result()
    """)

    assert explained(execution) == text("""
        deadlock at 0 s: everybody waits, and nobody is left to wake them.
        main waits for the result of a future
            program.py, line 7:  pool.submit(outer).result()
        ThreadPoolExecutor-0_0 waits for the result of a future
            program.py, line 5:  return pool.submit(int).result()
    """)


def test_a_thread_that_ended_without_giving_its_lock_back(live):
    """The holder is named though it has ended long ago."""
    execution = live("""
        import threading
        lock = threading.Lock()
        thread = threading.Thread(target=lock.acquire, name="thief")
        thread.start()
        thread.join()
        lock.acquire()
    """)

    assert explained(execution) == text("""
        deadlock at 0 s: main waits for ever.
        main waits for the lock lock, held by thief
            program.py, line 6:  lock.acquire()
    """)


def test_threads_that_join_each_other(live):
    """A circle of joins is a circle."""
    execution = live("""
        import threading, time

        def wait_for(name):
            time.sleep(1)
            threads[name].join()

        threads = {
            "a": threading.Thread(target=wait_for, args=("b",), name="a"),
            "b": threading.Thread(target=wait_for, args=("a",), name="b"),
        }
        threads["a"].start()
        threads["b"].start()
        threads["a"].join()
    """)

    assert explained(execution).endswith("a circle: a -> b -> a")


def test_a_deadlock_behind_a_lock_of_ours_shows_the_students_line(live):
    """The line is the student's own, however deep in the library the thread waits."""
    execution = live("""
        import logging, threading, queue

        def helper(jobs):
            return list(iter(jobs.get, None))

        helper(queue.SimpleQueue())
    """)

    assert "program.py, line 4:  return list(iter(jobs.get, None))" in explained(execution)


def test_a_thread_of_a_pool_that_is_waited_for_holds_nothing(live):
    """Only a lock is held; the end of a thread is waited for."""
    execution = live("""
        import threading
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(1) as pool:
            pool.submit(threading.Event().wait)
    """)

    assert "main waits for the pool's threads to end\n" in explained(execution)


def test_after_a_deadlock_nothing_is_left():
    """The next world is a fresh one."""
    import threading

    from grader.engine import execute

    before = threading.enumerate()

    execute(lambda: threading.Event().wait())

    assert threading.enumerate() == before
    assert execute(threading.active_count).value == 1
