"""Dinner at eight: ask many, but show what is there when the time is up."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Report:
    """What had been answered when the time was up, or when all had answered."""

    done: dict[str, Any] = field(default_factory=dict)  # name -> result
    failed: dict[str, Exception] = field(default_factory=dict)  # name -> exception
    unfinished: list[str] = field(default_factory=list)  # in the order of the names


def search(
    ask: Callable[[str, threading.Event], Any],
    names: list[str],
    timeout: float,
    at_once: int = 2,
) -> Report:
    """Call ask(name, stop) for every name, in their order, at most `at_once` at a time.

    Return as soon as all have answered, but `timeout` seconds after the call at the latest. When
    the time is up: calls that have not started never start, and `stop` (one event for all calls)
    is set, so that running ones can end. Don't wait for them, and ignore what they still return
    or raise. Names without an answer are `unfinished`.
    """
    stop = threading.Event()
    # No `with`: at the end of its block the pool would wait for every call.
    pool = ThreadPoolExecutor(at_once)
    futures = {name: pool.submit(ask, name, stop) for name in names}
    # One wait for all of them is one clock for all of them. It comes back early if all are done.
    finished, _ = wait(futures.values(), timeout=timeout)
    # What has not begun can be dropped; what is running can only be asked. First drop, then ask:
    # a call that gives up frees its thread, and the next call in the queue would begin.
    pool.shutdown(wait=False, cancel_futures=True)
    stop.set()

    report = Report()
    for name, future in futures.items():
        # `finished` says how it was when the time was up. The futures themselves go on changing:
        # by now one may be cancelled, or have the result of a call that gave up.
        if future not in finished:
            report.unfinished.append(name)
        elif (error := future.exception()) is not None:
            report.failed[name] = error
        else:
            report.done[name] = future.result()
    return report


if __name__ == "__main__":
    # Run this file to wait for the airlines in real time:  python deadline.py
    # After 5 s it must show two answers, and three names without one.
    def ask_airline(name: str, stop: threading.Event) -> str:
        seconds = {"stork": 2, "crane": 3, "swift": 4, "heron": 2.5, "eagle": 1}[name]
        return "gave up" if stop.wait(seconds) else f"{name} has a seat"

    print(search(ask_airline, ["stork", "crane", "swift", "heron", "eagle"], timeout=5))
