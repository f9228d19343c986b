"""Writes under a lock, into one dict of pairs; a list of alarms, one above the other."""

import threading


class JobsFailed(Exception):
    def __init__(self, errors, results):
        super().__init__(", ".join(sorted(errors)) + " failed")
        self.errors = errors
        self.results = results


def run_all(jobs):
    lock = threading.Lock()
    ended = {}

    def work(name, job):
        value = error = None
        try:
            value = job()
        except Exception as problem:
            error = problem
        with lock:
            ended[name] = (value, error)

    threads = [threading.Thread(target=work, args=(name, jobs[name])) for name in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    errors = {name: error for name, (_, error) in ended.items() if error is not None}
    results = {name: value for name, (value, error) in ended.items() if error is None}
    if errors:
        raise JobsFailed(errors, results)
    return results


class alarm:
    before = []

    def __init__(self, report):
        self.report = report

    def ring(self, args):
        self.report(threading.current_thread().name, args.exc_value)

    def __enter__(self):
        self.before.append(threading.excepthook)
        threading.excepthook = self.ring

    def __exit__(self, kind, error, traceback):
        threading.excepthook = self.before.pop()
        return False
