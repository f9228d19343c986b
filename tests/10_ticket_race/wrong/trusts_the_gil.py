"""Only one thread runs at a time, so a look and a step are safe.

Fails: test_one_seat_is_sold_once, test_no_seat_is_lost_when_a_card_is_refused
"""

class TicketOffice:
    def __init__(self, seats):
        self.seats = list(range(1, seats + 1))

    def sell(self, buyer, pay):
        if not self.seats:
            return None
        seat = self.seats[0]
        self.seats = self.seats[1:]
        paid = False
        try:
            paid = pay(seat)
        finally:
            if not paid:
                self.seats = [*self.seats, seat]
        return seat if paid else None

    def free(self):
        return len(self.seats)
