"""Prints more than anybody wants to read."""


def start_all(tasks):
    for page in range(20_000):
        print(page, "All work and no play makes Jack a dull boy. " * 200)
    return tasks


def morning_routine(tasks):
    return len(start_all(tasks))
