"""Believes that a default set at import holds for every thread; it does for the one that imports.

Fails: test_overlapping_requests_keep_their_ids, test_pool_handles_all_requests, test_block_that_raises_is_forgotten, test_handler_that_raises_gives_none, test_request_may_start_a_pool, test_every_line_has_its_own_id
"""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

LOG = []
current = threading.local()
current.id = "-"


@contextmanager
def request(request_id):
    before = current.id
    current.id = request_id
    try:
        yield
    finally:
        current.id = before


def log(message):
    LOG.append(f"[{current.id}] {message}")


def handle_all(handler, ids, workers=2):
    def handle(request_id):
        with request(request_id):
            try:
                return handler(request_id)
            except Exception:
                return None

    with ThreadPoolExecutor(max_workers=workers) as pool:
        return list(pool.map(handle, ids))
