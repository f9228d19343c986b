"""Believes that as_completed() ends when the time is up. It raises TimeoutError.

Fails: test_time_is_up_for_all_of_them, test_running_calls_are_told_and_others_never_begin, test_goodbyes_are_said_in_the_right_order, test_nobody_waits_for_a_deaf_call, test_one_clock_for_all
"""

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
    for future in as_completed(futures.values(), timeout=timeout):
        finished.add(future)
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
