"""Uses no pool: threads of its own, a queue, and a board that a condition guards."""

import threading
from collections import deque


class CopyShop:
    def __init__(self, printers):
        self.changed = threading.Condition()
        self.queue = deque()
        self.board = {}
        self.results = {}
        self.open = True
        self.threads = [threading.Thread(target=self.work) for _ in range(printers)]
        for thread in self.threads:
            thread.start()

    def work(self):
        while True:
            with self.changed:
                self.changed.wait_for(lambda: self.queue or not self.open)
                if not self.queue:
                    return
                name, job = self.queue.popleft()
                if self.board[name] == "cancelled":
                    continue
                self.board[name] = "printing"
            try:
                result, status = job(), "done"
            except Exception as error:
                result, status = error, "failed"
            with self.changed:
                self.results[name] = result
                self.board[name] = status
                self.changed.notify_all()

    def order(self, name, job):
        with self.changed:
            if not self.open:
                raise RuntimeError("the shop is closed")
            self.board[name] = "waiting"
            self.queue.append((name, job))
            self.changed.notify_all()

    def status(self, name):
        with self.changed:
            return self.board[name]

    def collect(self, name):
        with self.changed:
            self.changed.wait_for(lambda: name in self.results)
            if self.board[name] == "failed":
                raise self.results[name]
            return self.results[name]

    def cancel(self, name):
        with self.changed:
            if self.board[name] != "waiting":
                return False
            self.board[name] = "cancelled"
            return True

    def close(self):
        with self.changed:
            self.open = False
            self.changed.notify_all()
        for thread in self.threads:
            thread.join()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()
