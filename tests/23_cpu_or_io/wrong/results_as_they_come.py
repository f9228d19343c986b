"""Collects the results as they come: the fastest job first.

Fails: test_both_kinds_run_side_by_side
"""

import math
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, as_completed


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

    futures = [pool_for(kind).submit(function) for kind, function in jobs]
    results = [future.result() for future in as_completed(futures)]
    for pool in pools.values():
        pool.shutdown()
    return results
