"""The main thread is a party of the barrier: it draws between two waits."""

import threading


def simulate(regions, steps, draw):
    barrier = threading.Barrier(len(regions) + 1)
    errors = []

    def run(region):
        try:
            for step in range(steps):
                region(step)
                barrier.wait()
                barrier.wait()
        except threading.BrokenBarrierError:
            return
        except Exception as error:
            errors.append(error)
            barrier.abort()

    threads = [threading.Thread(target=run, args=[region]) for region in regions]
    for thread in threads:
        thread.start()
    try:
        for step in range(steps if regions else 0):
            barrier.wait()
            draw(step)
            barrier.wait()
    except threading.BrokenBarrierError:
        pass
    for thread in threads:
        thread.join()
    for error in errors:
        raise error
