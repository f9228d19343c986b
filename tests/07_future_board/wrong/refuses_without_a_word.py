"""Ignores orders after closing time. The customer goes home and believes that all is well.

Fails: test_closing_finishes_what_was_accepted
"""

from concurrent.futures import ThreadPoolExecutor


class CopyShop:
    def __init__(self, printers):
        self.pool = ThreadPoolExecutor(max_workers=printers)
        self.futures = {}
        self.open = True

    def order(self, name, job):
        if self.open:
            self.futures[name] = self.pool.submit(job)

    def status(self, name):
        future = self.futures[name]
        if future.cancelled():
            return "cancelled"
        if future.running():
            return "printing"
        if not future.done():
            return "waiting"
        return "failed" if future.exception() else "done"

    def collect(self, name):
        return self.futures[name].result()

    def cancel(self, name):
        return self.futures[name].cancel()

    def close(self):
        self.open = False
        self.pool.shutdown()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()
