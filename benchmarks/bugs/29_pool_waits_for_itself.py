"""Python: a task waits for a future of the same pool."""

from concurrent.futures import ThreadPoolExecutor

EXPECTED = "Deadlock"


def bug():
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: pool.submit(int).result()).result()


def right():
    with ThreadPoolExecutor(1) as pool:
        pool.submit(int).result()
