"""Lets the customer pay first and takes the seat afterwards, when it may be gone.

Fails: test_one_seat_is_sold_once
"""

import threading


class TicketOffice:
    def __init__(self, seats):
        self.lock = threading.Lock()
        self.seats = list(range(1, seats + 1))

    def sell(self, buyer, pay):
        with self.lock:
            if not self.seats:
                return None
            seat = self.seats[0]
        if not pay(seat):
            return None
        with self.lock:
            if seat in self.seats:
                self.seats.remove(seat)
        return seat

    def free(self):
        with self.lock:
            return len(self.seats)
