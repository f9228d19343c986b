"""Opens a pool for each job: the number of workers limits nobody.

Fails: test_downloads_share_the_workers, test_filters_compute_side_by_side, test_cheapest_pool_is_chosen
"""

import math
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def predict(kind, jobs, seconds, workers, pool, gil=True):
    if kind == "cpu" and pool == "threads" and gil:
        return jobs * seconds
    return math.ceil(jobs / workers) * seconds


def run_jobs(jobs, workers, gil=True, threads=ThreadPoolExecutor, processes=ProcessPoolExecutor):
    pools = []

    def pool_for(kind):
        pools.append(processes(workers) if kind == "cpu" and gil else threads(workers))
        return pools[-1]

    futures = [pool_for(kind).submit(function) for kind, function in jobs]
    results = [future.result() for future in futures]
    for pool in pools:
        pool.shutdown()
    return results
