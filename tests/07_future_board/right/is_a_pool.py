"""The shop is a pool itself, and inherits how to be closed."""

from concurrent.futures import ThreadPoolExecutor


class CopyShop(ThreadPoolExecutor):
    def __init__(self, printers):
        super().__init__(printers)
        self.futures = {}

    def order(self, name, job):
        self.futures[name] = self.submit(job)

    def status(self, name):
        future = self.futures[name]
        if not future.done():
            return "printing" if future.running() else "waiting"
        if future.cancelled():
            return "cancelled"
        return "failed" if future.exception() is not None else "done"

    def collect(self, name):
        return self.futures[name].result()

    def cancel(self, name):
        return self.futures[name].cancel()

    def close(self):
        self.shutdown()
