"""Known concurrency bugs as small programs of our own, each with its correct twin.

Every file has two functions, `bug` and `right`, and says in EXPECTED what the bug leads to. The
ideas are those of published collections, which each file names.
"""

import threading
from collections.abc import Callable


def together(*functions: Callable[[], object]) -> None:
    """Call each function in a thread of its own, and join them all; no scheduling points here."""
    threads = [threading.Thread(target=function) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
