"""Failures must be heard: a runner that says what failed, and an alarm for threads that die."""

import threading
from collections.abc import Callable
from typing import Any


class JobsFailed(Exception):
    """Some jobs failed. errors: name -> exception; results: name -> value of the others."""

    def __init__(self, errors: dict[str, Exception], results: dict[str, Any]):
        super().__init__(", ".join(sorted(errors)) + " failed")
        self.errors = errors
        self.results = results


def run_all(jobs: dict[str, Callable[[], Any]]) -> dict[str, Any]:
    """Run every job in its own thread, all at the same time, and wait for all of them.

    Return {name: what the job returned}. If any job raised, raise JobsFailed instead, when all have
    ended: with the original exception objects, and with the results of the others.
    """
    results: dict[str, Any] = {}
    errors: dict[str, Exception] = {}

    def run(name: str, job: Callable[[], Any]) -> None:
        # The exception has to be caught in here, in the thread in which it happens: no other place
        # ever sees it. Each thread writes under a name of its own, so they don't get in each
        # other's way.
        try:
            results[name] = job()
        except Exception as error:
            errors[name] = error

    # args hands each thread its own name and job, now. A function without arguments would look
    # them up when it runs, and find what the loop left behind.
    threads = [threading.Thread(target=run, args=item) for item in jobs.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # All threads have ended, and nobody writes any more: now we can look.
    if errors:
        raise JobsFailed(errors, results)
    return results


class alarm:
    """`with alarm(report):` hears of every thread that dies while the block runs.

    For each thread of the program that dies of an exception, report(thread_name, exception) is
    called, and nothing is printed. After the block the threading.excepthook that was there before
    is back, also if the block raised; its exception goes on.
    """

    def __init__(self, report: Callable[[str, BaseException], None]):
        self.report = report

    def __enter__(self):
        # Not threading.__excepthook__, which is Python's own: somebody else may have put in a hook
        # before us, perhaps with another alarm.
        self.before = threading.excepthook
        threading.excepthook = self.ring
        return self

    def ring(self, args):
        """Stand in for threading.excepthook, which prints a traceback."""
        self.report(args.thread.name, args.exc_value)

    def __exit__(self, *exception):
        # Called in every case, with the block's exception if there is one. We return None, which is
        # false: the exception goes on.
        threading.excepthook = self.before


if __name__ == "__main__":
    # Run this file to see a night in real time:  python loud_failures.py
    # After 3 s it must say that the invoices failed, and what the other two returned.
    import time

    def job(seconds: float, value: Any) -> Any:
        time.sleep(seconds)
        if value is None:
            raise ValueError("no paper")
        return value

    try:
        run_all(
            {
                "backup": lambda: job(1, "12 GB"),
                "invoices": lambda: job(2, None),
                "newsletter": lambda: job(3, 340),
            }
        )
        print("all done")
    except JobsFailed as night:
        print(night, night.errors, night.results)
