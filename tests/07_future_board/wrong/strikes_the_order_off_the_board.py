"""Forgets an order that was cancelled: the board does not know it any more.

Fails: test_only_what_waits_can_be_cancelled
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
        return "failed" if future.exception() else "done"

    def collect(self, name):
        return self.futures[name].result()

    def cancel(self, name):
        if not self.futures[name].cancel():
            return False
        del self.futures[name]
        return True

    def close(self):
        self.pool.shutdown()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()
