"""CHESS WorkStealQueue: the owner pops while a thief steals."""

import threading

from benchmarks.bugs import together

EXPECTED = "IndexError"


def bug():
    jobs, taken, lock = [1], [], threading.Lock()

    def steal():
        with lock:
            if jobs:
                job = jobs[0]
                del jobs[0:1]
                taken.append(job)

    def pop():
        if jobs:
            job = jobs[-1]
            del jobs[-1:]
            taken.append(job)

    together(pop, steal)
    assert taken == [1]


def right():
    jobs, taken, lock = [1], [], threading.Lock()

    def take():
        with lock:
            if jobs:
                taken.append(jobs.pop())

    together(take, take)
    assert taken == [1]
