"""Python: `if not q.empty(): q.get_nowait()`."""

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
        try:
            jobs.get_nowait()
        except queue.Empty:
            pass

    together(take, take)
