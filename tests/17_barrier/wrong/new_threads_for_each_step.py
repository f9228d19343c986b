"""Starts new threads for each step and joins them: no barrier, and no thread lives on.

Fails: test_region_keeps_its_thread
"""

import threading


def simulate(regions, steps, draw):
    if not regions:
        return
    errors = []

    def run(region, step):
        try:
            region(step)
        except Exception as error:
            errors.append(error)

    for step in range(steps):
        threads = [threading.Thread(target=run, args=(region, step)) for region in regions]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if errors:
            raise errors[0]
        draw(step)
