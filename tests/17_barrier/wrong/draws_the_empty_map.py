"""The main thread draws at the barrier, also if nobody else is there.

Fails: test_nothing_to_do_is_no_trouble
"""

import threading


def simulate(regions, steps, draw):
    errors = []
    barrier = threading.Barrier(len(regions) + 1)

    def run(region):
        try:
            for step in range(steps):
                region(step)
                barrier.wait()
                barrier.wait()
        except threading.BrokenBarrierError:
            pass
        except Exception as error:
            errors.append(error)
            barrier.abort()

    threads = [threading.Thread(target=run, args=(region,)) for region in regions]
    for thread in threads:
        thread.start()
    try:
        for step in range(steps):
            barrier.wait()
            draw(step)
            barrier.wait()
    except threading.BrokenBarrierError:
        pass
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
