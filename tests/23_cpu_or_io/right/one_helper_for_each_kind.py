"""A thread for each kind runs that kind's jobs with map()."""

import math
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def predict(kind, jobs, seconds, workers, pool, gil=True):
    rounds = math.ceil(jobs / workers)
    match kind, pool, gil:
        case "cpu", "threads", True:
            rounds = jobs
    return rounds * seconds


def call(function):
    return function()


def run_jobs(jobs, workers, gil=True, threads=ThreadPoolExecutor, processes=ProcessPoolExecutor):
    results = {}

    def run(kind, open_pool):
        numbers = [number for number, job in enumerate(jobs) if job[0] == kind]
        if numbers:
            with open_pool(workers) as pool:
                answers = pool.map(call, [jobs[number][1] for number in numbers])
                results.update(zip(numbers, answers))

    helpers = [
        threading.Thread(target=run, args=("io", threads)),
        threading.Thread(target=run, args=("cpu", processes if gil else threads)),
    ]
    for helper in helpers:
        helper.start()
    for helper in helpers:
        helper.join()
    return [results[number] for number in range(len(jobs))]
