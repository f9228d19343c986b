"""A pool of eight workers squares eight numbers, 2 seconds each, all at once.

grader simulate examples/eight_squares.py
"""

import time
from concurrent.futures import ThreadPoolExecutor


def square(number):
    print(f"Squaring {number}")
    time.sleep(2)
    return number**2


def tell(future):
    print(future.result() if future.done() else "not done yet")


pool = ThreadPoolExecutor(8)
squares = [pool.submit(square, number) for number in range(1, 9)]
print("All are handed in")
tell(squares[2])
print("The first:", squares[0].result())
time.sleep(5)
tell(squares[2])
print("All:", [each.result() for each in squares])
pool.shutdown()
print("The pool is closed")
