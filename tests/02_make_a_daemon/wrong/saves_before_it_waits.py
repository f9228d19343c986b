"""Begins with a save: an empty draft is saved at once, before the writer has typed a letter.

Fails: test_autosave_does_not_keep_the_editor_open, test_session_waits_for_nothing_but_the_writer, test_autosave_keeps_its_interval
"""

import threading
import time


def start_autosave(save, interval=5.0):
    def loop():
        while True:
            save()
            time.sleep(interval)

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
    start_upload(upload)
