"""Every transfer locks its own sender first, and waits for the other account.

Fails: test_transfers_that_cross_never_freeze, test_transfers_between_nearly_equal_accounts_never_freeze
"""

import threading
from contextlib import ExitStack


class Account:
    def __init__(self, number, balance):
        self.number = number
        self.balance = balance
        self.lock = threading.Lock()


def both(src, dst):
    stack = ExitStack()
    stack.enter_context(src.lock)
    if dst is not src:
        stack.enter_context(dst.lock)
    return stack


def locked(accounts):
    stack = ExitStack()
    for account in sorted(set(accounts), key=lambda account: account.number):
        stack.enter_context(account.lock)
    return stack


def transfer(src, dst, amount, fraud_check):
    with both(src, dst):
        if src.balance < amount:
            return False
        fraud_check()
        src.balance -= amount
        dst.balance += amount
        return True


def total(accounts):
    with locked(accounts):
        return sum(account.balance for account in accounts)
