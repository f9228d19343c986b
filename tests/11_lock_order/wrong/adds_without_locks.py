"""Reading is harmless, so total takes no locks.

Fails: test_the_auditor_sees_all_the_money
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
    with locked([src, dst]):
        if src.balance < amount:
            return False
        fraud_check()
        src.balance -= amount
        dst.balance += amount
        return True


def total(accounts):
    return sum(account.balance for account in accounts)
