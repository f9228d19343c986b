"""Does not use the functions that open pools, but opens its own.

Fails: test_filters_compute_side_by_side, test_cheapest_pool_is_chosen, test_both_kinds_run_side_by_side
"""

import math
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def predict(kind, jobs, seconds, workers, pool, gil=True):
    if kind == "cpu" and pool == "threads" and gil:
        return jobs * seconds
    return math.ceil(jobs / workers) * seconds


def run_jobs(jobs, workers, gil=True, threads=ThreadPoolExecutor, processes=ProcessPoolExecutor):
    pools = {}
    for kind, _ in jobs:
        if kind not in pools:
            open_pool = ProcessPoolExecutor if kind == "cpu" and gil else ThreadPoolExecutor
            pools[kind] = open_pool(workers)
    futures = [pools[kind].submit(function) for kind, function in jobs]
    results = [future.result() for future in futures]
    for pool in pools.values():
        pool.shutdown()
    return results
