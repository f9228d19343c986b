"""The hidden checks of 16: exceptions, limits side by side, and cars that come and go."""

import threading
import time

from grader.testing import explore, points


@points(1)
def test_exception_frees_the_place(submission, clock, together):
    """With limit 2, six calls of 1 s, four of which raise, are over at 3 s."""
    caught = []

    @submission.at_most(2)
    def fetch(problem):
        time.sleep(1)
        if problem:
            raise problem

    def well():
        fetch(None)

    def badly():
        try:
            fetch(ConnectionError("no answer"))
        except ConnectionError as error:
            caught.append(error)

    together(badly, badly, badly, badly, well, well)

    assert len(caught) == 4, (
        f"four calls of the decorated function raised, and {len(caught)} of the exceptions came to "
        "the callers; exceptions must pass through."
    )
    assert clock.now == 3, (
        f"with at_most(2), six calls of 1 s were over at {clock.now:g} s; two at a time they must "
        "be over at 3 s, also when some of them raise."
    )


@points(1)
def test_each_function_has_its_own_limit(submission, clock, together):
    """Two functions with limit 1 each run at the same time, also if one decorator made both."""
    one = submission.at_most(1)

    @one
    def ask_for_a_map():
        time.sleep(2)

    @one
    def ask_for_the_weather():
        time.sleep(2)

    together(ask_for_a_map, ask_for_the_weather)

    assert clock.now == 2, (
        f"two functions are decorated with limit 1; each was called once, for 2 s, and both were "
        f"done at {clock.now:g} s instead of 2 s: one waited for the other. "
        "Each decorated function has a limit of its own."
    )


@points(1)
def test_waiting_car_gets_the_place_that_is_freed(submission, clock):
    """The car park is full until a car leaves at 4 s: a waiting car is in at 4 s."""
    park = submission.CarPark(2)
    entered = [park.enter(), park.enter()]

    def driver():
        entered.append((park.enter(timeout=9), clock.now))

    car = threading.Thread(target=driver)
    car.start()
    clock.advance(4)
    park.leave()
    car.join()

    assert entered == [True, True, (True, 4)], (
        "two cars fill a car park of two places; a third calls enter(timeout=9) at 0 s, and one of "
        f"the two leaves at 4 s. The three calls of enter() returned {entered[0]}, {entered[1]}, "
        f"and {entered[2][0]} at {entered[2][1]:g} s; the last must return True at 4 s."
    )


@points(1)
def test_nobody_leaves_an_empty_car_park(submission):
    """leave() raises ValueError if no car is inside, and builds no new place."""
    park = submission.CarPark(1)
    refused = []

    park.enter()
    park.leave()
    try:
        park.leave()
    except ValueError as error:
        refused.append(error)
    after = [park.enter(timeout=0), park.enter(timeout=0)]

    assert refused, (
        "one car came and left; then leave() was called for the empty car park, and nothing "
        "happened. It must raise ValueError."
    )
    assert after == [True, False], (
        "leave() was called for an empty car park with one place, and raised ValueError; then "
        f"enter(timeout=0), called twice, returned {after[0]} and {after[1]}. There is still one "
        "place: it must be True and False."
    )


@points(1)
@explore()
def test_last_place_goes_to_one_car(submission, together):
    """Two cars and one place: exactly one gets it, whoever is interrupted where."""
    park = submission.CarPark(1)
    answers = []

    def car():
        answers.append(park.enter(timeout=0))

    together(car, car)

    assert sorted(answers) == [False, True], (
        f"one place was free, and enter(timeout=0), called by two cars, returned {answers}; "
        "exactly one car must get the place."
    )
