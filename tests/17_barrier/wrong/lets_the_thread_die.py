"""Does not catch the exception: it ends one thread, and the others wait for it.

Fails: test_failure_ends_the_simulation, test_failure_leaves_nobody_waiting
"""

import threading


def simulate(regions, steps, draw):
    if not regions:
        return
    drawn = 0

    def after_step():
        nonlocal drawn
        draw(drawn)
        drawn += 1

    barrier = threading.Barrier(len(regions), action=after_step)

    def run(region):
        try:
            for step in range(steps):
                region(step)
                barrier.wait()
        except threading.BrokenBarrierError:
            pass

    threads = [threading.Thread(target=run, args=(region,)) for region in regions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
