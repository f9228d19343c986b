"""Forgets the request of the calling thread, too, when the pool is done.

Fails: test_request_may_start_a_pool
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
            try:
                return handler(request_id)
            except Exception:
                return None

    with ThreadPoolExecutor(max_workers=workers) as pool:
        results = list(pool.map(handle, ids))
    current.id = "-"
    return results
