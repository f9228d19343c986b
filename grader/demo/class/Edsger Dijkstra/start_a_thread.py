import threading
import time


def start_all(tasks):
    threads = [threading.Thread(target=task) for task in tasks
    for thread in threads:
        thread.start()
    return threads
