"""The visible checks of 14: an evening with five dishes, and a break."""

import threading
import time

from grader.testing import points


def cook(dish):
    """Cook for 3 seconds."""
    time.sleep(3)
    return f"hot {dish}"


@points(2)
def test_everything_is_cooked_before_the_kitchen_closes(submission, clock):
    """Five dishes of 3 s, two cooks: order() returns at once, close() at 9 s, no thread is left."""
    kitchen = submission.Kitchen(cook, cooks=2)

    kitchen.order("soup")
    kitchen.order("fish")
    kitchen.order("rice")
    kitchen.order("peas")
    kitchen.order("cake")
    ordered = clock.now
    kitchen.close()
    closed, threads = clock.now, threading.active_count() - 1

    assert ordered == 0, (
        f"five orders were given at 0 s, and the last order() returned at {ordered:g} s; it must "
        "return at once: a waiter clips the order to the rail and goes."
    )
    assert sorted(kitchen.served) == ["hot cake", "hot fish", "hot peas", "hot rice", "hot soup"], (
        f"soup, fish, rice, peas and cake were ordered; close() returned at {closed:g} s, and "
        f"served was {kitchen.served}. What was ordered before close() is still cooked."
    )
    assert closed == 9, (
        f"two cooks need 9 s for five dishes of 3 s, and close() returned at {closed:g} s."
    )
    assert threads == 0, (
        f"close() returned, and cooks' threads still alive: {threads}. close() must wait until all "
        "threads have ended."
    )


@points(2)
def test_idle_means_that_all_is_served(submission, clock):
    """Three dishes, two cooks: idle at 6 s, and a dish ordered at 10 s is served at 13 s."""
    kitchen = submission.Kitchen(cook, cooks=2)

    kitchen.order("soup")
    kitchen.order("fish")
    kitchen.order("rice")
    kitchen.wait_until_idle()
    idle, first = clock.now, sorted(kitchen.served)
    clock.advance(10 - idle)
    kitchen.order("cake")
    kitchen.wait_until_idle()
    again, second = clock.now, kitchen.served[3:]
    kitchen.close()

    assert (idle, first) == (6, ["hot fish", "hot rice", "hot soup"]), (
        f"two cooks need 6 s for three dishes of 3 s. wait_until_idle() returned at {idle:g} s, "
        f"and {first} were served. A dish that a cook has taken from the rail is not yet served."
    )
    assert (again, second) == (13, ["hot cake"]), (
        f"idle, the kitchen stays open: a cake ordered at 10 s is served at 13 s. "
        f"wait_until_idle() returned at {again:g} s, and then {second} was served."
    )
