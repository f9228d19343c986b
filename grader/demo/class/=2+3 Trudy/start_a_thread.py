"""Prints until the disk is full."""


def start_all(tasks):
    while True:
        print("All work and no play makes Jack a dull boy. " * 100)


def morning_routine(tasks):
    return 5
