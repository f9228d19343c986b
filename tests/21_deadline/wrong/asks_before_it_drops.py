"""Raises the stop sign first. Whoever gives up makes room for the next in the queue.

Fails: test_goodbyes_are_said_in_the_right_order
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
    stop.set()
    pool.shutdown(wait=False, cancel_futures=True)
    report = Report()
    for name, future in futures.items():
        if future not in finished:
            report.unfinished.append(name)
        elif future.exception():
            report.failed[name] = future.exception()
        else:
            report.done[name] = future.result()
    return report
