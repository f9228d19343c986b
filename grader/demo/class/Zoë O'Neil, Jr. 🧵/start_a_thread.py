from threading import Thread
from time import perf_counter


class Chore(Thread):
    def __init__(self, task):
        super().__init__()
        self.task = task

    def run(self):
        self.task()


def start_all(tasks):
    chores = list(map(Chore, tasks))
    for chore in chores:
        chore.start()
    return chores


def morning_routine(tasks):
    begin = perf_counter()
    chores = start_all(tasks)
    while chores:
        chores.pop().join()
    return perf_counter() - begin
