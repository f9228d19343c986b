"""GoKer: put on a full queue while holding the lock that the consumer needs."""

import queue
import threading

from benchmarks.bugs import together

EXPECTED = "Deadlock"


def bug():
    jobs, lock = queue.Queue(maxsize=1), threading.Lock()

    def produce():
        for job in (1, 2):
            with lock:
                jobs.put(job)

    def consume():
        for _ in (1, 2):
            with lock:
                pass
            jobs.get()

    together(produce, consume)


def right():
    jobs, lock = queue.Queue(maxsize=1), threading.Lock()

    def produce():
        for job in (1, 2):
            with lock:
                pass
            jobs.put(job)

    def consume():
        for _ in (1, 2):
            with lock:
                pass
            jobs.get()

    together(produce, consume)
