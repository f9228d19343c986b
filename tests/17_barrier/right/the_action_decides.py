"""Nobody aborts: a region that failed comes to the barrier, where it is decided whether all go on."""

import threading


def simulate(regions, steps, draw):
    errors = []
    over = False
    step_now = iter(range(steps))

    def after_step():
        nonlocal over
        over = bool(errors)
        if not over:
            draw(next(step_now))

    def run(region, barrier):
        for step in range(steps):
            try:
                region(step)
            except Exception as error:
                errors.append(error)
            barrier.wait()
            if over:
                break

    if regions:
        barrier = threading.Barrier(len(regions), after_step)
        threads = [threading.Thread(target=run, args=(each, barrier)) for each in regions]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    if errors:
        raise errors[0]
