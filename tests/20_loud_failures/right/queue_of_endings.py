"""Every thread says in a queue how its job ended; the caller waits for as many words as jobs."""

import queue
import threading


class JobsFailed(Exception):
    def __init__(self, errors, results):
        super().__init__(", ".join(sorted(errors)) + " failed")
        self.errors = errors
        self.results = results


def run_all(jobs):
    endings = queue.Queue()

    def work(name):
        try:
            endings.put((name, jobs[name](), None))
        except Exception as error:
            endings.put((name, None, error))

    threads = [threading.Thread(target=work, args=(name,)) for name in jobs]
    for thread in threads:
        thread.start()
    results, errors = {}, {}
    for _ in threads:
        name, value, error = endings.get()
        if error:
            errors[name] = error
        else:
            results[name] = value
    for thread in threads:
        thread.join()
    if not errors:
        return results
    raise JobsFailed(errors, results)


class alarm:
    def __init__(self, report):
        self.report = report

    def __enter__(self):
        self.before = threading.excepthook
        threading.excepthook = lambda args: self.report(args.thread.name, args.exc_value)
        return self

    def __exit__(self, *exception):
        threading.excepthook = self.before
