"""A set instead of a list, and a reentrant lock."""

import threading


class TicketOffice:
    def __init__(self, seats):
        self.lock = threading.RLock()
        self.seats = set(range(1, seats + 1))

    def sell(self, buyer, pay):
        with self.lock:
            if not self.seats:
                return None
            seat = self.seats.pop()
        paid = False
        try:
            paid = pay(seat)
        finally:
            if not paid:
                with self.lock:
                    self.seats.add(seat)
        return seat if paid else None

    def free(self):
        with self.lock:
            return len(self.seats)
