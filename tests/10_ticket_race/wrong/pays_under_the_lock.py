"""Holds the lock while the customer pays: safe, and everybody waits.

Fails: test_customers_pay_at_the_same_time
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
            paid = False
            try:
                paid = pay(seat)
            finally:
                if not paid:
                    self.seats.append(seat)
            return seat if paid else None

    def free(self):
        with self.lock:
            return len(self.seats)
