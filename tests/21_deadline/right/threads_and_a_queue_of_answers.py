"""Threads of its own, which take names from a queue and put answers into another."""

import queue
import time
import threading
from dataclasses import dataclass, field


@dataclass
class Report:
    done: dict = field(default_factory=dict)
    failed: dict = field(default_factory=dict)
    unfinished: list = field(default_factory=list)


def search(ask, names, timeout, at_once=2):
    latest = time.monotonic() + timeout
    stop = threading.Event()
    waiting, answers = queue.SimpleQueue(), queue.SimpleQueue()
    for name in names:
        waiting.put(name)

    def work():
        while not stop.is_set():
            try:
                name = waiting.get_nowait()
            except queue.Empty:
                return
            try:
                answers.put(("done", name, ask(name, stop)))
            except Exception as error:
                answers.put(("failed", name, error))

    for _ in range(at_once):
        threading.Thread(target=work).start()
    report = Report(unfinished=list(names))
    try:
        while report.unfinished:
            kind, name, answer = answers.get(timeout=max(0, latest - time.monotonic()))
            getattr(report, kind)[name] = answer
            report.unfinished.remove(name)
    except queue.Empty:
        pass
    stop.set()
    return report
