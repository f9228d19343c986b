"""Sleeps at the end of each step, in the hope that all others are done by then.

Fails: test_step_begins_when_all_have_finished_the_last, test_map_is_drawn_once_between_two_steps, test_failure_ends_the_simulation, test_nobody_runs_ahead
"""

import threading
import time


def simulate(regions, steps, draw):
    if not regions:
        return
    errors = []
    barrier = threading.Barrier(len(regions))

    def run(region):
        try:
            for step in range(steps):
                region(step)
                time.sleep(3)
                if region is regions[0]:
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
