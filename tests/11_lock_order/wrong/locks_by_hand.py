"""Takes the locks by hand; when the fraud check raises, nobody gives them back.

Fails: test_odd_transfers_leave_nothing_locked
"""

import threading
from contextlib import ExitStack


class Account:
    def __init__(self, number, balance):
        self.number = number
        self.balance = balance
        self.lock = threading.Lock()


def locked(accounts):
    stack = ExitStack()
    for account in sorted(set(accounts), key=lambda account: account.number):
        stack.enter_context(account.lock)
    return stack


def transfer(src, dst, amount, fraud_check):
    locks = locked([src, dst])
    if src.balance < amount:
        locks.close()
        return False
    fraud_check()
    src.balance -= amount
    dst.balance += amount
    locks.close()
    return True


def total(accounts):
    with locked(accounts):
        return sum(account.balance for account in accounts)
