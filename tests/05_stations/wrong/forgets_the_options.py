"""Hands over what has a position, and forgets what has a name.

Fails: test_stations_cook_their_own_dishes
"""

import threading


def open_stations(cook, orders):
    threads = []
    for station, dish, minutes, options in orders:
        thread = threading.Thread(target=cook, name=station, args=(dish, minutes))
        thread.start()
        threads.append(thread)
    return threads


def ring_bell(bell, table):
    thread = threading.Thread(target=bell, name="bell", args=(table,))
    thread.start()
    return thread


def who_is_working():
    return sorted(
        thread.name for thread in threading.enumerate() if thread is not threading.main_thread()
    )


def headcount():
    return threading.active_count()
