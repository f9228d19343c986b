"""What a student reads who waits for the wrong object, too early, or without the limit given."""

from __future__ import annotations

import pytest

HEAD = "import queue, threading, time\n"


def test_another_event_is_set_than_the_one_that_is_waited_for(told):
    """Both have the same name: where each was made tells them apart."""
    lines = told("""
        def cook(stop):
            stop = threading.Event()
            while not stop.wait(60):
                pass
        def work():
            stop = threading.Event()
            thread = threading.Thread(target=cook, args=(stop,), name="cook")
            thread.start()
            stop.set()
            thread.join()
        """)

    assert lines[0] == (
        "The wrong event: cook waits for the event stop in line 5. Nobody has set this event: main "
        "set stop in line 11, and that is another one, for which nobody waits. The one that is "
        "waited for was made in line 4, the other one in line 8."
    )
    assert lines[1] == "the program never ends: at 3600 s it was still running."
    assert lines[-1] == (
        "Who waits and who sets must have the same event: make it once, and hand it to both."
    )


def test_another_event_in_a_thread_that_is_left_over(told):
    """A thread that nobody waits for is told the same way."""
    lines = told("""
        def cook():
            stop = threading.Event()
            while not stop.wait(60):
                pass
        def work():
            stop = threading.Event()
            threading.Thread(target=cook, name="cook").start()
            stop.set()
        """)

    assert lines[0].startswith("The wrong event: cook waits for the event stop in line 5.")
    assert 'the thread "cook" never ends' in lines[1]


@pytest.mark.parametrize(
    ("made", "wait", "signal", "first"),
    [
        (
            "Condition()",
            "with tool: tool.wait()",
            "with tool: tool.notify()",
            "The wrong condition: cook waits for the condition tool in line 5. Nobody has notified "
            "this condition: main notified tool in line 10, and that is another one, for which ",
        ),
        (
            "Semaphore(0)",
            "tool.acquire()",
            "tool.release()",
            "The wrong semaphore: cook waits for the semaphore tool in line 5. Nobody has released "
            "this semaphore: main released tool in line 10, and that is another one, which nobody ",
        ),
    ],
)
def test_another_object_of_any_kind(told, made, wait, signal, first):
    """Conditions and semaphores are told as events are."""
    lines = told(f"""
        def cook(tool):
            tool = threading.{made}
            {wait}
        def work():
            tool = threading.{made}
            thread = threading.Thread(target=cook, args=(tool,), name="cook")
            thread.start()
            {signal}
            thread.join()
        """)

    assert lines[0].startswith(first)


def test_another_queue_is_filled(told):
    """A queue that nobody empties, beside one that nobody fills."""
    lines = told("""
        jobs = queue.Queue()
        def work():
            jobs = queue.Queue()
            jobs.put("tea")
            take()
        def take():
            jobs.get()
        """)

    assert lines[0] == (
        "The wrong queue: main waits for an item in the queue jobs in line 9. Nobody has put an "
        "item into this queue: main put one into jobs in line 6, and that is another one, from "
        "which nobody has taken any. The one that is waited for was made in line 3, the other one "
        "in line 5."
    )
    assert lines[-1] == (
        "Who puts and who gets must have the same queue: make it once, and hand it to both."
    )


def test_a_queue_of_another_name_is_no_mistake(told):
    """Nobody takes the jobs: that is why there is no result."""
    lines = told("""
        def work():
            jobs = queue.Queue()
            results = queue.Queue()
            jobs.put("tea")
            results.get()
        """)

    assert lines[0].startswith("Nobody is left to fill the queue: main waits for an item in the")


def test_an_event_that_somebody_heeds_is_no_mistake(told):
    """`ready` is set for those who wait for it; that `stop` is not set is another matter."""
    lines = told("""
        def work():
            ready = threading.Event()
            stop = threading.Event()
            def cook():
                ready.set()
                stop.wait()
            thread = threading.Thread(target=cook, name="cook")
            thread.start()
            ready.wait()
            thread.join()
        """)

    assert lines[0].startswith("An event that is never set: cook waits for the event stop")


def test_an_event_that_somebody_asks_is_no_mistake(told):
    """Who looks with is_set() heeds it, too."""
    lines = told("""
        def work():
            ready = threading.Event()
            stop = threading.Event()
            ready.set()
            if ready.is_set():
                stop.wait()
        """)

    assert lines[0].startswith("An event that is never set: main waits for the event stop")


def test_two_things_of_one_class_are_not_taken_for_each_other(told):
    """Each clock has an event of its own, made in the same line; one of the two is stopped."""
    lines = told("""
        class Clock:
            def __init__(self):
                self.stop = threading.Event()
        def work():
            one, two = Clock(), Clock()
            one.stop.set()
            two.stop.wait()
        """)

    assert lines[0].startswith("An event that is never set: main waits for the event two.stop")


def test_the_end_of_a_thread_is_waited_for_before_it_is_asked_to_end(told):
    """Where the call stands that comes too late."""
    lines = told("""
        def work():
            stop = threading.Event()
            thread = threading.Thread(target=stop.wait, name="cook")
            thread.start()
            try:
                thread.join()
            finally:
                stop.set()
        """)

    assert lines[0] == (
        'The wrong way round: main waits for the thread "cook" to end in line 8, and comes to '
        "stop.set() in line 10 only after that; but cook waits for the event."
    )
    assert lines[-1] == "Call stop.set() first, and wait for the end of the thread after that."


def test_who_waits_for_an_event_that_it_sets_itself_later(told):
    """In a function that is called in between, say."""
    lines = told("""
        class Clock:
            def __init__(self):
                self.over = threading.Event()
            def stop(self):
                self.over.wait()
            def run(self):
                self.stop()
                self.over.set()
        def work():
            Clock().run()
        """)

    assert lines[0] == (
        "The wrong way round: main waits for the event self.over in line 7, and comes to "
        "self.over.set() in line 10 only after that: it waits for itself."
    )


def test_a_last_item_that_is_put_too_late(told):
    """A worker that waits for None, and the caller of the function that joins it."""
    lines = told("""
        def join_all(threads):
            for thread in threads:
                thread.join()
        def work():
            jobs = queue.Queue()
            def cook():
                while jobs.get() is not None:
                    pass
            thread = threading.Thread(target=cook, name="cook")
            thread.start()
            jobs.put("tea")
            join_all([thread])
            jobs.put(None)
        """)

    assert lines[0] == (
        'The wrong way round: main waits for the thread "cook" to end in line 5, and comes to '
        "jobs.put() in line 15 only after that; but cook waits for an item in the queue jobs."
    )


def test_another_branch_does_not_come_after(told):
    """A call in the `else` of the `if` in which the thread is joined comes never, not late."""
    lines = told("""
        def work():
            stop = threading.Event()
            thread = threading.Thread(target=stop.wait, name="cook")
            thread.start()
            if thread.is_alive():
                thread.join()
            else:
                stop.set()
        """)

    assert lines[0].startswith("An event that is never set: cook waits for the event")


@pytest.mark.parametrize(
    ("made", "wait", "told_as", "advice"),
    [
        (
            "Condition()",
            "with tool: tool.wait_for(lambda: False)",
            "the condition tool to become true",
            "Pass it on: wait(timeout) or wait_for(..., timeout).",
        ),
        ("Event()", "tool.wait()", "the event tool", "Pass it on: wait(timeout)."),
        (
            "Semaphore(0)",
            "tool.acquire()",
            "the semaphore tool",
            "Pass it on: acquire(timeout=timeout).",
        ),
    ],
)
def test_a_timeout_that_is_not_passed_on(told, made, wait, told_as, advice):
    """The wait has no limit, though the function has one."""
    lines = told(f"""
        tool = threading.{made}
        def take(timeout=None):
            {wait}
        def work():
            take(timeout=2)
        """)

    assert lines[0] == (
        f"A timeout that is not used: in take() timeout is 2, but main waits for {told_as} in "
        "line 5 without a limit."
    )
    assert lines[-1] == advice


@pytest.mark.parametrize(
    "body",
    [
        "def take(timeout=None):\n    ready.wait()",
        "def take(timeout=3):\n    timeout = None\n    ready.wait()",
        "def take(timeout=3):\n    ready.wait(timeout and None)",
        "def take():\n    timeout = 3\n    ready.wait()",
    ],
    ids=["none is given", "it is taken back", "it is in the wait", "it is no parameter"],
)
def test_a_wait_that_may_last_is_not_blamed_for_its_timeout(told, body):
    """Only where the caller's limit is known, and the wait does not use it."""
    lines = told(f"ready = threading.Event()\n{body}\ndef work():\n    take()\n")

    assert lines[0].startswith("An event that is never set: main waits for the event ready")


def test_a_lock_without_limit_is_not_blamed(told):
    """Nobody passes a timeout on to `with lock`."""
    lines = told("""
        lock = threading.Lock()
        def take(timeout=None):
            with lock:
                pass
        def work():
            with lock:
                take(timeout=2)
        """)

    assert lines[0].startswith("The same lock twice")
