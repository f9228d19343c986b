"""Runs all downloads, and then all filters.

Fails: test_both_kinds_run_side_by_side
"""

import math
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def predict(kind, jobs, seconds, workers, pool, gil=True):
    if kind == "cpu" and pool == "threads" and gil:
        return jobs * seconds
    return math.ceil(jobs / workers) * seconds


def run_jobs(jobs, workers, gil=True, threads=ThreadPoolExecutor, processes=ProcessPoolExecutor):
    pools = {}

    def pool_for(kind):
        if kind not in pools:
            pools[kind] = processes(workers) if kind == "cpu" and gil else threads(workers)
        return pools[kind]

    results = [None] * len(jobs)
    for wanted in ("io", "cpu"):
        futures = {
            number: pool_for(kind).submit(function)
            for number, (kind, function) in enumerate(jobs)
            if kind == wanted
        }
        for number, future in futures.items():
            results[number] = future.result()
    for pool in pools.values():
        pool.shutdown()
    return results
