"""One of the regions draws after the barrier, and a second barrier holds the others."""

import threading


class Region(threading.Thread):
    def __init__(self, work, steps, draw, barrier):
        super().__init__()
        self.work = work
        self.steps = steps
        self.draw = draw
        self.barrier = barrier
        self.error = None

    def run(self):
        try:
            for step in range(self.steps):
                self.work(step)
                if self.barrier.wait() == 0:
                    self.draw(step)
                self.barrier.wait()
        except threading.BrokenBarrierError:
            pass
        except Exception as error:
            self.error = error
            self.barrier.abort()


def simulate(regions, steps, draw):
    barrier = threading.Barrier(max(len(regions), 1))
    threads = [Region(region, steps, draw, barrier) for region in regions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for thread in threads:
        if thread.error is not None:
            raise thread.error
