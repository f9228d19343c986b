"""Keeps a list of all stations, and never asks who is still alive.

Fails: test_roll_call_names_who_is_alive
"""

import threading

STATIONS = []


def open_stations(cook, orders):
    threads = []
    for station, dish, minutes, options in orders:
        thread = threading.Thread(target=cook, name=station, args=(dish, minutes), kwargs=options)
        thread.start()
        threads.append(thread)
        STATIONS.append(thread)
    return threads


def ring_bell(bell, table):
    thread = threading.Thread(target=bell, name="bell", args=(table,))
    thread.start()
    return thread


def who_is_working():
    return sorted(thread.name for thread in STATIONS)


def headcount():
    return threading.active_count()
