"""An ExitStack shuts the pools down, and the last round is counted with //."""

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import ExitStack


def predict(kind, jobs, seconds, workers, pool, gil=True):
    at_once = workers
    if gil and (kind, pool) == ("cpu", "threads"):
        at_once = 1
    return (jobs + at_once - 1) // at_once * seconds


def run_jobs(jobs, workers, gil=True, threads=ThreadPoolExecutor, processes=ProcessPoolExecutor):
    open_pool = {"io": threads, "cpu": processes if gil else threads}
    with ExitStack() as stack:
        pools = {
            kind: stack.enter_context(open_pool[kind](workers)) for kind in {kind for kind, _ in jobs}
        }
        futures = [pools[kind].submit(function) for kind, function in jobs]
    return [future.result() for future in futures]
