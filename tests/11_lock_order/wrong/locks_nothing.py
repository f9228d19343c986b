"""Short lines look like single steps, so no lock is needed.

Fails: test_transfers_that_cross_never_freeze, test_the_auditor_sees_all_the_money, test_the_last_money_is_spent_once, test_transfers_between_nearly_equal_accounts_never_freeze
"""

import threading


class Account:
    def __init__(self, number, balance):
        self.number = number
        self.balance = balance
        self.lock = threading.Lock()


def transfer(src, dst, amount, fraud_check):
    if True:
        if src.balance < amount:
            return False
        fraud_check()
        src.balance -= amount
        dst.balance += amount
        return True


def total(accounts):
    return sum(account.balance for account in accounts)
