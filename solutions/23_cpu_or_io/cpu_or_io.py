"""Threads or processes? Predict how long jobs take, and send each to the right pool."""

import math
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
    if kind == "cpu" and pool == "threads" and gil:
        # Only who has the GIL computes: one after the other, however many threads there are.
        return jobs * seconds
    # The jobs run in rounds of `workers`. The last round may be smaller, but it takes as long.
    return math.ceil(jobs / workers) * seconds


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
    pools: dict[str, Executor] = {}

    def pool_for(kind: str) -> Executor:
        # Opened by the first job of its kind. A pool for each kind, even if both have threads:
        # downloads must not take the places of filters.
        if kind not in pools:
            open_pool = processes if kind == "cpu" and gil else threads
            pools[kind] = open_pool(workers)
        return pools[kind]

    try:
        # First submit everything, then ask for results: asking waits.
        futures = [pool_for(kind).submit(function) for kind, function in jobs]
        return [future.result() for future in futures]
    finally:
        for pool in pools.values():
            pool.shutdown()


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
