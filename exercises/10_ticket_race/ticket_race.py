"""Two windows, one seat: sell tickets from many threads, and no seat twice."""

import threading
from collections.abc import Callable


class TicketOffice:
    """Sells the seats of one concert."""

    def __init__(self, seats: int):
        """Seats are numbered 1..seats; all are free."""
        # TODO: remember which seats are free, and make what protects them.
        raise NotImplementedError("remember the free seats")

    def sell(self, buyer: str, pay: Callable[[int], bool]) -> int | None:
        """Reserve one free seat, then call pay(seat), which is slow.

        If pay returns True, the seat is sold: return its number.
        If pay returns False, the seat is free again: return None.
        If pay raises, the seat is free again, and the exception goes on.
        If no seat is free, return None at once, without calling pay.
        May be called from many threads; customers pay at the same time.
        """
        # TODO: reserve, let the customer pay, and give the seat back if need be.
        raise NotImplementedError("sell a seat")

    def free(self) -> int:
        """Return how many seats are neither sold nor reserved."""
        # TODO: count them; sellers may be at work meanwhile.
        raise NotImplementedError("count the free seats")


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
