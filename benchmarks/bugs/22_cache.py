"""JaConTeBe groovy: check-then-act on a cache."""

import threading

from benchmarks.bugs import together

EXPECTED = "AssertionError"


def bug():
    cache, made = {}, []

    def get():
        if "key" not in cache:
            made.append(1)
            cache["key"] = len(made)
        return cache["key"]

    together(get, get)
    assert len(made) == 1


def right():
    cache, made, lock = {}, [], threading.Lock()

    def get():
        with lock:
            if "key" not in cache:
                made.append(1)
                cache["key"] = len(made)
            return cache["key"]

    together(get, get)
    assert len(made) == 1
