"""Asks only the threads that it started itself whether they are alive. There may be others.

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
    return sorted(thread.name for thread in STATIONS if thread.is_alive())


def headcount():
    return threading.active_count()
