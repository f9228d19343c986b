"""Knows each thread's id, but builds the line in a variable that all threads share.

Fails: test_every_line_has_its_own_id
"""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

LOG = []
line = ""
current = threading.local()


@contextmanager
def request(request_id):
    before = getattr(current, "id", "-")
    current.id = request_id
    try:
        yield
    finally:
        current.id = before


def log(message):
    global line
    line = f"[{getattr(current, 'id', '-')}]"
    line += f" {message}"
    LOG.append(line)


def handle_all(handler, ids, workers=2):
    def handle(request_id):
        with request(request_id):
            try:
                return handler(request_id)
            except Exception:
                return None

    with ThreadPoolExecutor(max_workers=workers) as pool:
        return list(pool.map(handle, ids))
