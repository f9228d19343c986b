"""The visible checks of 10: one sale after the other, and two at once."""

from grader.testing import explore, points


@points(2)
def test_seats_are_sold_one_after_the_other(submission):
    """Two seats and three buyers in a row: two different seats, then None without paying."""
    office = submission.TicketOffice(2)
    asked = []

    def pay(seat):
        asked.append(seat)
        return True

    sold = [office.sell("Ada", pay), office.sell("Bob", pay), office.sell("Cyd", pay)]

    assert sorted(sold[:2], key=str) == [1, 2], (
        f"the first two of three buyers got {sold[0]} and {sold[1]}; seats 1 and 2 were free."
    )
    assert sold[2] is None, f"both seats were sold, and yet the third buyer got {sold[2]}."
    assert asked == sold[:2], f"pay was called for {asked}; it must be called once for each sale."
    assert office.free() == 0, f"both seats are sold, and free() says {office.free()}."


@points(3)
@explore()
def test_one_seat_is_sold_once(submission, together):
    """Two windows and one seat: exactly one sale, whoever is interrupted where."""
    office = submission.TicketOffice(1)
    sold = []

    def window():
        sold.append(office.sell("somebody", lambda seat: True))

    together(window, window)

    assert sorted(sold, key=str) == [1, None], (
        f"one seat was free, and the two windows sold {sold}; it must be once."
    )
