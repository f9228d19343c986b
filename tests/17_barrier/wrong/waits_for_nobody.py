"""Runs all steps of a region in a row: nobody waits for the others.

Fails: test_step_begins_when_all_have_finished_the_last, test_map_is_drawn_once_between_two_steps, test_failure_ends_the_simulation, test_nobody_runs_ahead, test_failure_leaves_nobody_waiting
"""

import threading


def simulate(regions, steps, draw):
    if not regions:
        return
    errors = []
    barrier = threading.Barrier(len(regions))

    def run(region):
        try:
            for step in range(steps):
                region(step)
                draw(step)
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
