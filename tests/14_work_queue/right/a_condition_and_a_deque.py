"""Needs no queue: a Condition, a deque, and a count of what is not done yet."""

import threading
from collections import deque


class Kitchen:
    def __init__(self, cook, cooks=2):
        self.served, self.burnt = [], []
        self._cook = cook
        self._changed = threading.Condition()
        self._rail = deque()
        self._pending = 0
        self._closed = False
        self._threads = []
        for number in range(cooks):
            thread = threading.Thread(target=self._work, name=f"cook {number + 1}")
            self._threads.append(thread)
            thread.start()

    def _work(self):
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._rail or self._closed)
                if not self._rail:
                    return
                dish = self._rail.popleft()
            try:
                result = self._cook(dish)
            except Exception as error:
                self.burnt.append((dish, error))
            else:
                self.served.append(result)
            with self._changed:
                self._pending -= 1
                self._changed.notify_all()

    def order(self, dish):
        with self._changed:
            if self._closed:
                raise RuntimeError("closed")
            self._rail.append(dish)
            self._pending += 1
            self._changed.notify_all()

    def wait_until_idle(self):
        with self._changed:
            self._changed.wait_for(lambda: self._pending == 0)

    def close(self):
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        for thread in self._threads:
            thread.join()
