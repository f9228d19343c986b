"""What the engine costs, and how it compares with real threads and with its peers, in one run.

    python benchmarks/engine.py [ROUNDS]

The peers, interleave-test and frontrun, take part if they are installed (`pip install ...`).
All runners take turns, round by round, so that a busy machine slows all of them down. Counted is
processor time, the median of the rounds; a runner that waits for real time is not blamed for it.
"""

from __future__ import annotations

import importlib
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from grader.engine import execute
from grader.engine.instrument import bind, instrument
from grader.engine.points import Points
from grader.engine.schedulers import Search
from grader.engine.schedulers.pos import PartialOrderSampling
from grader.engine.schedulers.replay import Replay
from grader.engine.world import many

SOLUTIONS = Path(__file__).resolve().parent.parent / "solutions"

Runner = Callable[[int], float | None]
"""Executes a program so many times; may say how many seconds of processor time that took."""

PROGRAMS = '''
import threading
import time
from concurrent.futures import ThreadPoolExecutor

def counter():
    """Two threads that add one each, under a lock."""
    total = [0]
    lock = threading.Lock()
    def increment():
        with lock:
            total[0] += 1
    a = threading.Thread(target=increment)
    b = threading.Thread(target=increment)
    a.start(); b.start()
    a.join(); b.join()
    assert total[0] == 2

def pool():
    """A pool of four that does eight small jobs."""
    with ThreadPoolExecutor(4) as workers:
        assert sum(workers.map(abs, range(8))) == 28

def breakfast():
    """Three threads that sleep 3, 4 and 5 seconds."""
    threads = [threading.Thread(target=time.sleep, args=(s,)) for s in (3, 4, 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
'''


EXERCISES = {
    "10_ticket_race/ticket_race.py": '''
def program():
    """Three windows and two seats."""
    office = TicketOffice(2)
    windows = [threading.Thread(target=office.sell, args=("", bool)) for _ in range(3)]
    for window in windows:
        window.start()
    for window in windows:
        window.join()
    assert office.free() == 0
''',
    "15_bounded_buffer/bounded_buffer.py": '''
def program():
    """Three plates through a rack that has room for one."""
    rack = Rack(1)
    washer = threading.Thread(target=lambda: [rack.put(plate) for plate in range(3)])
    washer.start()
    assert [rack.take() for _ in range(3)] == [0, 1, 2]
    washer.join()
''',
}
"""Solutions of the course, each with a program that uses it as a check would."""


def main(rounds: int = 7) -> None:
    """Print all tables."""
    print(f"Python {sys.version.split()[0]}; executions per second of processor time\n")
    compare("two threads, a counter and a lock", counter_runners(), rounds)
    compare("a pool of four, eight jobs", pool_runners(), rounds)
    compare("breakfast: sleeps of 3, 4 and 5 s", breakfast_runners(), rounds)
    show_points(rounds)
    show_growth(rounds)
    show_real_breakfast()


# -- the runners ----------------------------------------------------------------------------------


def loaded(name: str, *, points: bool, source: str = PROGRAMS) -> Callable[[], None]:
    """One of the programs, with scheduling points or without."""
    namespace: dict[str, Any] = {"__name__": "programs"}
    bind(Points(lambda error: False), namespace, points=points)
    exec(instrument(source, "programs.py", points=points), namespace)
    return namespace[name]  # type: ignore[no-any-return]


def ours(name: str) -> dict[str, Runner]:
    """The engine's two ways to execute a program."""
    return {
        "first come, first served": executions(loaded(name, points=False), None),
        "random schedules": executions(loaded(name, points=True), PartialOrderSampling(0)),
    }


def real(name: str) -> Runner:
    """The program with real threads, outside of any world."""
    program = loaded(name, points=False)

    def run(times: int) -> None:
        for _ in range(times):
            program()

    return run


def interleave_test(name: str) -> Runner | str:
    """The peer that needs no change to the program."""
    try:
        peer = importlib.import_module("interleave_test")
    except ImportError:
        return "not installed"
    program = loaded(name, points=False)

    def run(times: int) -> None:
        peer.explore(program, iterations=times, seed=0)

    return run


FRONTRUN = """
import sys, threading, time, frontrun

class Counter:
    def __init__(self):
        self.total, self.lock = 0, threading.Lock()

    def increment(self):
        with self.lock:
            self.total += 1

before = time.process_time()
frontrun.explore_random(
    Counter,
    [Counter.increment, Counter.increment],
    lambda counter: counter.total == 2,
    max_attempts=int(sys.argv[1]),
    seed=0,
)
print(time.process_time() - before)
"""


def frontrun_counter() -> Runner | str:
    """The peer that takes a fixed set of workers, and wants a process of its own."""
    command = Path(sys.executable).with_name("frontrun")
    if not command.exists():
        return "not installed"

    def run(times: int) -> float:
        ran = subprocess.run(
            [command, sys.executable, "-c", FRONTRUN, str(times)],
            capture_output=True,
            text=True,
            check=True,
        )
        return float(ran.stdout.split()[-1])

    return run


def counter_runners() -> dict[str, Runner | str]:
    """All that can run the counter."""
    return {
        **ours("counter"),
        "real threads": real("counter"),
        "interleave-test": interleave_test("counter"),
        "frontrun": frontrun_counter(),
    }


def pool_runners() -> dict[str, Runner | str]:
    """All that can run the pool."""
    return {
        **ours("pool"),
        "real threads": real("pool"),
        "interleave-test": interleave_test("pool"),
        "frontrun": "cannot: its threads are a fixed set",
    }


def breakfast_runners() -> dict[str, Runner | str]:
    """All that can run the breakfast without waiting for it."""
    return {
        **ours("breakfast"),
        "real threads": "5 s each, by nature",
        "interleave-test": "cannot: sleep does not move its clock",
        "frontrun": "cannot: its threads are a fixed set",
    }


# -- measuring ------------------------------------------------------------------------------------


def compare(title: str, runners: dict[str, Runner | str], rounds: int) -> None:
    """Print executions per second for each runner, and how far behind the first it is."""
    rates = measured({name: run for name, run in runners.items() if callable(run)}, rounds)
    first = next(iter(rates.values()))
    print(title)
    for name, run in runners.items():
        if isinstance(run, str):
            print(f"    {name:26} {run}")
        else:
            print(f"    {name:26} {rates[name]:10,.0f} /s   {first / rates[name]:8.2f} x")
    print()


def measured(runners: dict[str, Runner], rounds: int) -> dict[str, float]:
    """Return the median rate of each runner; they take turns."""
    times = {name: how_often(run) for name, run in runners.items()}
    rates: dict[str, list[float]] = {name: [] for name in runners}
    for _ in range(rounds):
        for name, run in runners.items():
            rates[name].append(times[name] / processor_time(run, times[name]))
    return {name: statistics.median(each) for name, each in rates.items()}


def how_often(run: Runner, about: float = 0.2) -> int:
    """How many executions take about so many seconds, after some to warm up."""
    return max(2, int(about * 3 / max(processor_time(run, 3), 1e-6)))


def processor_time(run: Runner, times: int) -> float:
    """Seconds of processor time that so many executions take."""
    before = time.process_time()
    told = run(times)
    return time.process_time() - before if told is None else told


def show_points(rounds: int) -> None:
    """Print what scheduling points in the student's code cost."""
    print("scheduling points in the student's code, off and on\n")
    sources = {"two threads, a counter and a lock": ("counter", PROGRAMS)}
    for file, program in EXERCISES.items():
        text = (SOLUTIONS / file).read_text(encoding="utf-8")
        sources[f"the solution of {file.partition('/')[0]}"] = "program", text + program
    for title, (name, source) in sources.items():
        off = loaded(name, points=False, source=source)
        on = loaded(name, points=True, source=source)
        runners: dict[str, Runner | str] = {
            "off": executions(off, None),
            "on, in the same order": executions(on, Replay(())),
            "on, random schedules": executions(on, PartialOrderSampling(0)),
        }
        compare(title, runners, rounds)


def executions(program: Callable[[], None], scheduler: Search | None) -> Runner:
    """Execute a program under one scheduler."""

    def run(times: int) -> None:
        with many():
            for _ in range(times):
                if scheduler is not None:
                    scheduler.begin()
                execute(program, scheduler=scheduler, record=False)

    return run


def show_growth(rounds: int) -> None:
    """Print the cost of a switch and of a thread, as they grow in number."""
    print("the cost of one switch, by the number of switches (two threads that sleep in turn)")
    for steps in (100, 1_000, 10_000, 100_000):
        print(f"    {steps:10,}  {cost(partial(take_turns, steps), steps, rounds):8.2f} us")
    print("the cost of one thread, by the number of threads (all sleep, then end at once)")
    for tasks in (10, 100, 1_000, 10_000):
        print(f"    {tasks:10,}  {cost(partial(sleep_all, tasks), tasks, rounds):8.2f} us")
    print()


def cost(main: Callable[[], None], units: int, rounds: int) -> float:
    """Microseconds of processor time per unit; the least of some executions, fewer of long ones."""
    repeats = max(1, min(rounds, 20_000 // units))
    return 1e6 * min(processor_time(lambda _: ended(main), 1) for _ in range(repeats)) / units


def ended(main: Callable[[], None]) -> None:
    """Execute a program of ours."""
    execute(main, record=False)


def take_turns(steps: int) -> None:
    """Two threads that sleep in turn."""

    def work() -> None:
        for _ in range(steps // 2):
            time.sleep(1e-6)

    thread = threading.Thread(target=work)
    thread.start()
    work()
    thread.join()


def sleep_all(tasks: int) -> None:
    """Threads that sleep for a second, all at the same time."""
    threads = [threading.Thread(target=time.sleep, args=(1,)) for _ in range(tasks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def show_real_breakfast() -> None:
    """Print how long breakfast takes, in both times."""
    program = loaded("breakfast", points=False)
    before = time.perf_counter()
    execution = execute(program)
    taken = time.perf_counter() - before
    print(
        f"breakfast ends at {execution.ended:g} virtual seconds, after {taken * 1000:.1f} real ms"
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
