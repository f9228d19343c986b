"""Believes that "daemon" means "in the background", so both helpers get it. The upload is cut off.

Fails: test_program_waits_for_the_upload, test_session_ends_with_the_upload, test_upload_outlives_the_daemon_that_starts_it
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
    thread = threading.Thread(target=upload, daemon=True)
    thread.start()
    return thread


def edit_session(save, upload, write_text):
    start_autosave(save)
    write_text()
    start_upload(upload)
