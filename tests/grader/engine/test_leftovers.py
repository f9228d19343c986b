"""What a program leaves behind: named if it should have ended, unwound whatever it catches."""

from __future__ import annotations

import gc
import queue
import sys
import threading
import time
import weakref

import pytest

from grader.engine import Kernel, current_kernel, execute
from grader.engine.carrier import IDLE
from grader.engine.task import abandoned
from grader.engine.world import _seam, many


def test_a_thread_that_never_ends_is_a_leak_with_the_line_that_started_it(live):
    """Its name, what it waits for, and where it came from."""
    execution = live("""
        import threading
        stop = threading.Event()
        threading.Thread(target=stop.wait, name="worker").start()
    """)

    (finding,) = execution.findings
    assert type(finding).__name__ == "LeakedThread"
    assert finding.explain() == (
        'the thread "worker" never ends: at 0 s it still waits for the event, '
        "and nobody asks it to stop.\n"
        "    started in program.py, line 3:  "
        'threading.Thread(target=stop.wait, name="worker").start()'
    )
    assert execution.ended == 0
    assert execution.exit_time is None


def test_a_thread_that_ticks_for_ever_is_a_leak_at_the_horizon():
    """Sleeping again and again keeps a program alive too."""

    def tick():
        while True:
            time.sleep(60)

    execution = execute(lambda: threading.Thread(target=tick).start(), horizon=600)

    (finding,) = execution.findings
    assert type(finding).__name__ == "LeakedThread"
    assert finding.time == 600


def test_a_daemon_that_waits_for_ever_is_no_leak():
    """That is what daemons are for."""

    def main():
        threading.Thread(target=threading.Event().wait, daemon=True).start()

    assert execute(main).findings == ()


@pytest.mark.parametrize("wait", [lambda: time.sleep(1), lambda: threading.Event().wait()])
def test_a_loop_that_catches_everything_is_put_aside(wait):
    """`except: pass` in a loop cannot be unwound; it hangs nobody."""

    def work():
        while True:
            try:
                wait()
            except:  # noqa: E722
                pass

    before = len(abandoned)
    execute(lambda: threading.Thread(target=work, daemon=True).start())

    assert len(abandoned) == before + 1


def test_a_submission_that_catches_everything_is_unwound(live):
    """In instrumented code no handler catches the engine, so nothing need be put aside."""
    before = len(abandoned)
    live("""
        import threading, time

        def work():
            while True:
                try:
                    time.sleep(1)
                except:
                    pass

        threading.Thread(target=work, daemon=True).start()
        time.sleep(3)
    """)

    assert len(abandoned) == before


def test_unwinding_speaks_to_nobody():
    """No traceback, no output, no excepthook for a thread that is cut off."""
    hooked = []

    def work():
        try:
            time.sleep(100)
        finally:
            print("unwound")
            time.sleep(1)

    def main():
        threading.excepthook = hooked.append
        threading.Thread(target=work, daemon=True).start()
        time.sleep(1)

    execution = execute(main)

    assert hooked == []
    assert execution.trace.lines == ()
    assert execution.trace.errors == []


def test_a_finaliser_that_blocks_takes_virtual_time():
    """`__del__` may sleep like any other code."""

    class Egg:
        def __del__(self):
            time.sleep(2)

    def main():
        egg = Egg()
        del egg
        return time.monotonic()

    assert execute(main).value == 1002


def test_a_finaliser_that_blocks_while_its_thread_is_unwound_hangs_nobody():
    """The world is over; the finaliser is ended with it."""

    class Egg:
        def __del__(self):
            time.sleep(2)

    def hold(egg):
        time.sleep(100)

    def main():
        threading.Thread(target=hold, args=(Egg(),), daemon=True).start()
        time.sleep(1)

    assert execute(main).exit_time == 1


def test_a_finished_thread_keeps_neither_its_function_nor_its_arguments_alive():
    """Locals and arguments die with the thread, while it is still the current one."""

    class Egg:
        def __init__(self):
            self.died_in = []
            weakref.finalize(self, lambda seen: seen.append(threading.current_thread().name), died)

    died = []

    def main():
        thread = threading.Thread(target=lambda egg: None, args=(Egg(),), name="hen")
        thread.start()
        thread.join()
        return list(died)

    assert execute(main).value == ["hen"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_memory_is_flat_over_many_executions():
    """A world dies as soon as it is over, without the collector's help."""

    def main():
        threads = [threading.Thread(target=time.sleep, args=(1,)) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def pages():
        with open("/proc/self/statm") as file:
            return int(file.read().split()[1])

    with many():
        for _ in range(100):
            execute(main, record=False)
        before = pages()
        for _ in range(1_000):
            execute(main, record=False)

        assert pages() - before < 100


def test_a_world_leaves_nothing_for_the_collector():
    """So `gc.disable()` during an execution costs no memory."""

    def main():
        thread = threading.Thread(target=time.sleep, args=(1,))
        thread.start()
        thread.join()

    def kernels():
        return sum(type(each) is Kernel for each in gc.get_objects())

    with many():
        execute(main)
        before = kernels()
        execute(main)

        assert kernels() == before


def test_ten_thousand_threads():
    """They all sleep at once, and end together."""

    def main():
        threads = [threading.Thread(target=time.sleep, args=(1,)) for _ in range(10_000)]
        for thread in threads:
            thread.start()
        assert threading.active_count() == 10_001
        for thread in threads:
            thread.join()

    assert execute(main, record=False).ended == 1


def test_not_every_carrier_is_kept():
    """After a crowd of threads a hundred greenlets wait for others to carry, no more."""

    def main():
        threads = [threading.Thread(target=time.sleep, args=(1,)) for _ in range(IDLE + 50)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    with many():
        execute(main)
        assert len(_seam.carriers) == IDLE
    assert _seam.carriers == []


def test_deadlines_that_nobody_waits_for_are_cleared_away():
    """Who is woken in time leaves its deadline behind."""

    def main():
        orders, most = queue.Queue(), 0
        threading.Thread(target=lambda: [orders.get(timeout=3600) for _ in range(1_000)]).start()
        for order in range(1_000):
            orders.put(order)
            time.sleep(0.001)
            most = max(most, len(current_kernel().deadlines))
        return most

    assert execute(main).value < 100
