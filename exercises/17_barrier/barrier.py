"""Weather simulation, step by step: a thread for each region, and nobody runs ahead."""

import threading
from collections.abc import Callable


def simulate(
    regions: list[Callable[[int], None]],
    steps: int,
    draw: Callable[[int], None],
) -> None:
    """Run each region in its own thread, the same thread for the whole simulation.

    In step k (0, 1, ..., steps-1) every region calls region(k). When all have finished step k,
    draw(k) is called exactly once, and only then the next step begins. Return after the last draw.
    Without regions nothing is drawn.

    If a region raises in step k: the regions that are busy finish that step, no further step
    begins, draw(k) is not called, all threads end, and simulate raises the region's exception.
    """
    # TODO: start a thread for each region. At the end of each step they wait for each other.
    # TODO: think of the others when one of them fails: whom are they waiting for?
    raise NotImplementedError("run the regions step by step, and draw after each step")


if __name__ == "__main__":
    # Run this file to watch three regions in real time:  python barrier.py
    # No line of step 1 may come before "map 0", and so on.
    import time

    def region(name, *seconds):
        """Make a region that needs so many seconds for its steps."""

        def run(step):
            print(f"  {name} begins step {step}")
            time.sleep(seconds[step])

        return run

    simulate(
        [region("coast", 0.5, 0.5, 0.5), region("hills", 1.5, 0.5, 0.5), region("city", 1, 1, 2.5)],
        steps=3,
        draw=lambda step: print(f"map {step}"),
    )
