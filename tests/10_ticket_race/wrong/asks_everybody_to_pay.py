"""Calls pay for customers who get no seat, too.

Fails: test_seats_are_sold_one_after_the_other
"""

import threading


class TicketOffice:
    def __init__(self, seats):
        self.lock = threading.Lock()
        self.seats = list(range(1, seats + 1))

    def sell(self, buyer, pay):
        with self.lock:
            seat = self.seats.pop(0) if self.seats else None
        paid = False
        try:
            paid = pay(seat)
        finally:
            if not paid and seat is not None:
                with self.lock:
                    self.seats.append(seat)
        return seat if paid else None

    def free(self):
        with self.lock:
            return len(self.seats)
