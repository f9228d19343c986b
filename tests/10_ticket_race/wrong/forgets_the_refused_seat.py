"""A refused card ends the sale, and the seat stays reserved for ever.

Fails: test_a_refused_seat_is_sold_to_the_next, test_no_seat_is_lost_when_a_card_is_refused, test_a_payment_that_fails_gives_the_seat_back
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
        return seat if paid else None

    def free(self):
        with self.lock:
            return len(self.seats)
