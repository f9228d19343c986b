"""Writes the id into the thread object; the pool is made of threads and a queue."""

import queue
import threading
from contextlib import contextmanager

LOG = []


@contextmanager
def request(request_id):
    thread = threading.current_thread()
    before = getattr(thread, "request_id", "-")
    thread.request_id = request_id
    try:
        yield
    finally:
        thread.request_id = before


def log(message):
    request_id = getattr(threading.current_thread(), "request_id", "-")
    LOG.append(f"[{request_id}] {message}")


def handle_all(handler, ids, workers=2):
    results = [None for request_id in ids]
    todo = queue.Queue()
    for job in enumerate(ids):
        todo.put(job)

    def work():
        while True:
            try:
                number, request_id = todo.get_nowait()
            except queue.Empty:
                return
            try:
                with request(request_id):
                    results[number] = handler(request_id)
            except Exception:
                results[number] = None

    threads = [threading.Thread(target=work) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
