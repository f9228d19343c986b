"""SCTBench account: an audit expects both transfers, whatever the order."""

import threading

from benchmarks.bugs import together

EXPECTED = "AssertionError"


class Account:
    def __init__(self, balance):
        self.balance = balance
        self.lock = threading.Lock()

    def add(self, amount):
        with self.lock:
            self.balance += amount


def bug():
    account = Account(0)
    checked = []

    def audit():
        with account.lock:
            checked.append(account.balance)

    together(lambda: account.add(10), lambda: account.add(-5), audit)
    assert checked == [5]


def right():
    account = Account(0)
    together(lambda: account.add(10), lambda: account.add(-5))
    with account.lock:
        assert account.balance == 5
