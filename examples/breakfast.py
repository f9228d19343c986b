"""Breakfast, coffee and study side by side: 3, 4 and 5 seconds are done in 5.

grader simulate examples/breakfast.py
"""

import threading
import time


def eat_breakfast():
    time.sleep(3)
    print("You eat breakfast")


def drink_coffee():
    time.sleep(4)
    print("You drink coffee")


def study():
    time.sleep(5)
    print("You study")


began = time.perf_counter()
threads = [threading.Thread(target=each) for each in (eat_breakfast, drink_coffee, study)]
for thread in threads:
    thread.start()
print("Threads:", threading.active_count())
print(f"Started after {time.perf_counter() - began:.1f} s")
for thread in threads:
    thread.join()
print(f"All done after {time.perf_counter() - began:.1f} s")
