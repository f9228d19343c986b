"""Asks the running calls to stop, and waits for them: one of them may be deaf.

Fails: test_nobody_waits_for_a_deaf_call
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
    pool.shutdown(wait=False, cancel_futures=True)
    stop.set()
    pool.shutdown()
    report = Report()
    for name, future in futures.items():
        if future not in finished:
            report.unfinished.append(name)
        elif future.exception():
            report.failed[name] = future.exception()
        else:
            report.done[name] = future.result()
    return report
