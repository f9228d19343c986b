"""Believes that start() returns the thread. It returns None.

Fails: test_bell_rings_with_one_argument
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
    return threading.Thread(target=bell, name="bell", args=(table,)).start()


def who_is_working():
    return sorted(
        thread.name for thread in threading.enumerate() if thread is not threading.main_thread()
    )


def headcount():
    return threading.active_count()
