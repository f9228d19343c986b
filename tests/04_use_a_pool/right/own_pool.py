"""A pool made by hand: a queue of jobs, and `workers` threads that empty it."""

import queue
import threading


def run_jobs(make_thumbnail, paths, workers):
    jobs = queue.SimpleQueue()
    for job in enumerate(paths):
        jobs.put(job)
    results = {}

    def work():
        while True:
            try:
                number, path = jobs.get_nowait()
            except queue.Empty:
                return
            try:
                results[number] = make_thumbnail(path), None
            except Exception as error:
                results[number] = None, error

    threads = [threading.Thread(target=work) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [results[number] for number in range(len(paths))]


def thumbnail_all(make_thumbnail, paths, workers=4):
    results = []
    for result, error in run_jobs(make_thumbnail, paths, workers):
        if error is not None:
            raise error
        results.append(result)
    return results


def thumbnail_safely(make_thumbnail, paths, workers=4):
    made = run_jobs(make_thumbnail, paths, workers)
    return {path: error or result for path, (result, error) in zip(paths, made)}
