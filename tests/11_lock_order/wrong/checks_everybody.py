"""Calls the fraud service for transfers that are refused anyway.

Fails: test_money_moves_if_there_is_enough
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
        fraud_check()
        if src.balance < amount:
            return False
        src.balance -= amount
        dst.balance += amount
        return True


def total(accounts):
    with locked(accounts):
        return sum(account.balance for account in accounts)
