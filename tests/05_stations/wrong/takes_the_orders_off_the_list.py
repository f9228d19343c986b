"""Empties the caller's list while it works through it.

Fails: test_orders_belong_to_the_caller
"""

import threading


def open_stations(cook, orders):
    threads = []
    while orders:
        station, dish, minutes, options = orders.pop(0)
        thread = threading.Thread(target=cook, name=station, args=(dish, minutes), kwargs=options)
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
