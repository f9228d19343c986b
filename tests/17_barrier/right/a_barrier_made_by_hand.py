"""A condition and a count are the barrier; the last one who comes draws."""

import threading


def simulate(regions, steps, draw):
    changed = threading.Condition()
    arrived = 0
    begun = 0
    errors = []

    def arrive(step):
        """Wait for the others; tell whether the simulation goes on."""
        nonlocal arrived, begun
        with changed:
            arrived += 1
            if arrived == len(regions) and not errors:
                draw(step)
                arrived = 0
                begun = step + 1
                changed.notify_all()
            while begun == step and not errors:
                changed.wait()
            return begun > step

    def run(region):
        for step in range(steps):
            try:
                region(step)
            except Exception as error:
                with changed:
                    errors.append(error)
                    changed.notify_all()
                return
            if not arrive(step):
                return

    threads = [threading.Thread(target=run, args=(region,)) for region in regions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors.pop()
