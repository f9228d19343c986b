"""A global lock guards only the *taking* of the locks: no circle, and the fraud checks overlap."""

import threading
from contextlib import ExitStack


class Account:
    def __init__(self, number, balance):
        self.number = number
        self.balance = balance
        self.lock = threading.Lock()


GATE = threading.Lock()


def locked(accounts):
    stack = ExitStack()
    with GATE:
        for account in dict.fromkeys(accounts):
            stack.enter_context(account.lock)
    return stack


def transfer(src, dst, amount, fraud_check):
    with locked([src, dst]):
        if src.balance < amount:
            return False
        fraud_check()
        src.balance -= amount
        dst.balance += amount
        return True


def total(accounts):
    with locked(accounts):
        return sum(account.balance for account in accounts)
