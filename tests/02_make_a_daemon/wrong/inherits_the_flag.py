"""Believes that a thread is no daemon unless one says so. It takes the flag over from its maker.

Fails: test_upload_outlives_the_daemon_that_starts_it
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
    thread = threading.Thread(target=upload)
    thread.start()
    return thread


def edit_session(save, upload, write_text):
    start_autosave(save)
    write_text()
    start_upload(upload)
