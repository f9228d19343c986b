"""Two philosophers take fork and knife in opposite orders, and starve.

grader simulate examples/two_philosophers.py
"""

import threading
import time

fork = threading.Lock()
knife = threading.Lock()


def dine(first, second):
    with first:
        time.sleep(1)
        with second:
            print("Delicious!")


hypatia = threading.Thread(target=dine, args=(fork, knife), name="Hypatia")
plato = threading.Thread(target=dine, args=(knife, fork), name="Plato")
hypatia.start()
plato.start()
hypatia.join()
plato.join()
