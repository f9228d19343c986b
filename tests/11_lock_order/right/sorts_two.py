"""Sorts the pair, and treats a transfer to oneself apart."""

import threading


class Account:
    def __init__(self, number, balance):
        self.number = number
        self.balance = balance
        self.lock = threading.Lock()


def transfer(src, dst, amount, fraud_check):
    def move():
        if src.balance < amount:
            return False
        fraud_check()
        src.balance -= amount
        dst.balance += amount
        return True

    if src is dst:
        with src.lock:
            return move()
    first, second = (src, dst) if src.number < dst.number else (dst, src)
    with first.lock, second.lock:
        return move()


def total(accounts):
    ordered = sorted(accounts, key=lambda account: account.number)
    for account in ordered:
        account.lock.acquire()
    try:
        return sum(account.balance for account in ordered)
    finally:
        for account in ordered:
            account.lock.release()
