"""The hidden checks of 15: several washers and dryers, and time that runs out."""

import ast
from pathlib import Path

from grader.testing import explore, points


def taken_by(rack, timeout, clock):
    """Return what take() returned or that it raised TimeoutError, and when."""
    try:
        return rack.take(timeout), clock.now
    except TimeoutError:
        return "TimeoutError", clock.now


def imported(source):
    """Return the names of the modules that a file imports."""
    nodes = list(ast.walk(ast.parse(source)))
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    return names + [node.module for node in nodes if isinstance(node, ast.ImportFrom)]


@points(1)
@explore()
def test_two_dryers_share_what_comes(submission, together):
    """Two dryers and one washer with two plates: each dryer gets one, and nobody sleeps on."""
    rack = submission.Rack(1)
    taken = []

    def dry():
        taken.append(rack.take())

    def wash():
        rack.put(1)
        rack.put(2)

    together(dry, dry, wash)

    assert sorted(taken) == [1, 2], (
        f"plates 1 and 2 were put in, and two dryers took {taken}; each plate must be taken once."
    )
    assert len(rack) == 0, f"both plates were taken, and len() says {len(rack)}."


@points(1)
@explore()
def test_two_washers_share_the_room(submission, together):
    """Two washers at a full rack with room for one: never overfull, and nobody sleeps on."""
    rack = submission.Rack(1)
    taken, sizes = [], []
    rack.put(1)

    def wash(plate):
        rack.put(plate)
        sizes.append(len(rack))

    def dry():
        taken.append(rack.take())
        taken.append(rack.take())

    together(lambda: wash(2), lambda: wash(3), dry)
    taken.append(rack.take())

    assert max(sizes) <= 1, f"the rack has room for one plate, and len() was {max(sizes)}."
    assert sorted(taken) == [1, 2, 3], f"plates 1, 2 and 3 were put in, and {taken} were taken."


@points(1)
def test_nobody_sleeps_on_while_there_is_work(submission, clock, together):
    """Three dryers wait, then three washers come, room for one: all are done at once."""
    rack = submission.Rack(1)
    taken = []

    def dry():
        taken.append(rack.take())

    def wash(plate):
        clock.advance(1.5)
        rack.put(plate)

    together(dry, dry, dry, lambda: wash(1), lambda: wash(2), lambda: wash(3))

    assert sorted(taken) == [1, 2, 3], f"plates 1, 2 and 3 were put in, and {taken} were taken."
    assert clock.now == 1.5, (
        "three dryers waited, and three plates came at 1.5 s. The last of them was dried at "
        f"{clock.now:g} s; it must be at once."
    )


@points(1)
def test_time_runs_out(submission, clock):
    """take(2) at an empty rack raises at 2 s; put(timeout=1.5) at a full one gives up at 3.5 s."""
    rack = submission.Rack(1)

    empty, gave_up = taken_by(rack, 2, clock)
    rack.put("plate")
    full = rack.put("cup", timeout=1.5)
    refused = clock.now
    left = rack.take()

    assert (empty, gave_up) == ("TimeoutError", 2), (
        f"the rack was empty. take(timeout=2) at 0 s came back with {empty!r} at {gave_up:g} s; it "
        "must raise TimeoutError at 2 s."
    )
    assert (full, refused) == (False, 3.5), (
        f"the rack was full. put(timeout=1.5) at 2 s returned {full} at {refused:g} s; it must "
        "return False at 3.5 s."
    )
    assert left == "plate", f"the cup was refused, and then take() returned {left!r}."


@points(1)
def test_timeout_is_for_the_whole_call(submission, clock, together):
    """Two dryers wait with timeouts of 3 and 4 s, and one plate comes at 2.25 s."""
    rack = submission.Rack(2)
    came = []

    def dry(timeout):
        came.append(taken_by(rack, timeout, clock))

    def wash():
        clock.advance(2.25)
        rack.put("plate")

    together(lambda: dry(3), lambda: dry(4), wash)
    late = [("plate", 2.25), ("TimeoutError", 3)], [("plate", 2.25), ("TimeoutError", 4)]

    assert came in late, (
        "two dryers waited from 0 s, with timeouts of 3 and 4 s, and one plate came at 2.25 s. One "
        "of them takes it then; the other one raises TimeoutError at its own deadline, at 3 or "
        f"4 s, though it may have been woken in vain. They came back with {came}."
    )


@points(1)
def test_rack_is_built_without_the_queue_module(submission):
    """The rack holds plates, and its file imports no queue."""
    rack = submission.Rack(1)
    rack.put("plate")
    source = Path(submission.__file__).read_text(encoding="utf-8")

    assert "queue" not in imported(source), (
        "the file imports queue. In a real program that is a good idea; here the task is to build "
        "the rack from a Condition."
    )
