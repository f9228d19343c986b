"""What a student reads when a program goes on for ever, though somebody still runs."""

from __future__ import annotations

HEAD = "import threading, time\n"


def test_an_event_that_nobody_sets(told):
    """The thread that main joins listens, and is told nothing."""
    lines = told("""
        def work():
            stop = threading.Event()
            def cook():
                while not stop.wait(60):
                    pass
            thread = threading.Thread(target=cook, name="cook")
            thread.start()
            thread.join()
        """)

    assert lines == [
        "An event that is never set: cook waits for the event stop in line 6, and until 3600 s "
        "nobody has called its set().",
        "the program never ends: at 3600 s it was still running.",
        'main waits for the thread "cook" to end',
        "    egg.py, line 10:  thread.join()",
        "cook waits for the event stop",
        "    egg.py, line 6:  while not stop.wait(60):",
        "Who wants this wait to end must call the set() of this very event.",
    ]


def test_a_set_that_stands_somewhere(told):
    """If there is one call that sets an event of that name, its line is told."""
    lines = told("""
        class Clock:
            def __init__(self):
                self.stop = threading.Event()
            def halt(self):
                self.stop.set()
            def run(self):
                while not self.stop.wait(60):
                    pass
        def work():
            Clock().run()
        """)

    assert lines[-1] == "self.stop.set() stands in line 7, and was not called for this event."


def test_a_thread_that_is_left_over_and_hears_nothing(told):
    """Nobody can go on any more: what it waits for never comes."""
    lines = told("""
        import queue
        def work():
            answers = queue.Queue(maxsize=1)
            answers.put("old")
            threading.Thread(target=answers.put, args=("new",), name="cook").start()
        """)

    assert lines[0] == (
        "Nobody is left to empty the queue: cook waits for room in the queue, and nobody is left "
        "to get() one and make room."
    )
    assert lines[1].startswith('the thread "cook" never ends: at 0 s it still waits for room')


def test_a_thread_that_a_daemon_may_still_wake_is_left_over(told):
    """As long as somebody runs, nothing is said of what can't happen."""
    lines = told("""
        def tick():
            while True:
                time.sleep(60)
        def work():
            threading.Thread(target=tick, daemon=True).start()
            threading.Thread(target=threading.Barrier(2).wait, name="cook").start()
        """)

    assert lines[0].startswith('the thread "cook" never ends: at 3600 s it still waits for the')


def test_a_thread_without_an_end_is_joined(told):
    """Its loop has no way out."""
    lines = told("""
        def cook():
            while True:
                time.sleep(60)
        def work():
            thread = threading.Thread(target=cook, name="cook", daemon=True)
            thread.start()
            thread.join()
        """)

    assert lines[0] == (
        "A join that never returns: main waits for the end of cook in line 9, and the `while` in "
        "line 4 has no end: no condition, no break, and no return."
    )
    assert lines[-1].startswith("Join what comes to an end.")


def test_a_loop_that_could_end_is_not_called_endless(told):
    """What ends it is a condition that never holds."""
    lines = told("""
        def cook():
            while True:
                time.sleep(60)
                if time.time() < 0:
                    break
        def work():
            thread = threading.Thread(target=cook, name="cook")
            thread.start()
            thread.join()
        """)

    assert lines[0] == "the program never ends: at 3600 s it was still running."


def test_an_event_that_is_cleared_where_it_must_be_set(told):
    """clear() stops nobody."""
    lines = told("""
        def work():
            stop = threading.Event()
            def cook():
                while not stop.wait(60):
                    pass
            thread = threading.Thread(target=cook, name="cook")
            thread.start()
            stop.clear()
            thread.join()
        """)

    assert lines[0] == (
        "An event that is never set: cook waits for the event stop in line 6, and nobody has "
        "called its set(): main called clear() in line 10, which takes the flag down."
    )


def test_an_event_that_is_cleared_again(told):
    """It was set before anybody listened."""
    lines = told("""
        def work():
            stop = threading.Event()
            stop.set()
            stop.clear()
            while not stop.wait(60):
                pass
        """)

    assert lines[0] == (
        "An event that was cleared: main waits for the event stop in line 7, which was set, but "
        "main cleared it again in line 6, and nobody has set it since."
    )


def test_an_event_that_a_timer_sets_counts_as_set(told):
    """Nobody of the student's calls set() there, and yet it is set."""
    lines = told("""
        def work():
            stop = threading.Event()
            threading.Timer(3, stop.set).start()
            while True:
                stop.wait(60)
                time.sleep(60)
        """)

    assert lines[0] == "the program never ends: at 3600 s it was still running."
    assert lines[-1] == "What should end it, and who says so?"


def test_an_event_without_a_name_counts_as_set(told):
    """What is got from a function and set in one breath has no variable."""
    lines = told("""
        class Clock:
            def __init__(self):
                self.stop = threading.Event()
        def work():
            clock = Clock()
            def of(clock):
                return clock.stop
            threading.Timer(3, lambda: of(clock).set()).start()
            while True:
                clock.stop.wait(60)
                time.sleep(60)
        """)

    assert lines[-1] == "What should end it, and who says so?"


def test_a_thread_that_nobody_needs_is_not_blamed(told):
    """Main sleeps for ever by itself; that a thread listens in vain has nothing to do with it."""
    lines = told("""
        def work():
            stop = threading.Event()
            threading.Thread(target=stop.wait, name="cook", daemon=True).start()
            while True:
                time.sleep(60)
        """)

    assert lines[0] == "the program never ends: at 3600 s it was still running."


def test_a_lock_that_is_kept_while_sleeping(told):
    """Who holds it, what that thread does, and since when the other one waits."""
    lines = told("""
        lock = threading.Lock()
        def cook():
            with lock:
                while True:
                    time.sleep(25)
        def work():
            threading.Thread(target=cook, name="cook", daemon=True).start()
            time.sleep(1)
            with lock:
                pass
        """)

    assert lines[0] == (
        "Waiting while holding a lock: cook holds the lock lock and sleeps in line 7; main has "
        "waited for that lock since 1 s."
    )
