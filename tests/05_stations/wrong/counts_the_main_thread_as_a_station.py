"""Believes that enumerate() leaves the main thread out.

Fails: test_roll_call_names_who_is_alive
"""

import threading


def open_stations(cook, orders):
    threads = []
    for station, dish, minutes, options in orders:
        thread = threading.Thread(target=cook, name=station, args=(dish, minutes), kwargs=options)
        thread.start()
        threads.append(thread)
    return threads


def ring_bell(bell, table):
    thread = threading.Thread(target=bell, name="bell", args=(table,))
    thread.start()
    return thread


def who_is_working():
    return sorted(thread.name for thread in threading.enumerate())


def headcount():
    return threading.active_count()
