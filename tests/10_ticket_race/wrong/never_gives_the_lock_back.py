"""Takes the lock by hand, and leaves early without giving it back.

Fails: test_seats_are_sold_one_after_the_other
"""

import threading


class TicketOffice:
    def __init__(self, seats):
        self.lock = threading.Lock()
        self.seats = list(range(1, seats + 1))

    def sell(self, buyer, pay):
        self.lock.acquire()
        if not self.seats:
            return None
        seat = self.seats.pop(0)
        self.lock.release()
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
