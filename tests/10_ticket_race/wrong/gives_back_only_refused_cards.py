"""Thinks of False, but not of an exception: the seat is lost when pay raises.

Fails: test_a_payment_that_fails_gives_the_seat_back
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
            seat = self.seats.pop(0)
        paid = pay(seat)
        if not paid:
            with self.lock:
                self.seats.append(seat)
        return seat if paid else None

    def free(self):
        with self.lock:
            return len(self.seats)
