"""The hidden checks of 23: computing side by side, the cheapest pool, and both kinds at once."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext

from grader.testing import points


class Computer:
    """Stands for a computer: its GIL lets one thread compute; each process has a GIL of its own.

    Computing is sleeping with the GIL in hand, waiting is sleeping without it.
    """

    def __init__(self, clock, gil=True):
        self.clock = clock
        self.gil = threading.Lock() if gil else nullcontext()
        self.own = threading.local()
        self.opened, self.ran = [], []
        self.running, self.most = 0, 0

    def threads(self, max_workers):
        """Open a pool of threads."""
        self.opened.append("threads")
        return ThreadPoolExecutor(max_workers)

    def processes(self, max_workers):
        """Open a pool that stands for processes: each worker has a GIL of its own."""
        self.opened.append("processes")
        return ThreadPoolExecutor(max_workers, initializer=self._begin_process)

    def _begin_process(self):
        self.own.gil = threading.Lock()

    def job(self, kind, answer, seconds=1):
        """Make a job that waits or computes, and notes where."""

        def work():
            gil = getattr(self.own, "gil", None)
            self.ran.append((kind, "threads" if gil is None else "processes"))
            self.running += 1
            self.most = max(self.most, self.running)
            with nullcontext() if kind == "io" else gil or self.gil:
                time.sleep(seconds)
            self.running -= 1
            return answer

        return kind, work

    def pools(self):
        """Name what the two functions make, as run_jobs takes it."""
        return {"threads": self.threads, "processes": self.processes}


def refuse(*arguments, **options):
    """Stand for ProcessPoolExecutor in the submission: real processes know no virtual time."""
    raise RuntimeError(
        "run_jobs() opened a ProcessPoolExecutor of its own; it must open its pools with the "
        "functions that it was handed, threads(workers) and processes(workers)"
    )


def where(computer):
    """Tell where the jobs ran, and what that means for those that compute."""
    pools = sorted({pool for _, pool in computer.ran})
    told = f"They ran in {' and '.join(pools)}, up to {computer.most} at once."
    return told + (" The threads of a process share one GIL." if "threads" in pools else "")


@points(2)
def test_filters_compute_side_by_side(submission, clock):
    """Eight filters that compute for 1 s, with 4 workers and a GIL, take 2 s."""
    submission.ProcessPoolExecutor = refuse
    computer = Computer(clock)
    jobs = [computer.job("cpu", number) for number in range(8)]

    submission.run_jobs(jobs, 4, **computer.pools())

    assert clock.now == 2, (
        f"eight filters compute for 1 s each; with 4 workers they took {clock.now:g} s instead of "
        f"2 s. {where(computer)}"
    )


@points(2)
def test_cheapest_pool_is_chosen(submission, clock):
    """Downloads run in threads; without a GIL filters do, too; no other pool is opened."""
    submission.ProcessPoolExecutor = refuse
    downloads = Computer(clock)
    free = Computer(clock, gil=False)
    filters = [free.job("cpu", number) for number in range(8)]

    submission.run_jobs([downloads.job("io", 0)], 4, **downloads.pools())
    begin = clock.now
    submission.run_jobs(filters, 4, gil=False, **free.pools())

    assert downloads.opened == ["threads"], (
        f"for one download these pools were opened: {downloads.opened}. It must be one pool of "
        "threads: a download only waits, and threads are cheaper than processes."
    )
    assert free.opened == ["threads"], (
        f"for eight filters with gil=False these pools were opened: {free.opened}. It must be one "
        "pool of threads: without a GIL they compute at the same time, and are cheaper."
    )
    assert clock.now - begin == 2, (
        f"eight filters of 1 s with gil=False and 4 workers took {clock.now - begin:g} s; "
        "it must be 2 s."
    )


@points(1)
def test_both_kinds_run_side_by_side(submission, clock):
    """Two downloads and two filters, mixed, are over at 2 s; results in order, pools shut down."""
    submission.ProcessPoolExecutor = refuse
    computer = Computer(clock)
    jobs = [
        computer.job("io", "a", seconds=2),
        computer.job("cpu", "b", seconds=1.5),
        computer.job("cpu", "c", seconds=2),
        computer.job("io", "d", seconds=1),
    ]

    results = submission.run_jobs(jobs, 2, **computer.pools())
    left = threading.active_count() - 1

    assert results == ["a", "b", "c", "d"], (
        f"the jobs return 'a', 'b', 'c', 'd', and run_jobs() returned {results}: results must have "
        "the order of the jobs, whichever ends first."
    )
    assert clock.now == 2, (
        "two downloads and two filters of at most 2 s, with 2 workers for each kind, took "
        f"{clock.now:g} s; they must run at the same time, and be over at 2 s."
    )
    assert left == 0, f"run_jobs() has returned, and {left} workers are left: shut the pools down."
