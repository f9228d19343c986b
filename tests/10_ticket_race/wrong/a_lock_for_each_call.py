"""A lock protects, so every call makes one; nobody else ever asks for it.

Fails: test_one_seat_is_sold_once, test_no_seat_is_lost_when_a_card_is_refused
"""

import threading


class TicketOffice:
    def __init__(self, seats):
        self.seats = list(range(1, seats + 1))

    def sell(self, buyer, pay):
        with threading.Lock():
            if not self.seats:
                return None
            seat = self.seats[0]
            self.seats = self.seats[1:]
        paid = False
        try:
            paid = pay(seat)
        finally:
            if not paid:
                with threading.Lock():
                    self.seats = [*self.seats, seat]
        return seat if paid else None

    def free(self):
        with threading.Lock():
            return len(self.seats)
