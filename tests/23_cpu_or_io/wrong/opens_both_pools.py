"""Opens both pools, to be ready for everything.

Fails: test_cheapest_pool_is_chosen
"""

import math
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def predict(kind, jobs, seconds, workers, pool, gil=True):
    if kind == "cpu" and pool == "threads" and gil:
        return jobs * seconds
    return math.ceil(jobs / workers) * seconds


def run_jobs(jobs, workers, gil=True, threads=ThreadPoolExecutor, processes=ProcessPoolExecutor):
    pools = {"io": threads(workers), "cpu": processes(workers) if gil else threads(workers)}

    def pool_for(kind):
        return pools[kind]

    futures = [pool_for(kind).submit(function) for kind, function in jobs]
    results = [future.result() for future in futures]
    for pool in pools.values():
        pool.shutdown()
    return results
