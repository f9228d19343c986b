"""The visible checks of 16: three at a time, what passes through, and a driver who waits 3 s."""

import time

from grader.testing import points


@points(3)
def test_at_most_three_are_inside(submission, clock, together):
    """With limit 3, seven calls of 2 s are done at 2, 2, 2, 4, 4, 4 and 6 s."""
    inside, most, done = [], [], []

    @submission.at_most(3)
    def fetch():
        inside.append("a request")
        most.append(len(inside))
        time.sleep(2)
        inside.pop()
        done.append(clock.now)

    together(fetch, fetch, fetch, fetch, fetch, fetch, fetch)

    assert max(most) <= 3, (
        f"with at_most(3), {max(most)} of seven threads were inside the function at the same time; "
        "at most 3 may be."
    )
    assert done == [2, 2, 2, 4, 4, 4, 6], (
        f"at most {max(most)} of seven threads were inside at a time, and the calls of 2 s each "
        f"were done at {', '.join(f'{moment:g}' for moment in done)} s; three at a time, as "
        "at_most(3) promises, they must be done at 2, 2, 2, 4, 4, 4, 6 s."
    )


@points(1)
def test_arguments_and_result_pass_through(submission):
    """A decorated function gets all its arguments, and its result comes back."""

    @submission.at_most(2)
    def area(width, height, unit="m"):
        return f"{width * height} square {unit}"

    plain, named = area(3, 4), area(5, height=2, unit="km")

    assert (plain, named) == ("12 square m", "10 square km"), (
        f'area(3, 4) returned {plain!r} and area(5, height=2, unit="km") returned {named!r} when '
        "decorated; without the decorator they return '12 square m' and '10 square km'."
    )


@points(1)
def test_driver_waits_no_longer_than_he_wants(submission, clock):
    """In front of a full car park, enter(timeout=3) returns False after 3 s, timeout=0 at once."""
    park = submission.CarPark(1)

    first = park.enter()
    second = park.enter(timeout=3)
    gave_up = round(clock.now, 6)
    third = park.enter(timeout=0)

    assert first is True, f"the only place was free, and enter() returned {first!r}, not True."
    assert second is False, (
        f"the only place was taken, and enter(timeout=3) returned {second!r}, not False."
    )
    assert gave_up == 3, (
        f"the only place was taken; enter(timeout=3) was called at 0 s and returned at "
        f"{gave_up:g} s; it must wait 3 s for a place."
    )
    assert (third, round(clock.now, 6)) == (False, 3), (
        f"the only place was taken; enter(timeout=0) was called at 3 s and returned {third!r} at "
        f"{clock.now:g} s; it must return False at once."
    )
