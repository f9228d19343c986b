"""Builds a daemon by hand: a loop that ends with the main thread. It looks only once an interval,
so the program ends late.

Fails: test_autosave_is_a_running_daemon, test_autosave_does_not_keep_the_editor_open
"""

import threading
import time


def start_autosave(save, interval=5.0):
    def loop():
        while threading.main_thread().is_alive():
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
