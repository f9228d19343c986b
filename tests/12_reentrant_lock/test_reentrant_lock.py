"""The hidden checks of 12: two threads in one warehouse, and buyers that ask or fail."""

from grader.testing import explore, points


@points(1)
@explore()
def test_last_lamp_is_shipped_once(submission, together):
    """Two orders at once for the last lamp and the last bulb: one gets both, one gets nothing."""
    warehouse = submission.Warehouse({"lamp": 1, "bulb": 1})
    shipped = []

    def customer():
        shipped.append(warehouse.ship({"lamp": 1, "bulb": 1}))

    together(customer, customer)
    left = warehouse.count("lamp"), warehouse.count("bulb")

    assert sorted(shipped) == [False, True], (
        "1 lamp and 1 bulb were there, and two orders wanted one of each. ship returned "
        f"{shipped[0]} and {shipped[1]}; one of them must be True and the other one False."
    )
    assert left == (0, 0), (
        f"one order took the last lamp and the last bulb; count says {left[0]} and {left[1]}."
    )


@points(1)
@explore()
def test_nobody_sees_half_an_order(submission, together):
    """stocktaking in another thread sees all of an order in the warehouse, or nothing of it."""
    warehouse = submission.Warehouse({"lamp": 1, "bulb": 1})
    seen = []

    together(
        lambda: warehouse.ship({"lamp": 1, "bulb": 1}),
        lambda: seen.append(warehouse.stocktaking()),
    )
    lamps, bulbs = seen[0].get("lamp", 0), seen[0].get("bulb", 0)

    assert lamps == bulbs, (
        f"an order took 1 lamp and 1 bulb, and stocktaking saw {seen[0]}: half of the order was "
        "gone. No other thread may ever see a half-shipped order."
    )


@points(1)
@explore()
def test_no_piece_is_lost(submission, together):
    """One thread adds a lamp while another one takes a lamp: there are as many as before."""
    warehouse = submission.Warehouse({"lamp": 2})

    together(lambda: warehouse.add("lamp", 1), lambda: warehouse.take("lamp", 1))
    left = warehouse.count("lamp")

    assert left == 2, f"2 lamps, 1 added, 1 taken: that makes 2, and count says {left}."


@points(1)
def test_buyer_may_ask_the_warehouse(submission):
    """refill buys what is scarce, and buy may look up counts in the same warehouse."""
    warehouse = submission.Warehouse({"lamp": 1, "bulb": 8})
    bought = []

    def buy(article):
        bought.append((article, warehouse.count(article)))
        return 5

    warehouse.refill(3, buy)
    left = warehouse.count("lamp"), warehouse.count("bulb")

    assert bought == [("lamp", 1)], (
        "of 1 lamp and 8 bulbs, only the lamps are fewer than 3; buy was called for "
        f"{[article for article, _ in bought]}, and counted {[n for _, n in bought]}."
    )
    assert left == (6, 8), (
        f"buy bought 5 lamps, which makes 6 lamps and 8 bulbs; count says {left[0]} and {left[1]}."
    )


@points(1)
def test_buyer_that_fails_does_no_harm(submission, together):
    """buy raises: the exception goes on, and other threads can still use the warehouse."""
    warehouse = submission.Warehouse({"lamp": 1})
    came, taken = [], []

    def buy(article):
        raise ConnectionError("no line to the factory")

    try:
        warehouse.refill(3, buy)
    except ConnectionError as error:
        came.append(error)
    together(lambda: taken.append(warehouse.take("lamp", 1)))

    assert came, "buy raised ConnectionError; it must go on to the caller of refill."
    assert taken == [True], (
        f"buy raised, and nothing was bought; 1 lamp was there, and take(1) returned {taken[0]}."
    )
