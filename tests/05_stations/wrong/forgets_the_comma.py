"""Believes that brackets make a tuple. Without a comma, (table) is just the table.

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
    thread = threading.Thread(target=bell, name="bell", args=(table))
    thread.start()
    return thread


def who_is_working():
    return sorted(
        thread.name for thread in threading.enumerate() if thread is not threading.main_thread()
    )


def headcount():
    return threading.active_count()
