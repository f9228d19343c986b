"""Hands the result over in a variable that all threads share: another may write in between.

Fails: test_results_are_not_mixed_up
"""

import threading


class JobsFailed(Exception):
    def __init__(self, errors, results):
        super().__init__(", ".join(sorted(errors)) + " failed")
        self.errors = errors
        self.results = results


def run_all(jobs):
    results, errors = {}, {}
    result = None

    def run(name, job):
        nonlocal result
        try:
            result = job()
            results[name] = result
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
