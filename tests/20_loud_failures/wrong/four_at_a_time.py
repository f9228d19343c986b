"""Uses a pool of four threads: with more than four jobs, some have to wait.

Fails: test_every_failure_is_heard
"""

import threading
from concurrent.futures import ThreadPoolExecutor


class JobsFailed(Exception):
    def __init__(self, errors, results):
        super().__init__(", ".join(sorted(errors)) + " failed")
        self.errors = errors
        self.results = results


def run_all(jobs):
    results, errors = {}, {}

    def run(name, job):
        try:
            results[name] = job()
        except Exception as error:
            errors[name] = error

    with ThreadPoolExecutor(4) as pool:
        for name, job in jobs.items():
            pool.submit(run, name, job)
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
