"""Copies the orders first; a function of its own makes each thread, and hands everything over by
name."""

import copy
import threading


def station(cook, order):
    name, dish, minutes, options = order

    def work():
        cook(minutes=minutes, dish=dish, **options)

    return threading.Thread(target=work, name=name)


def open_stations(cook, orders):
    threads = [station(cook, order) for order in copy.deepcopy(orders)]
    for thread in threads:
        thread.start()
    return threads


def ring_bell(bell, table):
    def ring():
        bell(table)

    thread = threading.Thread(target=ring, name="bell")
    thread.start()
    return thread


def who_is_working():
    names = []
    for thread in threading.enumerate():
        if thread != threading.main_thread():
            names.append(thread.name)
    names.sort()
    return names


def headcount():
    return threading.active_count()
