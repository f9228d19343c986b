"""Locks the change, but looks before: another can take the last seat in between.

Fails: test_one_seat_is_sold_once
"""

import threading


class TicketOffice:
    def __init__(self, seats):
        self.lock = threading.Lock()
        self.seats = list(range(1, seats + 1))

    def sell(self, buyer, pay):
        if not self.seats:
            return None
        with self.lock:
            seat = self.seats.pop(0)
        paid = False
        try:
            paid = pay(seat)
        finally:
            if not paid:
                with self.lock:
                    self.seats.append(seat)
        return seat if paid else None

    def free(self):
        with self.lock:
            return len(self.seats)
