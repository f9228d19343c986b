"""Names the variable, not the thread: Python calls it "Thread-1 (loop)".

Fails: test_autosave_is_a_running_daemon
"""

import threading
import time


def start_autosave(save, interval=5.0):
    def loop():
        while True:
            time.sleep(interval)
            save()

    autosave = threading.Thread(target=loop, daemon=True)
    autosave.start()
    return autosave


def start_upload(upload):
    thread = threading.Thread(target=upload, daemon=False)
    thread.start()
    return thread


def edit_session(save, upload, write_text):
    start_autosave(save)
    write_text()
    start_upload(upload)
