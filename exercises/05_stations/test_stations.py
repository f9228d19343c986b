"""The visible checks of 05: every station cooks its own dish, and nobody waits."""

import threading

from grader.testing import explore, points


def cooked(calls):
    """List who cooked what, for a sentence: "grill: steak 10 {}"."""
    shown = [
        f"{station}: {dish} {minutes} {options}" for station, dish, minutes, options in calls[:4]
    ]
    return "; ".join(shown) or "nothing"


@points(3)
@explore()
def test_stations_cook_their_own_dishes(submission, clock):
    """Grill and fryer each cook their own dish, with its own minutes and options."""
    calls = []

    def cook(dish, minutes, **options):
        calls.append((threading.current_thread().name, dish, minutes, options))

    submission.open_stations(
        cook, [("grill", "steak", 10, {"rare": True}), ("fryer", "chips", 4, {"spicy": 2})]
    )
    clock.advance(1)

    names = sorted(call[0] for call in calls)
    assert names == ["fryer", "grill"], (
        f"cook() was called in the threads {names}; it must be called once in a thread named "
        "grill, and once in a thread named fryer."
    )
    expected = [("fryer", "chips", 4, {"spicy": 2}), ("grill", "steak", 10, {"rare": True})]
    assert sorted(calls, key=str) == expected, (
        f"the stations cooked {cooked(calls)}; it must be {cooked(expected)}, in any order. "
        "Each thread must get its own dish, minutes and options at the moment it is made; a "
        "lambda, or a function inside a function, looks its variables up when the thread calls it."
    )


@points(2)
def test_stations_open_at_once(submission, clock):
    """open_stations() returns at 0 s, with three running threads: grill, fryer, pass."""
    threads = submission.open_stations(
        lambda dish, minutes: clock.advance(minutes),
        [("grill", "steak", 10, {}), ("fryer", "chips", 4, {}), ("pass", "soup", 7, {})],
    )

    assert clock.now == 0, (
        f"open_stations() returned at {clock.now:g} s; it must return at once, at 0 s, while the "
        "stations cook."
    )
    assert isinstance(threads, list), (
        f"open_stations() returned {threads!r}; it must return the list of the started threads."
    )
    names = [getattr(thread, "name", thread) for thread in threads]
    assert names == ["grill", "fryer", "pass"], (
        f"open_stations() returned the threads {names}; it must return three threads, with the "
        "names grill, fryer and pass, in this order."
    )
    alive = [thread.name for thread in threads if thread.is_alive()]
    assert alive == names, (
        f"when open_stations() returned, at 0 s, of the three threads only {alive} were alive; "
        "each must have been started, and must be cooking still."
    )
