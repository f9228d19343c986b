"""The hidden checks of 17: threads, a region that fails, and whoever is interrupted where."""

import threading
import time

from grader.testing import explore, points


@points(1)
def test_region_keeps_its_thread(submission):
    """Each region is called from one thread of its own, in all steps."""
    coast, hills = [], []

    def first(step):
        coast.append(threading.current_thread())

    def second(step):
        hills.append(threading.current_thread())

    submission.simulate([first, second], 3, lambda step: None)

    assert (len(coast), len(hills)) == (3, 3), (
        f"in three steps the two regions were called {len(coast)} and {len(hills)} times; "
        "each of them must be called 3 times."
    )
    assert (len(set(coast)), len(set(hills))) == (1, 1), (
        f"the first region's three steps ran in {len(set(coast))} threads, the second region's in "
        f"{len(set(hills))}; a region has the same thread for the whole simulation."
    )
    assert coast[0] is not hills[0], (
        "both regions ran in the same thread; each must have a thread of its own."
    )


@points(1)
def test_failure_ends_the_simulation(submission, clock):
    """A region fails in step 1, at 4 s: busy regions finish the step, and it is raised at 5 s."""
    begun, drawn, raised = [], [], []

    def quick(step):
        begun.append(step)
        time.sleep(1)

    def fails(step):
        begun.append(step)
        time.sleep([3, 1, 1][step])
        if step == 1:
            raise ValueError("a storm")

    def slow(step):
        begun.append(step)
        time.sleep(2)

    try:
        submission.simulate([quick, fails, slow], 3, drawn.append)
    except Exception as error:
        raised.append(error)
    over = clock.now

    assert [str(error) for error in raised] == ["a storm"], (
        'a region raised ValueError("a storm") in step 1; simulate() '
        f"{'raised ' + repr(raised[0]) if raised else 'returned as if nothing had happened'}. "
        "It must raise the region's exception."
    )
    assert begun == [0, 0, 0, 1, 1, 1], (
        f"a region raised in step 1; the steps that the three regions began are {begun}. "
        "No step may begin after step 1."
    )
    assert drawn == [0], (
        f"a region raised in step 1; the steps that were drawn are {drawn}. Only step 0 "
        "may be drawn."
    )
    assert over == 5, (
        "a region raised at 4 s, while another was busy with the same step until 5 s; simulate() "
        f"raised at {over:g} s. Busy regions finish the step, so it must be at 5 s."
    )


@points(1)
def test_nothing_to_do_is_no_trouble(submission, clock):
    """Without regions, and with zero steps, simulate() returns at once and draws nothing."""
    begun, drawn = [], []

    submission.simulate([], 2, drawn.append)
    without_regions = list(drawn)
    submission.simulate([begun.append, begun.append], 0, drawn.append)

    assert without_regions == [], (
        f"simulate() was called without regions, for two steps, and drew {without_regions}; "
        "without regions nothing is drawn."
    )
    assert (begun, drawn) == ([], []), (
        f"simulate() was called with two regions and zero steps; steps that began: {begun}, "
        f"steps that were drawn: {drawn}. There must be none."
    )


@points(1)
@explore()
def test_nobody_runs_ahead(submission):
    """Two regions, two steps: whoever is interrupted where, the order is step, map, step, map."""
    happened = []

    def region(step):
        happened.append(f"step {step}")

    submission.simulate([region, region], 2, lambda step: happened.append(f"map {step}"))

    assert happened == ["step 0", "step 0", "map 0", "step 1", "step 1", "map 1"], (
        f"with two regions, this is what happened: {', '.join(happened)}. Both regions finish "
        "step 0, then map 0 is drawn, and only then may one of them begin step 1."
    )


@points(1)
@explore()
def test_failure_leaves_nobody_waiting(submission):
    """One of two regions fails in step 1: whoever is interrupted where, all threads end."""
    drawn, raised = [], []

    def fails(step):
        if step == 1:
            raise ValueError("a storm")

    try:
        submission.simulate([fails, lambda step: None], 2, drawn.append)
    except ValueError as error:
        raised.append(error)

    assert raised, "a region raised ValueError in step 1, and simulate() did not raise it."
    assert drawn == [0], (
        f"a region raised in step 1; the steps that were drawn are {drawn}. Only step 0 "
        "may be drawn."
    )
