"""The hidden checks of 14: burnt dishes, closing, and waiters at the worst moment."""

import threading
import time

from grader.testing import explore, points


def cook(dish):
    """Cook for 3 seconds; what is called burnt gets burnt."""
    time.sleep(3)
    if dish.startswith("burnt"):
        raise ValueError(f"{dish}: too hot")
    return f"hot {dish}"


def accepts(kitchen, dish):
    """Order a dish, and tell whether the kitchen has accepted it."""
    try:
        kitchen.order(dish)
    except RuntimeError:
        return False
    return True


@points(2)
def test_burnt_dish_sends_no_cook_home(submission, clock):
    """Two of four dishes are burnt: idle at 6 s, and two more dishes are served at 9 s."""
    kitchen = submission.Kitchen(cook, cooks=2)

    kitchen.order("burnt soup")
    kitchen.order("burnt fish")
    kitchen.order("rice")
    kitchen.order("peas")
    kitchen.wait_until_idle()
    idle = clock.now
    kitchen.order("cake")
    kitchen.order("tea")
    kitchen.wait_until_idle()
    again = clock.now
    kitchen.close()
    burnt = sorted((dish, str(error)) for dish, error in kitchen.burnt)

    assert burnt == [
        ("burnt fish", "burnt fish: too hot"),
        ("burnt soup", "burnt soup: too hot"),
    ], (
        "cook() raised ValueError for two dishes, and burnt is "
        f"{kitchen.burnt}; it must have both dishes, each with its exception."
    )
    assert sorted(kitchen.served) == ["hot cake", "hot peas", "hot rice", "hot tea"], (
        "two dishes were burnt, and after them rice, peas, cake and tea were cooked; served is "
        f"{kitchen.served}."
    )
    assert (idle, again) == (6, 9), (
        "two cooks need 6 s for four dishes of 3 s, burnt or not, and 3 s for two more. They were "
        f"idle at {idle:g} s and at {again:g} s; it must be at 6 s and 9 s."
    )


@points(1)
def test_empty_kitchen_closes_at_once(submission, clock):
    """Three cooks, and no order for 5.25 s: close() returns at once, and no thread is left."""
    kitchen = submission.Kitchen(cook, cooks=3)

    clock.advance(5.25)
    kitchen.close()
    closed, threads = clock.now, threading.active_count() - 1

    assert closed == 5.25, (
        f"nothing hung on the rail. close() was called at 5.25 s and returned at {closed:g} s; it "
        "must return at once."
    )
    assert threads == 0, f"close() returned, and cooks' threads still alive: {threads}."


@points(1)
def test_closed_kitchen_takes_no_orders(submission):
    """order() after close() raises RuntimeError."""
    kitchen = submission.Kitchen(cook)

    kitchen.order("soup")
    kitchen.close()
    accepted = accepts(kitchen, "cake")

    assert not accepted, (
        "a cake was ordered after close(), and accepted; nobody will ever cook it. order() must "
        "raise RuntimeError."
    )


@points(1)
@explore()
def test_waiters_disturb_no_count(submission, together):
    """Two waiters order at the same time, and wait: each of them sees its dish served."""
    kitchen = submission.Kitchen(lambda dish: dish, cooks=1)
    missing = []

    def waiter(dish):
        kitchen.order(dish)
        kitchen.wait_until_idle()
        missing.extend({dish}.difference(kitchen.served))

    together(lambda: waiter("soup"), lambda: waiter("fish"))
    kitchen.close()

    assert missing == [], (
        "two waiters ordered soup and fish and called wait_until_idle(). It returned before "
        f"{' and '.join(missing)} was served."
    )


@points(1)
@explore()
def test_accepted_order_is_cooked(submission):
    """An order at the moment of closing is refused, or it is cooked."""
    kitchen = submission.Kitchen(lambda dish: f"hot {dish}", cooks=1)
    accepted = []

    waiter = threading.Thread(target=lambda: accepted.append(accepts(kitchen, "soup")))
    waiter.start()
    kitchen.close()
    waiter.join()

    assert accepted == [bool(kitchen.served)], (
        "a soup was ordered while the kitchen was closed. order() accepted it, and it was never "
        "cooked. Looking whether the kitchen is open and putting the dish on the rail are two "
        "steps; close() must not come in between."
    )
