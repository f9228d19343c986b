"""A subclass of Thread remembers how its job ended; the alarm is a generator."""

from contextlib import contextmanager
import threading


class JobsFailed(Exception):
    def __init__(self, errors, results):
        super().__init__(", ".join(sorted(errors)) + " failed")
        self.errors = errors
        self.results = results


class Job(threading.Thread):
    def __init__(self, job):
        super().__init__()
        self.job = job
        self.error = None
        self.value = None

    def run(self):
        try:
            self.value = self.job()
        except Exception as error:
            self.error = error


def run_all(jobs):
    threads = {}
    for name, job in jobs.items():
        threads[name] = Job(job)
        threads[name].start()
    errors, results = {}, {}
    for name, thread in threads.items():
        thread.join()
        if thread.error is None:
            results[name] = thread.value
        else:
            errors[name] = thread.error
    if errors:
        raise JobsFailed(errors, results)
    return results


@contextmanager
def alarm(report):
    before = threading.excepthook

    def ring(args):
        report(args.thread.name, args.exc_value)

    threading.excepthook = ring
    try:
        yield
    finally:
        threading.excepthook = before
