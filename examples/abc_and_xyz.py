"""A daemon and a thread that is none, until somebody presses Enter.

    grader simulate examples/abc_and_xyz.py --type @3.5
    grader simulate examples/abc_and_xyz.py --interrupt 2.5 --type @3.5

Enter ends both: `done` is looked at after each second's sleep. Ctrl-C sets the event, and `input`
goes on waiting. Without Enter the thread XYZ, which is no daemon, keeps the program alive.
"""

import signal
import threading
import time

done = False
stop = threading.Event()


def worker(name):
    count = 0
    while not done and not stop.is_set():
        time.sleep(1)
        count += 1
        print(f"{name}: {count}")


def stop_both(signum, frame):
    stop.set()


signal.signal(signal.SIGINT, stop_both)
abc = threading.Thread(target=worker, args=("ABC",), name="ABC", daemon=True)
xyz = threading.Thread(target=worker, args=("XYZ",), name="XYZ")
abc.start()
xyz.start()
input("Press Enter to quit\n")
done = True
abc.join()
