"""Counts the main thread as a party of the barrier, but it never comes there.

Fails: test_step_begins_when_all_have_finished_the_last, test_map_is_drawn_once_between_two_steps, test_region_keeps_its_thread, test_failure_ends_the_simulation, test_nobody_runs_ahead, test_failure_leaves_nobody_waiting
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

    barrier = threading.Barrier(len(regions) + 1, action=after_step)

    def run(region):
        try:
            for step in range(steps):
                region(step)
                barrier.wait()
        except threading.BrokenBarrierError:
            pass
        except Exception as error:
            errors.append(error)
            barrier.abort()

    threads = [threading.Thread(target=run, args=(region,)) for region in regions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
