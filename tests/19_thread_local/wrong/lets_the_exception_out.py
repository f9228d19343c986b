"""Doesn't catch what a handler raises: the caller gets an exception instead of the results.

Fails: test_handler_that_raises_gives_none
"""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

LOG = []
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
    LOG.append(f"[{getattr(current, 'id', '-')}] {message}")


def handle_all(handler, ids, workers=2):
    def handle(request_id):
        with request(request_id):
            return handler(request_id)

    with ThreadPoolExecutor(max_workers=workers) as pool:
        return list(pool.map(handle, ids))
