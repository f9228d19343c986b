"""Relies on list.pop being a single step, and asks for forgiveness."""

class TicketOffice:
    def __init__(self, seats):
        self.seats = list(range(seats, 0, -1))

    def sell(self, buyer, pay):
        try:
            seat = self.seats.pop()
        except IndexError:
            return None
        paid = False
        try:
            paid = pay(seat)
        finally:
            if not paid:
                self.seats.append(seat)
        return seat if paid else None

    def free(self):
        return len(self.seats)
