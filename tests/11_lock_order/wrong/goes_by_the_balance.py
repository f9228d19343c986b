"""Orders the accounts by their balance, which the transfers themselves change.

Fails: test_transfers_that_cross_never_freeze, test_transfers_between_nearly_equal_accounts_never_freeze
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
    for account in sorted(dict.fromkeys(accounts), key=lambda account: account.balance):
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
