"""Puts the previous id back after the yield, which never comes back from a block that raised.

Fails: test_block_that_raises_is_forgotten
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
    yield
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
        return list(pool.map(handle, ids))
