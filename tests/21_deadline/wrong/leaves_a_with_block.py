"""Believes that `with` closes the pool at once. At its end it waits for every call.

Fails: test_time_is_up_for_all_of_them, test_running_calls_are_told_and_others_never_begin, test_goodbyes_are_said_in_the_right_order, test_nobody_waits_for_a_deaf_call, test_one_clock_for_all
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
    with ThreadPoolExecutor(at_once) as pool:
        futures = {name: pool.submit(ask, name, stop) for name in names}
        finished, _ = wait(futures.values(), timeout=timeout)
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
