"""Go finishReq: the receiver gives up, the sender blocks for ever on a full queue."""

import queue
import threading
import time

EXPECTED = "LeakedThread"


def bug():
    answers = queue.Queue(maxsize=1)
    answers.put("old")

    def send():
        time.sleep(5)
        answers.put("late")

    threading.Thread(target=send).start()
    time.sleep(1)


def right():
    answers = queue.Queue(maxsize=2)
    answers.put("old")

    def send():
        time.sleep(5)
        answers.put("late")

    threading.Thread(target=send).start()
    time.sleep(1)
