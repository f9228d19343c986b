"""Any fixed order will do: here from the highest number down, recursively."""

import threading


class Account:
    def __init__(self, number, balance):
        self.number = number
        self.balance = balance
        self.lock = threading.Lock()


def with_all(accounts, work):
    if not accounts:
        return work()
    with accounts[0].lock:
        return with_all(accounts[1:], work)


def down(accounts):
    unique = {account.number: account for account in accounts}
    return [unique[number] for number in sorted(unique, reverse=True)]


def transfer(src, dst, amount, fraud_check):
    def work():
        if src.balance < amount:
            return False
        fraud_check()
        src.balance -= amount
        dst.balance += amount
        return True

    return with_all(down([src, dst]), work)


def total(accounts):
    return with_all(down(accounts), lambda: sum(each.balance for each in accounts))
