"""Writes a dash at the end of a block, though it may stand inside another one.

Fails: test_end_of_a_block_brings_the_previous_id_back
"""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

LOG = []
current = threading.local()


@contextmanager
def request(request_id):
    current.id = request_id
    try:
        yield
    finally:
        current.id = "-"


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
