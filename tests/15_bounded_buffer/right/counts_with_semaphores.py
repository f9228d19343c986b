"""Two semaphores count room and plates, and wait; a lock protects the list."""

import threading


class Rack:
    def __init__(self, capacity):
        self._room = threading.Semaphore(capacity)
        self._ready = threading.Semaphore(0)
        self._lock = threading.Lock()
        self._plates = []

    def put(self, plate, timeout=None):
        if not self._room.acquire(timeout=timeout):
            return False
        with self._lock:
            self._plates.append(plate)
        self._ready.release()
        return True

    def take(self, timeout=None):
        if not self._ready.acquire(timeout=timeout):
            raise TimeoutError("no plate")
        with self._lock:
            plate = self._plates.pop(0)
        self._room.release()
        return plate

    def __len__(self):
        with self._lock:
            return len(self._plates)
