"""Gives each call the whole timeout, one after the other.

Fails: test_time_is_up_for_all_of_them, test_running_calls_are_told_and_others_never_begin, test_one_clock_for_all
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
    finished = set()
    for future in futures.values():
        try:
            future.result(timeout=timeout)
            finished.add(future)
        except TimeoutError:
            pass
        except Exception:
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
