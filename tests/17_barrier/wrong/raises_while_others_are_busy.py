"""Raises as soon as one region has failed, and doesn't wait for those that are busy.

Fails: test_failure_ends_the_simulation
"""

import threading


def simulate(regions, steps, draw):
    if not regions:
        return
    drawn = 0
    errors = []
    over = threading.Semaphore(0)

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
        except Exception as error:
            errors.append(error)
            barrier.abort()
        finally:
            over.release()

    threads = [threading.Thread(target=run, args=(region,)) for region in regions]
    for thread in threads:
        thread.start()
    for thread in threads:
        over.acquire()
        if errors:
            raise errors[0]
