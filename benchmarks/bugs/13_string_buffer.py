"""SCTBench stringbuffer-jdk1.4: length and copy in two critical sections."""

import threading

from benchmarks.bugs import together

EXPECTED = "IndexError"


def bug():
    lock, text = threading.Lock(), list("abc")

    def copy():
        with lock:
            length = len(text)
        with lock:
            return [text[i] for i in range(length)]

    def erase():
        with lock:
            text.clear()

    together(copy, erase)


def right():
    lock, text = threading.Lock(), list("abc")

    def copy():
        with lock:
            length = len(text)
            return [text[i] for i in range(length)]

    def erase():
        with lock:
            text.clear()

    together(copy, erase)
