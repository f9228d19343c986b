"""Copies the line that made the autosave's thread, its flag included, for the upload of a session.

Fails: test_session_ends_with_the_upload
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
    start_autosave(save)
    write_text()
    thread = threading.Thread(target=upload, name="upload", daemon=True)
    thread.start()
