"""Makes the pool as small as the list of names: a pool of zero threads is refused.

Fails: test_one_clock_for_all
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
    pool = ThreadPoolExecutor(min(at_once, len(names)))
    futures = {name: pool.submit(ask, name, stop) for name in names}
    finished, _ = wait(futures.values(), timeout=timeout)
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
