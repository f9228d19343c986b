"""Catches the exception inside the loop: the simulation goes on, and draws a broken map.

Fails: test_failure_ends_the_simulation, test_failure_leaves_nobody_waiting
"""

import threading


def simulate(regions, steps, draw):
    if not regions:
        return
    drawn = 0
    errors = []

    def after_step():
        nonlocal drawn
        draw(drawn)
        drawn += 1

    barrier = threading.Barrier(len(regions), action=after_step)

    def run(region):
        try:
            for step in range(steps):
                try:
                    region(step)
                except Exception as error:
                    errors.append(error)
                barrier.wait()
        except threading.BrokenBarrierError:
            pass

    threads = [threading.Thread(target=run, args=(region,)) for region in regions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
