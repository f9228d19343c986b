"""The hidden checks of 05: the roll call, the bell, and what belongs to the caller."""

import threading

from grader.testing import explore, points


@points(2)
def test_roll_call_names_who_is_alive(submission, clock):
    """who_is_working() and headcount() tell who is alive, at 0.5, 4.5, 7.5 and 10.5 s."""

    def roll_call():
        return submission.who_is_working(), submission.headcount()

    threading.Thread(target=lambda: clock.advance(12), name="waiter").start()
    submission.open_stations(
        lambda dish, minutes: clock.advance(minutes),
        [("grill", "steak", 10, {}), ("fryer", "chips", 4, {}), ("pass", "soup", 7, {})],
    )
    clock.advance(0.5)
    first = roll_call()
    clock.advance(4)
    second = roll_call()
    clock.advance(3)
    third = roll_call()
    clock.advance(3)
    fourth = roll_call()

    begun = "fryer, grill, pass and a waiter (a thread that somebody else has started)"
    assert first == (["fryer", "grill", "pass", "waiter"], 5), (
        f"{begun} are working, and the main thread is there. who_is_working() returned {first[0]} "
        f"and headcount() {first[1]}; they must return ['fryer', 'grill', 'pass', 'waiter'] and 5."
    )
    assert second == (["grill", "pass", "waiter"], 4), (
        f"of {begun} the fryer had ended at 4 s. At 4.5 s who_is_working() returned {second[0]} "
        f"and headcount() {second[1]}; they must return ['grill', 'pass', 'waiter'] and 4."
    )
    assert (third, fourth) == ((["grill", "waiter"], 3), (["waiter"], 2)), (
        f"the pass had ended at 7 s and the grill at 10 s; only a waiter was left. At 7.5 s "
        f"who_is_working() and headcount() returned {third}, and at 10.5 s {fourth}; "
        "they must return (['grill', 'waiter'], 3) and (['waiter'], 2)."
    )


@points(2)
def test_bell_rings_with_one_argument(submission, clock):
    """ring_bell() hands a number, a text and a tuple over as one argument each."""
    heard = []

    def bell(*tables):
        clock.advance(1)
        heard.append((threading.current_thread().name, *tables))

    threads = [
        submission.ring_bell(bell, 7),
        submission.ring_bell(bell, "T7"),
        submission.ring_bell(bell, ("terrace", 7)),
    ]
    returned = clock.now
    clock.advance(2)

    assert heard == [("bell", 7), ("bell", "T7"), ("bell", ("terrace", 7))], (
        'for the tables 7, "T7" and ("terrace", 7) the bell rang with (name of the thread, '
        f"arguments ...): {heard}. It must ring with ('bell', 7), ('bell', 'T7') and "
        "('bell', ('terrace', 7)): in a thread named bell, with one argument. "
        "`args` is a tuple of all arguments; a tuple of one needs a comma."
    )
    assert returned == 0, (
        f"ring_bell() was called three times at 0 s, and had returned at {returned:g} s; "
        "it must return at once, while the bell still rings."
    )
    assert [isinstance(thread, threading.Thread) for thread in threads] == [True] * 3, (
        f"ring_bell() returned {threads}; it must return the started thread. "
        "(thread.start() returns None.)"
    )


@points(1)
@explore()
def test_orders_belong_to_the_caller(submission, clock):
    """The caller empties its list at once: all dishes are cooked, and no options were changed."""
    dishes, options = [], {"rare": True}
    orders = [("grill", "steak", 10, options), ("fryer", "chips", 4, {})]

    submission.open_stations(lambda dish, minutes, **options: dishes.append(dish), orders)
    given = list(orders)
    orders.clear()
    clock.advance(1)

    assert given == [("grill", "steak", 10, {"rare": True}), ("fryer", "chips", 4, {})], (
        f"after open_stations() the caller's list is {given}; it must be left as it was."
    )
    assert options == {"rare": True}, (
        f"the caller's options were {{'rare': True}} and are {options} now; leave them as they are."
    )
    assert sorted(dishes) == ["chips", "steak"], (
        "the caller emptied its list as soon as open_stations() had returned; cooked was "
        f"{sorted(dishes)}, not chips and steak. A thread that looks into the list later finds "
        "nothing there: hand everything over when you make the thread."
    )
    assert submission.open_stations(print, []) == [], (
        "open_stations() with an empty list must return an empty list."
    )
