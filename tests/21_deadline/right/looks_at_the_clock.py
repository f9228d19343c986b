"""Reckons for each future in turn how much time is left, and cancels one by one."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field


@dataclass
class Report:
    done: dict = field(default_factory=dict)
    failed: dict = field(default_factory=dict)
    unfinished: list = field(default_factory=list)


def search(ask, names, timeout, at_once=2):
    latest = time.monotonic() + timeout
    stop = threading.Event()
    pool = ThreadPoolExecutor(at_once)
    futures = {name: pool.submit(ask, name, stop) for name in names}
    finished = set()
    for future in futures.values():
        try:
            future.exception(timeout=max(0, latest - time.monotonic()))
            finished.add(future)
        except TimeoutError:
            pass
    for future in reversed(futures.values()):
        future.cancel()
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
