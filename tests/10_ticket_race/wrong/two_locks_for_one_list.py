"""One lock for selling, another one for giving back: the same list under both.

Fails: test_no_seat_is_lost_when_a_card_is_refused
"""

import threading


class TicketOffice:
    def __init__(self, seats):
        self.lock = threading.Lock()
        self.returns = threading.Lock()
        self.seats = list(range(1, seats + 1))

    def sell(self, buyer, pay):
        with self.lock:
            if not self.seats:
                return None
            seat, *rest = self.seats
            self.seats = rest
        paid = False
        try:
            paid = pay(seat)
        finally:
            if not paid:
                with self.returns:
                    self.seats = [*self.seats, seat]
        return seat if paid else None

    def free(self):
        with self.lock:
            return len(self.seats)
