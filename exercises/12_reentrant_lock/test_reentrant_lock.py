"""The visible checks of 12: one order after the other, refused orders, and copies."""

from grader.testing import points


@points(2)
def test_orders_are_shipped_one_after_the_other(submission):
    """count, add, take and ship do what they say; with a single thread, nobody waits for itself."""
    warehouse = submission.Warehouse({"lamp": 2})
    warehouse.add("bulb", 3)

    shipped = warehouse.ship({"lamp": 1, "bulb": 2})
    taken, too_many = warehouse.take("lamp", 1), warehouse.take("bulb", 2)
    left = warehouse.count("lamp"), warehouse.count("bulb"), warehouse.count("chair")

    assert shipped is True, (
        f"of 2 lamps and 3 bulbs, 1 lamp and 2 bulbs were ordered; ship returned {shipped}, "
        "and it must be True."
    )
    assert (taken, too_many) == (True, False), (
        f"1 lamp and 1 bulb were left. take returned {taken} for 1 lamp, and {too_many} for "
        "2 bulbs; it must be True and False."
    )
    assert left == (0, 1, 0), (
        f"all lamps were shipped or taken, and 1 bulb is left; count says {left[0]} lamps, "
        f"{left[1]} bulbs, and {left[2]} pieces of an article that was never there."
    )


@points(2)
def test_refused_order_takes_nothing(submission):
    """An order that can't be shipped as a whole leaves the stock as it was."""
    warehouse = submission.Warehouse({"lamp": 5, "bulb": 1})

    scarce = warehouse.ship({"lamp": 2, "bulb": 2})
    unknown = warehouse.ship({"lamp": 2, "chair": 1})
    left = warehouse.count("lamp"), warehouse.count("bulb")

    assert (scarce, unknown) == (False, False), (
        f"there was 1 bulb, and no chair. ship returned {scarce} for an order of 2 bulbs, and "
        f"{unknown} for an order of a chair; it must refuse both."
    )
    assert left == (5, 1), (
        f"of 5 lamps and 1 bulb, {left[0]} and {left[1]} are left, though both orders were "
        "refused: ship takes all articles of an order, or none."
    )


@points(1)
def test_stock_is_copied_on_its_way_in_and_out(submission):
    """Who changes the dictionary that came in, or the one that came out, changes no stock."""
    first = {"lamp": 5}
    warehouse = submission.Warehouse(first)

    first["lamp"] = 0
    after_first = warehouse.count("lamp")
    paper = warehouse.stocktaking()
    counted = dict(paper)
    paper["lamp"] = 0
    after_paper = warehouse.count("lamp")

    assert after_first == 5, (
        "the warehouse began with 5 lamps. The caller's own dictionary was changed later, and now "
        f"count says {after_first}: the warehouse must begin with a copy."
    )
    assert counted == {"lamp": 5}, f"there are 5 lamps, and stocktaking returned {counted}."
    assert after_paper == 5, (
        "the dictionary that stocktaking returned was changed, and the warehouse with it: count "
        f"says {after_paper}. Who has the real stock can change it without a lock; return a copy."
    )
