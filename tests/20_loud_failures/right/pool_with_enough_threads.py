"""A pool with a thread for each job, and futures that keep the exceptions."""

import threading
from concurrent.futures import ThreadPoolExecutor


class JobsFailed(Exception):
    def __init__(self, errors, results):
        super().__init__(", ".join(sorted(errors)) + " failed")
        self.errors = errors
        self.results = results


def run_all(jobs):
    with ThreadPoolExecutor(max(1, len(jobs))) as pool:
        futures = {name: pool.submit(job) for name, job in jobs.items()}
    errors = {name: future.exception() for name, future in futures.items() if future.exception()}
    results = {name: future.result() for name, future in futures.items() if name not in errors}
    if errors:
        raise JobsFailed(errors, results)
    return results


class alarm:
    def __init__(self, report):
        self.report = report

    def __enter__(self):
        self.before = threading.excepthook
        threading.excepthook = lambda args: self.report(args.thread.name, args.exc_value)
        return self

    def __exit__(self, *exception):
        threading.excepthook = self.before
