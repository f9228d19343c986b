"""Calls the hook that was there before, too, and so prints a traceback and rings every alarm.

Fails: test_alarm_reports_a_thread_that_dies, test_alarm_gives_back_the_hook_that_was_there
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
        threading.excepthook = self.ring
        return self

    def ring(self, args):
        self.report(args.thread.name, args.exc_value)
        self.before(args)

    def __exit__(self, *exception):
        threading.excepthook = self.before
