"""Each seat has a state, changed under a condition's lock; helpers do the bookkeeping."""

import threading


class TicketOffice:
    def __init__(self, seats):
        self.changed = threading.Condition()
        self.state = dict.fromkeys(range(1, seats + 1), "free")

    def _reserve(self):
        with self.changed:
            for seat, state in self.state.items():
                if state == "free":
                    self.state[seat] = "reserved"
                    return seat
        return None

    def _set(self, seat, state):
        with self.changed:
            self.state[seat] = state

    def sell(self, buyer, pay):
        seat = self._reserve()
        if seat is None:
            return None
        after = "free"
        try:
            if pay(seat):
                after = "sold"
                return seat
            return None
        finally:
            self._set(seat, after)

    def free(self):
        with self.changed:
            return list(self.state.values()).count("free")
