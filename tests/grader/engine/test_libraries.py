"""Libraries that wait beneath the program: pools, logging, event loops, files."""

from __future__ import annotations

import asyncio
import io
import logging
import os
import select
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor, as_completed, wait
from multiprocessing.pool import ThreadPool

import pytest

from grader.engine import execute


def slow_square(number):
    time.sleep(2)
    return number * number


def test_a_pool_of_four_does_eight_jobs_in_two_rounds():
    """Eight jobs of 2 s take 4 s."""

    def main():
        with ThreadPoolExecutor(4) as pool:
            return list(pool.map(slow_square, range(8)))

    execution = execute(main)

    assert execution.value == [0, 1, 4, 9, 16, 25, 36, 49]
    assert execution.ended == 4


def test_futures_are_waited_for_in_virtual_time():
    """`result`, `wait` and `as_completed` take timeouts, which are exact."""

    def main():
        with ThreadPoolExecutor(3) as pool:
            jobs = [pool.submit(time.sleep, seconds) for seconds in (3, 1, 2)]
            with pytest.raises(TimeoutError):
                jobs[0].result(timeout=0.5)
            done, _ = wait(jobs, timeout=0.75)
            order = [jobs.index(each) for each in as_completed(jobs)]
            with pytest.raises(TimeoutError):
                list(as_completed([pool.submit(time.sleep, 9)], timeout=1))
            return len(done), order, round(time.monotonic(), 3)

    execution = execute(main)

    assert execution.value == (1, [1, 2, 0], 1004.0)
    assert execution.ended == 12


def test_multiprocessings_thread_pool():
    """Its threads talk by pipes, which they wait for in virtual time."""

    def main():
        with ThreadPool(3) as pool:
            return pool.map(slow_square, range(6)), time.monotonic()

    assert execute(main).value == ([0, 1, 4, 9, 16, 25], 1004.0)


def test_logging_from_threads_goes_one_record_at_a_time():
    """A handler that takes a second holds its lock for a second."""

    class Slow(logging.Handler):
        def emit(self, record):
            time.sleep(1)
            print(record.getMessage())

    handler, logger = Slow(), logging.Logger("eggs")
    logger.addHandler(handler)

    def main():
        for number in range(3):
            threading.Thread(target=logger.warning, args=("egg %d", number)).start()

    output = execute(main).trace.output

    assert [(line.text, line.time) for line in output] == [("egg 0", 1), ("egg 1", 2), ("egg 2", 3)]
    assert type(handler.lock) is type(threading.RLock())


def test_a_log_record_carries_virtual_time():
    """Its time and its thread are the world's."""

    def main():
        stream = io.StringIO()
        handler = logging.StreamHandler(stream)
        handler.setFormatter(logging.Formatter("%(asctime)s %(threadName)s"))
        logger = logging.Logger("eggs")
        logger.addHandler(handler)
        time.sleep(30)
        logger.warning("")
        return stream.getvalue()

    assert execute(main).value == "2026-01-05 07:00:30,000 MainThread\n"


def test_asyncio_sleeps_and_hands_work_to_threads():
    """`asyncio.run`, `gather`, `wait_for` and `to_thread` are exact."""

    async def cook():
        await asyncio.sleep(3)
        await asyncio.to_thread(time.sleep, 2)
        await asyncio.gather(asyncio.sleep(1), asyncio.sleep(4))
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(asyncio.sleep(10), timeout=1)
        return time.monotonic()

    assert execute(lambda: asyncio.run(cook())).value == 1010


def test_two_threads_can_run_an_event_loop_each():
    """The running loop is the thread's own."""
    seen = []

    async def tick(seconds):
        for _ in range(2):
            await asyncio.sleep(seconds)
            seen.append((seconds, time.monotonic() - 1000))

    def main():
        for seconds in (2, 3):
            threading.Thread(target=lambda each=seconds: asyncio.run(tick(each))).start()

    assert execute(main).findings == ()
    assert seen == [(2, 2), (3, 3), (2, 4), (3, 6)]


def test_a_world_can_be_made_inside_of_a_running_event_loop():
    """As a notebook does, whose cells run in one; it goes on afterwards."""

    async def outer():
        inner = execute(lambda: asyncio.run(asyncio.sleep(1, "slept")))
        await asyncio.sleep(0)
        return inner.value, inner.ended

    assert asyncio.run(outer()) == ("slept", 1)


def test_an_event_loop_that_waits_for_ever_is_a_deadlock():
    """Nothing will happen in it; a while is waited for the world outside."""

    async def forget():
        await asyncio.Event().wait()

    (finding,) = execute(lambda: asyncio.run(forget())).findings

    assert "main waits for something to happen in its event loop" in finding.explain()


def test_ctrl_c_cancels_asyncio_run():
    """The coroutine can clean up, then KeyboardInterrupt comes out."""

    async def work():
        try:
            await asyncio.sleep(100)
        finally:
            print("cleaned up")

    execution = execute(
        lambda: asyncio.run(work()), program=True, keyboard=lambda keys: keys.interrupt(at=3)
    )

    assert isinstance(execution.exception, KeyboardInterrupt)
    assert execution.trace.lines == ("cleaned up",)
    assert execution.ended == 3


@pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="event loops of POSIX only")
def test_a_signal_handler_of_an_event_loop():
    """`add_signal_handler` is told by a byte in a file."""

    async def work():
        stop = asyncio.Event()
        asyncio.get_running_loop().add_signal_handler(signal.SIGINT, stop.set)
        await stop.wait()

    execution = execute(
        lambda: asyncio.run(work()), program=True, keyboard=lambda keys: keys.interrupt(at=3)
    )

    assert execution.exception is None
    assert execution.ended == 3


def test_a_thread_has_no_event_loop_by_default():
    """The loop that main has set is main's."""

    def main():
        loop = asyncio.new_event_loop()
        asyncio.set_event_loop(loop)
        seen = []

        def work():
            try:
                asyncio.get_event_loop()
            except RuntimeError as error:
                seen.append(str(error).split(" in ")[0])

        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        loop.close()
        return seen

    assert execute(main).value == ["There is no current event loop"]


@pytest.mark.skipif(sys.platform == "win32", reason="selects sockets only")
def test_select_waits_in_virtual_time():
    """Until the timeout, or until another thread has written."""

    def main():
        reading, writing = os.pipe()
        nothing = select.select([reading], [], [], 2)
        threading.Timer(3, os.write, (writing, b"x")).start()
        ready = select.select([reading], [], [], 100)
        os.close(reading)
        os.close(writing)
        return nothing == ([], [], []), ready == ([reading], [], []), time.monotonic()

    assert execute(main).value == (True, True, 1005.0)


def test_another_process_takes_real_time_only():
    """It holds up the whole world, and the clock does not see it; its timeout is real."""

    def main():
        done = subprocess.run(
            [sys.executable, "-c", "print('egg')"], capture_output=True, timeout=60
        )
        return done.stdout.split(), time.monotonic()

    assert execute(main).value == ([b"egg"], 1000.0)
