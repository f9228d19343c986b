"""Starts both helpers when the writer is done: nothing is saved while there is something to lose.

Fails: test_session_waits_for_nothing_but_the_writer
"""

import threading
import time


def start_autosave(save, interval=5.0):
    def loop():
        while True:
            time.sleep(interval)
            save()

    thread = threading.Thread(target=loop, name="autosave", daemon=True)
    thread.start()
    return thread


def start_upload(upload):
    thread = threading.Thread(target=upload, daemon=False)
    thread.start()
    return thread


def edit_session(save, upload, write_text):
    write_text()
    start_autosave(save)
    start_upload(upload)
