"""Believes that everything belongs in a thread, the typing too: the upload starts before the text
is written.

Fails: test_session_waits_for_nothing_but_the_writer, test_session_ends_with_the_upload
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
    threading.Thread(target=write_text).start()
    start_upload(upload)
