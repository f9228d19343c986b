"""Python: `if not q.empty(): q.get_nowait()`."""

import contextlib
import queue

from benchmarks.bugs import together

EXPECTED = "Empty"


def bug():
    jobs = queue.Queue()
    jobs.put(1)

    def take():
        if not jobs.empty():
            jobs.get_nowait()

    together(take, take)


def right():
    jobs = queue.Queue()
    jobs.put(1)

    def take():
        with contextlib.suppress(queue.Empty):
            jobs.get_nowait()

    together(take, take)
