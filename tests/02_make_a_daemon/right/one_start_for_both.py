"""One helper makes every thread and is always told the flag; the session calls it itself."""

import threading
import time


def start(target, *args, daemon, name=None):
    thread = threading.Thread(target=target, args=args, daemon=daemon, name=name)
    thread.start()
    return thread


def repeat(action, interval):
    time.sleep(interval)
    action()
    while True:
        time.sleep(interval)
        action()


def start_autosave(save, interval=5.0):
    return start(repeat, save, interval, daemon=True, name="autosave")


def start_upload(upload):
    return start(upload, daemon=False)


def edit_session(save, upload, write_text):
    start(repeat, save, 5, daemon=True, name="autosave")
    try:
        write_text()
    finally:
        start(upload, daemon=False)
