"""Uses the method of older texts. It works, but it has been deprecated since Python 3.10.

Fails: test_no_deprecated_method_is_called
"""

import threading
import time


def start_autosave(save, interval=5.0):
    def loop():
        while True:
            time.sleep(interval)
            save()

    thread = threading.Thread(target=loop, name="autosave")
    thread.setDaemon(True)
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
