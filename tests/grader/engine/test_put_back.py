"""Everything that a world replaces is put back, however it ends."""

from __future__ import annotations

import _thread
import asyncio
import builtins
import concurrent.futures.thread as pools
import datetime
import gc
import os
import queue
import random
import sched
import select
import selectors
import signal
import subprocess
import sys
import threading
import time
from time import sleep as early_sleep

import pytest

from grader.engine import current_kernel, execute
from grader.engine.world import many

MODULES = (
    _thread,
    asyncio.events,
    builtins,
    datetime,
    os,
    pools,
    queue,
    sched,
    select,
    signal,
    subprocess,
    threading,
    time,
)


def surroundings():
    """Everything that a world could have left its hands on."""
    kept = {
        (module.__name__, name): value
        for module in MODULES
        for name, value in vars(module).items()
        if not name.startswith("__")
    }
    kept |= {("main", name): value for name, value in vars(threading.main_thread()).items()}
    kept |= {
        (kind.__name__, "select"): vars(kind)["select"]
        for kind in vars(selectors).values()
        if isinstance(kind, type) and "select" in vars(kind)
    }
    kept["sched", "defaults"] = sched.scheduler.__init__.__defaults__
    kept["is_set", "Event"] = threading.Event.is_set
    kept["streams", ""] = sys.stdin, sys.stdout, sys.stderr
    kept["random", ""] = random.getstate()
    kept["gc", ""] = gc.isenabled()
    kept["meta_path", ""] = list(sys.meta_path)
    kept["hooks", ""] = sys.excepthook, sys.unraisablehook, threading.excepthook
    kept["tracing", ""] = sys.gettrace(), sys.getprofile()
    kept["SIGINT", ""] = signal.getsignal(signal.SIGINT)
    return kept


@pytest.fixture(autouse=True)
def put_back():
    """Compare the surroundings before and after each test here."""
    execute(lambda: None)  # what is imported on the way is there before
    before = surroundings()
    yield
    after = surroundings()
    assert after.keys() == before.keys()
    assert [name for name in before if before[name] is not after[name] != before[name]] == []
    assert current_kernel() is None


def busy():
    """Use everything."""
    lock, jobs = threading.RLock(), queue.SimpleQueue()
    with pools.ThreadPoolExecutor(2) as pool:
        pool.submit(jobs.put, 1)
    with lock:
        jobs.get()
    signal.signal(signal.SIGINT, lambda *_: None)
    threading.Thread(target=time.sleep, args=(1,), daemon=True).start()
    asyncio.run(asyncio.sleep(1))
    threading.stack_size(1 << 20)
    random.random()


def test_after_a_program_that_ends():
    """The plain case."""
    assert execute(busy).exception is None


def test_after_an_exception():
    """Also one in the midst of everything."""

    def main():
        busy()
        raise ValueError

    assert isinstance(execute(main).exception, ValueError)


def test_after_a_fatal_exception():
    """It is raised when all is put back."""

    def main():
        busy()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        execute(main)


def test_after_a_fatal_exception_in_a_thread():
    """The same from elsewhere."""

    def fail():
        raise KeyboardInterrupt

    def main():
        threading.Thread(target=fail).start()
        time.sleep(1)

    with pytest.raises(KeyboardInterrupt):
        execute(main)


def test_after_a_deadlock():
    """Main never came back, and all the same."""

    def main():
        busy()
        threading.Event().wait()

    assert execute(main).ended is None


def test_after_a_world_within_a_world():
    """The inner one has a clock and threads of its own; the outer one goes on."""

    def outer():
        time.sleep(5)
        inner = execute(lambda: (time.sleep(2), threading.active_count(), time.monotonic()))
        return inner.value[1:], time.monotonic(), threading.active_count()

    assert execute(outer).value == ((1, 1002.0), 1005.0, 1)


def test_after_a_deadlock_within_a_world():
    """The inner world's threads are unwound with the outer one."""

    def outer():
        inner = execute(lambda: threading.Event().wait())
        return [type(each).__name__ for each in inner.findings], time.monotonic()

    assert execute(outer).value == (["Deadlock"], 1000.0)


def test_after_a_fatal_exception_within_a_world():
    """It passes through both."""

    def inner():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        execute(lambda: execute(inner))


def test_after_a_scheduler_that_breaks():
    """A mistake of ours is raised, and leaves nothing behind either."""

    class Broken:
        preemptive = False

        def next_task(self, runnable, current):
            raise LookupError("no idea")

    def main():
        for _ in range(2):
            threading.Thread(target=time.sleep, args=(1,)).start()
        time.sleep(1)

    with pytest.raises(LookupError, match="no idea"):
        raise execute(main, scheduler=Broken()).exception or LookupError("no idea")


def test_after_many_executions():
    """`many` keeps what a world needs in place in between, and no longer."""
    with many():
        for _ in range(3):
            execute(busy)


def test_after_an_exception_among_many():
    """Also if `many` is left by an exception."""

    def explore():
        with many():
            execute(busy)
            raise ValueError("enough")

    with pytest.raises(ValueError, match="enough"):
        explore()


def test_a_name_imported_in_a_world_is_real_afterwards(tmp_path, monkeypatch):
    """A module that was first imported in a world has the real functions when it is over."""
    (tmp_path / "fresh_egg.py").write_text(
        "from time import sleep, monotonic\nfrom threading import Lock\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))

    def main():
        import fresh_egg

        fresh_egg.sleep(100)
        return fresh_egg

    module = execute(main).value

    sys.modules.pop("fresh_egg")
    assert module.sleep is time.sleep
    assert module.monotonic is time.monotonic
    assert module.Lock is threading.Lock


def test_a_module_imported_long_before_is_virtual_in_a_world():
    """`from time import sleep` at the top of a file that was imported outside."""
    assert execute(lambda: early_sleep(100)).ended == 100
