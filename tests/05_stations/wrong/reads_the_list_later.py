"""Hands over only the number of the order. The thread looks into the list when it gets there, and
the caller may have emptied it.

Fails: test_orders_belong_to_the_caller
"""

import threading


def open_stations(cook, orders):
    def work(number):
        _, dish, minutes, options = orders[number]
        cook(dish, minutes, **options)

    threads = []
    for number, order in enumerate(orders):
        thread = threading.Thread(target=work, name=order[0], args=(number,))
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
