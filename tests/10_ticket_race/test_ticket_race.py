"""The hidden checks of 10: paying at once, refused cards, and payments that fail."""

import time

from grader.testing import explore, points


@points(2)
def test_customers_pay_at_the_same_time(submission, clock, together):
    """Five customers who need a second each to pay are through after one second."""
    office = submission.TicketOffice(5)

    def pay(seat):
        time.sleep(1)
        return True

    def buy():
        office.sell("somebody", pay)

    together(buy, buy, buy, buy, buy)

    assert clock.now == 1, (
        f"five customers paid one second each, and were through at {clock.now:g} s; customers "
        "pay at the same time, so it must be 1 s. Is a lock held while one of them pays?"
    )


@points(1)
def test_a_refused_seat_is_sold_to_the_next(submission):
    """A card is refused: nothing is sold, the seat is free again, and the next buyer gets it."""
    office = submission.TicketOffice(1)

    refused = office.sell("Ada", lambda seat: False)

    assert refused is None, f"the card was refused, and yet sell returned {refused}."
    assert office.free() == 1, (
        f"the card was refused, so the seat is free again; free() says {office.free()}."
    )
    assert office.sell("Bob", lambda seat: True) == 1, "nobody has seat 1, and Bob did not get it."


@points(1)
@explore()
def test_no_seat_is_lost_when_a_card_is_refused(submission, together):
    """A refusal and a sale at the same moment: each seat is sold or free, none twice, none lost."""
    office = submission.TicketOffice(2)
    sold = []

    def refused():
        office.sell("Ada", lambda seat: False)

    def bought():
        sold.append(office.sell("Bob", lambda seat: True))

    together(refused, bought)

    assert len(sold) + office.free() == 2, (
        f"of two seats {len(sold)} is sold and {office.free()} are free: together that must be two."
    )


@points(1)
def test_a_payment_that_fails_gives_the_seat_back(submission):
    """pay raises: the exception goes on, the seat is free again, and the office still sells."""
    office = submission.TicketOffice(1)
    came = []

    def pay(seat):
        raise ConnectionError("no line to the bank")

    try:
        office.sell("Ada", pay)
    except ConnectionError as error:
        came.append(error)

    assert came, "pay raised ConnectionError; it must go on to the caller of sell."
    assert office.free() == 1, (
        f"pay raised, so nobody has paid; the seat must be free again. free() says {office.free()}."
    )
    assert office.sell("Bob", lambda seat: True) == 1, "the seat was free, and Bob did not get it."
