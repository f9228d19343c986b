"""Believes that the function keeps the name and the job of its round. It reads them when it runs.

Fails: test_results_come_back_under_their_names, test_failed_job_is_heard, test_every_failure_is_heard, test_results_are_not_mixed_up
"""

import threading


class JobsFailed(Exception):
    def __init__(self, errors, results):
        super().__init__(", ".join(sorted(errors)) + " failed")
        self.errors = errors
        self.results = results


def run_all(jobs):
    results, errors = {}, {}

    def run():
        try:
            results[name] = job()
        except Exception as error:
            errors[name] = error

    threads = []
    for name, job in jobs.items():
        threads.append(threading.Thread(target=run))
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
