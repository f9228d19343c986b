"""Reckons the time of each save from the start, so that slow saves add up to no delay."""

import itertools
import threading
import time


def start_autosave(save, interval=5.0):
    begin = time.monotonic()

    def loop():
        for number in itertools.count(1):
            time.sleep(max(0, begin + number * interval - time.monotonic()))
            save()

    thread = threading.Thread(None, loop, "autosave", daemon=True)
    thread.start()
    return thread


def start_upload(upload):
    thread = threading.Thread(None, upload, "upload", daemon=False)
    thread.start()
    return thread


def edit_session(save, upload, write_text):
    start_autosave(save)
    write_text()
    start_upload(upload)
