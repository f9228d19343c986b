"""Takes the answers as they come, and catches the TimeoutError that ends it."""

import threading
from concurrent.futures import ThreadPoolExecutor, as_completed
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
    finished = set()
    try:
        for future in as_completed(futures.values(), timeout=timeout):
            finished.add(future)
    except TimeoutError:
        pass
    pool.shutdown(wait=False, cancel_futures=True)
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
