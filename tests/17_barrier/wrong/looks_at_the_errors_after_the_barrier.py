"""Each region looks for errors when it has passed the barrier. A quick one may have failed in the
next step by then: the slow one leaves, and the quick one waits for it.

Fails: test_failure_leaves_nobody_waiting
"""

import threading


def simulate(regions, steps, draw):
    if not regions:
        return
    drawn = 0
    errors = []

    def after_step():
        nonlocal drawn
        if not errors:
            draw(drawn)
        drawn += 1

    barrier = threading.Barrier(len(regions), action=after_step)

    def run(region):
        for step in range(steps):
            try:
                region(step)
            except Exception as error:
                errors.append(error)
            barrier.wait()
            if errors:
                return

    threads = [threading.Thread(target=run, args=(region,)) for region in regions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
