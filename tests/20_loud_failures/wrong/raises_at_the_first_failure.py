"""Looks for failures after each join, and doesn't wait for the others.

Fails: test_failed_job_is_heard
"""

import threading


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

    threads = [threading.Thread(target=run, args=item) for item in jobs.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
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
