"""Believes that done() means success. A job that failed is done as well.

Fails: test_board_shows_how_far_each_order_is, test_failure_reaches_whoever_collects
"""

from concurrent.futures import ThreadPoolExecutor


class CopyShop:
    def __init__(self, printers):
        self.pool = ThreadPoolExecutor(max_workers=printers)
        self.futures = {}

    def order(self, name, job):
        self.futures[name] = self.pool.submit(job)

    def status(self, name):
        future = self.futures[name]
        if future.cancelled():
            return "cancelled"
        if future.running():
            return "printing"
        if not future.done():
            return "waiting"
        return "done"

    def collect(self, name):
        return self.futures[name].result()

    def cancel(self, name):
        return self.futures[name].cancel()

    def close(self):
        self.pool.shutdown()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()
