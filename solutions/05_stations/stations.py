"""Kitchen stations and the roll call: pack what a thread needs, and see who is still working."""

import threading
import time
from collections.abc import Callable


def open_stations(
    cook: Callable[..., None],
    orders: list[tuple[str, str, float, dict]],
) -> list[threading.Thread]:
    """Start one thread for every order, and return the started threads in the order of `orders`.

    An order is (station, dish, minutes, options). Its thread has the name `station`, and calls
    cook(dish, minutes, **options). Return at once: don't wait for the threads.
    The order list and the option dictionaries belong to the caller: leave them as they are. As soon
    as this function has returned, the caller may empty the list.
    """
    threads = []
    for station, dish, minutes, options in orders:
        # The values are packed now: args by position, kwargs by name. A lambda that calls
        # cook(dish, minutes) would look up both names later, when the thread gets there, and by
        # then the loop may be at the next order.
        thread = threading.Thread(target=cook, name=station, args=(dish, minutes), kwargs=options)
        thread.start()
        threads.append(thread)
    return threads


def ring_bell(bell: Callable[[object], None], table: object) -> threading.Thread:
    """Call bell(table) in a new thread named "bell"; return the started thread at once.

    `table` may be a number, a text or a tuple. It is always one single argument.
    """
    # The comma makes it a tuple of one. Without it, (table) is just table, and Python would take
    # the text "T7" apart into two arguments, "T" and "7".
    thread = threading.Thread(target=bell, name="bell", args=(table,))
    thread.start()
    # Not `return thread.start()`: start() returns None.
    return thread


def who_is_working() -> list[str]:
    """Return the sorted names of all threads that are alive now, except for the main thread."""
    # enumerate() knows all living threads of the program, whoever started them. A list of our own
    # would know only ours, and would have to be told when one ends.
    return sorted(
        thread.name for thread in threading.enumerate() if thread is not threading.main_thread()
    )


def headcount() -> int:
    """Return how many threads are alive now, the main thread included."""
    return threading.active_count()


def cook_slowly(dish: str, minutes: float, spicy: bool = False) -> None:
    time.sleep(minutes)
    print(f"{threading.current_thread().name}: {'spicy ' if spicy else ''}{dish} is ready")


if __name__ == "__main__":
    # Run this file to watch the kitchen in real time, where a minute takes a second:
    # python stations.py
    # Nobody may wait for the steak before the chips are begun. At 3.5 the pass is done.
    open_stations(
        cook_slowly,
        [
            ("grill", "steak", 6, {}),
            ("fryer", "chips", 4, {"spicy": True}),
            ("pass", "soup", 3, {}),
        ],
    )
    time.sleep(0.5)
    print(f"0.5: {who_is_working()}, {headcount()} threads")
    time.sleep(3)
    print(f"3.5: {who_is_working()}, {headcount()} threads")
