"""One thread draws, but after the barrier, which has let everybody go by then.

Fails: test_map_is_drawn_once_between_two_steps, test_nobody_runs_ahead, test_failure_leaves_nobody_waiting
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
                if barrier.wait() == 0:
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
