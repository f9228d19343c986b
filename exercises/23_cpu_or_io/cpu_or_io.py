"""Threads or processes? Predict how long jobs take, and send each to the right pool."""

import time
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from typing import Any


def predict(
    kind: str, jobs: int, seconds: float, workers: int, pool: str, gil: bool = True
) -> float:
    """Return how many seconds `jobs` equal jobs of `seconds` each take in a pool of `workers`.

    kind is "io" (a job waits) or "cpu" (a job computes); pool is "threads" or "processes".
    gil=False stands for a free-threaded Python. There are enough processor cores, and starting a
    pool takes no time.
    """
    # TODO: in which case must the jobs wait for one another? How many rounds are the others?
    raise NotImplementedError("predict how long the jobs take")


def run_jobs(
    jobs: list[tuple[str, Callable[[], Any]]],
    workers: int,
    gil: bool = True,
    threads: Callable[[int], Executor] = ThreadPoolExecutor,
    processes: Callable[[int], Executor] = ProcessPoolExecutor,
) -> list[Any]:
    """Run all jobs, and return their results in the order of the jobs.

    A job is a pair: its kind, "io" or "cpu", and its function. Jobs of both kinds run at the same
    time; of each kind at most `workers` at once. Each kind runs in the cheapest pool that makes it
    parallel: threads if they suffice, processes only where they are needed (see `gil`).
    threads(workers) and processes(workers) open a pool: open none that nobody uses, and shut down
    those that you have opened.
    """
    # TODO: choose a pool for each kind, submit every job, and collect the results.
    raise NotImplementedError("run each job in the right pool")


def download() -> str:
    """Wait for a picture: 1 s."""
    time.sleep(1)
    return "a picture"


def sharpen() -> str:
    """Compute for a second or so."""
    return f"a sharp picture ({sum(n * n for n in range(12_000_000)) % 10})"


if __name__ == "__main__":
    # Run this file to measure on your own computer:  python cpu_or_io.py
    for kind, job, gil in [("io", download, True), ("cpu", sharpen, True), ("cpu", sharpen, False)]:
        begin = time.perf_counter()
        run_jobs([(kind, job)] * 4, workers=2, gil=gil)
        pool = "processes" if kind == "cpu" and gil else "threads"
        print(f"4 {kind} jobs, 2 {pool}: {time.perf_counter() - begin:.1f} s")
