"""Believes that a thread calls its target again and again.

Fails: test_autosave_does_not_keep_the_editor_open
"""

import threading
import time


def start_autosave(save, interval=5.0):
    def wait_and_save():
        time.sleep(interval)
        save()

    thread = threading.Thread(target=wait_and_save, name="autosave", daemon=True)
    thread.start()
    return thread


def start_upload(upload):
    thread = threading.Thread(target=upload, daemon=False)
    thread.start()
    return thread


def edit_session(save, upload, write_text):
    start_autosave(save)
    write_text()
    start_upload(upload)
