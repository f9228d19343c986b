"""Sets name and daemon as attributes, before start(); module-level function with args."""

import threading
import time


def save_for_ever(save, interval):
    while True:
        time.sleep(interval)
        save()


def start_autosave(save, interval=5.0):
    x = threading.Thread(target=save_for_ever, args=(save, interval))
    x.name = "autosave"
    x.daemon = True
    x.start()
    return x


def start_upload(upload):
    y = threading.Thread(target=upload)
    y.daemon = False
    y.start()
    return y


def edit_session(save, upload, write_text):
    start_autosave(save)
    write_text()
    start_upload(upload)
