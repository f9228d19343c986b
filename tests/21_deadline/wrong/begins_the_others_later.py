"""Closes the pool, but not its queue: what waits in it still begins.

Fails: test_running_calls_are_told_and_others_never_begin, test_goodbyes_are_said_in_the_right_order
"""

import threading
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field


@dataclass
class Report:
    done: dict = field(default_factory=dict)
    failed: dict = field(default_factory=dict)
    unfinished: list = field(default_factory=list)


def search(ask, names, timeout, at_once=2):
    stop = threading.Event()
    pool = ThreadPoolExecutor(at_once)
    futures = {name: pool.submit(ask, name, stop) for name in names}
    finished, _ = wait(futures.values(), timeout=timeout)
    pool.shutdown(wait=False)
    stop.set()
    report = Report()
    for name, future in futures.items():
        if future not in finished:
            report.unfinished.append(name)
        elif future.exception():
            report.failed[name] = future.exception()
        else:
            report.done[name] = future.result()
    return report
