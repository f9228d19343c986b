"""Submits one kind after the other, shuts both pools down, and only then looks at results."""

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from math import ceil


def predict(kind, jobs, seconds, workers, pool, gil=True):
    parallel = kind == "io" or pool == "processes" or not gil
    return seconds * (ceil(jobs / workers) if parallel else jobs)


def run_jobs(jobs, workers, gil=True, threads=ThreadPoolExecutor, processes=ProcessPoolExecutor):
    futures = {}

    def submit(kind, pool):
        for number, (its_kind, function) in enumerate(jobs):
            if its_kind == kind:
                futures[number] = pool.submit(function)

    kinds = sorted({kind for kind, _ in jobs})
    pools = [processes(workers) if kind == "cpu" and gil else threads(workers) for kind in kinds]
    for kind, pool in zip(kinds, pools):
        submit(kind, pool)
    for pool in pools:
        pool.shutdown(wait=True)
    return [futures[number].result() for number in sorted(futures)]
