"""A pool of threads makes everything fast.

Fails: test_filters_compute_side_by_side, test_both_kinds_run_side_by_side
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
            pools[kind] = threads(workers)
        return pools[kind]

    futures = [pool_for(kind).submit(function) for kind, function in jobs]
    results = [future.result() for future in futures]
    for pool in pools.values():
        pool.shutdown()
    return results
