"""The visible checks of 17: when the steps of three regions begin, and when they are drawn."""

import time

from grader.testing import points


def listed(times):
    """List some moments, for a sentence."""
    return ", ".join(f"{moment:g} s" for moment in times) or "no time"


def drawings(drawn):
    """List what was drawn, for a sentence."""
    shown = [f"draw({step}) at {moment:g} s" for step, moment, _ in drawn[:6]]
    return ", ".join([*shown, "..."][: len(drawn)]) or "nothing"


@points(3)
def test_step_begins_when_all_have_finished_the_last(submission, clock):
    """Regions that need 1, 3, 2 s, then 1, 1, 2 s, then 1, 1, 5 s: steps begin at 0, 3 and 5 s."""
    begun = {0: [], 1: [], 2: []}

    def region(*seconds):
        def run(step):
            begun[step].append(clock.now)
            time.sleep(seconds[step])

        return run

    submission.simulate([region(1, 1, 1), region(3, 1, 1), region(2, 2, 5)], 3, lambda step: None)

    assert begun[0] == [0, 0, 0], (
        f"three regions began step 0 at {listed(begun[0])}; all of them must begin it at 0 s, "
        "each in its own thread."
    )
    assert begun[1] == [3, 3, 3], (
        "step 0 takes the regions 1, 3 and 2 s, so all have finished it at 3 s; they began step 1 "
        f"at {listed(begun[1])}. Nobody may begin before all have finished; then all begin at once."
    )
    assert begun[2] == [5, 5, 5], (
        "step 1 takes the regions 1, 1 and 2 s, from 3 s on; all have finished it at 5 s, and they "
        f"began step 2 at {listed(begun[2])}."
    )
    assert clock.now == 10, (
        f"the last region finished the last step at 10 s, and simulate() returned at "
        f"{clock.now:g} s."
    )


@points(2)
def test_map_is_drawn_once_between_two_steps(submission, clock):
    """The map is drawn once a step, at 3, 5 and 10 s, before anybody begins the next step."""
    begun, drawn = [], []

    def region(*seconds):
        def run(step):
            begun.append(step)
            time.sleep(seconds[step])

        return run

    def draw(step):
        drawn.append((step, clock.now, len(begun)))

    submission.simulate([region(1, 1, 1), region(3, 1, 1), region(2, 2, 5)], 3, draw)

    assert [each[:2] for each in drawn] == [(0, 3), (1, 5), (2, 10)], (
        f"three regions finished step 0 at 3 s, step 1 at 5 s, step 2 at 10 s; what was drawn is "
        f"{drawings(drawn)}. After each step there must be one drawing."
    )
    assert [count for _, _, count in drawn] == [3, 6, 9], (
        f"when step 0, 1 and 2 were drawn, {', '.join(str(count) for _, _, count in drawn)} calls "
        "of the three regions had begun; it must be 3, 6, 9. The map has to be drawn *before* the "
        "first region begins the next step."
    )
