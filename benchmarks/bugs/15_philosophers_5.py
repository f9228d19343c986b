"""SCTBench din_phil5: everybody takes the left fork first."""

import threading

from benchmarks.bugs import together

EXPECTED = "Deadlock"


def bug():
    forks = [threading.Lock() for _ in range(5)]

    def eat(i):
        with forks[i], forks[(i + 1) % 5]:
            pass

    together(*[lambda i=i: eat(i) for i in range(5)])


def right():
    forks = [threading.Lock() for _ in range(5)]

    def eat(i):
        first, second = sorted([i, (i + 1) % 5])
        with forks[first], forks[second]:
            pass

    together(*[lambda i=i: eat(i) for i in range(5)])
