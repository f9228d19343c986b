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
    if not regions:
        return

    drawn = 0
    errors = []

    # The barrier calls this once for each step: when the last region has arrived, and before the
    # first one goes on. So nobody else runs here, and `drawn` needs no lock.
    def draw_this_step():
        nonlocal drawn
        draw(drawn)
        drawn += 1

    barrier = threading.Barrier(len(regions), action=draw_this_step)

    def run(region):
        try:
            for step in range(steps):
                region(step)
                barrier.wait()
        except threading.BrokenBarrierError:
            # Another region has given up: there is nothing more to do.
            pass
        except Exception as error:
            errors.append(error)
            # The others wait for a region that will never arrive: send them home.
            barrier.abort()

    threads = [threading.Thread(target=run, args=(region,)) for region in regions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # An exception ends its own thread only; whoever called simulate() hears of it from here.
    if errors:
        raise errors[0]


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
