import threading


def count_seconds(stop, report, interval=1.0):
    seconds = 0
    while not stop.wait(interval):
        seconds += 1
        report(seconds)


def login(report, interval=1.0):
    stop = threading.Event()
    threading.Thread(target=count_seconds, args=(threading.Event(), report, interval)).start()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    return thread, stop


def logout(thread, stop):
    stop.set()
    thread.join()
