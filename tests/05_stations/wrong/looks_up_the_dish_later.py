"""Believes that a lambda keeps the values of its variables. It looks them up when it is called, and
by then the loop may have moved on.

Fails: test_stations_cook_their_own_dishes, test_orders_belong_to_the_caller
"""

import threading


def open_stations(cook, orders):
    threads = []
    for station, dish, minutes, options in orders:
        thread = threading.Thread(target=lambda: cook(dish, minutes, **options), name=station)
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
