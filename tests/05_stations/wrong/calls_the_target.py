"""Calls the function and hands its result to the thread: the main thread cooks everything.

Fails: test_stations_cook_their_own_dishes, test_stations_open_at_once, test_roll_call_names_who_is_alive
"""

import threading


def open_stations(cook, orders):
    threads = []
    for station, dish, minutes, options in orders:
        thread = threading.Thread(target=cook(dish, minutes, **options), name=station)
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
