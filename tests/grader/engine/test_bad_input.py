"""What nobody should write: CPython's own answer, or a sentence; never a hang."""

from __future__ import annotations

import copy
import pickle
import queue
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from grader.engine import execute

POSITIVE = (
    "timeout value must be a non-negative number"
    if sys.version_info >= (3, 13)
    else "timeout value must be positive"
)


@pytest.mark.parametrize(
    ("call", "error", "text"),
    [
        (lambda: time.sleep(-1), ValueError, "sleep length must be non-negative"),
        (lambda: time.sleep(float("nan")), ValueError, "Invalid value NaN"),
        (lambda: time.sleep("1"), TypeError, "'str' object cannot be interpreted as an integer"),
        (lambda: time.sleep(1e300), OverflowError, "too large"),
        (lambda: threading.Lock().acquire(timeout=-2), ValueError, POSITIVE),
        (lambda: threading.RLock().acquire(timeout=-2), ValueError, POSITIVE),
        (lambda: threading.Lock().acquire(False, 1), ValueError, "can't specify a timeout"),
        (lambda: threading.Lock().acquire(timeout=1e10), OverflowError, "too large"),
        (lambda: threading.Lock().release(), RuntimeError, "release unlocked lock"),
        (lambda: threading.RLock().release(), RuntimeError, "cannot release un-acquired lock"),
        (lambda: queue.Queue().get(timeout=-1), ValueError, "must be a non-negative number"),
        (lambda: queue.SimpleQueue().get(timeout=-1), ValueError, "must be a non-negative"),
        (lambda: threading.Condition().notify(), RuntimeError, "cannot notify on un-acquired"),
        (lambda: threading.Thread(target=print).join(), RuntimeError, "before it is started"),
        (lambda: threading.current_thread().join(), RuntimeError, "annot join current thread"),
        (lambda: threading.stack_size(100), ValueError, "size not valid: 100 bytes"),
        (lambda: copy.copy(threading.Lock()), TypeError, "cannot pickle"),
        (lambda: pickle.dumps(threading.RLock()), TypeError, "cannot pickle"),
    ],
)
def test_arguments_are_checked_as_in_c(call, error, text):
    """The same type of error, with the same words."""
    with pytest.raises(error, match=text):
        raise execute(call).exception


@pytest.mark.parametrize(
    "call",
    [
        lambda: threading.Event().wait(-1),
        lambda: threading.Semaphore(0).acquire(timeout=-1),
        lambda: threading.Lock().acquire(timeout=0),
    ],
)
def test_a_negative_timeout_where_python_allows_one_is_over_at_once(call):
    """Event and Semaphore take it for "do not wait"."""
    assert execute(call).ended == 0


def test_a_thread_cannot_be_started_twice():
    """The library's own refusal."""

    def main():
        thread = threading.Thread(target=print)
        thread.start()
        thread.start()

    with pytest.raises(RuntimeError, match="threads can only be started once"):
        raise execute(main).exception


def test_a_lock_may_be_released_by_another_thread():
    """A Lock has no owner, as in CPython."""

    def main():
        lock = threading.Lock()
        lock.acquire()
        threading.Timer(2, lock.release).start()
        lock.acquire()
        return time.monotonic()

    assert execute(main).value == 1002


def test_an_rlock_may_not():
    """An RLock has one; the thread that tries dies of it."""

    def main():
        lock = threading.RLock()
        lock.acquire()
        thread = threading.Thread(target=lock.release)
        thread.start()
        thread.join()

    (finding,) = execute(main).findings

    assert finding.message == "cannot release un-acquired lock"


def test_stack_size_is_noted_and_forgotten():
    """A task's stack can't be chosen; the number is kept for whoever asks."""

    def main():
        before = threading.stack_size(1 << 20)
        return before, threading.stack_size()

    before = threading.stack_size()

    assert execute(main).value == (0, 1 << 20)
    assert threading.stack_size() == before


def test_a_monkeypatched_sleep_is_the_programs_own_affair():
    """What replaces `time.sleep` is called, and the real one is back afterwards."""

    def main():
        time.sleep = lambda seconds: None
        time.sleep(100)
        return time.monotonic()

    before = time.sleep

    assert execute(main).value == 1000
    assert time.sleep is before


def test_a_thread_started_at_import_is_part_of_the_world(live, tmp_path, monkeypatch):
    """A module that starts a thread when it is imported in a world starts a task."""
    (tmp_path / "eager_egg.py").write_text(
        "import threading, time\n"
        "thread = threading.Thread(target=time.sleep, args=(3,))\n"
        "thread.start()\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))

    execution = live("import eager_egg\neager_egg.thread.join()")

    sys.modules.pop("eager_egg", None)
    assert execution.ended == 3


def test_two_threads_that_import_one_slow_module_wait_for_each_other(tmp_path, monkeypatch):
    """The second gets the whole module, not half of it."""
    (tmp_path / "slow_egg.py").write_text("import time\ntime.sleep(2)\nshell = 'whole'\n")
    monkeypatch.syspath_prepend(str(tmp_path))

    def main():
        seen = []

        def work():
            import slow_egg

            seen.append((slow_egg.shell, time.monotonic()))

        threads = [threading.Thread(target=work) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return seen

    value = execute(main).value

    sys.modules.pop("slow_egg", None)
    assert value == [("whole", 1002.0), ("whole", 1002.0)]


def test_an_exception_that_cannot_be_printed_hangs_nobody():
    """Its `__str__` raises."""

    class Egg(Exception):
        def __str__(self):
            raise ValueError("no words")

    def crash():
        raise Egg

    execution = execute(lambda: threading.Thread(target=crash, name="hen").start())

    (finding,) = execution.findings
    assert finding.explain().startswith('the thread "hen" died at 0 s of Egg')


def test_endless_output_is_cut():
    """A million characters are kept; the rest is counted."""

    def main():
        for _ in range(200):
            print("x" * 9_999)

    execution = execute(main)

    assert sum(len(line.text) for line in execution.trace.output) < 1_000_000
    assert execution.trace.dropped > 900_000


EARLY_LOCK, EARLY_RLOCK = threading.Lock(), threading.RLock()
EARLY_POOL, EARLY_THREAD = ThreadPoolExecutor(1), threading.Thread(target=print)


@pytest.mark.parametrize("name", ["EARLY_LOCK", "EARLY_RLOCK"])
def test_a_lock_made_at_the_top_of_a_module_long_before_is_virtual_in_a_world(name):
    """Two threads that hold it for a second take two; outside it is the real one again."""
    real = globals()[name]

    def work():
        with globals()[name]:
            time.sleep(1)

    def main():
        for _ in range(2):
            threading.Thread(target=work).start()

    assert execute(main).exit_time == 2
    assert execute(main).exit_time == 2
    assert globals()[name] is real
    assert real.acquire(blocking=False)
    real.release()


def test_a_lock_left_locked_by_one_world_is_free_in_the_next():
    """Nothing survives an execution."""
    assert execute(lambda: EARLY_LOCK.acquire(timeout=1)).value is True
    assert execute(lambda: EARLY_LOCK.acquire(timeout=1)).value is True
    assert not EARLY_LOCK.locked()


def test_a_pool_made_before_the_world_is_refused():
    """Its queue would block for real; the error says what to do."""
    with pytest.raises(RuntimeError, match="this pool was made before virtual time began; make it"):
        raise execute(lambda: EARLY_POOL.submit(print)).exception


@pytest.mark.skipif(
    sys.version_info < (3, 13), reason="older threads have no handle, and just work"
)
def test_a_thread_made_before_the_world_is_refused():
    """Its handle is a real one."""
    with pytest.raises(RuntimeError, match="this thread was made before virtual time began"):
        raise execute(lambda: EARLY_THREAD.start()).exception
