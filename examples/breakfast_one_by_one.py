"""The same morning without threads: 3, 4 and 5 seconds add up to 12.

grader simulate examples/breakfast_one_by_one.py
"""

import time


def morning():
    for seconds, what in [(3, "eat breakfast"), (4, "drink coffee"), (5, "study")]:
        time.sleep(seconds)
        print("You", what)


morning()
