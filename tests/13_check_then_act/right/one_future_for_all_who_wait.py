"""Hands the same Future to all who ask: they share the answer, and the exception, too."""

import threading
import time
from concurrent.futures import Future


class WeatherCache:
    def __init__(self, fetch, max_age=60.0):
        self._fetch = fetch
        self._max_age = max_age
        self._lock = threading.Lock()
        self._futures = {}
        self._arrived = {}

    def get(self, city):
        future, is_mine = self._future(city)
        if is_mine:
            self._fulfil(city, future)
        return future.result()

    def _future(self, city):
        with self._lock:
            future = self._futures.get(city)
            arrived = self._arrived.get(city)
            if future and (arrived is None or time.monotonic() - arrived < self._max_age):
                return future, False
            self._arrived.pop(city, None)
            future = self._futures[city] = Future()
            return future, True

    def _fulfil(self, city, future):
        try:
            report = self._fetch(city)
        except BaseException as error:
            with self._lock:
                del self._futures[city]
            future.set_exception(error)
        else:
            with self._lock:
                self._arrived[city] = time.monotonic()
            future.set_result(report)
