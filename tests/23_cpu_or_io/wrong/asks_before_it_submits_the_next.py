"""Asks each future for its result at once: one job at a time.

Fails: test_downloads_share_the_workers, test_filters_compute_side_by_side, test_cheapest_pool_is_chosen, test_both_kinds_run_side_by_side
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

    results = [pool_for(kind).submit(function).result() for kind, function in jobs]
    for pool in pools.values():
        pool.shutdown()
    return results
