"""Counts the seconds since the login, until Ctrl-C; then asks whether to leave.

grader simulate examples/login_timer.py --interrupt 4.5 --type yes@8
"""

import signal
import threading
import time

logged_out = threading.Event()


def timer():
    seconds = 0
    while not logged_out.is_set():
        time.sleep(1)
        seconds += 1
        print(f"Logged in for {seconds} s")


def log_out(signum, frame):
    logged_out.set()


signal.signal(signal.SIGINT, log_out)
clock = threading.Thread(target=timer, name="timer", daemon=True)
clock.start()
clock.join()
answer = input("Do you want to leave?\n")
print("Bye!" if answer == "yes" else "Stay as long as you like.")
