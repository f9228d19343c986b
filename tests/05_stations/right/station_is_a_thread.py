"""A subclass of Thread keeps the order; the roll call removes the main thread from the list."""

import threading


class Station(threading.Thread):
    def __init__(self, cook, order):
        station, self.dish, self.minutes, self.options = order
        super().__init__(name=station)
        self.cook = cook

    def run(self):
        self.cook(self.dish, self.minutes, **self.options)


def open_stations(cook, orders):
    stations = [Station(cook, order) for order in orders]
    for station in stations:
        station.start()
    return stations


def ring_bell(bell, table):
    thread = threading.Thread(target=bell, args=[table], name="bell")
    thread.start()
    return thread


def who_is_working():
    alive = threading.enumerate()
    alive.remove(threading.main_thread())
    return sorted(thread.name for thread in alive)


def headcount():
    return len(who_is_working()) + 1
