"""Believes that what has been ordered and is not done must be printing. It may stand in the queue.

Fails: test_board_shows_how_far_each_order_is, test_only_what_waits_can_be_cancelled
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
        if not future.done():
            return "printing"
        return "failed" if future.exception() else "done"

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
