"""Small threaded programs as source text, run with scheduling points in every execution."""

from __future__ import annotations

import textwrap
import threading
import types
from collections import Counter
from collections.abc import Callable, Hashable

from grader.engine import execute
from grader.engine.instrument import bind, instrument
from grader.engine.points import Points
from grader.engine.schedulers import Search
from grader.engine.world import many

HEAD = """
import queue, threading, time
from concurrent.futures import ThreadPoolExecutor
"""


def together(*functions: Callable[[], object]) -> None:
    """Call each function in a thread of its own; without scheduling points of its own."""
    threads = [threading.Thread(target=function) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


COUNTER = """
class Counter:
    def __init__(self):
        self.value = 0
    def increment(self):
        self.value += 1

def main(threads=2):
    counter = Counter()
    together(*[counter.increment] * threads)
    return counter.value
"""

LOCKED_COUNTER = """
class Counter:
    def __init__(self):
        self.value = 0
        self.lock = threading.Lock()
    def increment(self):
        with self.lock:
            self.value += 1

def main(threads=2):
    counter = Counter()
    together(*[counter.increment] * threads)
    return counter.value
"""

TWO_LOCKS = """
def main():
    left, right = threading.Lock(), threading.Lock()
    def one():
        with left:
            with right:
                pass
    def two():
        with right:
            with left:
                pass
    together(one, two)
    return "both done"
"""

CHECK_THEN_ACT = """
def main():
    cache, calls = {}, []
    def get():
        if "k" not in cache:
            calls.append(1)
            cache["k"] = 1
    together(get, get)
    return len(calls)
"""

MESSAGE = """
def main():
    ready, box = threading.Event(), []
    def send():
        box.append("hello")
        ready.set()
    def receive():
        ready.wait()
        box.append(box[0])
    together(receive, send)
    return tuple(box)
"""

SPIN = """
done = False
def main():
    def finish():
        global done
        done = True
    def wait():
        while not done:
            pass
    together(wait, finish)
    return "done"
"""

ALTERNATE = """
def main():
    turns = []
    state = {"turn": 0}
    def play(me):
        for _ in range(2):
            if state["turn"] == me:
                state["turn"] = 1 - me
                turns.append(me)
    together(lambda: play(0), lambda: play(1))
    return len(turns)
"""


def program(source: str, file: str = "program.py") -> Callable[[], Hashable]:
    """Return a function that runs `main()` of a program in a module made afresh."""
    code = instrument(textwrap.dedent(HEAD + source), file, points=True)
    points = Points(lambda error: False)

    def main() -> Hashable:
        module = types.ModuleType("program")
        bind(points, vars(module), points=True)
        vars(module)["together"] = together
        exec(code, vars(module))
        return module.main()  # type: ignore[no-any-return]

    return main


def outcomes(main: Callable[[], Hashable], search: Search, limit: int = 5_000) -> Counter[Hashable]:
    """Count what comes of a program over all executions that a search makes, `limit` at most."""
    counted: Counter[Hashable] = Counter()
    with many():
        for _ in range(limit):
            search.begin()
            execution = execute(main, scheduler=search, record=False)
            if not execution.cut_short:
                counted[outcome(execution)] += 1
            if search.exhausted:
                break
    return counted


def outcome(execution: object) -> Hashable:
    """What main returned, or the kind of the finding or exception that kept it from that."""
    findings = execution.findings  # type: ignore[attr-defined]
    error = execution.exception  # type: ignore[attr-defined]
    if findings:
        return type(findings[0]).__name__
    if error is not None:
        return type(error).__name__
    return execution.value  # type: ignore[attr-defined,no-any-return]
