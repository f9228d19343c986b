"""functools.partial packs the arguments; daemons, as nobody has to wait for the kitchen."""

import functools
import threading


def start(name, job):
    thread = threading.Thread(target=job, name=name, daemon=True)
    thread.start()
    return thread


def open_stations(cook, orders):
    return [
        start(station, functools.partial(cook, dish, minutes, **options))
        for station, dish, minutes, options in orders
    ]


def ring_bell(bell, table):
    return start("bell", functools.partial(bell, table))


def who_is_working():
    return sorted(t.name for t in threading.enumerate() if t.name != "MainThread")


def headcount():
    return threading.active_count()
