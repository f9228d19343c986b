"""Data races are found where nothing orders two accesses, and nowhere else."""

import pytest

from grader.engine import execute
from grader.engine.races import RaceWatcher
from grader.engine.schedulers.replay import Replay
from tests.grader.engine.programs import COUNTER, LOCKED_COUNTER, MESSAGE, program

POLLED_EVENT = """
def main():
    ready, box = threading.Event(), {"value": 0}
    def send():
        box["value"] = 1
        ready.set()
    def receive():
        while not ready.is_set():
            time.sleep(1)
        box["value"] += 1
    together(receive, send)
"""

QUEUE = """
def main():
    jobs, box = queue.Queue(), {"value": 0}
    def send():
        box["value"] = 1
        jobs.put("go")
    def receive():
        jobs.get()
        box["value"] += 1
    together(receive, send)
"""

FUTURE = """
def main():
    box = {"value": 0}
    def work():
        box["value"] += 1
    with ThreadPoolExecutor(2) as pool:
        pool.submit(work).result()
        box["value"] += 1
"""

BARRIER = """
def main():
    barrier, box = threading.Barrier(2), {"a": 0, "b": 0}
    def one():
        box["a"] = 1
        barrier.wait()
        box["b"] += 1
    def two():
        barrier.wait()
        box["a"] += 1
    together(one, two)
"""

CONDITION = """
def main():
    condition, box = threading.Condition(), {"value": 0}
    def send():
        with condition:
            box["value"] = 1
            condition.notify()
    def receive():
        with condition:
            while not box["value"]:
                condition.wait()
            box["value"] += 1
    together(receive, send)
"""

APPEND = """
def main():
    items = []
    together(lambda: items.append(1), lambda: items.append(2))
    return len(items)
"""

WRONG_LOCK = """
def main():
    a, b, box = threading.Lock(), threading.Lock(), {"value": 0}
    def one():
        with a:
            box["value"] += 1
    def two():
        with b:
            box["value"] += 1
    together(one, two)
"""

UNJOINED = """
total = 0
def main():
    def work():
        global total
        total = 1
    threading.Thread(target=work).start()
    time.sleep(1)
    return total
"""


def races(source):
    """The races of the execution without preemptions."""
    watcher = RaceWatcher()
    execute(program(source), scheduler=Replay(()), watcher=watcher)
    return watcher.races


@pytest.mark.parametrize(
    "source",
    [LOCKED_COUNTER, MESSAGE, POLLED_EVENT, QUEUE, FUTURE, BARRIER, CONDITION, APPEND],
    ids=["lock", "event", "polled", "queue", "future", "barrier", "condition", "append"],
)
def test_what_is_ordered_is_no_race(source):
    """Locks, events, queues, futures, barriers and conditions order; so do start and join."""
    assert races(source) == []


def test_an_unlocked_counter_is_a_race_although_nothing_went_wrong():
    """Both threads and the line are named."""
    found = races(COUNTER)

    assert [(race.name, race.threads) for race in found] == [
        ("Counter.value", ("Thread-1 (increment)", "Thread-2 (increment)"))
    ]
    assert (
        found[0]
        .explain()
        .startswith(
            "a data race on Counter.value: no lock, join, event or queue decides who comes first."
        )
    )


def test_an_item_is_told_by_the_name_of_its_container():
    """A global dict or list goes by that name; one without a name by its type's."""
    accounts = """
accounts = {"Bob": 0}
def pay():
    accounts["Bob"] += 1
def main():
    together(pay, pay)
"""
    nameless = """
def pay(books):
    books()["Bob"] += 1
def main():
    accounts = {"Bob": 0}
    together(lambda: pay(lambda: accounts), lambda: pay(lambda: accounts))
"""

    assert [race.name for race in races(accounts)] == ["accounts['Bob']"]
    assert [race.name for race in races(nameless)] == ["dict['Bob']"]


def test_two_different_locks_order_nothing():
    """The explanation asks for the same lock."""
    assert "both must hold the same lock" in races(WRONG_LOCK)[0].explain()


def test_sleeping_is_no_synchronisation():
    """A thread that was given time, but not joined, races with who reads its result."""
    assert [race.name for race in races(UNJOINED)] == ["total"]
