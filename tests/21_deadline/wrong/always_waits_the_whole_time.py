"""Sleeps for the whole timeout, and then looks who has answered.

Fails: test_all_answer_if_there_is_time, test_one_clock_for_all
"""

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
    stop = threading.Event()
    pool = ThreadPoolExecutor(at_once)
    futures = {name: pool.submit(ask, name, stop) for name in names}
    time.sleep(timeout)
    finished = {future for future in futures.values() if future.done()}
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
