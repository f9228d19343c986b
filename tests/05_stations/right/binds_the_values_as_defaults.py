"""A lambda may look up what it likes if its defaults hold the values; set differences and len()
for the roll call."""

import threading


def open_stations(cook, orders):
    threads = []
    for station, dish, minutes, options in orders:
        thread = threading.Thread(
            target=lambda dish=dish, minutes=minutes, options=options: cook(
                dish, minutes, **options
            )
        )
        thread.name = station
        threads.append(thread)
    for thread in threads:
        thread.start()
    return threads


def ring_bell(bell, table):
    thread = threading.Thread(None, lambda: bell(table), "bell")
    thread.start()
    return thread


def who_is_working():
    others = set(threading.enumerate()) - {threading.main_thread()}
    return sorted(thread.name for thread in others)


def headcount():
    return len(threading.enumerate())
