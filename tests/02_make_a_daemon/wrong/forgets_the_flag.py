"""Believes that threads in the background end with the main thread. Python waits for this one
for ever.

Fails: test_autosave_is_a_running_daemon, test_autosave_does_not_keep_the_editor_open, test_session_waits_for_nothing_but_the_writer, test_session_ends_with_the_upload, test_autosave_keeps_its_interval, test_no_deprecated_method_is_called
"""

import threading
import time


def start_autosave(save, interval=5.0):
    def loop():
        while True:
            time.sleep(interval)
            save()

    thread = threading.Thread(target=loop, name="autosave")
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
