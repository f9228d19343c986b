"""Forgets max_workers: the pool is as large as Python thinks fit.

Fails: test_pool_handles_all_requests
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

    with ThreadPoolExecutor() as pool:
        return list(pool.map(handle, ids))
