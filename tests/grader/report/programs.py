"""Small programs with a time to look at, and what a check would point at in each.

python -m tests.grader.report.programs         shows their timelines
python -m tests.grader.report.programs save    writes them to golden/, to be read before a commit
"""

from __future__ import annotations

import queue
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from grader.engine import execute
from grader.report.timeline import Mark, timeline

GOLDEN = Path(__file__).parent / "golden"


def thread(name, target, *args, daemon=False):
    """Start a thread of that name."""
    started = threading.Thread(name=name, target=target, args=args, daemon=daemon)
    started.start()
    return started


def chore(seconds, text):
    time.sleep(seconds)
    print(text)


def one_after_the_other():
    """The morning without threads."""
    chore(3, "You eat breakfast")
    chore(4, "You drink coffee")
    chore(5, "You study")


def side_by_side():
    """The morning of exercise 01."""
    threads = [
        thread("eat", chore, 3, "You eat breakfast"),
        thread("drink", chore, 4, "You drink coffee"),
        thread("study", chore, 5, "You study"),
    ]
    for each in threads:
        each.join()


def late_logout():
    """Exercise 03, with a worker that sleeps and can't hear."""
    stop = threading.Event()

    def report_minutes():
        number = 0
        while not stop.is_set():
            time.sleep(1)
            number += 1
            print(f"minute {number}")

    worker = thread("clock", report_minutes)
    time.sleep(3.25)
    stop.set()
    worker.join()


def logout_at_once():
    """Exercise 03, solved."""
    stop = threading.Event()

    def report_minutes():
        number = 0
        while not stop.wait(1):
            number += 1
            print(f"minute {number}")

    worker = thread("clock", report_minutes)
    time.sleep(3.25)
    stop.set()
    worker.join()


def deadlock_in_a_circle():
    """Two threads take two locks in opposite order."""
    left, right = threading.Lock(), threading.Lock()

    def from_left():
        with left:
            time.sleep(1)
            with right:
                print("never")

    def from_right():
        with right:
            time.sleep(2)
            with left:
                print("never")

    threads = [thread("ann", from_left), thread("bob", from_right)]
    for each in threads:
        each.join()


def deadlock_with_itself():
    """A Lock taken twice by one thread."""
    lock = threading.Lock()

    def outer():
        with lock:
            time.sleep(1)
            inner()

    def inner():
        with lock:
            print("never")

    thread("worker", outer).join()


def leaked_thread():
    """A worker that nobody stops."""
    stop = threading.Event()

    def work():
        while not stop.wait(10):
            print("tick")

    thread("worker", work)
    time.sleep(25)


def lock_over_a_sleep():
    """Who sleeps with a lock makes the others wait."""
    lock = threading.Lock()

    def cook():
        with lock:
            time.sleep(2)

    threads = [thread(name, cook) for name in ("ann", "bob", "cem")]
    for each in threads:
        each.join()


def pool_of_four():
    """Eight tasks, four threads."""

    def fetch(number):
        time.sleep(1 + number % 2)
        return number

    with ThreadPoolExecutor(max_workers=4) as pool:
        for number in pool.map(fetch, range(8)):
            print(f"got {number}")


def daemon_cut_off():
    """A daemon does not keep the program."""

    def save():
        while True:
            time.sleep(2)
            print("saved")

    thread("autosave", save, daemon=True)
    time.sleep(5)
    print("bye")


def program_waits_for_thread():
    """What is no daemon keeps the program."""
    thread("upload", chore, 3, "uploaded")
    time.sleep(1)
    print("bye")


def event_starts_two():
    """An event lets two threads go on at once."""
    gun = threading.Event()

    def run(seconds):
        gun.wait()
        time.sleep(seconds)

    threads = [thread("hare", run, 1), thread("tortoise", run, 3)]
    time.sleep(2)
    gun.set()
    for each in threads:
        each.join()


def producer_and_consumer():
    """A slow consumer behind a queue for one item."""
    belt = queue.Queue(maxsize=1)

    def bake():
        for number in range(1, 4):
            time.sleep(1)
            belt.put(number)
        belt.put(None)

    def eat():
        while (number := belt.get()) is not None:
            time.sleep(2)
            print(f"ate {number}")

    threads = [thread("baker", bake), thread("guest", eat)]
    for each in threads:
        each.join()


def exception_in_a_thread():
    """A thread dies, and main does not notice."""

    def work():
        time.sleep(1)
        raise ValueError("no milk")

    thread("worker", work).join()
    time.sleep(1)
    print("all done")


def busy_wait():
    """Main asks again and again."""
    done = []

    def work():
        time.sleep(2)
        done.append(True)

    worker = thread("worker", work)
    while not done:
        time.sleep(0)
    worker.join()


def livelock():
    """Main asks for ever."""
    thread("worker", time.sleep, 2)
    while True:
        time.sleep(0)


def two_at_a_time():
    """A semaphore lets two in."""
    door = threading.Semaphore(2)

    def visit():
        with door:
            time.sleep(2)

    threads = [thread(f"guest {number}", visit) for number in range(1, 5)]
    for each in threads:
        each.join()


def lost_wake_up():
    """notify() before wait(): nobody hears it."""
    ready = threading.Condition()

    def listen():
        time.sleep(2)
        with ready:
            ready.wait()

    listener = thread("listener", listen)
    time.sleep(1)
    with ready:
        ready.notify()
    listener.join()


def barrier_of_three():
    """All meet, then go on together."""
    meeting = threading.Barrier(3)

    def hike(seconds):
        time.sleep(seconds)
        meeting.wait()
        time.sleep(1)

    threads = [thread(f"hiker {number}", hike, number) for number in range(1, 4)]
    for each in threads:
        each.join()


def twenty_threads():
    """More threads than lanes."""
    lock = threading.Lock()

    def work(number):
        time.sleep(number)
        with lock:
            time.sleep(0.5)
            print(f"worker {number} is done")

    threads = [thread(f"worker {number}", work, number) for number in range(1, 21)]
    for each in threads:
        each.join()


def never_ends():
    """A main thread that loops for ever."""
    while True:
        time.sleep(60)
        print("still here")


def long_silence():
    """Little happens, then nothing for long."""
    ovens = [thread("rolls", time.sleep, 12), thread("bread", time.sleep, 3600)]
    time.sleep(10)
    print("rolls are nearly done")
    for each in ovens:
        each.join()


def timer():
    """A Timer is a thread that waits."""
    alarm = threading.Timer(2.5, print, ["ring"])
    alarm.name = "alarm"
    alarm.start()
    time.sleep(1)
    alarm.join(timeout=1)
    print("still asleep")
    alarm.join()


def timed_lock():
    """A limited wait for a lock, in vain."""
    lock = threading.Lock()

    def hold():
        with lock:
            time.sleep(5)

    holder = thread("holder", hold)
    print(lock.acquire(timeout=2))
    holder.join()


def failed_check():
    """A check that fails while the threads still run."""
    thread("download", time.sleep, 8)
    time.sleep(5)
    raise AssertionError


def condition_notified():
    """A consumer that waits until there is enough."""
    enough = threading.Condition()
    jar = []

    def drink():
        with enough:
            enough.wait_for(lambda: len(jar) >= 2)
            print("two drops")

    def drip():
        for _ in range(3):
            time.sleep(1)
            with enough:
                jar.append("drop")
                enough.notify()

    threads = [thread("drinker", drink), thread("tap", drip)]
    for each in threads:
        each.join()


PROGRAMS = {
    one_after_the_other: (),
    side_by_side: (),
    late_logout: (
        Mark(3.25, "main", "calls logout()"),
        Mark(4, "main", "logout() returns; it should have at 3.25 s"),
    ),
    logout_at_once: (Mark(3.25, "main", "logout() returns"),),
    deadlock_in_a_circle: (),
    deadlock_with_itself: (),
    leaked_thread: (),
    lock_over_a_sleep: (),
    pool_of_four: (),
    daemon_cut_off: (),
    program_waits_for_thread: (),
    event_starts_two: (Mark(2, "main", "fires the gun"),),
    producer_and_consumer: (),
    exception_in_a_thread: (),
    busy_wait: (),
    livelock: (),
    two_at_a_time: (),
    lost_wake_up: (Mark(1, "main", "calls notify(), and nobody waits"),),
    barrier_of_three: (),
    twenty_threads: (),
    never_ends: (),
    long_silence: (),
    timer: (),
    timed_lock: (),
    failed_check: (Mark(5, "main", "the check fails here"), Mark(7, "download", "should be done")),
    condition_notified: (),
}
"""Each with the marks of a check that looks at it."""


def ran(program):
    """Return the execution of one program."""
    return execute(program)


def drawn(program, **options):
    """Return the timeline of one program."""
    execution = ran(program)
    return timeline(
        execution.trace, findings=execution.findings, marks=PROGRAMS[program], **options
    )


if __name__ == "__main__":
    for each in PROGRAMS:
        text = drawn(each)
        print(f"== {each.__name__}: {each.__doc__}\n{text}")
        if sys.argv[1:] == ["save"]:
            (GOLDEN / f"{each.__name__}.txt").write_text(text, encoding="utf-8")
