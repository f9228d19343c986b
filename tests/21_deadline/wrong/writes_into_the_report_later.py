"""Lets the calls write into the report themselves: they go on when it has been returned.

Fails: test_goodbyes_are_said_in_the_right_order, test_nobody_waits_for_a_deaf_call
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
    report = Report()

    def call(name):
        try:
            report.done[name] = ask(name, stop)
        except Exception as error:
            report.failed[name] = error

    pool = ThreadPoolExecutor(at_once)
    wait([pool.submit(call, name) for name in names], timeout=timeout)
    pool.shutdown(wait=False, cancel_futures=True)
    stop.set()
    for name in names:
        if name not in report.done and name not in report.failed:
            report.unfinished.append(name)
    return report
