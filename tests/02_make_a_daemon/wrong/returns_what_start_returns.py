"""Believes that start() returns the thread. It returns None.

Fails: test_program_waits_for_the_upload
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
    return threading.Thread(target=upload, daemon=False).start()


def edit_session(save, upload, write_text):
    start_autosave(save)
    write_text()
    start_upload(upload)
