"""The visible checks of 15: a full rack, and an empty one."""

import threading

from grader.testing import points


def told(taken):
    """Say what was taken and when: "'plate' at 4 s and 'cup' at 5 s"."""
    return " and ".join(f"{plate!r} at {moment:g} s" for plate, moment in taken) or "nothing"


@points(2)
def test_washer_waits_while_the_rack_is_full(submission, clock):
    """Room for two and a take every 3 s: five plates come in at 0, 0, 3, 6 and 9 s, in order."""
    rack = submission.Rack(2)
    added, sizes = [], []

    def put(plate):
        rack.put(plate)
        added.append(clock.now)

    def take():
        clock.advance(3)
        sizes.append(len(rack))
        return rack.take()

    def wash():
        put(1)
        put(2)
        put(3)
        put(4)
        put(5)

    washer = threading.Thread(target=wash)
    washer.start()
    taken = [take(), take(), take(), take(), take()]
    washer.join()

    assert added == [0, 0, 3, 6, 9], (
        "the rack has room for two, and a plate was taken at 3, 6, 9, 12 and 15 s. So put() must "
        f"return at 0, 0, 3, 6 and 9 s; it returned at {', '.join(f'{t:g}' for t in added)} s."
    )
    assert taken == [1, 2, 3, 4, 5], (
        f"plates 1 to 5 were put in, in this order, and taken as {taken}; take() must return the "
        "oldest plate."
    )
    assert sizes == [2, 2, 2, 2, 1], (
        f"before each take, len() was {sizes}; there were 2, 2, 2, 2 and 1 plates in the rack."
    )


@points(2)
def test_dryer_waits_while_the_rack_is_empty(submission, clock):
    """A dryer waits from 0 s on; plates come at 4.25 and 5.33 s, and it has each one at once."""
    rack = submission.Rack(2)
    taken = []

    def dry():
        taken.append((rack.take(), clock.now))
        taken.append((rack.take(), clock.now))

    dryer = threading.Thread(target=dry)
    dryer.start()
    clock.advance(4.25)
    first = rack.put("plate")
    clock.advance(1.08)
    second = rack.put("cup")
    dryer.join()

    assert taken == [("plate", 4.25), ("cup", 5.33)], (
        "a plate was put in at 4.25 s and a cup at 5.33 s, and a dryer was waiting. It took "
        f"{told(taken)}."
    )
    assert (first, second) == (True, True), (
        f"there was room, and put() returned {first} and {second}; it must be True."
    )
