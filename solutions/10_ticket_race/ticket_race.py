"""Two windows, one seat: sell tickets from many threads, and no seat twice."""

import threading
from collections.abc import Callable


class TicketOffice:
    """Sells the seats of one concert."""

    def __init__(self, seats: int):
        """Seats are numbered 1..seats; all are free."""
        # One list, one lock. The lock belongs to the office, so that all threads meet at it.
        self.lock = threading.Lock()
        self.seats = list(range(1, seats + 1))

    def sell(self, buyer: str, pay: Callable[[int], bool]) -> int | None:
        """Reserve one free seat, then call pay(seat), which is slow.

        If pay returns True, the seat is sold: return its number.
        If pay returns False, the seat is free again: return None.
        If pay raises, the seat is free again, and the exception goes on.
        If no seat is free, return None at once, without calling pay.
        May be called from many threads; customers pay at the same time.
        """
        # Looking and taking are one step: nobody comes between them.
        with self.lock:
            if not self.seats:
                return None
            seat = self.seats.pop(0)
        # The seat is out of the list, so it is ours. No lock here: others may pay meanwhile.
        paid = False
        try:
            paid = pay(seat)
        finally:
            # False, or an exception: either way the seat goes back, under the same lock.
            if not paid:
                with self.lock:
                    self.seats.append(seat)
        return seat if paid else None

    def free(self) -> int:
        """Return how many seats are neither sold nor reserved."""
        with self.lock:
            return len(self.seats)


if __name__ == "__main__":
    # Run this file to sell three seats in real time:  python ticket_race.py
    # After a second three windows must have sold a seat each, and one must say None.
    import time

    def slowly(seat):
        """Pay for a seat: it takes a second."""
        time.sleep(1)
        return True

    office = TicketOffice(seats=3)
    windows = [
        threading.Thread(target=lambda: print("sold", office.sell("somebody", slowly)))
        for _ in range(4)
    ]
    for window in windows:
        window.start()
    for window in windows:
        window.join()
    print("free:", office.free())
