"""A class of threads that each do one task in run(); measures with perf_counter_ns()."""

from threading import Thread
from time import perf_counter_ns


class Chore(Thread):
    def __init__(self, task):
        super().__init__()
        self.task = task

    def run(self):
        self.task()


def start_all(tasks):
    chores = []
    for task in tasks:
        chores.append(Chore(task))
        chores[-1].start()
    return chores


def morning_routine(tasks):
    begin = perf_counter_ns()
    chores = start_all(tasks)
    while chores:
        chores.pop().join()
    return (perf_counter_ns() - begin) / 1_000_000_000
