"""One lock for everything is safe, and everybody waits for everybody.

Fails: test_different_accounts_do_not_wait_for_each_other
"""

import threading


class Account:
    def __init__(self, number, balance):
        self.number = number
        self.balance = balance
        self.lock = threading.Lock()


BANK = threading.Lock()


def transfer(src, dst, amount, fraud_check):
    with BANK:
        if src.balance < amount:
            return False
        fraud_check()
        src.balance -= amount
        dst.balance += amount
        return True


def total(accounts):
    with BANK:
        return sum(account.balance for account in accounts)
