"""Daemon threads share an iterator of names; a condition says when all have answered."""

import threading
from dataclasses import dataclass, field


@dataclass
class Report:
    done: dict = field(default_factory=dict)
    failed: dict = field(default_factory=dict)
    unfinished: list = field(default_factory=list)


def search(ask, names, timeout, at_once=2):
    stop = threading.Event()
    changed = threading.Condition()
    left = iter(names)
    answers = {}

    def work():
        while True:
            with changed:
                name = None if stop.is_set() else next(left, None)
            if name is None:
                return
            try:
                answer = ("done", ask(name, stop))
            except Exception as error:
                answer = ("failed", error)
            with changed:
                answers[name] = answer
                changed.notify()

    for _ in range(at_once):
        threading.Thread(target=work, daemon=True).start()
    with changed:
        changed.wait_for(lambda: len(answers) == len(names), timeout=timeout)
        stop.set()
        report = Report()
        for name in names:
            kind, answer = answers.get(name, ("unfinished", None))
            if kind == "unfinished":
                report.unfinished.append(name)
            else:
                getattr(report, kind)[name] = answer
        return report
