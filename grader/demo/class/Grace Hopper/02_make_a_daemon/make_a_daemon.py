import threading
import time


def start_autosave(save, interval=5.0):
    def autosave():
        while True:
            time.sleep(interval)
            save()

    thread = threading.Thread(target=autosave, name="autosave")
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
